"""What an advice that agrees was taken at its word for: what only the caller can work out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from opsi_handbook.verifier.document import JsonDumped, checked_head, document_of

__all__ = ["stated"]


def stated(advice: str | JsonDumped) -> tuple[str, ...]:
    """What `verify` takes an advice at its word for, such as the situation and the points of an encoder.

    Args:
        advice: an advice, or its JSON, with its receipt, in which `verify` finds no difference.

    Raises:
        InvalidInputError: it is no advice, or has no receipt.
    """
    document = document_of(advice)
    checked_head(document)
    situation, text = document["receipt"]["situation"], document["receipt"]["text"]
    return (*_of_situation(situation), *(_of_text(text) if text is not None else ()))


def _of_situation(situation: Mapping[str, Any]) -> Iterator[str]:
    parts = [
        _count(len(situation[name]), what)
        for name, what in (("challenges", "challenge"), ("marks", "mark"), ("tried", "tried action"))
        if situation[name]
    ]
    filters = situation["filters"]
    if filters["principles"] or filters["countries"] or filters["reachable_urls"] is not None:
        parts.append("filters")
    parts.append(f"limit {situation['limit']}")
    yield f"the situation ({', '.join(parts)})"
    if situation["group"]:
        yield f"the published figures of a group ({_count(len(situation['group']), 'question')})"


def _of_text(text: Mapping[str, Any]) -> Iterator[str]:
    yield f"the words of the text ({len(text['words'])} of ours, {text['unknown_words']} others)"
    if text["local_examples"]:
        yield f"situations of the caller's own ({_count(len(text['local_examples']), 'question')})"
    if text["encoder"]:
        yield f"the points of an encoder ({_count(len(text['encoder']), 'question')})"
    elif not text["fits"] and not text["local_examples"]:
        yield "whether the text reads like another language"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
