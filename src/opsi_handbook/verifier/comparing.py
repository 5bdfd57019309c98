"""Where a document differs from what it should be: every leaf, key and type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from opsi_handbook.text import shown

__all__ = ["in_brief", "unlike"]

_MOST_KEYS = 3


def unlike(actual: Any, expected: Any, at: str = "") -> Iterator[str]:
    """Each difference, with its place; what is expected bounds how far is looked."""
    if type(expected) is dict and type(actual) is dict:
        yield from _unlike_objects(actual, expected, at)
    elif type(expected) is list and type(actual) is list:
        if len(actual) != len(expected):
            yield f"{at}: has {len(actual)} entries, and must have {len(expected)}"
        for number, (each, wanted) in enumerate(zip(actual, expected, strict=False)):
            yield from unlike(each, wanted, f"{at}[{number}]")
    elif type(actual) is not type(expected) or actual != expected:
        yield f"{at}: is {in_brief(actual)}, and must be {in_brief(expected)}"


def in_brief(value: object) -> str:
    """A value as it is shown in a message, whatever it is."""
    if isinstance(value, dict | list | tuple):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, int) and abs(value) >= 10**20:
        return "a number of more than 20 digits"
    return "none" if value is None else shown(value)


def _unlike_objects(actual: dict[Any, Any], expected: dict[str, Any], at: str) -> Iterator[str]:
    beyond = [key for key in actual if key not in expected]
    if beyond:
        names = ", ".join(in_brief(key) for key in beyond[:_MOST_KEYS])
        more = f" and {len(beyond) - _MOST_KEYS} more" if len(beyond) > _MOST_KEYS else ""
        yield f"{at or 'advice'}: has {names}{more}, which does not belong there"
    for key, wanted in expected.items():
        place = f"{at}.{key}" if at else key
        if key in actual:
            yield from unlike(actual[key], wanted, place)
        else:
            yield f"{place}: is missing"
