"""What an advice that agrees was taken at its word for: what only the caller can work out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["stated"]


def stated(document: Mapping[str, Any]) -> tuple[str, ...]:
    """What was taken as stated in an advice that agrees, such as the points of an encoder.

    Args:
        document: the advice as plain data, in which `verify` finds no difference.
    """
    return tuple(_situation(document["receipt"]["situation"])) + tuple(_text(document))


def _situation(situation: Mapping[str, Any]) -> Iterator[str]:
    for name in ("challenges", "marks", "tried"):
        if situation[name]:
            label = "actions that were tried" if name == "tried" else name
            yield f"the {label} ({len(situation[name])})"
    if situation["group"]:
        yield f"the published figures of a group ({_count(len(situation['group']), 'question')})"
    filters = situation["filters"]
    if filters["principles"] or filters["countries"] or filters["reachable_urls"] is not None:
        yield "what the advice was narrowed to"
    yield f"the limit ({situation['limit']})"


def _text(document: Mapping[str, Any]) -> Iterator[str]:
    text = document["receipt"]["text"]
    if text is None:
        return
    yield f"the words of the text ({len(text['words'])} of ours, {text['unknown_words']} others)"
    if text["local_examples"]:
        count = _count(len(text["local_examples"]), "question")
        yield f"situations of the caller's own and their points ({count})"
    if text["encoder"]:
        yield f"the points of an encoder ({_count(len(text['encoder']), 'question')})"
    elif not text["fits"]:
        yield "whether the text reads like another language"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
