"""Search: the items that speak of a text, by the stems of its words and by parts of compounds."""

from __future__ import annotations

from collections import defaultdict

from opsi_handbook.content import function_words
from opsi_handbook.matching.bm25 import Index
from opsi_handbook.matching.searched import item_fields
from opsi_handbook.matching.tokens import carries_topic, stemmer, words
from opsi_handbook.model import Catalogue, Item

__all__ = ["ItemSearch"]

_SHORTEST_PART = 4
_PART = 0.4
"""What a word is worth of which only a part is asked for, or which is only a part of what is asked for."""


class ItemSearch:
    """An index over the items of one edition."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._function_words = function_words(catalogue.language)
        self._stem = stemmer(catalogue.language)
        self._index = Index(item_fields(catalogue), self._terms)
        self._vocabulary = sorted(self._index.terms)
        self._places = {id_: place for place, id_ in enumerate(catalogue.by_id)}

    def _terms(self, text: str) -> list[str]:
        return [self._stem(word) for word in words(text) if carries_topic(word, self._function_words)]

    def find(self, text: str, limit: int) -> tuple[Item, ...]:
        """The items that share words with a text, the best first; ties in reading order."""
        scores: dict[str, float] = defaultdict(float)
        for term in dict.fromkeys(self._terms(text)):
            for known, worth in self._alike(term):
                for id_, weight in self._index.weights(known):
                    scores[id_] += worth * weight
        ranked = sorted(scores, key=lambda id_: (-scores[id_], self._places[id_]))
        return tuple(self._catalogue.by_id[id_] for id_ in ranked[:limit])

    def _alike(self, term: str) -> list[tuple[str, float]]:
        """The terms that a term of a query stands for, and how much: itself, its compounds, its parts."""
        return [
            (known, 1.0 if known == term else _PART)
            for known in self._vocabulary
            if known == term or _is_part(term, known) or _is_part(known, term)
        ]


def _is_part(part: str, whole: str) -> bool:
    """Whether a stem is the first or the last part of a compound."""
    return len(part) >= _SHORTEST_PART and len(whole) > len(part) and (whole.startswith(part) or whole.endswith(part))
