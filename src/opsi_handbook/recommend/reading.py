"""From the JSON of an advice that was saved to an advice."""

from __future__ import annotations

import json

from pydantic import ValidationError

from opsi_handbook.errors import Faults, InvalidInputError
from opsi_handbook.model.json_keys import each_key_once
from opsi_handbook.recommend.advice import ADVICE_SCHEMA_VERSION, Advice
from opsi_handbook.text import field_at, shown

__all__ = ["read_advice"]

_MOST_CHARACTERS = 2_000_000
"""An advice with every question has about 150,000 characters."""


def read_advice(text: str | bytes, name: str = "advice") -> Advice:
    """The advice in a JSON text.

    Args:
        text: the JSON, as `model_dump_json` wrote it, with or without its receipt.
        name: what messages call it.

    Raises:
        InvalidInputError: it is no JSON of an advice, or one of another schema version; every fault is named.
    """
    if not isinstance(text, str | bytes):
        raise InvalidInputError(f"{name}: must be the JSON text of an advice, not {type(text).__name__}")
    if len(text) > _MOST_CHARACTERS:
        raise InvalidInputError(f"{name}: has {len(text):,} characters; an advice has at most {_MOST_CHARACTERS:,}")
    try:
        version = json.loads(text, object_pairs_hook=each_key_once)["schema_version"]
    except InvalidInputError as error:
        raise InvalidInputError(f"{name}: {error.message}") from None
    except (ValueError, RecursionError, LookupError, TypeError):
        raise InvalidInputError(f"{name}: is no JSON of an advice") from None
    if version != ADVICE_SCHEMA_VERSION:
        problem = f"has schema version {shown(version, 20)}, and this release reads {ADVICE_SCHEMA_VERSION}"
        raise InvalidInputError(f"{name}: {problem}; ask for the advice again")
    faults = Faults(name)
    try:
        return Advice.model_validate_json(text)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            faults.add(fault["msg"].removeprefix("Value error, "), field=field_at(fault["loc"]))
    raise faults.as_error(InvalidInputError, name)
