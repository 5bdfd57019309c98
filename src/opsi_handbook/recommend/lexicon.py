"""The lexicon: how much each word speaks for each question, learned from the typical situations when they are compiled.

A linear model. Its features are pieces of words (`words.pieces`), and it is read word by word: a word is the sum of its
pieces, a text the sum of its distinct words, so that every point of a score belongs to a word. All numbers are whole,
so that anybody can work them out again to the last point. `authoring.training` says how the weights are learned.
"""

from __future__ import annotations

import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import sqrt
from typing import Any, NamedTuple

from opsi_handbook.recommend.words import beginning, pieces, words

__all__ = ["WORD_POINTS", "Lexicon", "Reading", "packed", "unpacked"]

WORD_POINTS = 1000
"""What the words of a text are worth at a question that they fit wholly; a clear text gets 300 to 700."""


class _Word(NamedTuple):
    """A word as the lexicon sees it: what it adds at each question and, last, at elsewhere, and to the length."""

    weights: tuple[int, ...]
    length: int
    known: int
    """The number of its beginning among the pieces, or -1 if it is none of our words."""


class Reading(NamedTuple):
    """A text as the lexicon reads it.

    `known` are its words that our situations use too, with their numbers; the others add their parts to `rest`, in
    which no word can be told from another.
    """

    known: dict[str, int]
    others: int
    rest: tuple[int, ...]
    rest_length: int
    weights: tuple[int, ...]
    length: int


class Lexicon:
    """The weights of one language, read from the compiled data."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.language: str = data["language"]
        self.questions: tuple[str, ...] = tuple(data["questions"])
        self.width = len(self.questions) + 1
        self.floor: int = data["floor"]
        self._scale: float = data["scale"]
        self._numbers = {piece: number for number, piece in enumerate(data["pieces"].split(" "))}
        self._weights = memoryview(unpacked(data["weights"], "b"))
        self.rarity = unpacked(data["rarity"], "B")
        self._word = lru_cache(maxsize=50_000)(self._look_up)

    def _look_up(self, word: str) -> _Word:
        found = [number for piece in pieces(word) if (number := self._numbers.get(piece)) is not None]
        width = self.width
        rows = [self._weights[number * width : (number + 1) * width] for number in found]
        return _Word(
            tuple(map(sum, zip(*rows, strict=True))) or (0,) * width,
            sum(self.rarity[number] ** 2 for number in found),
            self._numbers.get(beginning(word), -1),
        )

    def read(self, text: str) -> Reading:
        """Look every distinct word of a text up."""
        found = {word: self._word(word) for word in sorted(set(words(text)))}
        unknown = [word for word in found.values() if word.known < 0]
        return Reading(
            known={word: seen.known for word, seen in found.items() if seen.known >= 0},
            others=len(unknown),
            rest=self._sum(unknown),
            rest_length=sum(word.length for word in unknown),
            weights=self._sum(found.values()),
            length=sum(word.length for word in found.values()),
        )

    def _sum(self, found: Iterable[_Word]) -> tuple[int, ...]:
        return tuple(map(sum, zip(*(word.weights for word in found), strict=True))) or (0,) * self.width

    def points(self, weight: int, length: int) -> int:
        """The points of a sum of weights in a text of a length."""
        return round(WORD_POINTS * self._scale * weight / sqrt(length)) if length else 0

    def shares(self, reading: Reading, question: int) -> list[tuple[str, int]]:
        """The points of each known word of a text at a question (by its place), the weightiest first."""
        found = ((word, self.points(self._word(word).weights[question], reading.length)) for word in reading.known)
        return sorted((share for share in found if share[1]), key=lambda share: (-share[1], share[0]))


def packed(numbers: Iterable[int], code: str) -> str:
    """Whole numbers of one size (a code of the `array` module) as text; the same on every machine."""
    data = array(code, numbers)
    if sys.byteorder == "big":
        data.byteswap()
    return b64encode(data.tobytes()).decode()


def unpacked(text: str, code: str) -> array[int]:
    """The numbers that `packed` wrote."""
    data = array(code)
    data.frombytes(b64decode(text, validate=True))
    if sys.byteorder == "big":
        data.byteswap()
    return data
