"""What would change the order: each single change carried out on the points, and the place read off the new order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from opsi_handbook.verifier.edition import Edition
from opsi_handbook.verifier.reasons import Reason

__all__ = ["changes_of", "order_of"]

_MARK = 1000
_PHRASES = {
    "without_marks": "without-marks",
    "without_challenges": "without-challenge",
    "without_text": "without-text",
    "with_marks": "with-mark",
}
_OF_TEXT = frozenset({"words", "handbook-words", "example", "encoder"})

ByQuestion = Mapping[str, Sequence[Reason]]
Scores = Mapping[str, int]


def order_of(scores: Scores, edition: Edition) -> list[str]:
    """The questions that something speaks for, the best first; equals in printed order."""
    spoken_for = [id_ for id_ in edition.questions if scores.get(id_, 0) > 0]
    return sorted(spoken_for, key=lambda id_: -scores[id_])


def changes_of(best: Sequence[str], reasons: ByQuestion, edition: Edition) -> Iterator[dict[str, Any]]:
    """The changes of an advice, question by question, in the order of its recommendations and their reasons."""
    scores = _scores(reasons, lambda _: True)
    marked = [id_ for id_ in best if any(reason["kind"] == "mark" for reason in reasons[id_])]
    for rank, question in enumerate(best):
        for kind, challenge in _kinds(reasons[question]):
            if kind == "mark":
                after = _raised(scores, [question], -_MARK)
                yield _change(question, after, ("without_marks", [question]), edition)
            elif kind == "challenge":
                after = _scores_without(challenge, reasons)
                yield _change(question, after, ("without_challenges", [challenge]), edition)
            else:
                after = _scores(reasons, lambda reason: reason["kind"] not in _OF_TEXT)
                yield _change(question, after, ("without_text", []), edition)
        above = [id_ for id_ in best[:rank] if id_ in marked]
        if question in marked:
            change, after = ("without_marks", sorted(above)), _raised(scores, above, -_MARK)
        else:
            change, after = ("with_marks", [question]), _raised(scores, [question], _MARK)
        if rank and (above or question not in marked) and order_of(after, edition)[0] == question:
            yield _change(question, after, change, edition)


def _change(question: str, after: Scores, change: tuple[str, list[str]], edition: Edition) -> dict[str, Any]:
    """A change as it stands in an advice, with the place that a question has after it."""
    name, ids = change
    order = order_of(after, edition)
    place = order.index(question) + 1 if question in order else None
    named = ", ".join(map(edition.named, ids))
    if place is None:
        text = edition.phrase(f"{_PHRASES[name]}-gone", ids=named)
    else:
        text = edition.phrase(f"{_PHRASES[name]}-place", ids=named, place=place)
    return {
        "question": question,
        "without_marks": ids if name == "without_marks" else [],
        "without_challenges": ids if name == "without_challenges" else [],
        "without_text": name == "without_text",
        "with_marks": ids if name == "with_marks" else [],
        "place": place,
        "text": text,
    }


def _scores(reasons: ByQuestion, is_kept: Callable[[Reason], bool]) -> dict[str, int]:
    return {id_: sum(reason["points"] for reason in run if is_kept(reason)) for id_, run in reasons.items()}


def _scores_without(challenge: str, reasons: ByQuestion) -> dict[str, int]:
    return _scores(reasons, lambda reason: _challenge_of(reason) != challenge)


def _raised(scores: Scores, questions: Sequence[str], points: int) -> dict[str, int]:
    return {**scores, **{id_: scores[id_] + points for id_ in questions}}


def _kinds(run: Sequence[Reason]) -> Iterator[tuple[str, str]]:
    """What could be left out of what speaks for a question: its mark, each challenge, the text once."""
    of_text = False
    for reason in run:
        if reason["kind"] in {"mark", "challenge"}:
            yield reason["kind"], _challenge_of(reason)
        elif reason["kind"] in _OF_TEXT and not of_text:
            of_text = True
            yield "text", ""


def _challenge_of(reason: Reason) -> str:
    """The challenge that a reason starts from; empty where it starts from none."""
    return ".".join(reason["evidence"][0]["what"].split(".")[1:3]) if reason["kind"] == "challenge" else ""
