"""Text with a sign between the cells: CSV as survey tools and spreadsheets write it, whatever that sign is."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

from opsi_handbook.content.problems import problem_in
from opsi_handbook.groups.forms.table import PRELUDE, Table, bounded

__all__ = ["SEPARATORS", "delimited_table"]

SEPARATORS = ",;\t"
_HINT = re.compile(r"sep=([,;\t|])\r?\n?", re.IGNORECASE)
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SAMPLE = 65_536

Score = Callable[[list[list[str]]], tuple[int, int]]
"""Gives the place of the row of headings in some rows, and how many of them are recognised."""


def delimited_table(text: str, name: str, score: Score) -> Table:
    """The table in a text, by the separator with which most of its headings are recognised.

    Args:
        text: the text; a first line such as `sep=;` says the separator.
        name: where it came from, for messages.
        score: where the headings stand in some rows, and how many of them are recognised.

    Raises:
        InvalidInputError: a quote is left open, or it has too many rows or columns.
    """
    hint = _HINT.match(text)
    body = text[hint.end() :] if hint else text
    separator = hint[1] if hint else _separator(body[:_SAMPLE], score)
    reader = csv.reader(_lines(body), delimiter=separator, strict=True)
    try:
        return Table(bounded(reader, name))
    except csv.Error:
        raise problem_in(name, "no-csv", line=reader.line_num) from None


def _lines(text: str) -> Iterator[str]:
    # An old Mac's line ends are taken too; `splitlines` would also split where no line ends in a CSV.
    return (match[0] for match in _LINES.finditer(text))


def _separator(sample: str, score: Score) -> str:
    def fitness(separator: str) -> tuple[bool, int, int]:
        rows: list[list[str]] = []
        with suppress(csv.Error):  # what was read before it says enough
            rows += islice(csv.reader(_lines(sample), delimiter=separator), PRELUDE)
        if len(sample) == _SAMPLE:
            rows = rows[:-1]  # it may be cut off
        place, number = score(rows)
        # Split by the wrong sign, a row that lists questions looks like headings, and so do others below it.
        widths = [len(row) for row in rows[place:] if any(row)]
        even = len(widths) > 1 and len(set(widths)) == 1 and 2 * score(rows[place + 1 :])[1] < number
        return even, number, max(widths, default=0)

    return max(SEPARATORS, key=fitness)
