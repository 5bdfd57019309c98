"""An agenda for the time at hand, made of a published table alone: equal tables have equal agendas.

It starts with what most mark, goes on with up to three questions on which the group is divided, then the next need,
and so on; what all agree is fine is named, to be skipped.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from opsi_handbook.groups.table import Row, Table
from opsi_handbook.model import Catalogue, Layer, Model
from opsi_handbook.recommend import GroupBand
from opsi_handbook.recommend.situation import whole_number

__all__ = ["MAX_MINUTES", "MIN_MINUTES", "Agenda", "AgendaPoint", "PointKind", "agenda_of"]

MIN_MINUTES, MAX_MINUTES = 15, 480

_OPENING, _CLOSING = 5, 10
"""Minutes to begin, and to agree on first steps at the end; left out of a meeting under an hour."""

_SPLIT = 0.5
"""How much a question divides the group, from 0 (all agree) to 1 (half and half), for it to be one to discuss."""

_SPLITS_IN_A_ROW = 3

_DIVIDED = (GroupBand.SOME, GroupBand.LESS, GroupBand.HALF, GroupBand.MORE)


class PointKind(StrEnum):
    """Why a question is on the agenda."""

    NEED = "need"
    SPLIT = "split"
    ROLES = "roles"


_MINUTES = {PointKind.NEED: 10, PointKind.SPLIT: 15, PointKind.ROLES: 15}


class AgendaPoint(Model):
    """One question to talk about, for how many minutes, why, and how to begin; the order and the words are ours."""

    question: str
    """The id of the question."""
    title: str
    """Its title."""
    kind: PointKind
    """Why it is here: most need it, the group is divided, or the roles are."""
    layer: Layer = Layer.EDITORIAL
    """Whose word the order and the sentences are: ours."""
    minutes: int
    """How long to talk about it."""
    why: str
    """Why it is here, in a sentence."""
    begin: str
    """How to begin."""


class Agenda(Model):
    """The points in their order, what there is no time for today, and what all agree is fine and may be skipped."""

    minutes: int
    """The time at hand."""
    opening: int
    """Minutes to begin."""
    closing: int
    """Minutes to agree on first steps."""
    order: str
    """How the order mixes needs and disagreement, in a sentence; empty where it does not."""
    points: tuple[AgendaPoint, ...]
    """What to talk about."""
    another_day: tuple[str, ...]
    """The ids of the questions for which there is no time, in the same order."""
    skip: tuple[str, ...]
    """The ids of the questions that only few marked, in the group and in each role that is shown."""


def agenda_of(table: Table, catalogue: Catalogue, minutes: int = 90) -> Agenda:
    """The agenda that a table makes; empty for a group that is too small. The catalogue only gives the words.

    Raises:
        InvalidInputError: `minutes` is not a whole number from 15 to 480.
    """
    time = whole_number("minutes", minutes, (MIN_MINUTES, MAX_MINUTES))
    texts = catalogue.texts
    opening, closing = (_OPENING, _CLOSING) if time >= 60 else (0, 0)
    order = _order(table)
    today = _fitting(order, time - opening - closing)
    kinds = {kind is PointKind.NEED for _, kind in order}
    points = (
        AgendaPoint(
            question=id_,
            title=catalogue.questions[catalogue.places[id_]].title,
            kind=kind,
            minutes=_MINUTES[kind],
            why=texts[f"ui.agenda-{kind.value}"],
            begin=texts[f"ui.agenda-{kind.value}-begin"],
        )
        for id_, kind in order[:today]
    )
    listed = {id_ for id_, _ in order}
    return Agenda(
        minutes=time, opening=opening, closing=closing, order=texts["ui.agenda-order"] if len(kinds) > 1 else "",
        points=tuple(points), another_day=tuple(id_ for id_, _ in order[today:]),
        skip=tuple(id_ for id_ in _fine(table) if id_ not in listed),
    )  # fmt: skip


def _fitting(order: Iterable[tuple[str, PointKind]], left: int) -> int:
    """How many points there is time for."""
    number = 0
    for _, kind in order:
        left -= _MINUTES[kind]
        if left < 0:
            break
        number += 1
    return number


def _order(table: Table) -> list[tuple[str, PointKind]]:
    """What most mark first, then up to three questions that divide the group, then the next need, and so on."""
    divided: list[tuple[float, str, PointKind]] = []
    needs: list[tuple[float, str, PointKind]] = []
    for place, row in enumerate(table.rows):
        apart = _apart(role.rows[place] for role in table.roles)
        split = 2 * min(row.marked, row.answered - row.marked) / (row.answered or 1)
        if apart >= _SPLIT:
            divided.append((1 + apart, row.question, PointKind.ROLES))
        elif split >= _SPLIT if table.exact else row.band in _DIVIDED:
            divided.append((split, row.question, PointKind.SPLIT))
        elif row.share > _SPLIT:
            needs.append((row.share, row.question, PointKind.NEED))
    for points in (divided, needs):
        points.sort(key=lambda point: -point[0])
    mixed: list[tuple[float, str, PointKind]] = []
    while divided or needs:
        mixed += needs[:1] + divided[:_SPLITS_IN_A_ROW]
        del needs[:1], divided[:_SPLITS_IN_A_ROW]
    return [(id_, kind) for _, id_, kind in mixed]


def _apart(rows: Iterable[Row]) -> float:
    """How far the two farthest of the roles lie apart, as shares."""
    shares = [row.share for row in rows if row.answered]
    return max(shares) - min(shares) if len(shares) > 1 else 0.0


def _fine(table: Table) -> Iterable[str]:
    for place, row in enumerate(table.rows):
        if {row.band, *(role.rows[place].band for role in table.roles)} == {GroupBand.FEW}:
            yield row.question
