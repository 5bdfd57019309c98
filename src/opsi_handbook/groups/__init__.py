"""From the sheets of many people to one table, one agenda and one advice."""

from opsi_handbook.groups.agenda import Agenda, AgendaPoint, PointKind
from opsi_handbook.groups.sheet import Role, Sheet, read_sheets
from opsi_handbook.groups.table import Row, Table
from opsi_handbook.groups.tally import Tally
from opsi_handbook.groups.workshop import Workshop

__all__ = ["Agenda", "AgendaPoint", "PointKind", "Role", "Row", "Sheet", "Table", "Tally", "Workshop", "read_sheets"]
