"""Matching by the handbook's own words alone, in a language for which no typical situations are written.

Only whole words count, letter by letter, and only those that carry a topic; a match is worth less than one that is
learned from situations, and below a floor nothing.
"""

from __future__ import annotations

from collections import defaultdict

from opsi_handbook.content import function_words
from opsi_handbook.matching.bm25 import Index
from opsi_handbook.matching.contributions import Contribution, ReasonKind, TextMatch, TextReceipt
from opsi_handbook.matching.evidence import WordEvidence
from opsi_handbook.matching.searched import question_fields
from opsi_handbook.matching.tokens import carries_topic, words
from opsi_handbook.model import Catalogue, Layer

__all__ = ["LexicalMatcher"]

_MOST_POINTS = 600
_HALF = 15.0
"""The BM25 score at which the best question has half of the points that can be had."""
_FLOOR = 200
_FEWEST_WORDS = 2


class LexicalMatcher:
    """The handbook's own words at each question, in one language."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._function_words = function_words(catalogue.language)
        self._index = Index(
            question_fields(catalogue),
            lambda text: [word for word in words(text) if carries_topic(word, self._function_words)],
        )
        self._vocabulary = self._index.terms

    def match(self, text: str) -> TextMatch:
        """What speaks for each question in a text; nothing where too little of it is the handbook's."""
        distinct = set(words(text, self._vocabulary))
        known = sorted(distinct & self._vocabulary)
        scores: dict[str, dict[str, float]] = defaultdict(dict)
        for word in known:
            for question, weight in self._index.weights(word):
                scores[question][word] = weight
        best = max((sum(weights.values()) for weights in scores.values()), default=0.0)
        contributions: list[Contribution] = []
        worth = _MOST_POINTS / (best + _HALF)
        if len(known) >= _FEWEST_WORDS and worth * best >= _FLOOR:
            evidence = WordEvidence(known, self._function_words)
            for question, by_word in scores.items():
                weights = [by_word.get(word, 0.0) for word in known]
                points = round(worth * sum(weights))
                if points:
                    shares = evidence.shares(weights, worth, points)
                    contributions.append(
                        Contribution(question, ReasonKind.HANDBOOK_WORDS, Layer.EDITORIAL, points, shares)
                    )
        receipt = TextReceipt.trusted(
            words=tuple(known), unknown_words=len(distinct) - len(known), fits=bool(contributions),
            local_examples=(), encoder=(),
        )  # fmt: skip
        return TextMatch(tuple(contributions), receipt)
