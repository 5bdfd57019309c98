"""Sheets as JSON or JSON Lines: read with bounds, each fault with its sheet and field."""

from __future__ import annotations

import json
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from opsi_handbook.content.problems import problem
from opsi_handbook.errors import Faults, InvalidInputError
from opsi_handbook.groups.sheet import MAX_SHEET_ID, MAX_SHEETS, Sheet
from opsi_handbook.text import shown

__all__ = ["read_sheets"]

_MOST_FAULTS = 1_000
_EXAMPLE = '{"role": "staff", "marks": ["p2.q2"]}'
_MOST_OF = (("[", 3 * MAX_SHEETS), ("{", 2 * MAX_SHEETS), (":", 10 * MAX_SHEETS))
"""How many of each sign so many sheets can need; more is no file of sheets, and is not even parsed."""


class _Twice(dict[str, Any]):
    """An object in which a key stands twice; `keys_twice` names them."""

    keys_twice: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entry = dict(pairs)
    if len(entry) == len(pairs):
        return entry
    twice = _Twice(entry)
    seen: set[str] = set()
    repeated = (key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    twice.keys_twice = tuple(dict.fromkeys(repeated))
    return twice


def read_sheets(text: str, name: str = "sheet") -> tuple[Sheet, ...]:
    """The sheets in a JSON text: one sheet, a list of sheets, or JSON Lines with a sheet in each line.

    Raises:
        InvalidInputError: it is no JSON, or a sheet has another shape; every fault is named with its sheet and field.
    """
    data = _parsed(text, name)
    entries = data if isinstance(data, list) else [data]
    if len(entries) > MAX_SHEETS:
        most = problem("too-many-sheets", name=name, sheets=f"{len(entries):,}", most=f"{MAX_SHEETS:,}")
        raise InvalidInputError(most)
    faults = Faults(name)
    sheets: list[Sheet] = []
    for place, entry in enumerate(entries, start=1):
        _read(entry, place, sheets, faults)
        if len(faults.found) >= _MOST_FAULTS:
            up_to = problem("up-to-sheet", name=name, number=place)
            faults.raise_as(InvalidInputError, up_to, problem("not-read-on"))
    faults.raise_as(InvalidInputError, name)
    return tuple(sheets)


def _parsed(text: object, name: str) -> Any:
    if not isinstance(text, str):
        raise InvalidInputError(f"{name}: must be a text in JSON, not {type(text).__name__}")
    for sign, most in _MOST_OF:
        if text.count(sign) > most:
            raise InvalidInputError(problem("too-many-signs", name=name, most=f"{most:,}", sign=repr(sign)))
    try:
        return json.loads(text, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        if str(error).startswith("Extra data") and text.lstrip().startswith("{"):
            return _lines(text, name)
        raise InvalidInputError(_no_json(error, name)) from None


def _lines(text: str, name: str) -> list[Any]:
    faults = Faults()
    entries: list[Any] = []
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            entries += [json.loads(line, object_pairs_hook=_object)] if line.strip() else []
        except (ValueError, RecursionError) as error:
            faults.add(_no_json(error, f"{name}:{number}", number))
            if len(faults.found) >= _MOST_FAULTS:
                break
    faults.raise_as(InvalidInputError, name)
    return entries


def _no_json(error: ValueError | RecursionError, name: str, line: int = 1) -> str:
    """That a text that begins in some line is no JSON, and where it ceases to be."""
    at = problem("unreadable")
    if isinstance(error, json.JSONDecodeError):
        at = problem("at-line", line=line - 1 + error.lineno, column=error.colno)
    return problem("no-json", name=name, at=at, example=_EXAMPLE)


def _read(entry: Any, place: int, sheets: list[Sheet], faults: Faults) -> None:
    for key in entry.keys_twice if isinstance(entry, _Twice) else ():
        faults.add(problem("field-twice"), item=problem("sheet", number=place), field=shown(key, 40).strip("'"))
    try:
        sheets.append(Sheet.model_validate(entry))
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False):
            field = ".".join(shown(part, 40).strip("'") for part in fault["loc"])
            faults.add(_problem(fault), item=problem("sheet", number=place), field=field)


def _problem(fault: ErrorDetails) -> str:
    match fault["type"]:
        case "extra_forbidden":
            return problem("no-such-field")
        case "model_type" | "model_attributes_type":
            return problem("no-sheet", example=_EXAMPLE)
        case "enum":
            return problem("no-role")
        case "value_error":
            return cast(str, fault["ctx"]["error"].args[0])
    if not fault["loc"]:  # a name that is no text, such as half of a pair of surrogates
        return problem("no-such-field")
    of_field = {"schema_version": problem("first-version"), "sheet_id": problem("no-sheet-id", most=MAX_SHEET_ID)}
    return of_field.get(str(fault["loc"][0]), problem("no-id"))
