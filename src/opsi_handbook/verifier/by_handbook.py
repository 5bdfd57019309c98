"""What the words of a text are worth by the handbook's own texts, in a language without typical situations (BM25)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log
from typing import Any

from opsi_handbook.verifier.words import is_topical, laid_out, words_of

__all__ = ["HandbookWords"]

_MOST, _LEAST = 600, 200
"""The most points that words can get at a question, and the fewest that the best question must come near."""
_HALFWAY = 15.0
_SATURATION = 3.0
_BY_LENGTH = 0.6


class HandbookWords:
    """The words of the texts at each question, and what each adds there."""

    def __init__(self, passages: Mapping[str, Iterable[tuple[str, float]]], without_topic: frozenset[str]) -> None:
        self._without_topic = without_topic
        times: dict[str, dict[str, float]] = {}
        having: Counter[str] = Counter()
        texts = 0
        for question, run in passages.items():
            times[question] = {}
            for text, weight in run:
                words = [word for word in words_of(text) if is_topical(word, without_topic)]
                for word in words:
                    times[question][word] = times[question].get(word, 0.0) + weight
                having.update(set(words))
                texts += 1
        lengths = {question: sum(counts.values()) or 1 for question, counts in times.items()}
        mean = sum(lengths.values()) / len(lengths)
        self._weights: dict[str, dict[str, float]] = {}
        for question, counts in times.items():
            damping = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * lengths[question] / mean)
            for word, often in counts.items():
                weight = log((texts + 1) / having[word]) * often * (_SATURATION + 1) / (often + damping)
                self._weights.setdefault(word, {})[question] = weight

    @property
    def vocabulary(self) -> Mapping[str, object]:
        """Every word that is worth something."""
        return self._weights

    def worth(self, words: Iterable[str]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The questions that some of our words speak for, each with what its points rest on."""
        by_question: dict[str, dict[str, float]] = {}
        distinct = 0
        for word in words:
            distinct += 1
            for question, weight in self._weights[word].items():
                by_question.setdefault(question, {})[word] = weight
        best = max((sum(weights.values()) for weights in by_question.values()), default=0.0)
        each = _MOST / (best + _HALFWAY)
        if distinct < 2 or each * best < _LEAST:
            return
        for question, weights in by_question.items():
            if points := round(each * sum(weights.values())):
                yield question, laid_out(points, weights.items(), each, self._without_topic)
