"""How the commands read sheets, and write an empty one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from opsi_handbook.cli.options import echo_notes, file_path
from opsi_handbook.errors import Faults, InvalidInputError
from opsi_handbook.files import is_standard_output, read_text, write_bytes
from opsi_handbook.text import shown

if TYPE_CHECKING:
    from opsi_handbook.groups import ImportedSheets, Sheet
    from opsi_handbook.handbook import Handbook

__all__ = ["SheetOptions", "sheet_options", "sheets_in", "write_template"]


class SheetOptions(NamedTuple):
    """How the files that a survey tool exported are to be read."""

    mapping: Path | None = None
    """A file that says what columns and words mean."""
    yes_marks: bool | None = None
    """Whether a yes is a mark; None to go by the headings."""


_PLAIN = SheetOptions()


def sheet_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how the exports of survey tools are to be read."""
    for option in (
        click.option("--yes-marks/--no-marks", default=None,
                     help="Whether a yes or a no means that we need to get better; without it, as the headings say."),
        click.option("--mapping", type=file_path, metavar="FILE",
                     help="What columns and words mean that are not recognised, as YAML or JSON."),
    ):  # fmt: skip
        command = option(command)
    return command


def sheets_in(files: Iterable[Path], hb: Handbook | None = None, options: SheetOptions = _PLAIN) -> tuple[Sheet, ...]:
    """The sheets of all files: JSON, or what a survey tool exported. What has to be known of them is said on stderr.

    Raises:
        InvalidInputError: a file cannot be read, holds something else, or is given twice; every fault of every file is
            named. Two files with the same several sheets are taken for one file given twice.
        MissingExtraError: a file is a workbook, and what reads one is not installed.
    """
    paths = tuple(files)
    if not paths:
        return ()
    from opsi_handbook.content.problems import problem
    from opsi_handbook.groups import import_sheets
    from opsi_handbook.groups.forms import SheetMapping, read_mapping

    faults = Faults()
    mapping: SheetMapping | None = None
    if options.mapping:
        with faults.collect():
            mapping = read_mapping(read_text(options.mapping), str(options.mapping))
    catalogue = hb.catalogue if hb else None
    sheets: list[Sheet] = []
    read: dict[Path, ImportedSheets] = {}
    places: set[Path] = set()
    contents: dict[frozenset[tuple[Sheet, int]], Path] = {}
    for path in paths:
        place = path.resolve()
        if place in places:
            faults.add(problem("file-twice"), file=str(path))
            continue
        places.add(place)
        with faults.collect():
            read[path] = import_sheets(path, catalogue=catalogue, mapping=mapping, yes_marks=options.yes_marks)
            own = read[path].sheets
            same = contents.setdefault(frozenset(Counter(own).items()), path) if len(own) > 1 else path
            if same is not path:
                faults.add(problem("same-sheets", file=str(same)), file=str(path))
            sheets += own
    faults.raise_as(InvalidInputError, problem("sheets") if faults else "")
    _check_across({path: each.sheets for path, each in read.items()})
    if hb:
        _say(hb, read)
    return tuple(sheets)


def _check_across(read: dict[Path, tuple[Sheet, ...]]) -> None:
    """See to it that no response stands in two files."""
    from opsi_handbook.content.problems import problem

    faults = Faults()
    first: dict[str, Path] = {}
    for path, sheets in read.items():
        again: Counter[Path] = Counter()
        for id_ in (sheet.sheet_id for sheet in sheets if sheet.sheet_id is not None):
            again[first.setdefault(id_, path)] += 1
        del again[path]
        for other, times in again.items():
            faults.add(problem("sheets-in-both", times=times, file=str(other)), file=str(path))
    faults.raise_as(InvalidInputError, problem("sheets") if faults else "")


def _say(hb: Handbook, read: dict[Path, ImportedSheets]) -> None:
    for path, imported in read.items():
        for note in imported.notes:
            what = ", ".join(note.what)
            sentence = hb.phrases.fill(
                f"ui.import-{note.kind.value}", columns=what, questions=what, charset=what, number=what
            )
            echo_notes([f"{path}: {sentence}"])


def write_template(hb: Handbook, path: Path) -> None:
    """Write an empty sheet, as CSV or XLSX by the ending of the file's name.

    Raises:
        InvalidInputError: the name ends in neither, or the file is there already.
        MissingExtraError: it is to be a workbook, and what writes one is not installed.
    """
    from opsi_handbook.content.problems import problem
    from opsi_handbook.groups import sheet_template

    if path.exists() and not is_standard_output(path):
        raise InvalidInputError(problem("template-there", path=shown(str(path))))
    match path.suffix.lower():
        case ".xlsx":
            write_bytes(path, sheet_template(hb.catalogue, "xlsx"))
        case ".csv":
            write_bytes(path, sheet_template(hb.catalogue, "csv"))
        case _ if is_standard_output(path):
            write_bytes(path, sheet_template(hb.catalogue, "csv"))
        case _:
            raise InvalidInputError(problem("template-ending", path=shown(str(path)), csv=".csv", xlsx=".xlsx"))
