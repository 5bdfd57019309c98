"""A table as it stands in a file: rows of texts, and how a place in it is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from opsi_handbook.content.problems import problem, problem_in
from opsi_handbook.errors import Problem
from opsi_handbook.groups.sheet import MAX_SHEETS

__all__ = [
    "MAX_CELL",
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "PRELUDE",
    "Table",
    "bounded",
    "called",
    "cell_at",
    "column_name",
    "row_at",
    "spans",
]

PRELUDE = 30
"""Within so many rows from the top the headings stand; some tools write a title and a date above them."""

MAX_ROWS = MAX_SHEETS + PRELUDE
MAX_COLUMNS = 1_000
MAX_CELL = 32_767
"""The most signs that one cell may hold, as in a workbook."""
MAX_CELLS = 5_000_000


class Table(NamedTuple):
    """Rows of cells, each a text without space around it."""

    rows: list[list[str]]
    """The rows from the first one on; blank ones are there too, so that places count as a spreadsheet counts them."""
    name: str = ""
    """The name of the worksheet; empty where there is none."""


def column_name(place: int) -> str:
    """The letters of a column, as a spreadsheet has them: `A` for 0, `AA` for 26."""
    letters = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def spans(places: Iterable[int]) -> tuple[str, ...]:
    """Columns as a reader would name them: `C`, or `C-F` for several that stand together."""
    runs: list[list[int]] = []
    for place in sorted(places):
        if runs and place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return tuple(
        column_name(first) if first == last else f"{column_name(first)}-{column_name(last)}" for first, last in runs
    )


def called(places: Iterable[int]) -> Problem:
    """Columns as they are called in a message: `column C`, or `columns C-F, H`."""
    several = tuple(places)
    return problem("columns" if len(several) > 1 else "column", columns=", ".join(spans(several)))


def row_at(number: int) -> Problem:
    """A row as it is called in a message: `row 3`; it is counted from 1."""
    return problem("row", number=number)


def cell_at(number: int, place: int) -> Problem:
    """A cell as it is called in a message: `row 3, column B`; its row is counted from 1, its column from 0."""
    return problem("cell", row=number, column=column_name(place))


def bounded(rows: Iterable[Sequence[str]], name: str) -> list[list[str]]:
    """The rows with their cells stripped and nothing behind the last one that says something.

    Raises:
        InvalidInputError: there are more rows, columns, cells or signs in a cell than anybody's answers need.
    """
    kept: list[list[str]] = []
    same: dict[str, str] = {}
    cells = 0
    for number, row in enumerate(islice(rows, MAX_ROWS + 1), start=1):
        cells += len(row) + 1
        if number > MAX_ROWS or cells > MAX_CELLS:
            raise problem_in(name, "too-many-cells", sheets=f"{MAX_SHEETS:,}", cells=f"{MAX_CELLS:,}")
        stripped = list(map(str.strip, row))
        while stripped and not stripped[-1]:
            stripped.pop()
        if len(stripped) > MAX_COLUMNS:
            raise problem_in(name, "too-many-columns", row=row_at(number), most=f"{MAX_COLUMNS:,}")
        if max(map(len, stripped), default=0) > MAX_CELL:
            place = next(place for place, cell in enumerate(stripped) if len(cell) > MAX_CELL)
            raise problem_in(name, "long-cell", cell=cell_at(number, place), most=f"{MAX_CELL:,}")
        kept.append(list(map(same.setdefault, stripped, stripped)))  # answers are few, and stand many times
    return kept
