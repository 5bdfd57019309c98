"""How the commands read sheets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from opsi_handbook.errors import Fault, InvalidInputError
from opsi_handbook.files import read_text

if TYPE_CHECKING:
    from opsi_handbook.groups import Sheet

__all__ = ["sheets_in"]


def sheets_in(files: Iterable[Path]) -> tuple[Sheet, ...]:
    """The sheets of all files, each of which holds one sheet or a list of sheets.

    Raises:
        InvalidInputError: a file cannot be read or holds something else; every fault of every file is named.
    """
    paths = tuple(files)
    if not paths:
        return ()
    from opsi_handbook.groups import read_sheets

    found: list[Sheet] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            found += read_sheets(read_text(path), str(path))
        except InvalidInputError as error:
            faults += error.faults or (Fault("", 0, "", "", error.message),)
    if faults:
        raise InvalidInputError(
            f"the sheets have {'1 fault' if len(faults) == 1 else f'{len(faults)} faults'}:", faults
        )
    return tuple(found)
