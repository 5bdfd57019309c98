"""The score: 100 points for your mark, 20 for each grade of strength with which a challenge of yours leads to the
question, and up to 100 for how well your words fit it.

Points are whole numbers, so that they add up exactly. Equal scores stand in printed order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from opsi_handbook.model import Action, CaseStudy, Layer, Question, Relation, Toolkit
from opsi_handbook.recommend.advice import Advice, Given, Reason, ReasonKind, Recommendation
from opsi_handbook.recommend.situation import Situation

__all__ = ["MARK_POINTS", "STRENGTH_POINTS", "TEXT_POINTS", "Deck", "advise"]

MARK_POINTS = 100
STRENGTH_POINTS = 20
TEXT_POINTS = 100


class Deck:
    """What advice is dealt from: the questions in printed order and all that hangs on them, by id."""

    __slots__ = (
        "case_studies",
        "content_version",
        "language",
        "leads_to",
        "notice",
        "phrases",
        "questions",
        "toolkits",
    )

    def __init__(
        self,
        questions: Mapping[str, Question],
        case_studies: Mapping[str, CaseStudy],
        toolkits: Mapping[str, Toolkit],
        relations: tuple[Relation, ...],
        phrases: Mapping[str, str],
        language: str,
        content_version: str,
        notice: str | None,
    ) -> None:
        self.questions = questions
        self.case_studies = case_studies
        self.toolkits = toolkits
        self.phrases = phrases
        self.language = language
        self.notice = notice
        self.content_version = content_version
        self.leads_to: dict[str, list[Relation]] = defaultdict(list)
        for relation in relations:
            if relation.strength is not None:
                self.leads_to[relation.source].append(relation)


Matcher = Callable[[str], Mapping[str, tuple[float, tuple[str, ...]]]]
"""From a text to the questions it fits: how well, from 0 to 1, and the words or situations that show it."""


def advise(deck: Deck, given: Situation, match: Matcher) -> Advice:
    """Rank the questions for a situation. `match` is asked only when there is a text."""
    reasons: dict[str, list[Reason]] = defaultdict(list)
    phrases = deck.phrases
    for id_ in given.marks:
        text = phrases["ui.reason-mark"]
        reasons[id_].append(_reason(ReasonKind.MARK, Layer.SOURCE, MARK_POINTS, (id_,), text))
    for challenge in given.challenges:
        for relation in deck.leads_to.get(challenge, ()):
            points = STRENGTH_POINTS * (relation.strength or 0)
            text = phrases["ui.reason-challenge"].format(challenge=challenge, why=relation.reason)
            reasons[relation.target].append(_reason(ReasonKind.CHALLENGE, relation.layer, points, (relation.id,), text))
    if given.text is not None:
        for id_, (fit, shown) in match(given.text).items():
            points = round(TEXT_POINTS * fit)
            if points > 0:
                text = phrases["ui.reason-text"].format(words=", ".join(shown))
                reasons[id_].append(_reason(ReasonKind.TEXT, Layer.EDITORIAL, points, shown, text))
    places = {id_: place for place, id_ in enumerate(deck.questions)}
    scores = {id_: sum(reason.points for reason in found) for id_, found in reasons.items()}
    ranked = sorted(scores, key=lambda id_: (-scores[id_], places[id_]))[: given.limit]
    tried = frozenset(given.tried)
    return Advice.model_construct(
        content_version=deck.content_version,
        language=deck.language,
        given=Given.model_construct(
            challenges=given.challenges,
            marks=given.marks,
            tried=given.tried,
            text=given.text is not None,
            limit=given.limit,
        ),
        recommendations=tuple(
            _recommendation(deck, place, deck.questions[id_], scores[id_], tuple(reasons[id_]), tried)
            for place, id_ in enumerate(ranked, start=1)
        ),
        message=None if ranked else phrases["ui.nothing-given" if _is_blank(given) else "ui.nothing-fits"],
        provenance=" ".join(filter(None, (phrases["ui.provenance"], deck.notice))),
    )


def _is_blank(given: Situation) -> bool:
    return given.text is None and not given.challenges and not given.marks


def _reason(kind: ReasonKind, layer: Layer, points: int, because: tuple[str, ...], text: str) -> Reason:
    # Made of values that hold already: validating them again would double the time of an advice.
    return Reason.model_construct(kind=kind, layer=layer, points=points, because=because, text=text)


def _recommendation(
    deck: Deck, place: int, question: Question, score: int, reasons: tuple[Reason, ...], tried: frozenset[str]
) -> Recommendation:
    actions: tuple[Action, ...] = tuple(action for action in question.actions if action.id not in tried)
    return Recommendation.model_construct(
        place=place,
        score=score,
        question=question,
        reasons=reasons,
        actions=actions,
        case_studies=tuple(deck.case_studies[id_] for id_ in question.case_studies),
        toolkits=tuple(deck.toolkits[id_] for id_ in question.toolkits),
    )
