"""Ids: what they look like, what kind of item they name, and what they stand under.

An id is for ever: it carries no wording, weight or language, and is never given to another item.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

__all__ = ["Kind", "id_of", "kind_of", "number_of", "owner_of"]


class Kind(StrEnum):
    """The kinds of item, in the order in which a reader meets them."""

    PRINCIPLE = "principle"
    ARGUMENT = "argument"
    DIMENSION = "dimension"
    CHALLENGE = "challenge"
    QUESTION = "question"
    ACTION = "action"
    CASE_STUDY = "case_study"
    TOOLKIT = "toolkit"
    PASSAGE = "passage"
    RELATION = "relation"
    WORK = "work"
    PHRASE = "phrase"
    TERM = "term"


_NUMBER = r"[1-9][0-9]{0,2}"
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_NUMBERED = re.compile(rf"(p){_NUMBER}(?:\.([wdc]){_NUMBER}|\.(q){_NUMBER}(?:\.(a){_NUMBER})?)?")
_NAMED = re.compile(rf"(?:(case|toolkit|work|ui|term)\.{_SLUG}|(front)\.{_SLUG}(?:\.{_SLUG})?)")
_LINKING = re.compile(r"(leads-to|bears-on|related-to)\.[a-z0-9.]+")
_KINDS = {
    "p": Kind.PRINCIPLE,
    "w": Kind.ARGUMENT,
    "d": Kind.DIMENSION,
    "c": Kind.CHALLENGE,
    "q": Kind.QUESTION,
    "a": Kind.ACTION,
    "case": Kind.CASE_STUDY,
    "toolkit": Kind.TOOLKIT,
    "front": Kind.PASSAGE,
    "work": Kind.WORK,
    "ui": Kind.PHRASE,
    "term": Kind.TERM,
}


def kind_of(id_: object) -> Kind | None:
    """The kind that an id's shape says, or None where it is no well-formed id."""
    return _kind_of(id_) if isinstance(id_, str) else None


@lru_cache(maxsize=4096)
def _kind_of(id_: str) -> Kind | None:
    match = _NUMBERED.fullmatch(id_) or _NAMED.fullmatch(id_)
    if match:
        return _KINDS[match[match.lastindex or 0]]
    return Kind.RELATION if _LINKING.fullmatch(id_) else None


def id_of(value: object) -> str | None:
    """The id that a caller means by an item or by an id, in capitals or small letters; None where it is neither."""
    id_ = value if isinstance(value, str) else getattr(value, "id", None)
    return id_.strip().lower() if isinstance(id_, str) else None


def owner_of(id_: str) -> str:
    """The id that a numbered id stands under (`p2.q4` for `p2.q4.a1`); empty for all others."""
    head, _, tail = id_.rpartition(".")
    return head if re.fullmatch(rf"[a-z]{_NUMBER}", tail) else ""


def number_of(id_: str) -> int:
    """The number at the end of a numbered id (`4` for `p2.q4`); 0 where there is none."""
    digits = re.search(r"(?<=[a-z])[0-9]+\Z", id_)
    return int(digits[0]) if digits else 0
