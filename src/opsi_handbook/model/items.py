"""The items of the handbook, one class a kind. Texts are in the edition's language, ids in none."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from opsi_handbook.model.base import Country, LanguageTag, Layer, Model, Text, Url

__all__ = [
    "Action",
    "Argument",
    "CaseStudy",
    "Challenge",
    "Dimension",
    "Fallback",
    "FrontMatter",
    "Item",
    "Link",
    "Maker",
    "Passage",
    "Phrase",
    "Principle",
    "Question",
    "Relation",
    "RelationKind",
    "Term",
    "Tombstone",
    "Toolkit",
    "Translation",
    "Work",
]

Page = Annotated[int, Field(ge=1, le=999)]
Id = Annotated[str, Field(min_length=1, max_length=120)]


class Link(Model):
    """A hyperlink as the printed edition has it. `label` says what opens; `country` or `language` what it is for."""

    url: Url
    label: Text
    country: Country | None = None
    language: LanguageTag | None = None


class Item(Model):
    """Anything with an id: whose word it is (`layer`), what it derives from (`work`), the printed page."""

    id: Id
    layer: Layer = Layer.SOURCE
    work: Id = "work.handbook"
    page: Page | None = None


class Argument(Item):
    """One reason why a principle matters."""

    text: Text


class Dimension(Item):
    """What adopting a principle means. The dimensions derive from the Declaration, a work of its own."""

    work: Id = "work.declaration"
    text: Text


class Challenge(Item):
    """Step 1: a "How can we …?" that leads to its principle."""

    text: Text


class Action(Item):
    """Step 3: one "have you tried this?"."""

    text: Text


class Question(Item):
    """Step 2: an assessment question, with the actions, examples and tools of its page.

    `own_suggestion` says whether the page leaves a blank line for an idea of one's own.
    """

    title: Text
    text: Text
    own_suggestion: bool
    actions: tuple[Action, ...] = Field(min_length=1)
    case_studies: tuple[Id, ...]
    toolkits: tuple[Id, ...]


class Principle(Item):
    """One of the five principles; `summary` says in brief what adopting it comes down to."""

    title: Text
    summary: Text
    why: tuple[Argument, ...] = Field(min_length=1)
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    challenges: tuple[Challenge, ...] = Field(min_length=1)
    questions: tuple[Question, ...] = Field(min_length=1)


class CaseStudy(Item):
    """An inspiring example: who did what where, and what came of it where the handbook says so."""

    name: Text
    countries: tuple[Country, ...] = ()
    who: Text
    what: Text
    outcome: Text | None = None
    links: tuple[Link, ...] = ()


class Toolkit(Item):
    """A tool to use: what it is, for whom where the handbook says so, what it helps with."""

    name: Text
    publisher: Text | None = None
    countries: tuple[Country, ...] = ()
    what: Text
    audience: Text | None = None
    helps_with: Text
    links: tuple[Link, ...] = ()


class RelationKind(StrEnum):
    """How one item bears on another, where the handbook itself does not say."""

    LEADS_TO = "leads-to"
    BEARS_ON = "bears-on"
    RELATED_TO = "related-to"


class Relation(Item):
    """A link between two items that this project (or an overlay) draws, with one sentence why.

    A challenge leads to a question (with a strength from 1, helps, to 3, the heart of it); a question bears on a
    dimension; two questions are related, in both directions.
    """

    layer: Layer = Layer.EDITORIAL
    work: Id = "work.opsi-handbook"
    kind: RelationKind
    source: Id
    target: Id
    strength: Annotated[int, Field(ge=1, le=3)] | None = None
    reason: Text


class Passage(Item):
    """A piece of the front matter."""

    title: Text | None = None
    text: Text
    links: tuple[Link, ...] = ()


class Maker(Item):
    """Who made the handbook, as countries and organisations, and in what part."""

    role: Text
    countries: tuple[Country, ...] = ()
    organisation: Text | None = None


class FrontMatter(Model):
    """All that stands around the principles in the handbook, and what this adaptation says of itself."""

    title: Text
    subtitle: Text
    publisher: Text
    published: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    source_language: LanguageTag
    what_it_is: tuple[Passage, ...]
    what_it_is_not: tuple[Passage, ...]
    qualities: tuple[Passage, ...]
    steps: tuple[Passage, ...]
    use_in_groups: tuple[Passage, ...]
    feedback: tuple[Passage, ...]
    translation_call: tuple[Passage, ...]
    declaration_translations: tuple[Link, ...]
    makers: tuple[Maker, ...]
    disclaimer: Passage
    licence: Passage
    attribution: tuple[Passage, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, in reading order."""
        return (
            *self.what_it_is, *self.what_it_is_not, *self.qualities, *self.steps, *self.use_in_groups,
            *self.feedback, *self.translation_call, self.disclaimer, self.licence, *self.attribution,
        )  # fmt: skip


class Work(Item):
    """A work that the content derives from, with its holder and licence (an SPDX id or `LicenseRef-…`)."""

    work: str = ""
    title: Text
    holder: Text
    licence: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]+$")]
    notice: Text
    links: tuple[Link, ...] = ()


class Phrase(Item):
    """A sentence of the library's own, for reports and the command line. `{name}` marks what is filled in."""

    layer: Layer = Layer.EDITORIAL
    work: Id = "work.opsi-handbook"
    text: Text


class Term(Item):
    """A word of the field, and what is meant by it here."""

    layer: Layer = Layer.EDITORIAL
    work: Id = "work.opsi-handbook"
    term: Text
    definition: Text


class Fallback(Model):
    """A unit of text that an edition does not have, and the language in which it stands instead."""

    unit: Id
    language: LanguageTag


class Translation(Model):
    """How an edition was translated: how many units are in which state, which are stale, and which fell back."""

    source_language: LanguageTag
    machine: Annotated[int, Field(ge=0)]
    translated: Annotated[int, Field(ge=0)]
    reviewed: Annotated[int, Field(ge=0)]
    stale: tuple[Id, ...] = ()
    fallback: tuple[Fallback, ...] = ()


class Tombstone(Model):
    """An id that was retired, and the item that took over from it, if any."""

    id: Id
    successor: Id | None = None
    reason: Text
