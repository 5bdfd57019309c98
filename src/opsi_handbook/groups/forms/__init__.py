"""Sheets from survey tools: tables of theirs in, sheets and notes out; and an empty sheet to fill in."""

from opsi_handbook.groups.forms.mapping import SheetMapping, read_mapping
from opsi_handbook.groups.forms.notes import ImportedSheets, ImportNote, ImportNoteKind
from opsi_handbook.groups.forms.reading import import_sheets
from opsi_handbook.groups.forms.template import sheet_template

__all__ = [
    "ImportNote",
    "ImportNoteKind",
    "ImportedSheets",
    "SheetMapping",
    "import_sheets",
    "read_mapping",
    "sheet_template",
]
