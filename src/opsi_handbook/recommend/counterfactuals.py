"""What would change the order: worked out from an advice's own receipts, and true when it is carried out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from opsi_handbook.model import Model
from opsi_handbook.recommend.advice import Advice, ReasonKind
from opsi_handbook.recommend.engine import MARK_POINTS

__all__ = ["Counterfactual", "counterfactuals_of"]

_OF_TEXT = {ReasonKind.WORDS, ReasonKind.SITUATION, ReasonKind.ENCODER}


class Counterfactual(Model):
    """One change to what was given, and the place that `question` would then have among all questions.

    `place` is None where nothing would speak for the question any more. The place counts all questions that are scored,
    so it may lie beyond the limit of the advice.
    """

    question: str
    without_marks: tuple[str, ...] = ()
    without_challenges: tuple[str, ...] = ()
    without_text: bool = False
    with_marks: tuple[str, ...] = ()
    place: int | None


class _Part(NamedTuple):
    kind: ReasonKind
    what: str
    points: int


def counterfactuals_of(advice: Advice) -> tuple[Counterfactual, ...]:
    """For each recommended question: its place without each mark, each challenge or the text; what would put it
    first.
    """
    parts = _parts(advice)
    return tuple(
        change
        for found in advice.recommendations
        for change in (*_without(parts, found.question.id), *_first(parts, found.question.id))
    )


def _parts(advice: Advice) -> dict[str, list[_Part]]:
    found = {
        one.question.id: [_Part(r.kind, r.evidence[0].what if r.evidence else "", r.points) for r in one.reasons]
        for one in advice.recommendations
    }
    return found | {one.question: [_Part(*part) for part in one.points] for one in advice.runners_up}


def _without(parts: Mapping[str, list[_Part]], question: str) -> Iterator[Counterfactual]:
    for part in parts[question]:
        if part.kind is ReasonKind.MARK:
            place = _place(parts, question, marks={question})
            yield Counterfactual(question=question, without_marks=(question,), place=place)
        elif part.kind is ReasonKind.CHALLENGE:
            challenge = _challenge(part.what)
            place = _place(parts, question, challenges={challenge})
            yield Counterfactual(question=question, without_challenges=(challenge,), place=place)
    if any(part.kind in _OF_TEXT for part in parts[question]):
        yield Counterfactual(question=question, without_text=True, place=_place(parts, question, text=True))


def _first(parts: Mapping[str, list[_Part]], question: str) -> Iterator[Counterfactual]:
    """The one mark that would put a question first, or the marks without which it would come first."""
    if _place(parts, question) == 1:
        return
    if not any(part.kind is ReasonKind.MARK for part in parts[question]):
        if _place(parts, question, added=question) == 1:
            yield Counterfactual(question=question, with_marks=(question,), place=1)
        return
    order = list(_ranked(parts))
    above = order[: order.index(question)]
    marked = {id_ for id_ in above if any(part.kind is ReasonKind.MARK for part in parts[id_])}
    if marked and _place(parts, question, marks=marked) == 1:
        yield Counterfactual(question=question, without_marks=tuple(sorted(marked)), place=1)


def _place(
    parts: Mapping[str, list[_Part]],
    question: str,
    *,
    marks: set[str] | None = None,
    challenges: set[str] | None = None,
    text: bool = False,
    added: str | None = None,
) -> int | None:
    changed = {
        id_: [
            part
            for part in found
            if not (part.kind is ReasonKind.MARK and id_ in (marks or ()))
            and not (part.kind is ReasonKind.CHALLENGE and _challenge(part.what) in (challenges or ()))
            and not (text and part.kind in _OF_TEXT)
        ]
        for id_, found in parts.items()
    }
    if added is not None:
        changed[added].append(_Part(ReasonKind.MARK, added, MARK_POINTS))
    order = list(_ranked(changed))
    return order.index(question) + 1 if question in order else None


def _ranked(parts: Mapping[str, list[_Part]]) -> Iterator[str]:
    scores = {id_: sum(part.points for part in found) for id_, found in parts.items() if found}
    yield from sorted(scores, key=lambda id_: (-scores[id_], _printed(id_)))


def _printed(question: str) -> tuple[int, ...]:
    """The place of a question in print: equal scores stand in that order, and the numbers of ids follow it."""
    return tuple(map(int, re.findall(r"[0-9]+", question)))


def _challenge(relation: str) -> str:
    """The challenge that a relation starts from: its id is made of its kind and its ends."""
    return ".".join(relation.split(".")[1:3])
