"""What was perhaps meant by a word that is not known: only what is so near that it is likely."""

from __future__ import annotations

from collections.abc import Iterable

from opsi_handbook.content.problems import problem
from opsi_handbook.text import near_words

__all__ = ["near_hint", "near_names"]

_NEAR = 0.82
"""How much alike two words must be, from 0 to 1. One wrong letter in a word of three makes another word."""


def near_names(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Up to `most` known names of which one was perhaps mistyped, the nearest first."""
    return near_words(word, known, most, _NEAR)


def near_hint(word: str, known: Iterable[str]) -> str:
    """A hint at known words of which one was perhaps mistyped, to follow a problem; empty if none is near."""
    near = near_names(word, known)
    return problem("near", ids=", ".join(near)) if near else ""
