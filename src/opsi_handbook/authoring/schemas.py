"""The JSON Schemas of what is saved or sent."""

from __future__ import annotations

from typing import Any

from opsi_handbook.errors import InvalidInputError
from opsi_handbook.groups import Sheet, Workshop
from opsi_handbook.model import Catalogue, Model
from opsi_handbook.recommend import Advice

__all__ = ["SCHEMAS", "schema_of"]

SCHEMAS: dict[str, type[Model]] = {"advice": Advice, "catalogue": Catalogue, "sheet": Sheet, "workshop": Workshop}


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document that the library writes.

    Raises:
        InvalidInputError: there is no schema of this name.
    """
    if name not in SCHEMAS:
        raise InvalidInputError(f"there is no schema {name!r}; there is {', '.join(SCHEMAS)}")
    schema = SCHEMAS[name].model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
