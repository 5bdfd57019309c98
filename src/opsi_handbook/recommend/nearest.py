"""The nearest typical situation: how alike a text and the situations are by the rarer words they share.

Likeness is the squared cosine of the two sets of words, each weighing its rarity; the numbers are whole. A word that
more than one situation in twenty has tells too little, and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from opsi_handbook.recommend.lexicon import Lexicon, Reading, unpacked

__all__ = ["LIKENESS_POINTS", "WHOLE", "Near", "Nearest"]

WHOLE = 4
"""The grade of a situation at its own question; from 1 to 3 at others that it bears on too."""

LIKENESS_POINTS = 500
"""What a situation is worth at its own question to a text that has just its words."""


class Near(NamedTuple):
    """A situation by its place in the bank, and the points it is worth at a question."""

    place: int
    points: int


class Nearest:
    """The situations of one language by their words, read from the compiled data."""

    def __init__(self, data: Mapping[str, Any], lexicon: Lexicon) -> None:
        self._rarity = lexicon.rarity
        self._starts = unpacked(data["starts"], "I")
        self._holders = unpacked(data["holders"], "H")
        self._lengths = unpacked(data["lengths"], "I")
        self._graded = unpacked(data["graded"], "I")
        self._bears_on = unpacked(data["bears_on"], "B")
        self._grades = unpacked(data["grades"], "B")

    def _run(self, word: int) -> Iterable[int]:
        return self._holders[self._starts[word] : self._starts[word + 1]]

    def telling(self, reading: Reading) -> dict[int, int]:
        """The words of a text that tell situations apart, by their numbers, and what each weighs."""
        numbers = sorted(set(reading.known.values()))
        return {word: self._rarity[word] ** 2 for word in numbers if self._starts[word] < self._starts[word + 1]}

    def find(self, reading: Reading) -> dict[int, Near]:
        """The situation worth most at each question, by the place of the question; of equals the first."""
        asked = self.telling(reading)
        length = sum(asked.values())
        shared: dict[int, int] = defaultdict(int)
        for word, weight in asked.items():
            for holder in self._run(word):
                shared[holder] += weight
        most: dict[int, tuple[float, int]] = {}
        for holder, common in sorted(shared.items()):
            likeness = common * common / self._lengths[holder]
            for at in range(self._graded[holder], self._graded[holder + 1]):
                question, worth = self._bears_on[at], likeness * self._grades[at]
                if question not in most or worth > most[question][0]:
                    most[question] = (worth, holder)
        return {
            question: Near(holder, points)
            for question, (worth, holder) in most.items()
            if (points := round(LIKENESS_POINTS * worth / (length * WHOLE)))
        }
