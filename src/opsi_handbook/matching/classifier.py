"""The classifier: how much each word of a text speaks for each question, learned from the typical situations.

A linear model over the distinct words of a text. A word that is none of the situations' adds nothing. All numbers are
whole, so that anybody can work a score out again to the last point; `authoring.training` says how they are learned.
"""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from opsi_handbook.matching.bank_file import TrainedBank
from opsi_handbook.matching.tokens import words

__all__ = ["WORD_POINTS", "Features", "LinearClassifier"]

WORD_POINTS = 1000
"""What the words of a text are worth at a question that they fit wholly; a clear text gets 300 to 700."""


class Features(NamedTuple):
    """A text as the classifier sees it."""

    words: tuple[str, ...]
    """Its distinct words that are known, in the order of the alphabet."""
    numbers: tuple[int, ...]
    """Their places in the vocabulary."""
    unknown: int
    """How many distinct words it has beside them."""
    length: float
    """Its length, by which points are evened out."""


class LinearClassifier:
    """The weights of one language."""

    def __init__(self, bank: TrainedBank) -> None:
        self._bank = bank
        self._numbers = {word: number for number, word in enumerate(bank.vocabulary)}
        self._width = len(bank.questions)
        self._weights = memoryview(bank.weights)  # type: ignore[arg-type]  # an array
        self._row = lru_cache(maxsize=20_000)(self._read_row)

    def _read_row(self, number: int) -> tuple[int, ...]:
        return tuple(self._weights[number * self._width : (number + 1) * self._width])

    def features(self, text: str) -> Features:
        """Look up every distinct word of a text."""
        distinct = set(words(text, self._numbers))
        known = sorted(distinct & self._numbers.keys())
        numbers = tuple(map(self._numbers.__getitem__, known))
        length = sum(map(self._bank.lengths.__getitem__, numbers))
        return Features(tuple(known), numbers, len(distinct) - len(known), sqrt(length))

    def columns(self, features: Features) -> list[tuple[int, ...]]:
        """The weight of each known word of a text, question by question, in the order of the bank."""
        return list(zip(*map(self._row, features.numbers), strict=True))

    def worth(self, features: Features) -> float:
        """How many points one unit of weight is worth in a text: the longer the text, the less."""
        return WORD_POINTS * self._bank.scale / features.length if features.length else 0.0

    def off_topic_points(self, features: Features) -> int:
        """The points of a text for having nothing to do with the handbook."""
        total = sum(map(self._bank.off_topic.__getitem__, features.numbers))
        return round(WORD_POINTS * self._bank.off_topic_scale / features.length * total) if features.length else 0
