"""How the commands read sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from opsi_handbook.errors import Faults, InvalidInputError
from opsi_handbook.files import read_text

if TYPE_CHECKING:
    from opsi_handbook.groups import Sheet

__all__ = ["sheets_in"]


def sheets_in(files: Iterable[Path]) -> tuple[Sheet, ...]:
    """The sheets of all files, each of which holds one sheet or a list of sheets.

    Raises:
        InvalidInputError: a file cannot be read, holds something else, or is given twice; every fault of every file is
            named. Two files with the same several sheets are taken for one file given twice.
    """
    paths = tuple(files)
    if not paths:
        return ()
    from opsi_handbook.groups import read_sheets

    sheets: list[Sheet] = []
    faults = Faults()
    places: set[Path] = set()
    contents: dict[frozenset[tuple[Sheet, int]], Path] = {}
    for path in paths:
        place = path.resolve()
        if place in places:
            faults.add("is given twice; give each file once", file=str(path))
            continue
        places.add(place)
        with faults.collect():
            read = read_sheets(read_text(path), str(path))
            same = contents.setdefault(frozenset(Counter(read).items()), path) if len(read) > 1 else path
            if same is not path:
                faults.add(f"holds the same sheets as {same}; give each sheet once", file=str(path))
            sheets += read
    faults.raise_as(InvalidInputError, "the sheets")
    return tuple(sheets)
