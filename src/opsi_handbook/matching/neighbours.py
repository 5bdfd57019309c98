"""The nearest typical situation: how similar a text and the situations are by the rarer words they share.

Similarity is the squared cosine of the two sets of words, each word weighing its idf; the numbers are whole. Words
that begin alike count as one. A word that more than one situation in forty has tells too little, and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from opsi_handbook.matching.bank_file import TrainedBank
from opsi_handbook.matching.classifier import Features

__all__ = ["EXAMPLE_POINTS", "LEAST_POINTS", "MAX_GRADE", "Neighbour", "Neighbours"]

MAX_GRADE = 4
"""The grade of a situation at its own question; from 1 to 3 at others that it bears on too."""

EXAMPLE_POINTS = 500
"""What a situation is worth at its own question to a text that has just its words."""


LEAST_POINTS = 10
"""What a situation must be worth at its own question to count at all."""


class Neighbour(NamedTuple):
    """A situation, by its place in the bank, and the points it is worth at a question."""

    place: int
    points: int


class Neighbours:
    """The situations of one language by their words."""

    def __init__(self, bank: TrainedBank) -> None:
        self._bank = bank

    def discriminative(self, features: Features) -> Mapping[int, int]:
        """The classes of words of a text that tell situations apart, and what each weighs."""
        bank = self._bank
        classes = sorted({bank.classes[number] for number in features.numbers})
        return {class_: weight for class_ in classes if (weight := bank.class_weights[class_])}

    def nearest(self, features: Features) -> dict[int, Neighbour]:
        """The situation worth most at each question, by the column of the question; of equals the first."""
        bank = self._bank
        asked = self.discriminative(features)
        shared: dict[int, int] = defaultdict(int)
        for class_, weight in asked.items():
            for holder in bank.holders[bank.starts[class_] : bank.starts[class_ + 1]]:
                shared[holder] += weight
        length = sum(asked.values())
        least = LEAST_POINTS * length / EXAMPLE_POINTS
        lengths = bank.example_lengths
        near = [
            (-similarity, holder)
            for holder, common in shared.items()
            if (similarity := common * common / lengths[holder]) >= least
        ]
        best: dict[int, tuple[float, int]] = {}
        for similarity, holder in sorted(near):
            for place in range(bank.grade_starts[holder], bank.grade_starts[holder + 1]):
                question, grade = bank.graded[place], bank.grades[place]
                worth = -similarity * grade
                if question not in best or worth > best[question][0]:
                    best[question] = (worth, holder)
        return {
            question: Neighbour(holder, points)
            for question, (worth, holder) in best.items()
            if (points := round(EXAMPLE_POINTS * worth / (length * MAX_GRADE)))
        }
