"""How people answer a survey, by language: what the words in a cell of an export mean, and the headings of its columns.

The words are content (`content/answer_words.yaml`), compiled beside the editions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations

from opsi_handbook.content.packaged import packaged_words

__all__ = ["ANSWERS", "ANY", "HEADINGS", "ROLES", "answer_words", "clashes", "first_word"]

ANY = "und"
"""The tag under which the words stand that hold in every language."""

ANSWERS = ("mark", "fine", "yes", "no", "ticked", "unticked", "skipped")
"""What a cell may say of a question."""

ROLES = ("leader", "manager", "staff", "no-role")
"""What a cell may say of who answered."""

HEADINGS = ("role", "marks", "skips", "id", "time", "submitted", "person", "better")
"""What the heading of a column may say; `submitted` is one of the times, and `better` stands within a heading."""

Words = Mapping[str, Mapping[str, Iterable[str]]]


@cache
def _by_language() -> dict[str, dict[str, tuple[str, ...]]]:
    words = packaged_words("answer_words.json")
    return {tag: {name: tuple(each) for name, each in lists.items()} for tag, lists in words.items()}


@cache
def answer_words(meaning: str) -> frozenset[str]:
    """Every word with a meaning, such as `mark` or `leader`, in all languages; in small letters.

    Raises:
        ContentError: the data file is missing or damaged.
    """
    return frozenset(word for lists in _by_language().values() for word in lists.get(meaning, ()))


def first_word(meaning: str, language: str) -> str:
    """The word that an empty sheet offers for a meaning, in a language or else in English.

    Raises:
        ContentError: the data file is missing or damaged.
    """
    words = _by_language()
    lists = words.get(language) or words.get(language.partition("-")[0]) or words["en"]
    return (lists.get(meaning) or words["en"][meaning])[0]


def clashes(words: Words) -> tuple[tuple[str, str, str], ...]:
    """Words with two meanings, each with the two: nobody could tell what a cell with such a word says."""
    said = {name: {word for lists in words.values() for word in lists.get(name, ())} for name in (*ANSWERS, *ROLES)}
    return tuple(
        (word, first, second)
        for names in (ANSWERS, ROLES)
        for first, second in combinations(names, 2)
        for word in sorted(said[first] & said[second])
    )
