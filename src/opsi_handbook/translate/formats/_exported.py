"""A mark on each unit of an export that says what the unit was then, so that a change made elsewhere since is kept.

It is a note of its own, `exported: 1f2e3d4c.5a6b7c8d`: a hash of the text, and one of all else that the file says of
it. Tools keep notes; where one loses the mark, or changes it, the file is read as one of another tool.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opsi_handbook.translate.formats import Entry

__all__ = ["has_text", "is_untouched", "mark_of", "split_mark"]

_MARK = re.compile(r"exported: ([0-9a-f]{8}\.[0-9a-f]{8})")


def mark_of(entry: Entry) -> str:
    """The mark of a unit as it stands in a file."""
    comments = "\n".join(comment.strip() for comment in entry.comments)
    return f"exported: {_hash(entry.text)}.{_hash('|'.join((*entry.marks, entry.state or '', comments)))}"


def split_mark(notes: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The mark that stands among notes, and the notes without it. Of two that differ none counts."""
    stripped = [note.strip() for note in notes]
    marks = {note for note in stripped if _MARK.fullmatch(note)}
    return marks.pop() if len(marks) == 1 else "", tuple(note for note in stripped if not _MARK.fullmatch(note))


def has_text(entry: Entry, text: str) -> bool:
    """Whether a text is the one that the unit had when the file was written; False where that is not known."""
    return entry.exported.startswith(f"exported: {_hash(text)}.")


def is_untouched(entry: Entry) -> bool:
    """Whether all that a file says of a unit is as it was when the file was written; False where that is not known."""
    return bool(entry.exported) and entry.exported == mark_of(entry)


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
