"""Sheets checked against a handbook's questions, before anything is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from opsi_handbook.content.problems import problem
from opsi_handbook.errors import Faults, InvalidInputError
from opsi_handbook.groups.sheet import MAX_SHEETS, Sheet
from opsi_handbook.ids import Kind, kind_of
from opsi_handbook.text import near_words, shown

__all__ = ["checked_sheets"]

_MOST_HINTS = 20
"""For how many faults near ids are looked up, which takes long."""


def checked_sheets(sheets: object, known: Collection[str]) -> tuple[Sheet, ...]:
    """The sheets, if each names only questions that are known, once, and none is handed in twice.

    Raises:
        InvalidInputError: one does not, or there are more than `MAX_SHEETS`; every fault is named with its sheet.
    """
    if isinstance(sheets, Sheet | str | bytes) or not isinstance(sheets, Iterable):
        raise InvalidInputError("sheets: must be a list of sheets")
    given = tuple(sheets)
    if len(given) > MAX_SHEETS:
        most = problem("too-many", sheets=f"{len(given):,}", most=f"{MAX_SHEETS:,}")
        raise InvalidInputError(most)
    faults = Faults()
    for place, sheet in enumerate(given, start=1):
        for field, wrong in _problems(sheet, known, hints=len(faults.found) < _MOST_HINTS):
            faults.add(wrong, item=problem("sheet", number=place), field=field)
    first: dict[str, int] = {}
    for place, sheet in enumerate(given, start=1):
        id_ = sheet.sheet_id if isinstance(sheet, Sheet) else None
        if id_ is not None and first.setdefault(id_, place) != place:
            twice = problem("sheet-twice", id=shown(id_), number=first[id_])
            faults.add(twice, item=problem("sheet", number=place), field="sheet_id")
    faults.raise_as(InvalidInputError, problem("sheets") if faults else "")
    return given


def _problems(sheet: Any, known: Collection[str], *, hints: bool) -> Iterator[tuple[str, str]]:
    if not isinstance(sheet, Sheet):
        yield "", f"must be a Sheet, not {type(sheet).__name__}"
        return
    answers = (*sheet.marks, *sheet.skipped)
    # Most sheets have nothing wrong; the closer look is for those that have.
    if len(set(answers)) == len(answers) and all(id_ in known for id_ in answers):
        return
    for field, ids in (("marks", sheet.marks), ("skipped", sheet.skipped)):
        for id_ in dict.fromkeys(ids):
            if id_ not in known:
                what = "no-question" if kind_of(id_) not in {None, Kind.QUESTION} else "unknown-question"
                near = ", ".join(near_words(id_, known)) if hints else ""
                yield field, problem(what, id=shown(id_), hint=problem("near", ids=near) if near else "")
    for id_, times in Counter(answers).items():
        if times > 1:
            yield "marks", problem("answered-twice", id=shown(id_), times=times)
