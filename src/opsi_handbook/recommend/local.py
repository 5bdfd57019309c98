"""Typical situations of one's own, beside the packaged ones: a country's, an agency's, an overlay's.

Nothing is learned anew for them: a text that is more like one of them than like any packaged situation gets that one,
and its layer is `local`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from opsi_handbook.errors import Fault, InvalidInputError
from opsi_handbook.recommend.lexicon import Lexicon, Reading
from opsi_handbook.recommend.nearest import LIKENESS_POINTS, Nearest

__all__ = ["LocalSituations", "OwnSituation", "checked_situations"]

_LONGEST = 400


class OwnSituation(NamedTuple):
    """A situation of one's own: `id` is `local.`, the question and its number there."""

    id: str
    question: str
    text: str


def checked_situations(told: object, known: Iterable[str]) -> tuple[OwnSituation, ...]:
    """The situations of a mapping from questions to texts.

    Raises:
        InvalidInputError: a question is not known, or a text is none, blank or longer than 400 characters; every fault
            is in the message.
    """
    if not isinstance(told, Mapping):
        raise InvalidInputError('situations: must be texts by question, such as {"p2.q2": ["We are told off …"]}')
    questions = frozenset(known)
    faults: list[Fault] = []
    found: list[OwnSituation] = []
    for question, texts in told.items():
        if question not in questions or isinstance(texts, str) or not isinstance(texts, Iterable):
            faults.append(Fault("", 0, str(question)[:80], "situations", "is no question with a list of texts"))
            continue
        for place, text in enumerate(texts, start=1):
            if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST:
                problem = f"text {place} must be a text of at most {_LONGEST} characters"
                faults.append(Fault("", 0, question, "situations", problem))
            else:
                found.append(OwnSituation(f"local.{question}.s{place}", question, text.strip()))
    if faults:
        raise InvalidInputError(f"the situations have {len(faults)} faults:", faults)
    return tuple(found)


class LocalSituations:
    """Situations of one's own, ready to be held against texts in the same way as the packaged ones."""

    def __init__(self, told: Iterable[OwnSituation], lexicon: Lexicon, nearest: Nearest) -> None:
        self._nearest = nearest
        self._told = [(own, nearest.telling(lexicon.read(own.text))) for own in told]

    def find(self, reading: Reading) -> dict[str, tuple[OwnSituation, int]]:
        """The situation worth most at each question, and its points; of equals the first."""
        asked = self._nearest.telling(reading)
        length = sum(asked.values())
        best: dict[str, tuple[OwnSituation, int]] = {}
        for own, held in self._told:
            common = sum(weight for word, weight in asked.items() if word in held)
            points = round(LIKENESS_POINTS * common * common / (length * sum(held.values()))) if common else 0
            if points > (best[own.question][1] if own.question in best else 0):
                best[own.question] = (own, points)
        return best
