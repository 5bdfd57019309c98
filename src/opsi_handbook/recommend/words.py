"""From a text to the stems of its words, by language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

__all__ = ["BEGINNING", "RUN", "beginning", "pieces", "stems", "words"]

RUN, BEGINNING = 4, 7
"""How many letters the runs have that stand for parts of words, and the beginnings that stand for words."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NAMES = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip


def words(text: str) -> list[str]:
    """The words of a text in small letters, in their order; numbers and signs are left out."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower().replace("’", "'"))


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    """What gives the stem of a word in a language; the word as it is where the language has no stemmer."""
    # Only needed for free text.
    import snowballstemmer  # type: ignore[import-untyped]

    name = _NAMES.get(language.partition("-")[0])
    if name is None or name not in snowballstemmer.algorithms():
        return lambda word: word
    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return lru_cache(maxsize=50_000)(stem)


def stems(text: str, language: str) -> list[str]:
    """The stems of the words of a text, in their order; the words as they are where the language has no stemmer."""
    stem = _stemmer(language)
    return [stem(word) for word in words(text)]


def pieces(word: str) -> list[str]:
    """What the lexicon knows a word by: its runs of four letters, with `_` for its ends, and `=` and how it begins.

    The runs bridge compounds and inflections, the beginning keeps words apart; no language needs a stemmer for it.
    """
    spread = f"_{word}_"
    runs = (spread[at : at + RUN] for at in range(max(1, len(spread) - RUN + 1)))
    return [*dict.fromkeys(runs), beginning(word)]


def beginning(word: str) -> str:
    """The piece that a word is known by as a whole: `=` and its first seven letters."""
    return f"={word[:BEGINNING]}"
