"""Sheets from where a group has them: exports of survey tools, workbooks, JSON; one function for all of them."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from opsi_handbook.content import packaged_catalogue, packaged_languages
from opsi_handbook.content.problems import in_language_of, problem, problem_in
from opsi_handbook.errors import InvalidInputError
from opsi_handbook.files import read_bytes, read_text
from opsi_handbook.groups.forms.columns import Recogniser
from opsi_handbook.groups.forms.decoding import decoded
from opsi_handbook.groups.forms.delimited import delimited_table
from opsi_handbook.groups.forms.mapping import SheetMapping, read_mapping
from opsi_handbook.groups.forms.names import QuestionNames
from opsi_handbook.groups.forms.notes import ImportedSheets, ImportNote, ImportNoteKind
from opsi_handbook.groups.forms.tables import sheets_of_tables
from opsi_handbook.groups.forms.workbook import is_workbook, workbook_tables
from opsi_handbook.groups.reading import read_sheets
from opsi_handbook.model import Catalogue

__all__ = ["import_sheets"]

_JSON = (".json", ".jsonl", ".ndjson")


def import_sheets(
    source: str | Path | bytes,
    *,
    name: str = "",
    catalogue: Catalogue | None = None,
    mapping: SheetMapping | str | Path | None = None,
    yes_marks: bool | None = None,
) -> ImportedSheets:
    """The sheets in a file: CSV or XLSX, as survey tools export them, or JSON; and notes on how it was read.

    A table has one row for each respondent. Columns are recognised by the id, title or wording of a question in any
    packaged language; or one column lists what is marked. All else is left out, and noted. Charset and separator are
    told from the file.

    Args:
        source: the path of a file, or its bytes.
        name: what to call it in messages; without it, its path.
        catalogue: the edition whose questions were asked, `hb.catalogue`; without it, the handbook as it is printed.
        mapping: what columns and words mean that cannot be recognised: a `SheetMapping`, or the path of one.
        yes_marks: whether a yes or a tick means "we need to get better at this" (True), or that all is well (False);
            None to go by the headings.

    Raises:
        InvalidInputError: it cannot be read, nothing in it is recognised, or a cell says what nobody knows; every
            fault is named with its row and column.
        MissingExtraError: it is a workbook, and openpyxl is not installed.
    """
    called = name or ("sheets" if isinstance(source, bytes) else str(source))
    with in_language_of(catalogue) if catalogue else nullcontext():
        return _imported(source, called, catalogue, mapping, yes_marks)


def _imported(
    source: str | Path | bytes,
    called: str,
    catalogue: Catalogue | None,
    mapping: SheetMapping | str | Path | None,
    yes_marks: bool | None,
) -> ImportedSheets:
    data = source if isinstance(source, bytes) else read_bytes(Path(source))
    if not data.strip(_NOTHING):
        raise problem_in(called, "empty")
    if data.startswith(b"%PDF"):
        raise problem_in(called, "pdf")
    if called.lower().endswith(_JSON) or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        return ImportedSheets(read_sheets(_utf8(data, called), called), ())
    own = _mapping(mapping)
    english = packaged_catalogue("en")
    names = QuestionNames(catalogue or english, map(packaged_catalogue, packaged_languages()))
    recogniser = Recogniser(names, own)
    yes = yes_marks if yes_marks is not None or own.yes is None else own.yes == "mark"
    if is_workbook(data, called):
        return sheets_of_tables(workbook_tables(data, called), called, recogniser, own, yes)
    text = decoded(data, called)
    table = delimited_table(text.text, called, recogniser.score)
    imported = sheets_of_tables((table,), called, recogniser, own, yes)
    if not text.guessed:
        return imported
    note = ImportNote(ImportNoteKind.CHARSET, (text.guessed,))
    return imported._replace(notes=(note, *imported.notes))


_NOTHING = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
"""What stands in a file that says nothing: marks of a charset, and space."""


def _utf8(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(problem("not-utf-8", path=name, byte=error.start)) from None


def _mapping(mapping: SheetMapping | str | Path | None) -> SheetMapping:
    if mapping is None:
        return SheetMapping()
    return mapping if isinstance(mapping, SheetMapping) else read_mapping(read_text(Path(mapping)), str(mapping))
