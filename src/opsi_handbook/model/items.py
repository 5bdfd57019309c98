"""The items of the handbook, one class a kind. Texts are in the edition's language, ids in none."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from opsi_handbook.model.base import Checked, Country, LanguageTag, Layer, Model, Text, Url

__all__ = [
    "Action",
    "Argument",
    "CaseStudy",
    "Challenge",
    "Dimension",
    "Id",
    "Item",
    "Link",
    "Principle",
    "Question",
    "QuestionSummary",
    "Relation",
    "RelationKind",
    "Toolkit",
]

Page = Annotated[int, Field(ge=1, le=999)]
Id = Annotated[str, Checked(min_length=1, max_length=120)]


class Link(Model):
    """A hyperlink as the printed edition has it."""

    url: Url
    """The whole address, letter by letter as printed."""
    label: Text
    """What opens when it is followed."""
    country: Country | None = None
    """The country that what opens is for, where it is for one."""
    language: LanguageTag | None = None
    """The language that what opens is in, where the handbook names it."""


class Item(Model):
    """Anything with an id."""

    id: Id
    """The id, for ever the same in every language, such as `p2.q4`."""
    layer: Layer = Layer.SOURCE
    """Whose word it is: the handbook's, ours (`editorial`) or a local addition."""
    work: Id = "work.handbook"
    """The id of the work that it derives from; its holder and licence stand there."""
    page: Page | None = None
    """The page of the printed Swedish edition; none for what is not printed there."""

    @property
    def label(self) -> str:
        """What the item is called: its title, name, term or role, or its text where it has none."""
        named = (getattr(self, field, None) for field in ("title", "name", "term", "text", "role", "reason"))
        return str(next((text for text in named if text), self.id))


class Argument(Item):
    """One reason why a principle matters."""

    text: Text
    """The reason, in a sentence or a few."""


class Dimension(Item):
    """What adopting a principle means. The dimensions derive from the Declaration, a work of its own."""

    work: Id = "work.declaration"
    """The id of the work that it derives from: the Declaration on Public Sector Innovation."""
    text: Text
    """What those who adopt the principle set out to do."""


class Challenge(Item):
    """Step 1: a "How can we …?" that leads to its principle."""

    text: Text
    """The challenge, as a question."""


class Action(Item):
    """Step 3: one "have you tried this?"."""

    text: Text
    """What can be done."""


class QuestionSummary(Item):
    """An assessment question by itself, without what stands on its page."""

    title: Text
    """A short heading."""
    text: Text
    """The question to answer with "we need to get better at this" or not."""
    own_suggestion: bool
    """Whether the page leaves a blank line for an idea of one's own."""


class Question(QuestionSummary):
    """Step 2: an assessment question, with the actions, examples and tools of its page."""

    actions: tuple[Action, ...] = Field(min_length=1)
    """What to try, in printed order."""
    case_studies: tuple[Id, ...]
    """The ids of the case studies on its page."""
    toolkits: tuple[Id, ...]
    """The ids of the toolkits on its page."""


class Principle(Item):
    """One of the five principles."""

    title: Text
    """The principle, as a heading."""
    summary: Text
    """What adopting it comes down to."""
    summary_layer: Layer = Layer.EDITORIAL
    """Whose word the summary is: ours (`editorial`), since the handbook has none, or a local addition."""
    why: tuple[Argument, ...] = Field(min_length=1)
    """Why it matters."""
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    """What adopting it means."""
    challenges: tuple[Challenge, ...] = Field(min_length=1)
    """The challenges of step 1 that lead to it."""
    questions: tuple[Question, ...] = Field(min_length=1)
    """The questions of step 2 by which it is explored."""


class CaseStudy(Item):
    """An inspiring example: who did what where, and what it brings or is for where the handbook says so."""

    name: Text
    """What it is called."""
    countries: tuple[Country, ...] = ()
    """Where it was done: ISO 3166-1 codes, EU or XK; none where the handbook names no country."""
    who: Text
    """Who did it."""
    what: Text
    """What was done."""
    outcome: Text | None = None
    """What it brings or has led to, where the handbook says so."""
    aim: Text | None = None
    """What it is for, where the handbook says what is meant to come of it and not what does."""
    links: tuple[Link, ...] = ()
    """Where to read on."""


class Toolkit(Item):
    """A tool to use."""

    name: Text
    """What it is called."""
    publisher: Text | None = None
    """Who publishes it, where the handbook says so."""
    countries: tuple[Country, ...] = ()
    """Where it comes from: ISO 3166-1 codes, EU or XK; none where the handbook names no country."""
    what: Text
    """What it is."""
    audience: Text | None = None
    """Whom it is for, where the handbook says so."""
    helps_with: Text
    """What it helps with."""
    links: tuple[Link, ...] = ()
    """Where to find it."""


class RelationKind(StrEnum):
    """How one item bears on another, where the handbook itself does not say."""

    LEADS_TO = "leads-to"
    BEARS_ON = "bears-on"
    RELATED_TO = "related-to"


class Relation(Item):
    """A link between two items that this project (or an overlay) draws, with one sentence why."""

    layer: Layer = Layer.EDITORIAL
    """Whose word it is: ours (`editorial`) or a local addition."""
    work: Id = "work.opsi-handbook"
    """The id of the work that it derives from: this project."""
    kind: RelationKind
    """A challenge leads to a question; a question bears on a dimension; two questions are related, both ways."""
    source: Id
    """The id of the item that it starts from."""
    target: Id
    """The id of the item that it points to."""
    strength: Annotated[int, Field(ge=1, le=3)] | None = None
    """How strongly a challenge leads to a question: 1 helps, 3 is the heart of it. No other relation has one."""
    reason: Text
    """Why the two are linked, in one sentence."""
