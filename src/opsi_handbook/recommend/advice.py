"""What comes out of a recommendation: ranked questions, each with what to do and the reasons why it is there.

Data only: `Handbook` holds the verbs. All that a reader is shown stands beside ids and points; what only a check needs
stands under `receipt`, and can be left out.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from opsi_handbook.matching import Evidence, ReasonKind, TextReceipt
from opsi_handbook.model import Action, CaseStudy, Layer, Model, QuestionSummary, Toolkit
from opsi_handbook.recommend.situation import Situation

__all__ = [
    "ADVICE_SCHEMA_VERSION",
    "Advice",
    "Confidence",
    "Counterfactual",
    "FirstStep",
    "Hint",
    "HintKind",
    "Reason",
    "Receipt",
    "Recommendation",
    "Related",
    "RunnerUp",
]

ADVICE_SCHEMA_VERSION: Literal[2] = 2
"""The version of the shape of an advice's JSON."""


class Confidence(StrEnum):
    """How sure a recommendation is, by its score."""

    CLEAR = "clear"
    """Much speaks for it: 400 points or more."""
    LIKELY = "likely"
    """Something speaks for it: 250 points or more."""
    UNSURE = "unsure"
    """Little speaks for it; worth a look, no more."""


class Reason(Model):
    """One reason for a recommendation."""

    kind: ReasonKind
    """What it rests on."""
    layer: Layer
    """Whose word it is: the handbook's page (`source`), ours (`editorial`) or the caller's (`local`)."""
    points: int
    """What it adds to the score."""
    evidence: tuple[Evidence, ...]
    """The evidence for each of the points; it adds up to them."""
    text: str
    """The reason as a sentence in the edition's language."""


class Related(Model):
    """A question near to a recommended one: a link of ours."""

    question: str
    """The id of the other question."""
    title: str
    """Its title."""
    layer: Layer
    """Whose word the link is."""
    reason: str
    """Why the two are linked."""


class Recommendation(Model):
    """One question to work on."""

    place: int
    """Its place, counted from 1."""
    score: int
    """The sum of the points of its reasons."""
    confidence: Confidence
    """How sure it is."""
    confidence_text: str
    """The same in words."""
    question: QuestionSummary
    """The question, without what stands on its page."""
    reasons: tuple[Reason, ...]
    """Why it is here."""
    actions: tuple[Action, ...]
    """What to try: the actions of its page that were not tried yet, in printed order."""
    case_studies: tuple[CaseStudy, ...]
    """The examples of its page, less those that were filtered out."""
    toolkits: tuple[Toolkit, ...]
    """The tools of its page, less those that were filtered out."""
    related: tuple[Related, ...]
    """Questions near to it."""


class FirstStep(Model):
    """Where to begin with a recommended question: the first of its actions, in printed order, not tried yet."""

    question: str
    """The id of the question."""
    title: str
    """The title of the question."""
    action: str
    """The id of the action."""
    text: str
    """What to do."""


class Counterfactual(Model):
    """One change to what was given, and the place that a question would then have among all questions."""

    question: str
    """The id of the recommended question."""
    without_marks: tuple[str, ...] = ()
    """The ids of questions that would not be marked."""
    without_challenges: tuple[str, ...] = ()
    """The ids of challenges that would not be named."""
    without_text: bool = False
    """Whether there would be no text."""
    with_marks: tuple[str, ...] = ()
    """The ids of questions that would be marked as well."""
    place: int | None
    """The place it would have, beyond the limit of the advice too; none where nothing would speak for it any more."""
    text: str
    """The same as a sentence."""


class HintKind(StrEnum):
    """What a hint is about."""

    TEXT_FITS_NOTHING = "text-fits-nothing"
    """Nothing fits the text, and the advice rests on what else was given."""
    OTHER_LANGUAGE = "other-language"
    """The text reads like another language, in which there is an edition that could be asked."""


class Hint(Model):
    """Something that a reader should know beside the advice."""

    kind: HintKind
    """What it is about."""
    text: str
    """The hint as a sentence in the edition's language."""
    language: str | None = None
    """The tag of the edition to ask in place of this one; none where the hint is about something else."""


class RunnerUp(Model):
    """A question that was not recommended, as the limit was reached before it."""

    question: str
    """The id of the question."""
    score: int
    """Its score."""
    points: tuple[tuple[ReasonKind, str, int], ...]
    """What speaks for it: the kind of each reason, the id of the evidence where there is one, and the points."""


class Receipt(Model):
    """What the advice was worked out from, for whoever wants to work it out again."""

    situation: Situation
    """What was given, less the text."""
    text: TextReceipt | None
    """What is kept of the text; none where none was given."""
    runners_up: tuple[RunnerUp, ...]
    """Where the questions stand that come after those recommended."""


class Advice(Model):
    """Questions worth working on, the best first."""

    schema_version: Literal[2] = ADVICE_SCHEMA_VERSION
    """The version of the shape of this document."""
    content_version: str
    """The version of the content that it was drawn from."""
    language: str
    """The language of the edition, as a BCP 47 tag."""
    recommendations: tuple[Recommendation, ...]
    """The questions to work on."""
    first_steps: tuple[FirstStep, ...]
    """One step for each recommended question: breadth before depth."""
    counterfactuals: tuple[Counterfactual, ...]
    """What would change the order, question by question. Each comes true when it is carried out."""
    message: str | None
    """Why there is nothing to recommend; none where there is something."""
    hints: tuple[Hint, ...]
    """What else to say: that the text fits nothing, or reads like another language."""
    provenance: str
    """Where the content comes from, its licence, and what a reader must be told of the translation."""
    receipt: Receipt | None = None
    """What only a check needs; it can be left out, by `model_dump(exclude={"receipt"})`."""

    def __bool__(self) -> bool:
        return bool(self.recommendations)
