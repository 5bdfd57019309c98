"""The table: what may be published of a group, and all that its agenda and its advice go by."""

from __future__ import annotations

from opsi_handbook.groups.sheet import Role
from opsi_handbook.model import Model
from opsi_handbook.recommend import GroupBand, GroupMark

__all__ = ["RoleTable", "Row", "Table", "group_marks"]


class Row(Model):
    """How a group answered one question, as it may be shown."""

    question: str
    """The id of the question."""
    band: GroupBand | None
    """What is said of it in words; None where too many (of one of the roles) left it out, so that nothing is said."""
    marked: int
    """Of `answered`, how many marked it: exact in an open group, otherwise the middle of the band."""
    answered: int
    """How many answered it, in an open group; otherwise the whole of which `marked` is a part. Never a head count."""

    @property
    def share(self) -> float:
        """The share that order and points go by."""
        return self.marked / self.answered if self.answered else 0.0


class RoleTable(Model):
    """How the people of one role answered."""

    role: Role | None
    """The role; None for those who named none."""
    sheets: int
    """How many sheets of this role were handed in."""
    margin: int
    """The number by which its bands are told apart, as in `Table`."""
    rows: tuple[Row, ...]
    """One row a question, in printed order."""


class Table(Model):
    """A group's answers as they may be shown.

    With the number `margin`, the bands say: `few`, at most `margin + 1` marked it and more than half did not; `most`,
    the other way round; `some`, at least `margin` marked it and at least `margin` did not.
    """

    sheets: int
    """How many sheets were handed in."""
    smallest: int
    """The smallest group of which anything is shown; 1 for an open group."""
    by_role: bool
    """Whether those of each role are shown apart; then only the roles that are shown are counted in `rows`."""
    exact: bool
    """Whether the group is open: every count is exact, and nothing is hidden."""
    margin: int
    """The number by which the bands of `rows` are told apart; 0 where they are made of those of the roles."""
    rows: tuple[Row, ...]
    """One row a question, in printed order; empty where there are too few sheets."""
    roles: tuple[RoleTable, ...]
    """The roles that are shown apart."""
    left_out: tuple[Role | None, ...]
    """The roles that are too small to be shown apart, and are counted nowhere; None for those who named none."""


def group_marks(table: Table) -> tuple[GroupMark, ...]:
    """What a group's table adds to a recommendation: the questions that more than a few marked."""
    return tuple(
        GroupMark.model_construct(
            question=row.question,
            marked=row.marked,
            answered=row.answered,
            band=None if table.exact else row.band,
        )
        for row in table.rows
        if row.marked and row.band is not None and (table.exact or row.band is not GroupBand.FEW)
    )
