"""Columns: what each of them holds, by its heading, and in which row the headings stand."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from opsi_handbook.content.answer_words import answer_words
from opsi_handbook.content.problems import problem
from opsi_handbook.errors import Faults, InvalidInputError
from opsi_handbook.groups.forms.hints import near_hint
from opsi_handbook.groups.forms.mapping import IGNORE, SheetMapping
from opsi_handbook.groups.forms.names import Heading, QuestionNames
from opsi_handbook.groups.forms.table import PRELUDE, column_name
from opsi_handbook.groups.forms.words import plain, unguarded
from opsi_handbook.ids import Kind, kind_of
from opsi_handbook.text import shown

__all__ = ["Column", "ColumnKind", "Headings", "Recogniser"]


class ColumnKind(StrEnum):
    """What a column holds."""

    QUESTION = "question"
    ROLE = "role"
    MARKS = "marks"
    SKIPS = "skips"
    ID = "id"
    SUBMITTED = "submitted"
    TIME = "time"
    PERSON = "person"
    IGNORED = "ignored"


_NAMED = tuple(kind for kind in ColumnKind if kind not in {ColumnKind.QUESTION, ColumnKind.IGNORED})


class Column(NamedTuple):
    """One column of a table."""

    place: int
    """Its place, counted from 0."""
    kind: ColumnKind
    """What it holds."""
    title: str = ""
    """Its heading."""
    heading: Heading | None = None
    """What the heading says of a question, where it names one."""
    problem: str = ""
    """What is wrong with its heading."""

    @property
    def question(self) -> str:
        """The id of the question that it answers; empty where it answers none."""
        return self.heading.question if self.heading else ""


class Headings(NamedTuple):
    """The row of the headings."""

    place: int
    """The place of the row, counted from 0."""
    columns: tuple[Column, ...]
    """What each column holds, as far as its heading says."""
    score: int
    """How many of the headings are recognised."""


class Recogniser:
    """Tells columns by their headings, or by a mapping where that names them."""

    def __init__(self, names: QuestionNames, mapping: SheetMapping) -> None:
        self.names = names
        self._mapped = {plain(name): target for name, target in mapping.columns.items()}
        self._mapping = mapping

    def score(self, rows: Sequence[Sequence[str]]) -> tuple[int, int]:
        """In which of some rows the headings stand, and how many of them are recognised."""
        headings = self.headings(rows)
        return headings.place, headings.score

    def headings(self, rows: Sequence[Sequence[str]]) -> Headings:
        """The row with the most headings that are recognised; the first that is not blank, where there are none."""
        best = first = Headings(0, (), -1)
        for place, row in enumerate(rows[:PRELUDE]):
            if any(row):
                columns = tuple(self._column(cell, at) for at, cell in enumerate(row))
                kinds = [column.kind for column in columns if column.kind is not ColumnKind.IGNORED]
                score = len(kinds) + sum(map(self._asks_for_better, row))
                # Below a row of headings, questions are rather answers that list them, one a cell.
                above = 2 * best.score if len(best.columns) > 1 else best.score
                if score > above and (best.score < 0 or kinds != [ColumnKind.QUESTION]):
                    best = Headings(place, columns, score)
                    first = best if first.score < 0 else first
        answered = any(map(any, rows[best.place + 1 :]))
        return best if answered or len(first.columns) < 2 else first

    def _asks_for_better(self, cell: str) -> bool:
        return self.names.is_better(cell) and plain(cell) not in answer_words("mark")  # which is an answer, no heading

    def mapped(self, column: Column) -> str:
        """What the mapping says that a column holds; empty where it does not name it."""
        by_heading = self._mapped.get(plain(column.title)) if column.title else None
        return by_heading or self._mapped.get(column_name(column.place).lower(), "")

    def check_mapping(self, columns: Sequence[Column], faults: Faults) -> None:
        """Note every column of the mapping that is not there, and every question that is not known."""
        titles = {plain(column.title) for column in columns} | {column_name(column.place).lower() for column in columns}
        for name, target in self._mapping.columns.items():
            if plain(name) not in titles:
                near = near_hint(name, [column.title for column in columns if column.title])
                faults.add(problem("no-such-column", column=shown(name, 40), hint=near), item=problem("mapping"))
            if kind_of(target) is Kind.QUESTION and target not in self.names.questions:
                told = problem("no-question-known", said=shown(target), hint=near_hint(target, self.names.questions))
                faults.add(told, item=problem("mapping"))

    def _column(self, cell: str, place: int) -> Column:
        title = unguarded(cell)
        column = Column(place, ColumnKind.IGNORED, title)
        own = self.mapped(column) if self._mapped else ""
        if own == IGNORE:
            return column
        if own in _NAMED:
            return column._replace(kind=ColumnKind(own))
        try:
            heading = self.names.heading(title) if title else None
        except InvalidInputError as error:
            return column._replace(problem="" if own else error.message)
        if own:
            heading = (heading or Heading(own))._replace(question=own, whole=True)
        if heading:
            return column._replace(kind=ColumnKind.QUESTION, heading=heading)
        text = plain(title)
        for kind in _NAMED if text else ():
            words = answer_words(kind)
            if text in words or text.rpartition("/")[2] in words:
                return column._replace(kind=kind)
        return column
