"""Which words of a text are shown for its points at a question: those that carry a topic and add most."""

from __future__ import annotations

from collections.abc import Container, Sequence

from opsi_handbook.matching.contributions import EvidenceKind, Share
from opsi_handbook.matching.tokens import carries_topic

__all__ = ["WordEvidence"]

_MOST_SHOWN = 6
_SHOWN_FROM = 12
"""A word is shown if it adds at least a twelfth of the points."""


class WordEvidence:
    """The words of one text, ready to be shown for its points at each question."""

    def __init__(self, words: Sequence[str], function_words: Container[str]) -> None:
        self._words = words
        trivial = [not carries_topic(word, function_words) for word in words]
        self._trivial = [place for place, is_trivial in enumerate(trivial) if is_trivial]
        self._telling = [place for place, is_trivial in enumerate(trivial) if not is_trivial]

    def shares(self, weights: Sequence[float], worth: float, points: int) -> tuple[Share, ...]:
        """The words with content that add most, then the function words in one sum and all others in another.

        Args:
            weights: the weight of each word of the text, in the order of the words.
            worth: how many points one unit of weight is worth.
            points: what all words add together; the shares add up to it.
        """
        least = max(points / _SHOWN_FROM, 1) / worth
        telling = [(-weight, place) for place in self._telling if (weight := weights[place]) >= least]
        telling.sort()
        shares = [Share(EvidenceKind.WORD, self._words[place], round(-worth * weight)) for weight, place in telling]
        shares = shares[:_MOST_SHOWN]
        trivial = round(worth * sum([weights[place] for place in self._trivial]))
        rest = points - trivial - sum([share.points for share in shares])
        if trivial:
            shares.append(Share(EvidenceKind.FUNCTION_WORDS, "", trivial))
        if rest:
            shares.append(Share(EvidenceKind.OTHER_WORDS, "", rest))
        return tuple(shares)
