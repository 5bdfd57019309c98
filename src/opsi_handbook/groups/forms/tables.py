"""Tables become sheets: the one table of a file that holds answers, all of it, and what has to be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from opsi_handbook.content import packaged_languages
from opsi_handbook.content.problems import problem, problem_in
from opsi_handbook.errors import Faults, InvalidInputError
from opsi_handbook.groups.forms.columns import Column, ColumnKind, Recogniser
from opsi_handbook.groups.forms.identity import Identities
from opsi_handbook.groups.forms.mapping import SheetMapping
from opsi_handbook.groups.forms.meaning import Meaning, meaning_of
from opsi_handbook.groups.forms.notes import ImportedSheets, ImportNote, ImportNoteKind
from opsi_handbook.groups.forms.rows import Reader
from opsi_handbook.groups.forms.settling import Layout, layout_of
from opsi_handbook.groups.forms.table import Table, column_name, row_at, spans
from opsi_handbook.groups.forms.unread import misspelt, perhaps_unread
from opsi_handbook.groups.forms.words import CellWords
from opsi_handbook.groups.sheet import Sheet
from opsi_handbook.text import shown

__all__ = ["sheets_of_tables"]

_MOST_FAULTS = 1_000
_SHOWN = 40

Rows = Sequence[tuple[int, list[str]]]


def sheets_of_tables(
    tables: Sequence[Table], name: str, recogniser: Recogniser, mapping: SheetMapping, yes_marks: bool | None
) -> ImportedSheets:
    """The sheets in the table that holds answers.

    Raises:
        InvalidInputError: none of the tables does, or more than one; or it has faults, each of which is named.
    """
    roles = CellWords.of_roles(mapping.words)
    laid_out: list[tuple[Table, Layout, Faults]] = []
    unread: list[Layout] = []
    for table in tables:
        faults = Faults(name)
        layout = layout_of(table.rows, recogniser, roles, faults)
        if layout.questions or layout.marks:
            laid_out.append((table, layout, faults))
        else:
            faults.raise_as(InvalidInputError, name)
            unread.append(layout)
    if len(laid_out) > 1:
        which = ", ".join(shown(table.name, _SHOWN) for table, _, _ in laid_out)
        raise problem_in(name, "several-tabs", names=which)
    if not laid_out:
        near = ", ".join(told for layout in unread for told in misspelt(layout, recogniser))
        hint = problem("nearly", columns=near) if near else ""
        raise problem_in(name, "no-column", hint=hint, languages=", ".join(packaged_languages()))
    ((table, layout, faults),) = laid_out
    recogniser.check_mapping(layout.columns, faults)
    rows = _answered(table, layout, faults)
    handed_in = _handed_in(rows, layout)
    answers = CellWords.of_answers(mapping.words)
    meaning = meaning_of(layout.questions, [row for _, row in handed_in], answers, yes_marks, faults)
    reader = Reader(recogniser.names, layout, (answers, roles), meaning, faults)
    sheets = _sheets(reader, handed_in, name)
    cells = [row for _, row in rows]
    unread_notes = perhaps_unread(layout, recogniser, answers, cells)
    notes = _notes(layout, meaning, recogniser, len(rows) - len(handed_in), cells)
    return ImportedSheets(tuple(sheets), (*unread_notes, *notes))


def _answered(table: Table, layout: Layout, faults: Faults) -> Rows:
    """The rows that are not blank, all of one width, with their numbers as a spreadsheet counts them."""
    rows: list[tuple[int, list[str]]] = []
    headings = len(layout.columns)
    by_hand = layout.others.keys().isdisjoint({ColumnKind.TIME, ColumnKind.SUBMITTED})
    last = max((place for place, row in enumerate(table.rows) if row), default=0)
    for place in range(layout.first, last + 1):
        row = table.rows[place]
        if not row and by_hand and rows:
            # Where people type sheets in, a blank row may be somebody for whom all is well.
            faults.add(problem("blank-row"), item=row_at(place + 1))
        elif row:
            if len(row) > headings and not table.name:
                faults.add(problem("wide-row"), item=row_at(place + 1))
            rows.append((place + 1, row + [""] * (layout.width - len(row))))
    if not rows:
        faults.add(problem("no-answers"))
    return rows


def _handed_in(rows: Rows, layout: Layout) -> Rows:
    """Without what was begun and never sent, where the tool says when a response was sent."""
    sent = layout.others.get(ColumnKind.SUBMITTED, ())[:1]
    if not sent or not any(row[sent[0].place] for _, row in rows):
        return rows
    return [(number, row) for number, row in rows if row[sent[0].place]]


def _sheets(reader: Reader, rows: Rows, name: str) -> list[Sheet]:
    sheets: list[Sheet] = []
    identities = Identities(reader.layout, reader.faults)
    for number, row in rows:
        sheet = reader.sheet(number, row, identities)
        if sheet:
            sheets.append(sheet)
        elif len(reader.faults.found) >= _MOST_FAULTS:
            up_to = problem("up-to-row", name=name, number=number)
            reader.faults.raise_as(InvalidInputError, up_to, problem("rows-not-read-on"))
    reader.faults.raise_as(InvalidInputError, name)
    return sheets


def _notes(
    layout: Layout, meaning: Meaning, recogniser: Recogniser, left_out: int, rows: Sequence[list[str]]
) -> Iterator[ImportNote]:
    missing = tuple(id_ for id_ in recogniser.names.questions if id_ not in layout.asked)
    empty = ImportNoteKind.EMPTY_FINE if meaning.empty == "fine" else ImportNoteKind.EMPTY_SKIPPED
    told = (
        (ImportNoteKind.LISTED, spans(column.place for column in layout.marks)),
        (ImportNoteKind.NO_MARKS, spans(meaning.no_marks)),
        (ImportNoteKind.YES_MARKS, spans(meaning.yes_marks)),
        (empty, spans(column.place for column in layout.questions) if meaning.has_empty else ()),
        (ImportNoteKind.NOT_ASKED, missing),
        (ImportNoteKind.NOT_SUBMITTED, (str(left_out),) if left_out else ()),
        (ImportNoteKind.IGNORED, tuple(_ignored(layout, rows))),
    )
    return (ImportNote(kind, what) for kind, what in told if what)


_NO_ANSWERS = (ColumnKind.IGNORED, ColumnKind.ID, ColumnKind.SUBMITTED, ColumnKind.TIME, ColumnKind.PERSON)


def _ignored(layout: Layout, rows: Sequence[list[str]]) -> Iterator[str]:
    """The columns that were not read, by their letters; with their headings, where it is certain that they are some."""
    named = [column for kind in _NO_ANSWERS for column in layout.others.get(kind, ())]
    nameless = [Column(place, ColumnKind.IGNORED) for place in range(len(layout.columns), layout.width)]
    for column in sorted((*named, *nameless), key=lambda column: column.place):
        if column.title and layout.score > 0:
            yield f"{column_name(column.place)} {shown(column.title, _SHOWN)}"
        elif column.title or any(row[column.place] for row in rows):
            yield column_name(column.place)
