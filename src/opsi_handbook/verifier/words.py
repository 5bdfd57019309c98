"""The words of a text, those of them that carry no topic, and how points are laid out over words."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator
from functools import cache
from typing import Any

from opsi_handbook.errors import ContentError
from opsi_handbook.text import JOINT, normalised
from opsi_handbook.verifier.data import data_file

__all__ = ["evidence", "function_words", "is_topical", "laid_out", "words_of"]

_MOST_NAMED = 6
_SMALLEST_PART = 12

_LETTERS = r"[^\W\d_]+"
_WORD = re.compile(f"{_LETTERS}(?:['{JOINT}]{_LETTERS})*")


def words_of(text: str, known: Container[str] = ()) -> Iterator[str]:
    """The words of a text in small letters; one broken at a line's end is whole, unless only its parts are known."""
    for match in _WORD.finditer(normalised(text)):
        *broken, last = match[0].split(JOINT)
        whole = "".join((*broken, last))
        if broken and whole not in known and all(part in known for part in (*broken, last)):
            yield from (*broken, last)
        else:
            yield whole


@cache
def function_words(language: str) -> frozenset[str]:
    """The words of a language, or of the language that its tag begins with, that carry no topic.

    Raises:
        ContentError: the list is missing or damaged.
    """
    try:
        lists = json.loads(data_file("function_words.json") or b"")
        return frozenset((lists.get(language) or lists.get(language.partition("-")[0]) or "").split())
    except (ValueError, AttributeError):
        raise ContentError("function_words.json is missing or damaged; install opsi-handbook again") from None


def is_topical(word: str, without_topic: Container[str]) -> bool:
    """Whether a word says what a text is about."""
    if len(word) == 1 or word in without_topic:
        return False
    return "'" not in word or word[: word.index("'")] not in without_topic


def evidence(kind: str, what: str, points: int, text: str | None = None) -> dict[str, Any]:
    """One thing that points rest on."""
    return {"kind": kind, "what": what, "points": points, "text": text}


def laid_out(
    points: int, weights: Iterable[tuple[str, float]], each: float, without_topic: Container[str]
) -> list[dict[str, Any]]:
    """Some points over words: those that tell most by name, those without a topic in one sum, and all else in one.

    Args:
        points: what all words come to.
        weights: every word with its weight.
        each: the points of one unit of weight.
        without_topic: the words that carry no topic.
    """
    pairs = list(weights)
    least = max(points / _SMALLEST_PART, 1) / each
    weighty = [(-weight, word) for word, weight in pairs if weight >= least and is_topical(word, without_topic)]
    named = [evidence("word", word, round(each * -less)) for less, word in sorted(weighty)[:_MOST_NAMED]]
    without = round(each * sum(weight for word, weight in pairs if not is_topical(word, without_topic)))
    others = points - without - sum(part["points"] for part in named)
    sums = [evidence("function-words", "", without), evidence("other-words", "", others)]
    return [*named, *(part for part in sums if part["points"])]
