"""From a text to its words and their stems."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import cache, lru_cache

from opsi_handbook.text import JOINT, normalised

__all__ = ["beginning", "carries_topic", "stemmer", "words"]

_BEGINNING = 7
_WORD = re.compile(rf"[^\W\d_]+(?:[{JOINT}'][^\W\d_]+)*")
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip


def words(text: str, known: Container[str] = ()) -> list[str]:
    """The words of a text in small letters, in their order; numbers and signs are left out.

    Args:
        text: the text.
        known: words that are known. One that was broken at the end of a line is made whole, unless only its parts are
            known words.
    """
    split: list[str] = []
    for word in _WORD.findall(normalised(text)):
        whole = word.replace(JOINT, "")
        parts = word.split(JOINT)
        if len(parts) > 1 and whole not in known and all(part in known for part in parts):
            split += parts
        else:
            split.append(whole)
    return split


def carries_topic(word: str, function_words: Container[str]) -> bool:
    """Whether a word can say what a text is about: no function word, nor a short form of one, nor a lone letter."""
    head, apostrophe, _ = word.partition("'")
    return len(word) > 1 and word not in function_words and not (apostrophe and head in function_words)


def beginning(word: str) -> str:
    """How a word begins: its first seven letters, by which its forms are told as one."""
    return word[:_BEGINNING]


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """What gives the stem of a word in a language; the word as it is where the language has no stemmer."""
    import snowballstemmer  # type: ignore[import-untyped]  # only needed to search

    name = _STEMMERS.get(language.partition("-")[0])
    if name is None or name not in snowballstemmer.algorithms():
        return str
    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return lru_cache(maxsize=50_000)(stem)
