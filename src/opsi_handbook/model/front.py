"""What stands around the principles: front matter, works and their licences, our own phrases and terms."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Never

from pydantic import Field

from opsi_handbook.errors import ContentError
from opsi_handbook.model.base import Country, LanguageTag, Layer, Model, Text
from opsi_handbook.model.items import Id, Item, Link

__all__ = [
    "Fallback",
    "FrontMatter",
    "Maker",
    "Passage",
    "Phrase",
    "Phrases",
    "Term",
    "Tombstone",
    "Translation",
    "Work",
]


class Passage(Item):
    """A piece of the front matter."""

    title: Text | None = None
    """A heading, where it has one."""
    text: Text
    """What it says."""
    links: tuple[Link, ...] = ()
    """Where to read on."""


class Maker(Item):
    """Who made the handbook, as countries and organisations, and in what part."""

    role: Text
    """The part they took."""
    countries: tuple[Country, ...] = ()
    """The countries: ISO 3166-1 codes, EU or XK."""
    organisation: Text | None = None
    """The organisation, where it is one."""


class FrontMatter(Model):
    """All that stands around the principles in the handbook, and what this adaptation says of itself."""

    title: Text
    """The title of the handbook."""
    subtitle: Text
    """Its subtitle."""
    publisher: Text
    """Who published it."""
    published: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    """When it was published, as year and month."""
    source_language: LanguageTag
    """The language of the edition that our content was made from."""
    what_it_is: tuple[Passage, ...]
    """What the handbook is, how it came about and who is behind it."""
    what_it_is_not: tuple[Passage, ...]
    """What it does not claim to be."""
    qualities: tuple[Passage, ...]
    """How it was made to be used."""
    steps: tuple[Passage, ...]
    """The three steps."""
    use_in_groups: tuple[Passage, ...]
    """How a group goes about it."""
    feedback: tuple[Passage, ...]
    """Where to send feedback."""
    translation_call: tuple[Passage, ...]
    """The call for translations."""
    declaration_translations: tuple[Link, ...]
    """The Declaration in other languages."""
    makers: tuple[Maker, ...]
    """Who made the handbook."""
    disclaimer: Passage
    """What the OECD says of opinions, territory and data."""
    licence: Passage
    """The licence of the handbook."""
    attribution: tuple[Passage, ...]
    """What this adaptation says of itself."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, in reading order."""
        return (
            *self.what_it_is, *self.what_it_is_not, *self.qualities, *self.steps, *self.use_in_groups,
            *self.feedback, *self.translation_call, self.disclaimer, self.licence, *self.attribution,
        )  # fmt: skip


class Work(Item):
    """A work that the content derives from, with its holder and licence."""

    work: str = ""
    """Empty: a work derives from none of the others."""
    title: Text
    """The title of the work."""
    holder: Text
    """Who holds the rights."""
    licence: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]+$")]
    """Its licence, as an SPDX id or `LicenseRef-…`."""
    notice: Text
    """What has to be said wherever it is used."""
    links: tuple[Link, ...] = ()
    """Where it can be read."""


class Phrase(Item):
    """A sentence of the library's own, for reports and the command line."""

    layer: Layer = Layer.EDITORIAL
    """Whose word it is: ours."""
    work: Id = "work.opsi-handbook"
    """The id of the work that it derives from: this project."""
    text: Text
    """The sentence; `{name}` marks what is filled in."""


class Term(Item):
    """A word of the field, and what is meant by it here."""

    layer: Layer = Layer.EDITORIAL
    """Whose word it is: ours."""
    work: Id = "work.opsi-handbook"
    """The id of the work that it derives from: this project."""
    term: Text
    """The word."""
    definition: Text
    """What is meant by it."""


class Fallback(Model):
    """A unit of text that an edition does not have."""

    unit: Id
    """The id of the unit: an item's id and a field."""
    language: LanguageTag
    """The language in which it stands instead."""


class Translation(Model):
    """How an edition was translated: how many units are in which state."""

    source_language: LanguageTag
    """The language that was translated from."""
    machine: Annotated[int, Field(ge=0)]
    """How many units are a machine's draft."""
    translated: Annotated[int, Field(ge=0)]
    """How many units a person translated."""
    reviewed: Annotated[int, Field(ge=0)]
    """How many units a second person has read."""
    stale: tuple[Id, ...] = ()
    """The units that were translated from an older wording."""
    fallback: tuple[Fallback, ...] = ()
    """The units that are missing, and what stands in their place."""


class Tombstone(Model):
    """An id that was retired."""

    id: Id
    """The retired id, which is never used again."""
    successor: Id | None = None
    """The id of the item that took over, if any."""
    reason: Text
    """Why it was retired."""


class Phrases(Mapping[str, str]):
    """The library's own sentences in one language, by id."""

    def __init__(self, phrases: tuple[Phrase, ...], name: str) -> None:
        self.__dict__.update(_phrases=phrases, _name=name)

    _phrases: tuple[Phrase, ...]
    _name: str

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"phrases are frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"phrases are frozen: {name} cannot be deleted")

    def __reduce__(self) -> tuple[Any, ...]:
        return Phrases, (self._phrases, self._name)

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return MappingProxyType({phrase.id: phrase.text for phrase in self._phrases})

    def __getitem__(self, id_: str) -> str:
        try:
            return self._texts[id_]
        except KeyError:
            raise ContentError(f"{self._name}: lacks the phrase {id_}; add it") from None

    def __contains__(self, id_: object) -> bool:
        return id_ in self._texts

    def get(self, id_: str, default: Any = None) -> Any:
        """A phrase as it is, or the default where the edition lacks it."""
        return self._texts.get(id_, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def fill(self, id_: str, /, **values: object) -> str:
        """A phrase with its placeholders filled in.

        Raises:
            ContentError: the edition lacks the phrase, or it has a placeholder that nothing is meant for.
        """
        text = self[id_]
        try:
            return text.format_map(values)
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            known = ", ".join(f"{{{name}}}" for name in values)
            problem = f"{id_}: {error} cannot be filled in; write only {known}"
            raise ContentError(f"{self._name}: {problem}") from None
