"""What a text is worth by the typical situations: by what they taught of its words, and by the nearest of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt
from typing import Any, NamedTuple

from opsi_handbook.verifier.bank import Bank
from opsi_handbook.verifier.words import laid_out

__all__ = ["QUOTED_FROM", "Nearest", "fits_any", "nearest", "similar", "worth_of_words"]

QUOTED_FROM = 40
"""The points from which a situation is quoted."""

_OF_WORDS = 1000
_OF_EXAMPLES = 500
_WHOLLY = 4
_LEAST = 10
"""The points that a situation must be worth at its own question to count at all."""


class Nearest(NamedTuple):
    """The situation of ours that is worth most at a question."""

    points: int
    id: str
    text: str | None
    """Its text; none where it is worth too little to be quoted."""


def fits_any(bank: Bank, words: Sequence[str], unknown: int, without_topic: frozenset[str]) -> bool:
    """Whether a text is looked at at all.

    At least half of its words are known, not all of those are without a topic, and it is not on something else.
    """
    if without_topic.issuperset(words) or unknown > len(words):
        return False
    away = sum(map(bank.off_topic, words))
    return round(_each(bank.off_topic_scale, _length(bank, words)) * away) < bank.threshold


def worth_of_words(
    bank: Bank, words: Sequence[str], without_topic: frozenset[str]
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The questions that the words of a text speak for, each with what its points rest on."""
    each = _each(bank.scale, _length(bank, words))
    rows = [bank.weights(word) for word in words]
    for column, question in enumerate(bank.questions):
        points = round(each * sum(row[column] for row in rows))
        if points > 0:
            weights = [(word, row[column]) for word, row in zip(words, rows, strict=True)]
            yield question, laid_out(points, weights, each, without_topic)


def nearest(bank: Bank, words: Iterable[str]) -> dict[str, Nearest]:
    """At each question the situation of ours that is worth most; of equals the more similar, then the first."""
    asked = _classes(bank, words)
    common: Counter[int] = Counter()
    for class_, weight in asked.items():
        for place in bank.holders(class_):
            common[place] += weight
    length = sum(asked.values())
    best: dict[int, tuple[float, float, int]] = {}
    for place, weight in common.items():
        similarity = weight * weight / bank.example_lengths[place]
        if similarity < _LEAST * length / _OF_EXAMPLES:
            continue
        for column, grade in bank.grades[place]:
            candidate = (similarity * grade, similarity, -place)
            if column not in best or candidate > best[column]:
                best[column] = candidate
    ours: dict[str, Nearest] = {}
    for column, (worth, _, place) in best.items():
        if points := round(_OF_EXAMPLES * worth / (length * _WHOLLY)):
            text = bank.example(-place) if points >= QUOTED_FROM else None
            ours[bank.questions[column]] = Nearest(points, bank.example_ids[-place], text)
    return ours


def similar(bank: Bank, words: Iterable[str], others: Iterable[str]) -> int:
    """The points of a situation of the caller's own, by its words and those of the text."""
    asked, held = _classes(bank, words), _classes(bank, others)
    common = sum(asked[class_] for class_ in asked.keys() & held.keys())
    return round(_OF_EXAMPLES * common * common / (sum(asked.values()) * sum(held.values()))) if common else 0


def _classes(bank: Bank, words: Iterable[str]) -> Mapping[int, int]:
    classes = {bank.class_of(word) for word in words}
    return {class_: weight for class_ in classes if (weight := bank.class_weight(class_))}


def _length(bank: Bank, words: Iterable[str]) -> float:
    return sqrt(sum(map(bank.length, words)))


def _each(scale: float, length: float) -> float:
    """The points of one unit of weight in a text of a length."""
    return _OF_WORDS * scale / length if length else 0.0
