"""A plain index over stems: which texts share the rarer words of a query, and which words those are (BM25).

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with weighted fields.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log

from opsi_handbook.recommend.words import stems, words

__all__ = ["Index"]

_SATURATION = 3.0
_LENGTH = 0.6
_COMMON = 10


class Index:
    """Texts by id, each as fields of a weight, ready to be searched in one language."""

    def __init__(self, texts: Mapping[str, Iterable[tuple[str, float]]], language: str) -> None:
        self._language = language
        counts: dict[str, Counter[str]] = {}
        holding: Counter[str] = Counter()
        passages = 0
        for id_, fields in texts.items():
            count: Counter[str] = Counter()
            for text, weight in fields:
                found = stems(text, language)
                holding.update(set(found))
                passages += 1
                for stem in found:
                    count[stem] += weight  # type: ignore[assignment]  # a weighted count
            counts[id_] = count
        lengths = {id_: sum(count.values()) or 1 for id_, count in counts.items()}
        mean = sum(lengths.values()) / (len(lengths) or 1)
        self._postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for id_, count in counts.items():
            damping = _SATURATION * (1 - _LENGTH + _LENGTH * lengths[id_] / mean)
            for stem, times in count.items():
                # Leaving out the words of every tenth passage stands in for a list of stop words.
                if holding[stem] * _COMMON < passages:
                    rarity = log(passages / holding[stem])
                    self._postings[stem].append((id_, rarity * times * (_SATURATION + 1) / (times + damping)))

    def search(self, text: str) -> dict[str, tuple[float, tuple[str, ...]]]:
        """The texts that share words with a query, by id: the score, and the words as the query has them."""
        query = dict.fromkeys(zip(stems(text, self._language), words(text), strict=True))
        first = dict(reversed(query))
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for stem, word in sorted(first.items()):
            for id_, weight in self._postings.get(stem, ()):
                found[id_][word] = weight
        return {
            id_: (sum(shared.values()), tuple(sorted(shared, key=lambda word: (-shared[word], word))))
            for id_, shared in found.items()
        }
