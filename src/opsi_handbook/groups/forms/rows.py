"""Rows become sheets: each cell that is read says something, or is a fault with its row and column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from opsi_handbook.errors import Faults
from opsi_handbook.groups.forms.columns import Column, ColumnKind
from opsi_handbook.groups.forms.identity import Identities
from opsi_handbook.groups.forms.meaning import Meaning
from opsi_handbook.groups.forms.names import QuestionNames
from opsi_handbook.groups.forms.settling import Layout
from opsi_handbook.groups.forms.table import column_name
from opsi_handbook.groups.forms.words import CellWords, plain
from opsi_handbook.groups.sheet import Role, Sheet
from opsi_handbook.text import did_you_mean, shown

__all__ = ["Reader"]

_MOST_HINTS = 20
_SHOWN = 40


class Reader(NamedTuple):
    """What it takes to read the rows of one table."""

    names: QuestionNames
    """The names of the questions."""
    layout: Layout
    """Which column holds what."""
    answers: CellWords
    """The words that answer a question."""
    roles: CellWords
    """The words for a role."""
    meaning: Meaning
    """What a yes, a tick and an empty cell mean."""
    faults: Faults
    """Where what cannot be read is noted."""

    def sheet(self, number: int, row: Sequence[str], identities: Identities) -> Sheet | None:
        """The sheet in a row; None where it has a fault."""
        before = len(self.faults.found)
        if not self._says_something(row):
            problem = "holds nothing that is read; take the row out, or say a role, or that none was given"
            self.faults.add(problem, item=f"row {number}")
        said = dict.fromkeys(self.layout.asked, "fine")
        said |= dict.fromkeys(set(self.names.questions) - self.layout.asked, "skipped")
        for column in self.layout.questions:
            said[column.question] = self._answer(number, row, column)
        for column in (*self.layout.marks, *self.layout.others.get(ColumnKind.SKIPS, ())):
            self._list(number, row, column, said)
        role = self._role(number, row)
        sheet_id = identities.sheet_id(number, row)
        if len(self.faults.found) > before:
            return None
        of = {word: tuple(id_ for id_ in self.names.questions if said[id_] == word) for word in ("mark", "skipped")}
        return Sheet.trusted(schema_version=1, role=role, marks=of["mark"], skipped=of["skipped"], sheet_id=sheet_id)

    def _says_something(self, row: Sequence[str]) -> bool:
        kinds = (kind for kind in self.layout.others if kind is not ColumnKind.IGNORED)
        read = (
            *self.layout.questions,
            *self.layout.marks,
            *(col for kind in kinds for col in self.layout.others[kind]),
        )
        return any(row[column.place] for column in read)

    def _answer(self, number: int, row: Sequence[str], column: Column) -> str:
        cell = row[column.place]
        if not cell:
            return self.meaning.empty
        word = self.answers.meaning(cell)
        if not word:
            self._unknown(number, column, cell, self.answers.known)
        return self.meaning.of(column.place, word)

    def _list(self, number: int, row: Sequence[str], column: Column, said: dict[str, str]) -> None:
        cell = row[column.place]
        if not cell:
            return
        word = self.answers.meaning(cell)
        if word in {"fine", "no", "unticked"}:  # none of these
            return
        if word == "skipped":
            said |= dict.fromkeys(self.layout.asked, "skipped")
            return
        ids, rest = self.names.listed(cell)
        for part in rest:
            self._unknown(number, column, part, ())
        for id_ in ids:
            if column.kind is ColumnKind.SKIPS and said[id_] == "mark":
                self._fault(number, column, f"lists {id_}, which the same row marks; keep one of the two")
            said[id_] = "skipped" if column.kind is ColumnKind.SKIPS else "mark"

    def _role(self, number: int, row: Sequence[str]) -> Role | None:
        for column in self.layout.others.get(ColumnKind.ROLE, ())[:1]:
            cell = row[column.place]
            word = self.roles.meaning(cell) if cell else "skipped"
            if not word:
                self._unknown(number, column, cell, self.roles.known)
            elif word in set(Role):
                return Role(word)
        return None

    def _unknown(self, number: int, column: Column, cell: str, known: Sequence[str]) -> None:
        if cell.startswith("="):
            self._fault(number, column, "is a formula, and none is worked out here; write what it comes to")
            return
        near = did_you_mean(plain(cell[:_SHOWN]), known) if known and len(self.faults.found) < _MOST_HINTS else ""
        what = {ColumnKind.QUESTION: "is no answer", ColumnKind.ROLE: "is no role"}.get(column.kind, "is no question")
        means = "" if near else "; say in a mapping (--mapping) what it means"
        self._fault(number, column, f"{shown(cell, _SHOWN)} {what} that is known{near}{means}")

    def _fault(self, number: int, column: Column, problem: str) -> None:
        self.faults.add(problem, item=f"row {number}, column {column_name(column.place)}")
