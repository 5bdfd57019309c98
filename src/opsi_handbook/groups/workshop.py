"""A workshop: what a group's sheets come to. One table that may be shown, one agenda, one advice."""

from __future__ import annotations

from typing import Literal

from opsi_handbook.errors import InvalidInputError
from opsi_handbook.groups.agenda import Agenda, agenda_of
from opsi_handbook.groups.sheet import checked_sheets
from opsi_handbook.groups.table import SMALLEST, Table, published
from opsi_handbook.groups.tally import Tally
from opsi_handbook.model import Model
from opsi_handbook.recommend import Advice, Ranker, Request, situation_of
from opsi_handbook.render.sentences import in_sentences

__all__ = ["Workshop", "build_workshop", "tally_of", "with_sheets"]


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


def tally_of(catalogue, sheets):
    """The exact count of some sheets."""
    if isinstance(sheets, Tally):
        return sheets
    return Tally.of(checked_sheets(sheets, catalogue.places), catalogue.places)


def build_workshop(catalogue, tally, minutes, smallest, limit):
    """The workshop that a count of sheets makes."""
    table = published(tally, smallest)
    situation = situation_of(catalogue, Request(limit=limit, group=table.rows))
    advice = in_sentences(catalogue, Ranker(catalogue).advise(situation, None))
    few = catalogue.texts.fill("ui.too-few", sheets=table.sheets, smallest=smallest)
    questions = {question.id: question for question in catalogue.questions}
    return Workshop(
        content_version=catalogue.content_version,
        language=catalogue.language,
        table=table,
        agenda=agenda_of(tally, table, questions, catalogue.texts, minutes),
        advice=advice,
        message=None if table.rows else few,
        provenance=advice.provenance,
    )


def with_sheets(catalogue, request, sheets):
    """A request with what sheets add to it."""
    tally = tally_of(catalogue, sheets)
    if tally.sheets <= 1:
        own = [id_ for id_, cell in tally.cells.get(None, {}).items() if cell.marked]
        return request._replace(marks=[*request.marks, *(id_ for id_ in own if id_ not in request.marks)])
    if tally.sheets < SMALLEST:
        problem = (
            f"{tally.sheets} are too few to be shown without giving somebody away; give one, or at least {SMALLEST}"
        )
        raise InvalidInputError(f"sheets: {problem}")
    return request._replace(group=published(tally).rows)
