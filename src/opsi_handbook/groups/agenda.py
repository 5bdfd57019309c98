"""An agenda for the time at hand: start with what most mark, discuss where the room splits, skip what all agree is
fine.

The order is drawn from the exact counts and shows none of them, only in words why a question is on the agenda. What
may be skipped is read off the published table: to name what nobody marked would tell on everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from opsi_handbook.errors import InvalidInputError
from opsi_handbook.groups.sheet import Role
from opsi_handbook.groups.table import Table
from opsi_handbook.groups.tally import Cell, Tally
from opsi_handbook.model import Layer, Model, Question

__all__ = ["MAX_MINUTES", "MIN_MINUTES", "Agenda", "AgendaPoint", "PointKind", "agenda_of"]

MIN_MINUTES, MAX_MINUTES = 15, 480

_OPENING, _CLOSING = 5, 10
"""Minutes to begin, and to agree on first steps at the end; left out of a meeting under an hour."""

_SPLIT = 0.5
"""How much a question divides the room, from 0 (all agree) to 1 (half and half), for it to be one to discuss."""

_FEW = 0.1
"""The share of marks up to which all count as agreeing that a question is fine."""

_SPLITS_IN_A_ROW = 3


class PointKind(StrEnum):
    """Why a question is on the agenda."""

    NEED = "need"
    SPLIT = "split"
    ROLES = "roles"


_MINUTES = {PointKind.NEED: 10, PointKind.SPLIT: 15, PointKind.ROLES: 15}


class AgendaPoint(Model):
    """One question to talk about, for how many minutes, why, and how to begin; the order and the words are ours."""

    question: str
    title: str
    kind: PointKind
    layer: Layer = Layer.EDITORIAL
    minutes: int
    why: str
    begin: str


class Agenda(Model):
    """The points in their order, what there is no time for today, and what all agree is fine and may be skipped."""

    minutes: int
    opening: int
    closing: int
    points: tuple[AgendaPoint, ...]
    another_day: tuple[str, ...]
    skip: tuple[str, ...]


def agenda_of(
    tally: Tally, table: Table, questions: Mapping[str, Question], phrases: Mapping[str, str], minutes: int
) -> Agenda:
    """The agenda of a group; empty for a group that is too small.

    Raises:
        InvalidInputError: `minutes` is not a whole number from 15 to 480.
    """
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not MIN_MINUTES <= minutes <= MAX_MINUTES:
        problem = f"must be a whole number from {MIN_MINUTES} to {MAX_MINUTES}"
        raise InvalidInputError(f"minutes: {problem}, not {str(minutes)[:20]}")
    opening, closing = (_OPENING, _CLOSING) if minutes >= 60 else (0, 0)
    order = _order(tally, {role.role for role in table.roles}) if table.rows else []
    left = minutes - opening - closing
    points: list[AgendaPoint] = []
    another_day: list[str] = []
    for id_, kind in order:
        if _MINUTES[kind] <= left and not another_day:
            left -= _MINUTES[kind]
            points.append(
                AgendaPoint(
                    question=id_,
                    title=questions[id_].title,
                    kind=kind,
                    minutes=_MINUTES[kind],
                    why=phrases[f"ui.agenda-{kind.value}"],
                    begin=phrases[f"ui.agenda-{kind.value}-begin"],
                )
            )
        else:
            another_day.append(id_)
    on_it = {id_ for id_, _ in order}
    skip = (row.question for row in table.rows if row.marked <= _FEW * table.sheets)
    return Agenda(
        minutes=minutes, opening=opening, closing=closing, points=tuple(points), another_day=tuple(another_day),
        skip=tuple(id_ for id_ in skip if id_ not in on_it),
    )  # fmt: skip


def _order(tally: Tally, shown: set[Role]) -> list[tuple[str, PointKind]]:
    """What most mark first, then up to three questions that divide the room, then the next need, and so on."""
    divided: list[tuple[float, str, PointKind]] = []
    needs: list[tuple[float, str]] = []
    for id_, cell in tally.cells[None].items():
        split = 2 * min(cell.share, 1 - cell.share) if cell.answered else 0.0
        apart = _apart([tally.cells[role][id_] for role in sorted(shown)])
        if max(split, apart) >= _SPLIT:
            divided.append((max(split, apart), id_, PointKind.ROLES if apart > split else PointKind.SPLIT))
        elif cell.share > 0.5:
            needs.append((cell.share, id_))
    divided.sort(key=lambda one: -one[0])
    needs.sort(key=lambda one: -one[0])
    order: list[tuple[str, PointKind]] = []
    while divided or needs:
        order += [(id_, PointKind.NEED) for _, id_ in needs[:1]]
        order += [(id_, kind) for _, id_, kind in divided[:_SPLITS_IN_A_ROW]]
        del needs[:1], divided[:_SPLITS_IN_A_ROW]
    return order


def _apart(cells: list[Cell]) -> float:
    """How far the two farthest of the roles lie apart, as shares."""
    shares = [cell.share for cell in cells if cell.answered]
    return max(shares) - min(shares) if len(shares) > 1 else 0.0
