"""A mark on each unit of an export that says what the unit was then, so that a change made elsewhere since is kept.

It is a note of its own, `exported: 1f2e3d4c.5a6b7c8d.9e0f1a2b`: a hash of the text, one of all else that the file says
of it, and the version of the translation that we had. Tools keep notes; where one loses the mark, or changes it, the
file is read as one of another tool.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from opsi_handbook.translate.locale import Row, version_of

if TYPE_CHECKING:
    from opsi_handbook.translate.formats import Entry

__all__ = ["has_text", "is_untouched", "mark_of", "split_mark", "version_in"]

_MARK = re.compile(r"exported: ([0-9a-f]{8}\.[0-9a-f]{8}\.[0-9a-f]{8})")


def mark_of(row: Row, entry: Entry) -> str:
    """The mark of a unit that stands in a file as the entry says it."""
    return f"exported: {_said(entry)}.{version_of(row.text, row.kept, row.comment)}"


def split_mark(notes: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The mark that stands among notes, and the notes without it. Of two that differ none counts."""
    stripped = [note.strip() for note in notes]
    marks = {match[1] for note in stripped if (match := _MARK.fullmatch(note))}
    return marks.pop() if len(marks) == 1 else "", tuple(note for note in stripped if not _MARK.fullmatch(note))


def version_in(entry: Entry) -> str:
    """The version of the translation that we had when the file was written; empty where that is not known."""
    return entry.exported.rpartition(".")[2]


def has_text(entry: Entry, text: str) -> bool:
    """Whether a text is the one that the unit had when the file was written; False where that is not known."""
    return entry.exported.startswith(f"{version_of(text)}.")


def is_untouched(entry: Entry) -> bool:
    """Whether all that a file says of a unit is as it was when the file was written; False where that is not known."""
    return entry.exported.startswith(f"{_said(entry)}.")


def _said(entry: Entry) -> str:
    comments = "\n".join(comment.strip() for comment in entry.comments)
    return f"{version_of(entry.text)}.{version_of(*entry.marks, entry.state or '', comments)}"
