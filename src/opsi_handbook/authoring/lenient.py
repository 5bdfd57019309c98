"""A catalogue as near to what was written as can be had, so that what binds items is checked whatever else is wrong."""

from __future__ import annotations

from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from opsi_handbook.model import Catalogue, Model

__all__ = ["lenient_catalogue"]


def lenient_catalogue(parts: dict[str, Any]) -> Catalogue:
    """A catalogue of parts that may have faults of shape: what does not fit a field is made to, or is left empty."""
    catalogue = _lenient(Catalogue, parts)
    assert isinstance(catalogue, Catalogue)  # noqa: S101  # what a model is asked for is what is made
    return catalogue


def _lenient(annotation: Any, value: Any) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _lenient(arguments[0], value)
    if origin is Literal:
        return arguments[0]
    if origin in {Union, UnionType}:
        members = [member for member in arguments if member is not NoneType]
        return None if value is None else _lenient(members[0], value)
    if origin is tuple:
        return tuple(_lenient(arguments[0], part) for part in value) if isinstance(value, list) else ()
    return _plain(annotation, value)


def _plain(annotation: Any, value: Any) -> Any:
    if issubclass(annotation, Model):
        given = value if isinstance(value, dict) else {}
        return annotation.model_construct(
            **{
                name: _lenient(field.annotation, given.get(name))
                for name, field in annotation.model_fields.items()
                if name in given or field.is_required()
            }
        )
    if issubclass(annotation, Enum):
        known = [member for member in annotation if member.value == value]
        return known[0] if known else next(iter(annotation))
    if annotation is str:
        return "" if value is None else str(value)
    return value if isinstance(value, annotation) else annotation()
