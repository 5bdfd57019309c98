"""A workshop: what a group's table comes to. One agenda and one advice, made of the table and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from opsi_handbook.content.problems import in_language_of, problem
from opsi_handbook.errors import InvalidInputError
from opsi_handbook.groups.agenda import Agenda, agenda_of
from opsi_handbook.groups.checking import checked_sheets
from opsi_handbook.groups.publishing import SMALLEST, publish
from opsi_handbook.groups.sheet import Sheet
from opsi_handbook.groups.table import Table, group_marks
from opsi_handbook.groups.tally import Tally
from opsi_handbook.ids import id_of
from opsi_handbook.model import Catalogue, Model
from opsi_handbook.recommend import Advice, Ranker, Request, situation_of
from opsi_handbook.render.sentences import in_sentences
from opsi_handbook.text import shown

__all__ = ["Workshop", "build_workshop", "tally_of", "with_sheets"]


class Workshop(Model):
    """What the sheets of a group come to."""

    schema_version: Literal[2] = 2
    """The version of this format."""
    content_version: str
    """The version of the handbook's content."""
    language: str
    """The language of the edition."""
    table: Table
    """How the group answered, as it may be shown."""
    agenda: Agenda
    """What to talk about in the time at hand."""
    advice: Advice
    """What to work on."""
    message: str | None = None
    """Why there is nothing to show, where that is so."""
    provenance: str
    """Where the content comes from, and whose choice the order is."""


def build_workshop(catalogue: Catalogue, table: Table, minutes: int, limit: int) -> Workshop:
    """The workshop that a table makes: equal tables make equal workshops.

    Raises:
        InvalidInputError: a number is out of bounds, or the table is of other questions.
    """
    with in_language_of(catalogue):
        _check_table(table, catalogue)
        situation = situation_of(catalogue, Request(limit=limit, group=group_marks(table)))
        agenda = agenda_of(table, catalogue, minutes)
    advice = in_sentences(catalogue, Ranker(catalogue).advise(situation, None))
    words = "ui.too-few-by-role" if table.by_role and table.sheets >= table.smallest else "ui.too-few"
    few = catalogue.texts.fill(words, sheets=table.sheets, smallest=table.smallest)
    return Workshop(
        content_version=catalogue.content_version,
        language=catalogue.language,
        table=table,
        agenda=agenda,
        advice=advice,
        message=None if table.rows else few,
        provenance=advice.provenance,
    )


def tally_of(catalogue: Catalogue, sheets: Iterable[Sheet] | Tally) -> Tally:
    """The exact count of some sheets; a count that was made before is checked.

    Raises:
        InvalidInputError: a sheet or the count is of other questions, or a sheet was handed in twice.
    """
    if not isinstance(sheets, Tally):
        with in_language_of(catalogue):
            return Tally.of(checked_sheets(sheets, catalogue.places), catalogue.places)
    with in_language_of(catalogue):
        _check_questions("tally", sheets.questions, catalogue)
    return sheets


def with_sheets(catalogue: Catalogue, request: Request, sheets: Iterable[Sheet] | Tally | Table) -> Request:
    """What a caller gives, with what sheets add to it: one person's own marks, or a group's as published.

    Raises:
        InvalidInputError: there are several sheets, but too few to be shown, or they are of other questions.
    """
    if isinstance(sheets, Table):
        with in_language_of(catalogue):
            _check_table(sheets, catalogue)
        return request._replace(group=group_marks(sheets))
    tally = tally_of(catalogue, sheets)
    if tally.sheets > 1:
        if tally.sheets < SMALLEST:
            with in_language_of(catalogue):
                raise InvalidInputError(problem("too-few-sheets", sheets=tally.sheets, least=SMALLEST))
        return request._replace(group=group_marks(publish(tally)))
    if isinstance(request.marks, str) or not isinstance(request.marks, Iterable):
        return request  # what is wrong with the marks is told with all else that is
    marked = [id_ for id_, times in zip(tally.questions, tally.whole.marked, strict=True) if times]
    given = list(request.marks)
    ids = {id_of(mark) for mark in given}
    return request._replace(marks=[*given, *(id_ for id_ in marked if id_ not in ids)])


def _check_table(table: Table, catalogue: Catalogue) -> None:
    _check_questions("table", tuple(row.question for row in table.rows) or tuple(catalogue.places), catalogue)


def _check_questions(what: str, given: tuple[str, ...], catalogue: Catalogue) -> None:
    if given != tuple(catalogue.places):
        other = [id_ for id_ in given if id_ not in catalogue.places]
        which = problem("such-as", id=shown(other[0])) if other else problem("fewer")
        raise InvalidInputError(problem("other-questions", argument=what, example=which))
