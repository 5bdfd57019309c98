"""How near our sentences stand to a source text: words that run the same, and words in the same order.

Terms and names are nobody's property: where they stand, in ours or in the source, they are passed over. The source may
be the text of a PDF: a word that is broken in two, by a hyphen or a space, is made whole where our texts know it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from opsi_handbook.authoring.proper_names import proper_names
from opsi_handbook.matching.tokens import stemmer, words
from opsi_handbook.model import CaseStudy, Catalogue, Toolkit
from opsi_handbook.translate.units import units_of

__all__ = ["Limits", "Nearness", "nearness", "wording_of"]

_SENTENCE_END = re.compile(r"(?<=[.!?:;])[”\"»’')\]]*\s+")
_FILLED_IN = re.compile(r"{[^}]*}|https?://\S+")
_STRETCH = 2
"""The words of a sentence are looked for, in their order, in a stretch of the source that is so many times as long."""


@dataclass(frozen=True)
class Limits:
    """From where on a sentence is too near."""

    run: int = 7
    """So many words in a row."""
    share: float = 0.75
    """So large a share of the sentence's words in the source's order, from 0 to 1."""
    words: int = 6
    """The fewest words of a sentence for which its share is looked at."""


@dataclass(frozen=True)
class Nearness:
    """One sentence of ours that is too near to the source."""

    unit: str
    """The unit that it stands in."""
    sentence: str
    """The sentence."""
    words: int
    """How many words it has, terms and names left out."""
    run: int
    """The most words in a row that stand in a row in the source too."""
    share: float
    """The share of its words that stand in the same order in one stretch of the source; 0 below the limit."""
    source: str
    """The words of the source that it is near to."""


def wording_of(catalogue: Catalogue, source: str, limits: Limits | None = None) -> tuple[Nearness, ...]:
    """The sentences of an edition that stand too near to a source text; its terms and names are passed over."""
    texts = {unit.id: unit.text for unit in units_of(catalogue)}
    examples: tuple[CaseStudy | Toolkit, ...] = (*catalogue.case_studies, *catalogue.toolkits)
    exempt = [*(term.term for term in catalogue.terms), *(example.name for example in examples)]
    exempt += [work.title for work in catalogue.works]
    return nearness(texts, source, (*exempt, *proper_names(texts.values())), catalogue.language, limits)


def nearness(
    texts: Mapping[str, str], source: str, exempt: Iterable[str], language: str, limits: Limits | None = None
) -> tuple[Nearness, ...]:
    """The sentences of some texts that stand too near to a source text, in the order of the texts.

    Args:
        texts: the texts, by their units.
        source: the source text.
        exempt: terms and names, which count neither as ours nor as the source's, in any inflection.
        language: the language of the texts.
        limits: from where on a sentence is too near.
    """
    limits = limits or Limits()
    known = {word for text in texts.values() for word in words(text)}
    passed_over = _PassedOver(exempt, language)
    its_words = passed_over.without(_mended(words(_FILLED_IN.sub(" ", source), known), known))
    against = _Source(its_words)
    near = []
    for unit, text in texts.items():
        for sentence in _SENTENCE_END.split(text):
            ours = passed_over.without(words(_FILLED_IN.sub(" ", sentence)))
            run, run_at = against.longest_run(ours)
            share, share_at = against.share_in_order(ours, limits.share) if len(ours) >= limits.words else (0.0, 0)
            if run >= limits.run or share:
                start, length = (share_at, _STRETCH * len(ours)) if share else (run_at, run)
                there = " ".join(its_words[start : start + length])
                near.append(Nearness(unit, sentence, len(ours), run, round(share, 2), there))
    return tuple(near)


class _Source:
    """The words of a source, ready to be held against sentences."""

    def __init__(self, its_words: Sequence[str]) -> None:
        self._words = its_words
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(its_words):
            self._places[word].append(place)

    def longest_run(self, ours: Sequence[str]) -> tuple[int, int]:
        """The most words in a row that stand in a row here, and where they begin."""
        best, begin = 0, 0
        ending: dict[int, int] = {}  # how long a run ends at each place
        for word in ours:
            ending = {place: ending.get(place - 1, 0) + 1 for place in self._places.get(word, ())}
            for place, length in ending.items():
                if length > best:
                    best, begin = length, place - length + 1
        return best, begin

    def share_in_order(self, ours: Sequence[str], least: float) -> tuple[float, int]:
        """The largest share of some words in common order with one stretch, and where that begins; 0 below `least`."""
        needed = max(1, ceil(least * len(ours)))
        length = _STRETCH * len(ours)
        masks = _masks(ours)
        best, begin = needed - 1, 0
        for anchor in self._anchors(ours, needed):
            first = max(0, anchor - length + 1)
            if _in_order(self._words[first : anchor + length], masks, len(ours)) <= best:
                continue
            for start in range(anchor, first - 1, -1):  # of stretches that are as near, the one that begins last
                common = _in_order(self._words[start : start + length], masks, len(ours))
                if common > best:
                    best, begin = common, start
        return (best / len(ours), begin) if best >= needed else (0.0, 0)

    def _anchors(self, ours: Sequence[str], needed: int) -> list[int]:
        """Places of which any stretch with so many of the words has one: those of the words that are rarest here."""
        rarest = sorted(ours, key=lambda word: len(self._places.get(word, ())))[: len(ours) - needed + 1]
        return sorted({place for word in rarest for place in self._places.get(word, ())})


def _masks(ours: Sequence[str]) -> dict[str, int]:
    masks: dict[str, int] = defaultdict(int)
    for place, word in enumerate(ours):
        masks[word] |= 1 << place
    return masks


def _in_order(theirs: Sequence[str], masks: Mapping[str, int], length: int) -> int:
    """The length of the longest common subsequence, bit by bit (Hyyrö 2004)."""
    free = whole = (1 << length) - 1
    for word in theirs:
        if word in masks:
            taken = free & masks[word]
            free = (free + taken) | (free - taken)
    return length - (free & whole).bit_count()


class _PassedOver:
    """The phrases that are passed over, as the stems of their words, by the first of them."""

    def __init__(self, phrases: Iterable[str], language: str) -> None:
        self._stem = stemmer(language)
        self._phrases: dict[str, list[list[str]]] = defaultdict(list)
        for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
            stems = [self._stem(word) for word in words(phrase)]
            if stems:
                self._phrases[stems[0]].append(stems)

    def without(self, its_words: Sequence[str]) -> list[str]:
        """Words without the phrases, of which the longest goes first."""
        stems = [self._stem(word) for word in its_words]
        left: list[str] = []
        place = 0
        while place < len(stems):
            phrases = self._phrases.get(stems[place], ())
            length = next((len(p) for p in phrases if stems[place : place + len(p)] == p), 0)
            left += its_words[place : place + 1] if not length else ()
            place += length or 1
        return left


def _mended(its_words: Sequence[str], known: frozenset[str] | set[str]) -> list[str]:
    """Words of which each that was broken by a space is made whole: known together, and not known apart."""
    mended: list[str] = []
    for word in its_words:
        if mended and mended[-1] + word in known and not {mended[-1], word} <= known:
            mended[-1] += word
        else:
            mended.append(word)
    return mended
