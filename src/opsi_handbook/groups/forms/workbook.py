"""Workbooks: the worksheets of an XLSX file as tables. No formula is worked out."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from opsi_handbook.content.problems import problem, problem_in
from opsi_handbook.errors import InvalidInputError, MissingExtraError
from opsi_handbook.groups.forms.table import MAX_CELLS, MAX_ROWS, Table, bounded

__all__ = ["is_workbook", "workbook_tables"]

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_PARTS = 2_000
_MOST_UNPACKED = 100_000_000
"""The most bytes that a workbook may have when it is unpacked; one with 100,000 sheets has about half of them."""
_PROLOG = 65_536
_MAX_TABS = 50


def is_workbook(data: bytes, name: str) -> bool:
    """Whether bytes are a workbook, or at least packed like one.

    Raises:
        InvalidInputError: they are an old or encrypted one, which cannot be read.
    """
    if data.startswith(_OLE):
        raise problem_in(name, "old-workbook")
    return data.startswith(_ZIP)


def workbook_tables(data: bytes, name: str) -> tuple[Table, ...]:
    """The worksheets of a workbook that have anything in them.

    A formula is given as its text, beginning with `=`; what it came to is not looked at.

    Raises:
        InvalidInputError: it is no workbook or is damaged, or is larger than anybody's answers.
        MissingExtraError: openpyxl is not installed.
    """
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError(
            problem("needed-to-read", package="openpyxl", command='pip install "opsi-handbook[xlsx]"')
        ) from None
    _check_parts(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it leaves out: styles, validation
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
            tabs = book.worksheets
            if len(tabs) > _MAX_TABS:
                raise problem_in(name, "too-many-tabs", most=_MAX_TABS)
            tables = [Table(bounded(_rows(tab, name), name), str(tab.title)) for tab in tabs]
    except InvalidInputError:
        raise
    except Exception as error:
        # A damaged file makes the library fail in any way at all; what it was says nothing to the reader.
        raise problem_in(name, "no-workbook", why=type(error).__name__) from None
    return tuple(table for table in tables if any(table.rows))


def _rows(tab: Any, name: str) -> Iterator[Sequence[str]]:
    tab.reset_dimensions()  # some tools write wrong ones
    cells = 0
    for number, row in enumerate(tab.iter_rows(values_only=True), start=1):
        cells += len(row) + 1
        if number > MAX_ROWS or cells > 4 * MAX_CELLS:  # empty cells with a format are cells too
            raise problem_in(name, "far-beyond")
        yield [_text(value) for value in row]


def _text(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # What is left has a text of its own, such as a date; a formula for several cells at once is an object.
    return str(value) if isinstance(value, int | float | date | time | timedelta) else "="


def _check_parts(data: bytes, name: str) -> None:
    """See to it that unpacking it takes neither all memory nor for ever, before it is unpacked."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise problem_in(name, "unpacks-to", most=f"{_MOST_UNPACKED:,}")
            if not any(part.filename.endswith("workbook.xml") for part in parts):
                raise problem_in(name, "packed")
            for part in _readable(parts):
                with packed.open(part) as file:
                    if re.search(rb"<\0?!\0?(?:D\0?O|E\0?N)", file.read(_PROLOG)):
                        raise problem_in(name, "entities")
    except InvalidInputError:
        raise
    except Exception as error:  # what zipfile and zlib raise has no root in common
        raise problem_in(name, "damaged", why=type(error).__name__) from None


def _readable(parts: Iterable[Any]) -> Iterator[Any]:
    return (part for part in parts if part.filename.endswith((".xml", ".rels")))
