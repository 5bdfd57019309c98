"""From the sheets of many people to one table, one agenda and one advice."""

from opsi_handbook.groups.agenda import Agenda, AgendaPoint, PointKind
from opsi_handbook.groups.forms import (
    ImportedSheets,
    ImportNote,
    ImportNoteKind,
    SheetMapping,
    import_sheets,
    sheet_template,
)
from opsi_handbook.groups.ledger import Ledger, Published, read_ledger
from opsi_handbook.groups.publishing import publish
from opsi_handbook.groups.reading import read_sheets
from opsi_handbook.groups.sheet import Role, Sheet
from opsi_handbook.groups.table import RoleTable, Row, Table
from opsi_handbook.groups.tally import Part, Tally
from opsi_handbook.groups.workshop import Workshop

__all__ = [
    "Agenda",
    "AgendaPoint",
    "ImportNote",
    "ImportNoteKind",
    "ImportedSheets",
    "Ledger",
    "Part",
    "PointKind",
    "Published",
    "Role",
    "RoleTable",
    "Row",
    "Sheet",
    "SheetMapping",
    "Table",
    "Tally",
    "Workshop",
    "import_sheets",
    "publish",
    "read_ledger",
    "read_sheets",
    "sheet_template",
]
