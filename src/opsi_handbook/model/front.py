"""What stands around the principles: front matter, works and their licences, our own phrases and terms."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Literal, Never

from pydantic import Field

from opsi_handbook.errors import ContentError
from opsi_handbook.model.base import Country, LanguageTag, Layer, Model, Text
from opsi_handbook.model.items import Id, Item, Link
from opsi_handbook.plurals import form_of

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
    "UnitState",
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
    """The sentence; `{name}` marks what is filled in. Where it has forms by number, the one for all other numbers."""
    counts: Annotated[str, Field(pattern=r"^[a-z_]+$")] | None = None
    """Which of what is filled in is the number that the forms go by; None for a sentence without such forms."""
    zero: Text | None = None
    """The form for none, in the languages that have one. For which numbers a form is, Unicode's CLDR says."""
    one: Text | None = None
    """The form for one."""
    two: Text | None = None
    """The form for two."""
    few: Text | None = None
    """The form for a few."""
    many: Text | None = None
    """The form for many, in the languages that tell it from all other numbers."""

    def for_number(self, number: object, language: str) -> str:
        """The form that goes with a number in a language; the plain text for what is no number, and without forms."""
        form = form_of(language, number) if isinstance(number, int) else ""
        return (getattr(self, form) if form else None) or self.text


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


class UnitState(Model):
    """How far one unit of text can be trusted, where that is not what the edition says of most."""

    unit: Id
    """The id of the unit."""
    state: Literal["machine", "translated", "reviewed"]
    """A machine's draft, translated by a person, or read by a second one."""


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
    state: Literal["machine", "translated", "reviewed"]
    """The state of most units: of each that `unlike` does not name."""
    unlike: tuple[UnitState, ...] = ()
    """The units in another state than most."""
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

    def __init__(self, phrases: tuple[Phrase, ...], language: str, name: str = "") -> None:
        self.__dict__.update(_phrases=phrases, _language=language, _name=name or f"the edition in {language}")

    _phrases: tuple[Phrase, ...]
    _language: str
    _name: str

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"phrases are frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"phrases are frozen: {name} cannot be deleted")

    def __reduce__(self) -> tuple[Any, ...]:
        return Phrases, (self._phrases, self._language, self._name)

    @cached_property
    def _by_id(self) -> Mapping[str, Phrase]:
        return MappingProxyType({phrase.id: phrase for phrase in self._phrases})

    def _phrase(self, id_: str) -> Phrase:
        try:
            return self._by_id[id_]
        except KeyError:
            raise ContentError(f"{self._name}: lacks the phrase {id_}; add it") from None

    def __getitem__(self, id_: str) -> str:
        return self._phrase(id_).text

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def get(self, id_: str, default: Any = None) -> Any:
        """A phrase as it is, or the default where the edition lacks it."""
        return self._by_id[id_].text if id_ in self._by_id else default

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def fill(self, id_: str, /, **values: object) -> str:
        """A phrase with its placeholders filled in, in the form that goes with its number.

        Raises:
            ContentError: the edition lacks the phrase, or it has a placeholder that nothing is meant for.
        """
        phrase = self._phrase(id_)
        text = phrase.for_number(values.get(phrase.counts or ""), self._language)
        try:
            return text.format_map(values)
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            known = ", ".join(f"{{{name}}}" for name in values)
            problem = f"{id_}: {error} cannot be filled in; write only {known}"
            raise ContentError(f"{self._name}: {problem}") from None
