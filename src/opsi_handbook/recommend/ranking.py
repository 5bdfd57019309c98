"""From contributions to advice: what speaks for each question, in whole points that add up exactly.

1,000 for your mark (for a group: the share that marked it); 200 for each grade of strength with which a challenge of
yours leads there; up to 1,000 for the words of your text and up to 500 for the typical situation that it is most
like; what an embedding model of your own adds, if you bring one. Equal scores stand in printed order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from opsi_handbook.matching import Contribution, Evidence, EvidenceKind, ReasonKind, Share, TextMatch
from opsi_handbook.model import CaseStudy, Catalogue, Layer, Question, QuestionSummary, RelationKind, Toolkit
from opsi_handbook.recommend.advice import (
    ADVICE_SCHEMA_VERSION,
    Advice,
    FirstStep,
    Reason,
    Receipt,
    Recommendation,
    Related,
    RunnerUp,
)
from opsi_handbook.recommend.counterfactuals import counterfactuals_of
from opsi_handbook.recommend.filters import case_studies_left, is_wanted, toolkits_left
from opsi_handbook.recommend.points import MARK_POINTS, STRENGTH_POINTS, confidence_of
from opsi_handbook.recommend.situation import NO_FILTERS, Filters, Situation

__all__ = ["Ranker"]

_OF_WORDS = {ReasonKind.WORDS, ReasonKind.HANDBOOK_WORDS}


class _Page(NamedTuple):
    """What an advice shows of a question whatever was given."""

    question: Question
    summary: QuestionSummary
    related: tuple[Related, ...]
    case_studies: tuple[CaseStudy, ...]
    toolkits: tuple[Toolkit, ...]


class Ranker:
    """What ranks the questions of one edition. The sentences of the advice are left empty; `render` writes them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._page = cache(self._make_page)

    def advise(self, situation: Situation, match: TextMatch | None) -> Advice:
        """Rank the questions for a situation; `match` is what became of its text, if it has one."""
        places = self._catalogue.places
        by_question: dict[str, list[Contribution]] = defaultdict(list)
        for contribution in self._contributions(situation, match):
            by_question[contribution.question].append(contribution)
        if situation.filters is not NO_FILTERS:
            by_question = {id_: run for id_, run in by_question.items() if self._is_wanted(id_, situation.filters)}
        scores = {id_: sum([contribution.points for contribution in run]) for id_, run in by_question.items()}
        ranked = sorted(scores, key=lambda id_: (-scores[id_], places[id_]))
        best, rest = ranked[: situation.limit], ranked[situation.limit :]
        recommendations = tuple(
            [self._recommendation(place, id_, by_question[id_], situation) for place, id_ in enumerate(best, start=1)]
        )
        return Advice.trusted(
            schema_version=ADVICE_SCHEMA_VERSION,
            content_version=self._catalogue.content_version,
            language=self._catalogue.language,
            recommendations=recommendations,
            first_steps=tuple(_first_steps(recommendations)),
            counterfactuals=tuple(counterfactuals_of(best, scores, by_question, places)),
            message=None,
            hints=(),
            provenance="",
            receipt=Receipt.trusted(
                situation=situation,
                text=match.receipt if match else None,
                runners_up=tuple([_runner_up(id_, by_question[id_]) for id_ in rest]),
            ),
        )

    def _contributions(self, situation: Situation, match: TextMatch | None) -> Iterator[Contribution]:
        for id_ in situation.marks:
            share = Share(EvidenceKind.QUESTION, id_, MARK_POINTS)
            yield Contribution(id_, ReasonKind.MARK, Layer.SOURCE, MARK_POINTS, (share,))
        for mark in situation.group:
            points = round(MARK_POINTS * mark.marked / mark.answered) if mark.answered else 0
            if points:
                share = Share(EvidenceKind.QUESTION, mark.question, points)
                yield Contribution(mark.question, ReasonKind.GROUP, Layer.SOURCE, points, (share,))
        for challenge in situation.challenges:
            for question, relation in self._catalogue.links(RelationKind.LEADS_TO, challenge):
                points = STRENGTH_POINTS * (relation.strength or 0)
                share = Share(EvidenceKind.RELATION, relation.id, points)
                yield Contribution(question, ReasonKind.CHALLENGE, relation.layer, points, (share,))
        if match:
            yield from match.contributions

    def _is_wanted(self, question: str, filters: Filters) -> bool:
        return is_wanted(self._catalogue, self._page(question).question, filters)

    def _recommendation(
        self, place: int, id_: str, contributions: list[Contribution], situation: Situation
    ) -> Recommendation:
        # Made of values that hold already: validating them again would double the time of an advice.
        page = self._page(id_)
        score = sum([contribution.points for contribution in contributions])
        actions = page.question.actions
        if situation.tried:
            actions = tuple(action for action in actions if action.id not in situation.tried)
        cases, tools = page.case_studies, page.toolkits
        if situation.filters is not NO_FILTERS:
            cases = case_studies_left(self._catalogue, page.question, situation.filters)
            tools = toolkits_left(self._catalogue, page.question, situation.filters)
        return Recommendation.trusted(
            place=place, score=score, confidence=confidence_of(score), confidence_text="", question=page.summary,
            reasons=tuple([_reason(contribution) for contribution in contributions]), actions=actions,
            case_studies=cases, toolkits=tools, related=page.related,
        )  # fmt: skip

    def _make_page(self, id_: str) -> _Page:
        catalogue = self._catalogue
        question = catalogue.questions[catalogue.places[id_]]
        related = tuple(
            Related.trusted(
                question=other,
                title=catalogue.questions[catalogue.places[other]].title,
                layer=relation.layer,
                reason=relation.reason,
            )
            for other, relation in catalogue.links(RelationKind.RELATED_TO, id_)
        )
        summary = {name: getattr(question, name) for name in QuestionSummary.model_fields}
        return _Page(
            question,
            QuestionSummary.trusted(**summary),
            related,
            catalogue.case_studies_of(id_),
            catalogue.toolkits_of(id_),
        )


def _reason(contribution: Contribution) -> Reason:
    return Reason.trusted(
        kind=contribution.kind,
        layer=contribution.layer,
        points=contribution.points,
        evidence=tuple(
            [
                Evidence.trusted(kind=share.kind, what=share.what, points=share.points, text=share.text)
                for share in contribution.evidence
            ]
        ),
        text="",
    )


def _runner_up(id_: str, contributions: list[Contribution]) -> RunnerUp:
    points = tuple(
        [
            (
                contribution.kind,
                contribution.evidence[0].what if contribution.kind not in _OF_WORDS else "",
                contribution.points,
            )
            for contribution in contributions
        ]
    )
    return RunnerUp.trusted(question=id_, score=sum([points_ for _, _, points_ in points]), points=points)


def _first_steps(recommendations: tuple[Recommendation, ...]) -> Iterator[FirstStep]:
    for recommendation in recommendations:
        if recommendation.actions:
            action = recommendation.actions[0]
            question = recommendation.question
            yield FirstStep.trusted(question=question.id, title=question.title, action=action.id, text=action.text)
