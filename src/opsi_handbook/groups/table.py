"""What may be published of a group: rounded counts, from which nobody's sheet can be worked out.

Counts are rounded to multiples of three by chance, as statistical offices do (random rounding to base 3; the chance
is fixed by the sheets as a whole, so the same sheets always give the same table). How many left a question unmarked
is not told beside it: two figures of one thing would undo the rounding. Whatever a further sheet says, each figure
that is published before and after it could have come about had it said the opposite. Groups below a smallest size are
not shown, nor is one by which a hidden group could be worked out. An open group, smallest size 1, has agreed that
everything may be seen: it gets its exact counts.
"""

from __future__ import annotations

from hashlib import blake2b

from opsi_handbook.errors import InvalidInputError
from opsi_handbook.groups.sheet import Role
from opsi_handbook.groups.tally import Tally
from opsi_handbook.model import Model
from opsi_handbook.recommend import GroupMark

__all__ = ["SMALLEST", "RoleTable", "Row", "Table", "published", "shown_roles"]

SMALLEST = 5
"""The smallest group of which anything is published, if nothing else is asked for."""

_BASE = 3

Row = GroupMark


class RoleTable(Model):
    """How the people of one role answered; `sheets` is rounded as all counts are."""

    role: Role
    sheets: int
    rows: tuple[Row, ...]


class Table(Model):
    """A group's answers as they may be shown. `sheets` is the exact number of sheets handed in; counts need not add up.

    `rows` is empty where the whole group is too small. `hidden` are the roles given but not shown; `exact` says that
    the group is open, and nothing is rounded or hidden.
    """

    sheets: int
    smallest: int
    exact: bool
    rows: tuple[Row, ...]
    roles: tuple[RoleTable, ...]
    hidden: tuple[Role, ...]


def published(tally: Tally, smallest: int = SMALLEST) -> Table:
    """The table of a tally.

    Raises:
        InvalidInputError: `smallest` is neither 1 (an open group) nor at least 3.
    """
    if isinstance(smallest, bool) or not isinstance(smallest, int) or (smallest != 1 and smallest < _BASE):
        problem = f"must be 1 (an open group, nothing hidden) or a whole number from {_BASE}"
        raise InvalidInputError(f"smallest: {problem}, not {str(smallest)[:20]}")
    exact = smallest == 1
    shown = shown_roles(tally, smallest)
    return Table(
        sheets=tally.sheets,
        smallest=smallest,
        exact=exact,
        rows=_rows(tally, None, tally.sheets, exact=exact) if tally.sheets >= smallest else (),
        roles=tuple(_role_table(tally, role, exact=exact) for role in Role if role in shown),
        hidden=tuple(role for role in Role if tally.roles.get(role, 0) and role not in shown),
    )


def shown_roles(tally: Tally, smallest: int) -> frozenset[Role]:
    """The roles that are large enough, less the smallest of them while what is left over would give a small group
    away.
    """
    shown = {role for role in Role if tally.roles.get(role, 0) >= max(1, smallest)}
    while shown and 0 < tally.sheets - sum(tally.roles[role] for role in shown) < smallest:
        shown.remove(min(shown, key=lambda role: (tally.roles[role], list(Role).index(role))))
    return frozenset(shown)


def _role_table(tally: Tally, role: Role, *, exact: bool) -> RoleTable:
    size = tally.roles[role] if exact else _rounded(tally.roles[role], tally.key, f"{role}:sheets")
    return RoleTable(role=role, sheets=size, rows=_rows(tally, role, size, exact=exact))


def _rows(tally: Tally, role: Role | None, most: int, *, exact: bool) -> tuple[Row, ...]:
    # Never more than the last multiple of three among all: a figure that grows only when all mark tells on the last.
    cap = most - most % _BASE
    return tuple(
        Row(
            question=id_,
            answered=most,
            marked=cell.marked if exact else min(cap, _rounded(cell.marked, tally.key, f"{role or ''}:{id_}")),
        )
        for id_, cell in tally.cells[role].items()
    )


def _rounded(number: int, key: int, cell: str) -> int:
    """A count as a multiple of three: two times in three the nearer one, otherwise the farther one."""
    over = number % _BASE
    chance = int.from_bytes(blake2b(f"{key}:{cell}".encode(), digest_size=8).digest(), "big") % _BASE
    return number - over + (_BASE if chance < over else 0)
