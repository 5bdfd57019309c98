"""Words that are only ever written as names: they are left out of what is learned, so that no text is kept by them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from opsi_handbook.text import normalised

__all__ = ["proper_names"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OPENING = " \"“”„‘’'(«»"
_SENTENCE_END = ".!?:;…–-"


def proper_names(texts: Iterable[str]) -> frozenset[str]:
    """The words, in small letters, that begin with a capital in the middle of a sentence and never stand otherwise.

    What is written in capitals throughout is an abbreviation and no name.
    """
    plain: set[str] = set()
    capital: set[str] = set()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match[0]
            before = text[: match.start()].rstrip(_OPENING)
            if not word[0].isupper() or (word.isupper() and len(word) > 1):
                plain.add(normalised(word))
            elif before and before[-1] not in _SENTENCE_END:
                capital.add(normalised(word))
    return frozenset(word for word in capital - plain if len(word) > 1 and word[1] != "'")
