"""What comes out of a recommendation: ranked questions, each with what to do and the reasons why it is there.

An advice carries its own receipts: what it was given to go by, every point with what it rests on, and where the
questions stand that came after those recommended. `opsi_handbook.verifier` works all of it out again.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from opsi_handbook.model import Action, CaseStudy, Layer, Model, Question, Toolkit

if TYPE_CHECKING:
    from opsi_handbook.recommend.counterfactuals import Counterfactual

__all__ = [
    "ADVICE_SCHEMA_VERSION",
    "Advice",
    "Evidence",
    "Given",
    "Heard",
    "Narrowed",
    "Reason",
    "ReasonKind",
    "Recommendation",
    "Related",
    "Room",
    "Standing",
]

ADVICE_SCHEMA_VERSION: Literal[1] = 1


class ReasonKind(StrEnum):
    """What a reason rests on."""

    MARK = "mark"
    ROOM = "room"
    CHALLENGE = "challenge"
    WORDS = "words"
    SITUATION = "situation"
    ENCODER = "encoder"


class Evidence(Model):
    """One thing that a reason rests on, and its points.

    `what` is an id (of a marked question, a relation, a typical situation), a word of the text that our situations use
    too, or `*`: all other words together, a part of which may speak against the question.
    """

    what: str
    points: int


class Reason(Model):
    """One reason for a recommendation, whose word it is, what it adds to the score, and the evidence for each point."""

    kind: ReasonKind
    layer: Layer
    points: int
    evidence: tuple[Evidence, ...]
    text: str


class Related(Model):
    """A question near to a recommended one, and why: a link of ours."""

    question: str
    title: str
    layer: Layer
    reason: str


class Recommendation(Model):
    """One question to work on, with the actions not yet tried. `score` is the sum of the points of its reasons."""

    place: int
    score: int
    question: Question
    reasons: tuple[Reason, ...]
    actions: tuple[Action, ...]
    case_studies: tuple[CaseStudy, ...]
    toolkits: tuple[Toolkit, ...]
    related: tuple[Related, ...]


class Standing(Model):
    """Where a question stands that was not recommended for want of room: its points by what they rest on."""

    question: str
    score: int
    points: tuple[tuple[ReasonKind, str, int], ...]


class Heard(Model):
    """What is kept of a free text: which of our own words it has, in the order of the alphabet, never the text itself.

    `others` counts its further distinct words. Parts of them may speak for a question; `rest` has their weights at each
    question and, last, at elsewhere, added up, and `rest_length` what they add to the length. `fits` is False where
    nothing in the handbook fits.
    """

    words: tuple[str, ...]
    others: int
    rest: tuple[int, ...]
    rest_length: int
    fits: bool


class Narrowed(Model):
    """What the advice was narrowed to: principles, countries of the case studies, addresses known to work."""

    principles: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    working: tuple[str, ...] | None = None


class Room(Model):
    """How a group answered one question, as published: about how many marked it."""

    question: str
    marked: int


class Given(Model):
    """What the advice was given to go by. `sheets` is the number of sheets behind `room`.

    `encoder` has the points that an embedding model of the caller's gave, `own_words` those by the handbook's own
    words in a language for which we have written no situations; only who has the text can work them out again.
    `local` names the situations of the caller's own that came nearer than ours, each with its question and points.
    """

    challenges: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    heard: Heard | None = None
    own_words: tuple[tuple[str, int], ...] = ()
    local: tuple[tuple[str, str, int], ...] = ()
    encoder: tuple[tuple[str, int], ...] = ()
    sheets: int = 0
    room: tuple[Room, ...] = ()
    narrowed: Narrowed = Narrowed()
    limit: int = 5


class Advice(Model):
    """Questions worth working on, the best first. `message` says why when there are none."""

    schema_version: Literal[1] = ADVICE_SCHEMA_VERSION
    content_version: str
    language: str
    given: Given
    recommendations: tuple[Recommendation, ...]
    runners_up: tuple[Standing, ...] = ()
    message: str | None = None
    provenance: str

    def __bool__(self) -> bool:
        return bool(self.recommendations)

    @property
    def first_steps(self) -> tuple[Action, ...]:
        """One step for each recommended question: the first of its actions, in printed order, not yet tried."""
        return tuple(found.actions[0] for found in self.recommendations if found.actions)

    @property
    def counterfactuals(self) -> tuple[Counterfactual, ...]:
        """What would change the order, question by question. Each comes true when it is carried out."""
        from opsi_handbook.recommend.counterfactuals import counterfactuals_of

        return counterfactuals_of(self)

    def explain(self, phrases: Mapping[str, str] | None = None) -> str:
        """Why the advice is as it is, in plain sentences in the edition's language.

        Args:
            phrases: the sentences to fill in, `hb.phrases`; needed only for an edition of your own that is not
            packaged.
        """
        from opsi_handbook.recommend.explaining import explanation

        return explanation(self, phrases)

    def as_markdown(self, phrases: Mapping[str, str] | None = None) -> str:
        """The advice as a document in Markdown, in the edition's language; `phrases` as in `explain`."""
        from opsi_handbook.recommend.markdown import markdown

        return markdown(self, phrases)
