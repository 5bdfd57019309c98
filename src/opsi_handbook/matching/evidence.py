"""Which words of a text are shown for its points at a question: those that carry a topic and add most."""

from __future__ import annotations

from collections.abc import Container, Iterable

from opsi_handbook.matching.contributions import EvidenceKind, Share
from opsi_handbook.matching.tokens import carries_topic

__all__ = ["word_evidence"]

_MOST_SHOWN = 6
_SHOWN_FROM = 12
"""A word is shown if it adds at least a twelfth of the points."""


def word_evidence(
    points: int, by_word: Iterable[tuple[str, int]], function_words: Container[str]
) -> tuple[Share, ...]:
    """The words with content that add most, then the function words in one sum and all others in another.

    Args:
        points: what all words add together; the shares add up to it.
        by_word: each word of the text, and what it adds.
        function_words: the words of the language that carry no topic.
    """
    least = points / _SHOWN_FROM
    trivial = 0
    telling: list[tuple[int, str]] = []
    for word, worth in by_word:
        if not carries_topic(word, function_words):
            trivial += worth
        elif worth >= least:
            telling.append((-worth, word))
    telling.sort()
    shares = [Share(EvidenceKind.WORD, word, -worth) for worth, word in telling[:_MOST_SHOWN]]
    rest = points - trivial - sum(share.points for share in shares)
    if trivial:
        shares.append(Share(EvidenceKind.FUNCTION_WORDS, "", trivial))
    if rest:
        shares.append(Share(EvidenceKind.OTHER_WORDS, "", rest))
    return tuple(shares)
