"""Words and phrases looked for in a text: as whole words in any inflection, or as parts of compounds too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from opsi_handbook.matching.tokens import stemmer, words

__all__ = ["Phrase", "Reading", "Vocabulary"]

_PIECE = re.compile(r"(?:[^\W\d_]*\*)+[^\W\d_]*|=?[^\W\d_]+(?:'[^\W\d_]+)*")
_FILLED_IN = re.compile(r"{[^}]*}|https?://\S+")
_SHORTEST_PART = 4


@dataclass(frozen=True)
class Reading:
    """A text as it is looked through: its words in small letters, and the stem of each."""

    words: tuple[str, ...]
    """The words, in their order."""
    stems: tuple[str, ...]
    """Their stems."""


@dataclass(frozen=True)
class Phrase:
    """One or several words to look for; `*` in a word stands for any letters, `=` before it for no other form of it."""

    text: str
    """The phrase as it was written."""
    pieces: tuple[str, ...]
    """Its words in small letters."""
    stems: tuple[str, ...]
    """Their stems."""


class Vocabulary:
    """What tells the words of a language as alike. English is looked for as it is written, with an s at the end or
    without: its stems make one of government and governance.
    """

    def __init__(self, language: str) -> None:
        self._stem: Callable[[str], str] = _singular if language.partition("-")[0] == "en" else stemmer(language)
        self._phrases: dict[str, Phrase] = {}

    def read(self, text: str) -> Reading:
        """A text as it is looked through; addresses and what is filled in are left out."""
        its_words = tuple(words(_FILLED_IN.sub(" ", text)))
        return Reading(its_words, tuple(map(self._stem, its_words)))

    def phrase(self, text: str) -> Phrase:
        """A phrase to look for."""
        if text not in self._phrases:
            pieces = tuple(_PIECE.findall(text.lower().replace("’", "'")))
            self._phrases[text] = Phrase(text, pieces, tuple(map(self._stem, pieces)))
        return self._phrases[text]

    def places(self, reading: Reading, phrases: Iterable[Phrase]) -> dict[int, int]:
        """Where any of the phrases stands as whole words in a row: from which word, and up to which; the longest."""
        found: dict[int, int] = {}
        for phrase in phrases:
            length = len(phrase.pieces)
            if length and not _is_pattern(phrase.pieces[0]) and phrase.stems[0] not in reading.stems:
                continue  # nearly always, and told at once
            for start in range(len(reading.words) - length + 1 if length else 0):
                if all(_same(reading, start + offset, phrase, offset) for offset in range(length)):
                    found[start] = max(found.get(start, 0), start + length)
        return found

    def mentions(self, reading: Reading, phrases: Iterable[Phrase]) -> int:
        """How often any of the phrases stands in a text, in compounds too; the words of one may stand apart."""
        single: set[int] = set()
        apart = 0
        for phrase in phrases:
            holding = [_holding(reading, phrase, offset) for offset in range(len(phrase.pieces))]
            if len(holding) == 1:
                single |= holding[0]
            else:
                apart += min(map(len, holding), default=0)
        return len(single) + apart


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _same(reading: Reading, place: int, phrase: Phrase, offset: int) -> bool:
    piece = phrase.pieces[offset]
    if _is_pattern(piece):
        return bool(_pattern(piece.removeprefix("=")).fullmatch(reading.words[place]))
    return reading.stems[place] == phrase.stems[offset]


def _is_pattern(piece: str) -> bool:
    return piece.startswith("=") or "*" in piece


@cache
def _pattern(piece: str) -> re.Pattern[str]:
    return re.compile(re.escape(piece).replace(r"\*", ".*"))


def _holding(reading: Reading, phrase: Phrase, offset: int) -> set[int]:
    """The places of the words that are a word of a phrase or have it as a part."""
    stem = phrase.stems[offset]
    parts = [part for part in (stem, phrase.pieces[offset]) if len(part) >= _SHORTEST_PART]
    return {
        place
        for place, word in enumerate(reading.words)
        if reading.stems[place] == stem or any(part in word for part in parts)
    }
