"""The text of a unit in XLIFF: tools wrap it in elements of their own, and only some of them may be looked through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opsi_handbook.translate.formats._xml import Node

__all__ = ["LANGUAGE", "CannotCarryError", "flat", "tool_marks", "unfinished", "without_layout"]

LANGUAGE = "http://www.w3.org/XML/1998/namespace}lang"
"""The attribute in which any element may say its language."""

_LOOKED_THROUGH = {"g", "pc", "mrk"}
"""They wrap text and hold nothing else of it."""
_POINTS = {"sm", "em"}
"""They mark where a note begins and ends."""
_CODES = {"x", "ph"}
_PLACEHOLDER = re.compile(r"{[a-z_]+}")
_MARKED = re.compile(r"status|state|conf|origin", re.IGNORECASE)
_UNFINISHED = re.compile(
    r"machine|mt\b|reject|draft|fuzzy|not|part|need|fragment|pre-?trans|edited|new|un|^(?:0|false|no)$", re.IGNORECASE
)


class CannotCarryError(ValueError):
    """A unit holds something that a plain text cannot; the message says what and what to do."""


def flat(node: Node) -> str:
    """The text of a source or target.

    Raises:
        CannotCarryError: it holds a code of a tool, which would be lost.
    """
    return "".join(_flat(node, node.space))


def _flat(node: Node, space: str) -> Iterator[str]:
    for part in node.parts:
        if isinstance(part, str):
            yield part
        elif part.space == space and part.name in _LOOKED_THROUGH:
            yield from _flat(part, space)
        elif part.space == space and part.name in _CODES and _PLACEHOLDER.fullmatch(_native(part)):
            yield _native(part)
        elif part.space != space or part.name not in _POINTS or part.parts:
            raise CannotCarryError(
                f"it holds <{part.name[:40]}>, a code that our texts do not have; remove it from the text"
            )


def _native(code: Node) -> str:
    """What a code stands for in the text."""
    return code.text() or code.get("equiv-text") or code.get("equiv") or code.get("disp")


def without_layout(source: str, text: str) -> tuple[str, str]:
    """A source and a target without the spaces around them where a tool has set its elements on lines of their own.

    Our sources begin and end with no space, so one that does was laid out, and its target with it.
    """
    return (source, text) if source == source.strip() else (source.strip(), text.strip())


def tool_marks(unit: Node) -> Iterator[str]:
    """What tools say in attributes of their own that makes a text less than finished, such as `mq:status`.

    None of them raises anything: each tool has its own words.
    """
    for node in (unit, *_within(unit)):
        for name, value in node.attributes.items():
            space, _, bare = name.rpartition("}")
            foreign = bool(space) or node.space != unit.space
            of_a_machine = bare.startswith("mt") or (bool(_MARKED.search(bare)) and unfinished(value))
            if foreign and of_a_machine and not bare.startswith("prev"):
                yield f"{bare}={value}"[:80]


def unfinished(word: str) -> bool:
    """Whether a tool's own word for a state is one for work that is not done, or for a machine's."""
    return bool(_UNFINISHED.search(word))


def _within(node: Node) -> Iterator[Node]:
    for part in node.elements():
        if part.name not in {"alt-trans", "matches", "prev-origin"}:
            yield part
            yield from _within(part)
