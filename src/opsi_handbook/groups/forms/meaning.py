"""What a yes, a tick and an empty cell mean: by the headings and the words of a whole table, or not at all.

A wrong guess would turn the whole group's answers round. So a heading decides only where it leaves no doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from opsi_handbook.content.problems import problem
from opsi_handbook.errors import Faults
from opsi_handbook.groups.forms.columns import Column
from opsi_handbook.groups.forms.table import called
from opsi_handbook.groups.forms.words import CellWords

__all__ = ["Meaning", "meaning_of"]

_YES_NO = {"yes", "no"}
_TICKS = {"ticked", "unticked"}
_OPPOSITE = {"yes": "fine", "ticked": "fine", "no": "mark", "unticked": "mark"}
_MOST_DIFFERENT = 5_000
"""Of more different cells in one column, most are no answers, and each of those is a fault."""
_DIRECT = {"yes": "mark", "ticked": "mark", "no": "fine", "unticked": "fine"}


class Meaning(NamedTuple):
    """How the cells of the columns of questions are to be read."""

    yes_marks: frozenset[int]
    """The places of the columns in which a yes or a tick is a mark."""
    no_marks: frozenset[int]
    """The places of those in which a no is one."""
    empty: str
    """What an empty cell means: `fine`, where only marks were written, or `skipped`."""
    has_empty: bool
    """Whether there is an empty cell."""

    def of(self, place: int, word: str) -> str:
        """What a word of a column says: `mark`, `fine` or `skipped`."""
        return (_OPPOSITE if place in self.no_marks else _DIRECT).get(word, word)


def meaning_of(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    words: CellWords,
    yes_marks: bool | None,
    faults: Faults,
) -> Meaning:
    """What the cells mean; where a heading leaves in doubt what a yes is, and nobody says so, that is a fault."""
    said = {column.place: _said(column.place, rows, words) for column in columns}
    yes: set[int] = set()
    no: set[int] = set()
    unclear: list[int] = []
    for column in columns:
        decided = _decided(column, said[column.place]) if yes_marks is None else yes_marks
        if said[column.place].isdisjoint(_YES_NO | _TICKS):
            continue
        if decided is None:
            unclear.append(column.place)
        else:
            (yes if decided else no).add(column.place)
    if unclear:
        faults.add(problem("yes-unclear"), item=called(unclear))
    meaning = Meaning(frozenset(yes), frozenset(no), "fine", any("" in each for each in said.values()))
    says_fine = any(meaning.of(place, word) == "fine" for place, each in said.items() for word in each)
    if says_fine and not no and meaning.has_empty and 2 * _empty(columns, rows) > len(columns) * len(rows):
        faults.add(problem("empty-unclear"), item=called(column.place for column in columns))
    return meaning._replace(empty="skipped" if no or says_fine else "fine")


def _empty(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> int:
    return sum(not row[column.place] for row in rows for column in columns)


def _said(place: int, rows: Sequence[Sequence[str]], words: CellWords) -> set[str]:
    """The meanings that a column has; an empty text among them if it has empty cells."""
    cells = dict.fromkeys(row[place] for row in rows)
    meanings = {words.meaning(cell) for cell in islice(cells, _MOST_DIFFERENT) if cell}
    return meanings - {""} | ({""} if "" in cells else set())


def _decided(column: Column, said: set[str]) -> bool | None:
    """Whether a yes is a mark in a column; None where its heading leaves that in doubt."""
    heading = column.heading
    if heading is None or heading.better:
        return True
    if not heading.whole:
        return None
    if heading.asks:
        return False if said.isdisjoint(_TICKS) else None
    # An id or a title: a tick beside it is a mark, and so is a yes where all that is not a yes was left empty.
    return True if said.isdisjoint(_YES_NO) or ("no" not in said and "" in said) else None
