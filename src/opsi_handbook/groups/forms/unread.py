"""Columns that are not read, and perhaps should be: their headings come near to a question, or they hold answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from opsi_handbook.groups.forms.columns import Column, ColumnKind, Recogniser
from opsi_handbook.groups.forms.notes import ImportNote, ImportNoteKind
from opsi_handbook.groups.forms.settling import Layout
from opsi_handbook.groups.forms.table import column_name, spans
from opsi_handbook.groups.forms.words import CellWords

__all__ = ["misspelt", "perhaps_unread"]

_MOST_LOOKED_AT = 20
"""For how many columns near questions are looked up, and at how many different cells of one, which takes long."""


def perhaps_unread(
    layout: Layout, recogniser: Recogniser, words: CellWords, rows: Sequence[Sequence[str]]
) -> Iterator[ImportNote]:
    """What has to be said of the columns that were not read."""
    near = dict(_near(layout, recogniser))
    answering = [
        column.place
        for column in _unread(layout, recogniser)
        if column.place not in near and _answers({row[column.place] for row in rows} - {""}, words)
    ]
    if near:
        yield ImportNote(ImportNoteKind.NEARLY, tuple(near.values()))
    if answering:
        yield ImportNote(ImportNoteKind.UNNAMED, spans(answering))


def misspelt(layout: Layout, recogniser: Recogniser) -> tuple[str, ...]:
    """The columns whose headings perhaps mistype a question, each with that question: `B (p2.q5 Mandate and means)`."""
    return tuple(told for _, told in _near(layout, recogniser))


def _unread(layout: Layout, recogniser: Recogniser) -> Iterator[Column]:
    ignored = layout.others.get(ColumnKind.IGNORED, ())
    return (column for column in ignored if column.title and not column.heading and not recogniser.mapped(column))


def _near(layout: Layout, recogniser: Recogniser) -> Iterator[tuple[int, str]]:
    for column in islice(_unread(layout, recogniser), _MOST_LOOKED_AT):
        id_ = recogniser.names.nearest(column.title)
        if id_ and id_ not in layout.asked:
            yield column.place, f"{column_name(column.place)} ({id_} {recogniser.names.titles[id_]})"


def _answers(cells: set[str], words: CellWords) -> bool:
    """Whether all that stands in a column answers a question, and says that something is to get better."""
    meanings = {words.meaning(cell) for cell in islice(sorted(cells), _MOST_LOOKED_AT)}
    return "mark" in meanings and meanings <= {"mark", "fine", "skipped"}
