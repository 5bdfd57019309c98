"""Rows become sheets: each cell that is read says something, or is a fault with its row and column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from opsi_handbook.content.problems import problem
from opsi_handbook.errors import Faults
from opsi_handbook.groups.forms.columns import Column, ColumnKind
from opsi_handbook.groups.forms.hints import near_hint
from opsi_handbook.groups.forms.identity import Identities
from opsi_handbook.groups.forms.meaning import Meaning
from opsi_handbook.groups.forms.names import QuestionNames
from opsi_handbook.groups.forms.settling import Layout
from opsi_handbook.groups.forms.table import cell_at, row_at
from opsi_handbook.groups.forms.words import CellWords, plain
from opsi_handbook.groups.sheet import Role, Sheet
from opsi_handbook.text import shown

__all__ = ["Reader"]

_MOST_HINTS = 20
_SHOWN = 40
_UNKNOWN = {ColumnKind.QUESTION: "no-answer-known", ColumnKind.ROLE: "no-role-known"}


class Step(NamedTuple):
    """How one question is read from each row."""

    question: str
    """The id of the question."""
    column: Column | None
    """The column that answers it; None where none does."""
    known: dict[str, str]
    """What each cell says that was looked at before: `mark`, `fine` or `skipped`."""
    otherwise: str
    """What holds where no column answers it: `fine` if a list was asked for it, `skipped` if it was not asked."""


class Reader:
    """Reads the rows of one table."""

    def __init__(
        self, names: QuestionNames, layout: Layout, words: tuple[CellWords, CellWords], meaning: Meaning, faults: Faults
    ) -> None:
        self.layout = layout
        self.faults = faults
        self._names = names
        self._answers, self._roles = words
        self._meaning = meaning
        columns = {column.question: column for column in layout.questions}
        self._steps = [
            Step(id_, columns.get(id_), {"": meaning.empty}, "fine" if id_ in layout.asked else "skipped")
            for id_ in names.questions
        ]
        self._lists = (*layout.marks, *layout.others.get(ColumnKind.SKIPS, ()))
        kinds = (kind for kind in layout.others if kind is not ColumnKind.IGNORED)
        others = (column for kind in kinds for column in layout.others[kind])
        self._read = sorted(column.place for column in (*layout.questions, *layout.marks, *others))

    def sheet(self, number: int, row: Sequence[str], identities: Identities) -> Sheet | None:
        """The sheet in a row; None where it has a fault."""
        before = len(self.faults.found)
        if not any(row[place] for place in self._read):
            self.faults.add(problem("nothing-read"), item=row_at(number))
        marks: list[str] = []
        skipped: list[str] = []
        for question, column, known, otherwise in self._steps:
            word = otherwise
            if column:
                cell = row[column.place]
                word = known.get(cell) or self._answer(number, column, cell, known)
            if word == "mark":
                marks.append(question)
            elif word == "skipped":
                skipped.append(question)
        if self._lists:
            marks, skipped = self._with_lists(number, row, set(marks), set(skipped))
        role = self._role(number, row)
        sheet_id = identities.sheet_id(number, row)
        if len(self.faults.found) > before:
            return None
        return Sheet.trusted(
            schema_version=1, role=role, marks=tuple(marks), skipped=tuple(skipped), sheet_id=sheet_id
        )  # fmt: skip

    def _answer(self, number: int, column: Column, cell: str, known: dict[str, str]) -> str:
        word = self._answers.meaning(cell)
        if word:
            known[cell] = self._meaning.of(column.place, word)
            return known[cell]
        self._unknown(number, column, cell)
        return ""

    def _with_lists(
        self, number: int, row: Sequence[str], marks: set[str], skipped: set[str]
    ) -> tuple[list[str], list[str]]:
        for column in self._lists:
            cell = row[column.place]
            word = self._answers.meaning(cell) if cell else "fine"
            if word == "skipped":
                skipped |= self.layout.asked - marks
            if word in {"skipped", "fine", "no", "unticked"}:  # none of these
                continue
            ids, rest = self._names.listed(cell)
            for part in rest:
                self._unknown(number, column, part)
            if column.kind is ColumnKind.SKIPS:
                skipped.update(ids)
            else:
                marks.update(ids)
        for id_ in sorted(marks & skipped):
            self.faults.add(problem("marked-and-skipped", id=id_), item=row_at(number))
        of = ([id_ for id_ in self._names.questions if id_ in listed] for listed in (marks, skipped))
        return next(of), next(of)

    def _role(self, number: int, row: Sequence[str]) -> Role | None:
        for column in self.layout.others.get(ColumnKind.ROLE, ())[:1]:
            cell = row[column.place]
            word = self._roles.meaning(cell) if cell else "skipped"
            if not word:
                self._unknown(number, column, cell)
            elif word in set(Role):
                return Role(word)
        return None

    def _unknown(self, number: int, column: Column, cell: str) -> None:
        if cell.startswith("="):
            told = problem("formula")
        else:
            what = _UNKNOWN.get(column.kind, "no-question-known")
            told = problem(what, said=shown(cell, _SHOWN), hint=self._hint(column, cell))
        self.faults.add(told, item=cell_at(number, column.place))

    def _hint(self, column: Column, cell: str) -> str:
        few = len(self.faults.found) < _MOST_HINTS
        words = {ColumnKind.QUESTION: self._answers, ColumnKind.ROLE: self._roles}.get(column.kind)
        if words:
            return near_hint(plain(cell[:_SHOWN]), words.known if few else ()) or problem("say-in-mapping")
        id_ = self._names.nearest(cell) if few else ""
        return problem("near", ids=f"{id_} {self._names.titles[id_]}") if id_ else problem("name-question")
