"""What a word in a cell says: an answer, or a role; by our words in every language, and by those of a mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from opsi_handbook.content.answer_words import ANSWERS, ROLES, answer_words
from opsi_handbook.text import normalised

__all__ = ["CellWords", "plain", "role_words", "unguarded"]

_GUARD = re.compile(r"'(?=['=+\-@\t\r])")
_AROUND = re.compile(r"^[\s\"'“”«»„*]+|[\s\"'“”«»„*.:;,!?]+$")


def unguarded(cell: str) -> str:
    """A cell without the sign that exporters put before what a spreadsheet would take for a formula."""
    return cell[1:] if _GUARD.match(cell) else cell


def plain(text: str) -> str:
    """A text as it is compared: small letters, one space between words, no signs around it."""
    squeezed = " ".join(normalised(text).split())
    return _AROUND.sub("", squeezed) or squeezed


class CellWords:
    """The meanings of some words; a cell that was looked at once is not looked at again."""

    def __init__(self, meanings: Iterable[str], own: Mapping[str, Iterable[str]]) -> None:
        self._by_word = {word: meaning for meaning in meanings for word in answer_words(meaning)}
        self._by_word |= {plain(word): meaning for meaning, words in own.items() for word in words}
        self._by_cell: dict[str, str] = {}
        # A cell may be longer than its word, by space and signs that do not count; what is longer yet is a list.
        self._longest = 40 + 4 * max(map(len, self._by_word), default=0)
        self._most_commas = 1 + max((word.count(",") for word in self._by_word), default=0)

    @classmethod
    def of_answers(cls, own: Mapping[str, Iterable[str]]) -> CellWords:
        """The words that answer a question."""
        return cls(ANSWERS, {name: words for name, words in own.items() if name in ANSWERS})

    @classmethod
    def of_roles(cls, own: Mapping[str, Iterable[str]]) -> CellWords:
        """The words for a role."""
        return cls((*ROLES, "skipped"), {name: words for name, words in own.items() if name in ROLES})

    @property
    def known(self) -> tuple[str, ...]:
        """Every word that means something, but for ticks, which are no words."""
        return tuple(word for word, meaning in self._by_word.items() if not meaning.endswith("ticked"))

    def meaning(self, cell: str) -> str:
        """What a cell means; empty where that is not known."""
        if len(cell) > self._longest or cell.count(",") > self._most_commas:
            return ""
        said = self._by_cell.get(cell)
        if said is None:
            said = self._by_cell[cell] = self._by_word.get(plain(unguarded(cell)), "")
        return said


def role_words() -> frozenset[str]:
    """The single words that call a column one of roles."""
    return frozenset(heading for heading in answer_words("role") if " " not in heading)
