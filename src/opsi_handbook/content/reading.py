"""From the JSON of one edition to a catalogue, or to one error that says what is wrong with it."""

from __future__ import annotations

from pydantic import ValidationError

from opsi_handbook.errors import ContentError, Fault
from opsi_handbook.model import Catalogue

__all__ = ["read_catalogue"]


def read_catalogue(data: bytes, name: str) -> Catalogue:
    """Validate the JSON of an edition; `name` says in messages where it came from.

    Raises:
        ContentError: the JSON is damaged or does not hold; `faults` holds every fault.
    """
    try:
        return Catalogue.model_validate_json(data)
    except ValidationError as error:
        faults = []
        for fault in error.errors(include_url=False):
            inner = fault.get("ctx", {}).get("faults")
            if inner:
                faults += [Fault(name, 0, item, "", problem) for item, problem in inner]
            else:
                message = fault["msg"].removeprefix("Value error, ")
                faults.append(Fault(name, 0, "", ".".join(map(str, fault["loc"])), message))
        raise ContentError(
            f"{name} is damaged; install opsi-handbook again, or mend the file if it is your own:", sorted(faults)
        ) from None
