"""What comes out of a recommendation: ranked questions, each with what to do and the reasons why it is there."""

from enum import StrEnum
from typing import Literal

from opsi_handbook.model import Action, CaseStudy, Layer, Model, Question, Toolkit

__all__ = ["ADVICE_SCHEMA_VERSION", "Advice", "Given", "Reason", "ReasonKind", "Recommendation"]

ADVICE_SCHEMA_VERSION: Literal[1] = 1


class ReasonKind(StrEnum):
    """What a reason rests on."""

    MARK = "mark"
    CHALLENGE = "challenge"
    TEXT = "text"


class Reason(Model):
    """One reason for a recommendation, whose word it is, and what it adds to the score.

    `because` names what it rests on: the marked question, the relation from a challenge, the matching words.
    """

    kind: ReasonKind
    layer: Layer
    points: int
    because: tuple[str, ...]
    text: str


class Recommendation(Model):
    """One question to work on, with the actions not yet tried. `score` is the sum of the points of its reasons."""

    place: int
    score: int
    question: Question
    reasons: tuple[Reason, ...]
    actions: tuple[Action, ...]
    case_studies: tuple[CaseStudy, ...]
    toolkits: tuple[Toolkit, ...]


class Given(Model):
    """What the advice was given to go by. A free text is not kept, only that there was one."""

    challenges: tuple[str, ...]
    marks: tuple[str, ...]
    tried: tuple[str, ...]
    text: bool
    limit: int


class Advice(Model):
    """Questions worth working on, the best first. `message` says why when there are none."""

    schema_version: Literal[1] = ADVICE_SCHEMA_VERSION
    content_version: str
    language: str
    given: Given
    recommendations: tuple[Recommendation, ...]
    message: str | None = None
    provenance: str

    def __bool__(self) -> bool:
        return bool(self.recommendations)
