"""What was taken, guessed or left out when sheets were brought in from a survey tool: as data, to be told or shown."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from opsi_handbook.groups.sheet import Sheet

__all__ = ["ImportNote", "ImportNoteKind", "ImportedSheets"]


class ImportNoteKind(StrEnum):
    """What is noted of a file."""

    CHARSET = "charset"
    NO_MARKS = "no-marks"
    YES_MARKS = "yes-marks"
    LISTED = "listed"
    EMPTY_FINE = "empty-fine"
    EMPTY_SKIPPED = "empty-skipped"
    NOT_ASKED = "not-asked"
    NOT_SUBMITTED = "not-submitted"
    NEARLY = "nearly"
    UNNAMED = "unnamed"
    IGNORED = "ignored"


class ImportNote(NamedTuple):
    """One thing that whoever brought in the sheets should know. Nothing that somebody answered stands in it."""

    kind: ImportNoteKind
    """What it is about."""
    what: tuple[str, ...]
    """What that holds of: columns by their letters, with their headings where they are left out, or the question that
    was perhaps meant; ids of questions; the charset; or how many rows."""


class ImportedSheets(NamedTuple):
    """The sheets of a file, and what has to be known of how they were read."""

    sheets: tuple[Sheet, ...]
    """The sheets, in the order of the rows."""
    notes: tuple[ImportNote, ...]
    """What was taken, guessed or left out."""
