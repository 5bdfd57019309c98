"""A sheet: one respondent's answers to the questions, and how sheets are read from JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from enum import StrEnum
from typing import Any, Literal

from pydantic import ValidationError

from opsi_handbook.errors import Fault, InvalidInputError
from opsi_handbook.ids import Kind, kind_of
from opsi_handbook.model import Model
from opsi_handbook.text import did_you_mean, shown

__all__ = ["MAX_SHEETS", "Role", "Sheet", "checked_sheets", "read_sheets"]

MAX_SHEETS = 100_000
"""The most sheets that one group may have."""

_MOST_FAULTS = 20


class Role(StrEnum):
    """Where somebody stands in their organisation."""

    LEADER = "leader"
    MANAGER = "manager"
    STAFF = "staff"


class Sheet(Model):
    """One respondent's answers, as on the printed page: what is marked, and what was left out.

    `marks` are the questions marked "we need to get better at this", `skipped` those not answered. Every other question
    was read and left unmarked: it is fine as it is. A sheet bears no name; `role` may be left out.
    """

    schema_version: Literal[1] = 1
    role: Role | None = None
    marks: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


def read_sheets(text: str, name: str = "sheet") -> tuple[Sheet, ...]:
    """The sheets in a JSON text: one sheet, or a list of sheets.

    Raises:
        InvalidInputError: it is no JSON, or a sheet has another shape; every fault is named with its sheet and field.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(f'{name}: is no JSON ({error}); a sheet looks like {{"marks": ["p2.q2"]}}') from None
    faults: list[Fault] = []
    sheets: list[Sheet] = []
    for place, entry in enumerate(data if isinstance(data, list) else [data], start=1):
        try:
            sheets.append(Sheet.model_validate_json(json.dumps(entry)))
        except ValidationError as error:
            faults += (_shape_fault(name, place, fault) for fault in error.errors(include_url=False))
    _raise(faults)
    return tuple(sheets)


def checked_sheets(sheets: object, known: Container[str]) -> tuple[Sheet, ...]:
    """The sheets, if each names only questions that are known, none twice and none both marked and skipped.

    Raises:
        InvalidInputError: one does not, or there are more than `MAX_SHEETS`; every fault is named with its sheet.
    """
    if isinstance(sheets, Sheet) or not isinstance(sheets, Iterable):
        raise InvalidInputError("sheets: must be a list of sheets")
    found = tuple(sheets)
    if len(found) > MAX_SHEETS:
        raise InvalidInputError(f"sheets: there are {len(found):,}; give at most {MAX_SHEETS:,} at a time")
    faults = [
        Fault("", 0, f"sheet {place}", field, problem)
        for place, sheet in enumerate(found, start=1)
        for field, problem in _problems(sheet, known)
    ]
    _raise(faults)
    return found


def _problems(sheet: Any, known: Container[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(sheet, Sheet):
        yield "", f"must be a Sheet, not {type(sheet).__name__}"
        return
    answered = (*sheet.marks, *sheet.skipped)
    # Most sheets have nothing wrong; the closer look is for those that have.
    if len(set(answered)) == len(answered) and all(id_ in known for id_ in answered):
        return
    for field, ids in (("marks", sheet.marks), ("skipped", sheet.skipped)):
        for id_ in dict.fromkeys(ids):
            if id_ not in known:
                hint = did_you_mean(id_, known) if isinstance(known, Iterable) else ""
                what = "is no question" if kind_of(id_) not in {None, Kind.QUESTION} else "is not known"
                yield field, f"{shown(id_)} {what}{hint}"
    for id_, times in Counter(answered).items():
        if times > 1:
            yield "marks", f"{id_[:80]!r} is named {times} times; a question is marked, skipped or left alone, once"


def _shape_fault(name: str, place: int, fault: Any) -> Fault:
    field = ".".join(map(str, fault["loc"]))
    if fault["type"] == "extra_forbidden":
        problem = "there is no field of this name; a sheet has role, marks and skipped"
    elif fault["type"] in {"model_type", "model_attributes_type"}:
        problem = 'must be a sheet, such as {"role": "staff", "marks": ["p2.q2"]}'
    else:
        problem = str(fault["msg"])
    return Fault(name, 0, f"sheet {place}", field, problem)


def _raise(faults: list[Fault]) -> None:
    if faults:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        more = f", the first {_MOST_FAULTS} of them" if len(faults) > _MOST_FAULTS else ""
        raise InvalidInputError(f"the sheets have {count}{more}:", faults[:_MOST_FAULTS])
