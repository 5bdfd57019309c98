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
_SHAPES = (
    (Kind.PRINCIPLE, rf"p{_NUMBER}"),
    (Kind.ARGUMENT, rf"p{_NUMBER}\.w{_NUMBER}"),
    (Kind.DIMENSION, rf"p{_NUMBER}\.d{_NUMBER}"),
    (Kind.CHALLENGE, rf"p{_NUMBER}\.c{_NUMBER}"),
    (Kind.QUESTION, rf"p{_NUMBER}\.q{_NUMBER}"),
    (Kind.ACTION, rf"p{_NUMBER}\.q{_NUMBER}\.a{_NUMBER}"),
    (Kind.CASE_STUDY, rf"case\.{_SLUG}"),
    (Kind.TOOLKIT, rf"toolkit\.{_SLUG}"),
    (Kind.PASSAGE, rf"front\.{_SLUG}(?:\.{_SLUG})?"),
    (Kind.RELATION, r"(?:leads-to|bears-on|related-to)\.[a-z0-9.]+"),
    (Kind.WORK, rf"work\.{_SLUG}"),
    (Kind.PHRASE, rf"ui\.{_SLUG}"),
    (Kind.TERM, rf"term\.{_SLUG}"),
)
_SHAPE = re.compile("|".join(f"(?P<{kind.value}>{shape})" for kind, shape in _SHAPES))


def kind_of(id_: object) -> Kind | None:
    """The kind that an id's shape says, or None where it is no well-formed id."""
    return _kind_of(id_) if isinstance(id_, str) else None


@lru_cache(maxsize=4096)
def _kind_of(id_: str) -> Kind | None:
    match = _SHAPE.fullmatch(id_)
    return Kind(match.lastgroup) if match and match.lastgroup else None


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
