"""From an advice, or its JSON, to plain data: bounded, whole numbers only, no key written twice."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn, Protocol

from opsi_handbook.errors import InvalidInputError
from opsi_handbook.text import shown
from opsi_handbook.verifier.comparing import in_brief

__all__ = ["MAX_CHARACTERS", "SCHEMA_VERSION", "JsonDumped", "checked_head", "document_of"]

MAX_CHARACTERS = 4_000_000
"""The longest JSON of an advice; one with every question has about 150,000 characters."""

SCHEMA_VERSION = 2
"""The version of the shape of an advice that is checked here."""

_MOST_DIGITS = 15


class JsonDumped(Protocol):
    """What gives its own JSON, as `Advice` does."""

    def model_dump_json(self) -> str:
        """The JSON."""
        ...


def document_of(advice: object) -> dict[str, Any]:
    """An advice as plain data.

    Raises:
        InvalidInputError: it is neither an advice nor the JSON of an object; it is too long, holds a number that is not
            whole, or has a key twice.
    """
    text = advice if isinstance(advice, str) else _dumped(advice)
    if len(text) > MAX_CHARACTERS:
        raise InvalidInputError(f"advice: has {len(text):,} characters; an advice has at most {MAX_CHARACTERS:,}")
    try:
        document = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole_number,
            parse_float=_no_whole_number,
            parse_constant=_no_whole_number,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InvalidInputError(f"advice: is no JSON ({place}); give the JSON of an advice, whole") from None
    except RecursionError:
        raise InvalidInputError("advice: is nested too deep; give the JSON of an advice") from None
    if type(document) is not dict:
        raise InvalidInputError("advice: must be a JSON object; give the JSON of an advice, whole")
    return document


def checked_head(document: Any) -> tuple[str, str]:
    """The language and the content version of an advice that can be worked out again.

    Raises:
        InvalidInputError: it is of another schema version, says neither, or has no receipt.
    """
    version = document.get("schema_version")
    if type(version) is not int or version != SCHEMA_VERSION:
        problem = f"schema version {SCHEMA_VERSION} is checked here, and this has {in_brief(version)}"
        raise InvalidInputError(f"advice: {problem}; ask for the advice again with this release")
    language, content_version = document.get("language"), document.get("content_version")
    if type(language) is not str or not re.fullmatch("[A-Za-z0-9-]{1,40}", language):
        raise InvalidInputError(f"advice: its language must be a language tag, not {in_brief(language)}")
    if type(content_version) is not str:
        raise InvalidInputError(f"advice: its content_version must be a text, not {in_brief(content_version)}")
    if document.get("receipt") is None:
        raise InvalidInputError("advice: has no receipt, so it cannot be worked out again; keep the receipt")
    return language, content_version


def _dumped(advice: object) -> str:
    dump = getattr(advice, "model_dump_json", None)
    if not callable(dump) or isinstance(advice, type):
        raise InvalidInputError(f"advice: must be an Advice or its JSON as a text, not {type(advice).__name__}")
    try:
        return str(dump())
    except (ValueError, TypeError, RecursionError):
        raise InvalidInputError("advice: holds what cannot be written as JSON") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise InvalidInputError(f"advice: the key {shown(twice, 40)} is written twice in one object")
    return values


def _whole_number(digits: str) -> int:
    return int(digits) if len(digits) <= _MOST_DIGITS else _no_whole_number(digits)


def _no_whole_number(digits: str) -> NoReturn:
    raise InvalidInputError(
        f"advice: holds the number {shown(digits, 20)}; every number of an advice is whole and small"
    )
