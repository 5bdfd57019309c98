"""From a tally to what may be published of it. Everything else that a group is told is made of that alone."""

from __future__ import annotations

from operator import index

from opsi_handbook.content.problems import problem
from opsi_handbook.errors import InvalidInputError
from opsi_handbook.groups.bands import drawn_band, margin, natural_band, share_of
from opsi_handbook.groups.sheet import Role
from opsi_handbook.groups.table import RoleTable, Row, Table
from opsi_handbook.groups.tally import Part, Tally
from opsi_handbook.recommend import GroupBand
from opsi_handbook.text import shown

__all__ = ["SMALLEST", "publish"]

SMALLEST = 5
"""The smallest group of which anything is published, if nothing else is asked for, and the least that may be asked."""


def publish(tally: Tally, *, smallest: int = SMALLEST, secret: bytes = b"", by_role: bool = False) -> Table:
    """What may be published of a tally.

    Args:
        tally: the exact count.
        smallest: the smallest group shown; 1 for an open group, which has agreed that everything may be seen.
        secret: what the draws are made by; the holder keeps it beside the tally. Without one, somebody who has all
            sheets but one can work that one out.
        by_role: show those of each role apart. The roles that are too small are then counted nowhere.

    Raises:
        InvalidInputError: `smallest` is neither 1 nor at least 5, or `secret` is not bytes.
    """
    least = _checked(smallest)
    if not isinstance(secret, bytes):
        raise InvalidInputError(f"secret: must be bytes, not {type(secret).__name__}")
    if least == 1:
        return _open(tally)
    shown_parts = [part for part in tally.parts if part.sheets >= least] if by_role else []
    roles = tuple(
        RoleTable(role=part.role, sheets=part.sheets, margin=margin(part.sheets), rows=_rows(tally, part, secret))
        for part in shown_parts
    )
    if by_role:
        rows, edge = _rows_of_roles(roles), 0
    else:
        enough = tally.sheets >= least
        rows, edge = (_rows(tally, tally.whole, secret), margin(tally.sheets)) if enough else ((), 0)
    return Table(
        sheets=tally.sheets,
        smallest=least,
        by_role=by_role,
        exact=False,
        margin=edge,
        rows=rows,
        roles=roles,
        left_out=tuple(part.role for part in tally.parts if part.sheets < least) if by_role else (),
    )


def _checked(smallest: object) -> int:
    try:
        least = 0 if isinstance(smallest, bool) else index(smallest)  # type: ignore[arg-type]
    except TypeError:
        least = 0
    if least != 1 and least < SMALLEST:
        raise InvalidInputError(problem("smallest", least=SMALLEST, value=shown(smallest, 20)))
    return least


def _rows(tally: Tally, part: Part, secret: bytes) -> tuple[Row, ...]:
    cell = part.model_dump_json().encode()
    rows: list[Row] = []
    for place, question in enumerate(tally.questions):
        band = drawn_band(part.counts(place), secret, question.encode() + b" " + cell)
        marked, answered = (0, 0) if band is None else share_of(band, part.sheets)
        rows.append(Row(question=question, band=band, marked=marked, answered=answered))
    return tuple(rows)


def _rows_of_roles(roles: tuple[RoleTable, ...]) -> tuple[Row, ...]:
    """The rows of several roles together, of what is shown of each: nothing is said of them that does not follow."""
    return tuple(
        _together(rows, [role.sheets for role in roles]) for rows in zip(*(r.rows for r in roles), strict=True)
    )


def _together(rows: tuple[Row, ...], sizes: list[int]) -> Row:
    bands = {row.band for row in rows}
    if None in bands:
        # Of a role of which nothing is said, all may have marked the question, or nobody.
        return Row(question=rows[0].question, band=None, marked=0, answered=0)
    # Over 30, the smallest whole of which both sixths and tenths are whole parts.
    marked = sum(size * row.marked * (30 // row.answered) for row, size in zip(rows, sizes, strict=True))
    band = GroupBand.SOME if len(bands) > 1 else rows[0].band
    return Row(question=rows[0].question, band=band, marked=marked, answered=30 * sum(sizes))


def _open(tally: Tally) -> Table:
    roles = tuple(
        RoleTable(role=part.role, sheets=part.sheets, margin=margin(part.sheets), rows=_exact(tally, part))
        for part in tally.parts
        if any(isinstance(other.role, Role) for other in tally.parts)
    )
    return Table(
        sheets=tally.sheets, smallest=1, by_role=bool(roles), exact=True, margin=margin(tally.sheets),
        rows=_exact(tally, tally.whole) if tally.sheets else (), roles=roles, left_out=(),
    )  # fmt: skip


def _exact(tally: Tally, part: Part) -> tuple[Row, ...]:
    rows: list[Row] = []
    for place, question in enumerate(tally.questions):
        marked, fine, skipped = part.counts(place)
        band = natural_band(marked, fine, skipped)
        rows.append(Row(question=question, band=band, marked=marked, answered=marked + fine))
    return tuple(rows)
