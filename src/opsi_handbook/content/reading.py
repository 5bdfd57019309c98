"""From the JSON of one edition to a catalogue, or to one error that says what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from opsi_handbook.errors import ContentError, Faults
from opsi_handbook.model import Catalogue
from opsi_handbook.text import field_at, on_one_line

__all__ = ["read_catalogue"]


def read_catalogue(data: bytes | Mapping[str, Any], name: str, *, is_bound: bool = False) -> Catalogue:
    """Validate an edition, given as JSON or as plain data: each part, and what binds the parts together.

    Args:
        data: the edition.
        name: where it came from, for messages.
        is_bound: whether what binds the parts together is known to hold, as it was looked at when they were compiled.

    Raises:
        ContentError: it is damaged or does not hold; `faults` holds every fault.
    """
    faults = Faults(name)
    try:
        catalogue = (
            Catalogue.model_validate_json(data) if isinstance(data, bytes) else Catalogue.model_validate(dict(data))
        )
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            faults.add(fault["msg"].removeprefix("Value error, "), field=field_at(fault["loc"]))
    else:
        if is_bound:
            return catalogue
        from opsi_handbook.model.integrity import faults_of  # only for what was not compiled here

        for item, problem in faults_of(catalogue):
            faults.add(on_one_line(problem), item=on_one_line(item))
        if not faults:
            return catalogue
    raise faults.as_error(
        ContentError, f"{name} is damaged", "install opsi-handbook again, or mend the file if it is yours"
    )
