"""A workshop: what a group's sheets come to. One table that may be shown, one agenda, one advice."""

from __future__ import annotations

from typing import Literal

from opsi_handbook.errors import InvalidInputError
from opsi_handbook.journey.agenda import Agenda, agenda_of
from opsi_handbook.journey.table import SMALLEST, Row, Table, published
from opsi_handbook.journey.tally import Tally
from opsi_handbook.model import Model
from opsi_handbook.recommend import Advice
from opsi_handbook.recommend.engine import Deck, advise
from opsi_handbook.recommend.situation import situation

__all__ = ["Workshop", "group_of", "hold"]


class Workshop(Model):
    """What the sheets of a group come to. `message` says why there is nothing to show, where that is so."""

    schema_version: Literal[1] = 1
    content_version: str
    language: str
    table: Table
    agenda: Agenda
    advice: Advice
    message: str | None = None
    provenance: str


def hold(deck: Deck, tally: Tally, minutes: int, smallest: int, limit: int) -> Workshop:
    """The workshop that a count of sheets makes. The advice goes by the published table and knows nothing more.

    Raises:
        InvalidInputError: a number is out of bounds.
    """
    table = published(tally, smallest)
    advice = advise(deck, situation((), limit=limit, sheets=table.sheets, room=table.rows), None)
    few = deck.phrases["ui.too-few"].format(sheets=table.sheets, smallest=smallest)
    return Workshop(
        content_version=deck.content_version,
        language=deck.language,
        table=table,
        agenda=agenda_of(tally, table, deck.questions, deck.phrases, minutes),
        advice=advice,
        message=None if table.rows else few,
        provenance=advice.provenance,
    )


def group_of(tally: Tally) -> tuple[tuple[str, ...], int, tuple[Row, ...]]:
    """What a count of sheets adds to a recommendation: one person's own marks, or a group's number and published rows.

    Raises:
        InvalidInputError: there are several sheets, but too few to be shown.
    """
    if tally.sheets <= 1:
        return tuple(id_ for id_, cell in tally.cells.get(None, {}).items() if cell.marked), 0, ()
    if tally.sheets < SMALLEST:
        problem = (
            f"{tally.sheets} are too few to be shown without giving somebody away; give one, or at least {SMALLEST}"
        )
        raise InvalidInputError(f"sheets: {problem}")
    return (), tally.sheets, published(tally).rows
