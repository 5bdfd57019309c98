"""From the sheets of many people to one table, one agenda and one advice."""

from opsi_handbook.journey.agenda import Agenda, AgendaPoint, PointKind
from opsi_handbook.journey.sheet import Role, Sheet, read_sheets
from opsi_handbook.journey.table import Row, Table
from opsi_handbook.journey.tally import Tally
from opsi_handbook.journey.workshop import Workshop

__all__ = ["Agenda", "AgendaPoint", "PointKind", "Role", "Row", "Sheet", "Table", "Tally", "Workshop", "read_sheets"]
