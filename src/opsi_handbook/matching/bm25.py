"""A plain index: which texts share the rarer words of a query, and how much each word adds (BM25).

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with weighted fields.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from math import log

__all__ = ["Index"]

_SATURATION = 3.0
_LENGTH = 0.6

Fields = Iterable[tuple[str, float]]


class Index:
    """Texts by id, each as fields of a weight, ready to be searched by their terms."""

    def __init__(self, texts: Mapping[str, Fields], terms_of: Callable[[str], Iterable[str]]) -> None:
        """Index some texts.

        Args:
            texts: the fields of each text, and how much each of them weighs.
            terms_of: what gives the terms of a text, such as its words or their stems, in their order.
        """
        counts: dict[str, dict[str, float]] = {}
        passages: Counter[str] = Counter()
        number = 0
        for id_, fields in texts.items():
            count: dict[str, float] = defaultdict(float)
            for text, weight in fields:
                terms = list(terms_of(text))
                passages.update(set(terms))
                number += 1
                for term in terms:
                    count[term] += weight
            counts[id_] = count
        lengths = {id_: sum(count.values()) or 1 for id_, count in counts.items()}
        mean = sum(lengths.values()) / (len(lengths) or 1)
        self._postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for id_, count in counts.items():
            damping = _SATURATION * (1 - _LENGTH + _LENGTH * lengths[id_] / mean)
            for term, times in count.items():
                idf = log((number + 1) / passages[term])
                self._postings[term].append((id_, idf * times * (_SATURATION + 1) / (times + damping)))

    @property
    def terms(self) -> frozenset[str]:
        """Every term of the texts."""
        return frozenset(self._postings)

    def weights(self, term: str) -> list[tuple[str, float]]:
        """The ids of the texts that have a term, in the order of the texts, and what it adds to each."""
        return self._postings.get(term, [])
