"""Plain text for an 80-column terminal and for a screen reader: words, not colours, boxes or columns, carry meaning."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

__all__ = ["WIDTH", "bullets", "heading", "paragraph"]

WIDTH = 78


def paragraph(text: str, indent: int = 0, first: str = "") -> str:
    """A text broken into lines; `first` opens it, and the other lines hang under what follows."""
    margin = " " * indent
    return textwrap.fill(
        " ".join(text.split()), WIDTH, initial_indent=margin + first, subsequent_indent=margin + " " * len(first),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def bullets(texts: Iterable[str], indent: int = 2) -> list[str]:
    """Each text as a point of a list."""
    return [paragraph(text, indent, "- ") for text in texts]


def heading(text: str, line: str = "-") -> str:
    """A heading, with a line under it."""
    shown = paragraph(text)
    return f"{shown}\n{line * min(WIDTH, max(map(len, shown.splitlines())))}"
