"""What would change the order: worked out from the contributions, and true when it is carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from opsi_handbook.matching import Contribution, ReasonKind
from opsi_handbook.recommend.advice import Counterfactual
from opsi_handbook.recommend.points import MARK_POINTS

__all__ = ["counterfactuals_of"]

_OF_TEXT = (ReasonKind.WORDS, ReasonKind.HANDBOOK_WORDS, ReasonKind.EXAMPLE, ReasonKind.ENCODER)
_UNCHANGED = Counterfactual.trusted(
    question="", without_marks=(), without_challenges=(), without_text=False, with_marks=(), place=None, text=""
)

Scores = Mapping[str, int]
ByQuestion = Mapping[str, Sequence[Contribution]]


def counterfactuals_of(
    best: Sequence[str], scores: Scores, contributions: ByQuestion, places: Mapping[str, int]
) -> Iterator[Counterfactual]:
    """For each recommended question: its place without each mark, each challenge or the text; what would put it first.

    Args:
        best: the ids of the recommended questions, the best first.
        scores: the score of every question that anything speaks for.
        contributions: what speaks for each of them.
        places: the place of every question in printed order, in which equal scores stand.
    """
    without_text = None
    for rank, question in enumerate(best):
        is_of_text = False
        for contribution in contributions[question]:
            if contribution.kind is ReasonKind.MARK:
                lowered = {**scores, question: scores[question] - contribution.points}
                yield _UNCHANGED.but(
                    question=question, place=_place(lowered, places, question), without_marks=(question,)
                )
            elif contribution.kind is ReasonKind.CHALLENGE:
                challenge = _challenge(contribution)
                left = _without(scores, contributions, partial(_is_from, challenge))
                yield _UNCHANGED.but(
                    question=question, place=_place(left, places, question), without_challenges=(challenge,)
                )
            elif contribution.kind in _OF_TEXT:
                is_of_text = True
        if is_of_text:
            without_text = without_text or _without(scores, contributions, _is_of_text)
            yield _UNCHANGED.but(question=question, place=_place(without_text, places, question), without_text=True)
        if rank:
            yield from _first(best[: rank + 1], scores, contributions, places)


def _first(
    order: Sequence[str], scores: Scores, contributions: ByQuestion, places: Mapping[str, int]
) -> Iterator[Counterfactual]:
    """The one mark that would put the last of an order first, or the marks without which it would come first."""
    *before, question = order
    if not _is_marked(contributions[question]):
        raised = {**scores, question: scores[question] + MARK_POINTS}
        if _place(raised, places, question) == 1:
            yield _UNCHANGED.but(question=question, place=1, with_marks=(question,))
        return
    marked = sorted(id_ for id_ in before if _is_marked(contributions[id_]))
    lowered = {**scores, **{id_: scores[id_] - MARK_POINTS for id_ in marked}}
    if marked and _place(lowered, places, question) == 1:
        yield _UNCHANGED.but(question=question, place=1, without_marks=tuple(marked))


def _place(scores: Scores, places: Mapping[str, int], question: str) -> int | None:
    """The place of a question by its score; none where nothing speaks for it."""
    score = scores[question]
    if score <= 0:
        return None
    printed = places[question]
    before = [id_ for id_, other in scores.items() if other > score or (other == score and places[id_] < printed)]
    return len(before) + 1


def _is_marked(contributions: Iterable[Contribution]) -> bool:
    return ReasonKind.MARK in [contribution.kind for contribution in contributions]


def _challenge(contribution: Contribution) -> str:
    """The challenge that a relation starts from: its id is made of its kind and its ends."""
    return ".".join(contribution.evidence[0].what.split(".")[1:3])


def _is_of_text(contribution: Contribution) -> bool:
    return contribution.kind in _OF_TEXT


def _is_from(challenge: str, contribution: Contribution) -> bool:
    return contribution.kind is ReasonKind.CHALLENGE and _challenge(contribution) == challenge


def _without(scores: Scores, contributions: ByQuestion, is_gone: Callable[[Contribution], bool]) -> Scores:
    """The scores less the points of some contributions."""
    return {
        id_: score - sum([contribution.points for contribution in contributions[id_] if is_gone(contribution)])
        for id_, score in scores.items()
    }
