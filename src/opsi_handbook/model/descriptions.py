"""The meaning of each field, for JSON Schemas: read from the docstring that stands under the field in its class."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from functools import cache

__all__ = ["field_descriptions"]


def field_descriptions(model: type) -> Mapping[str, str]:
    """The description of every field of a model by the field's name, those of its bases taken along."""
    found: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if cls.__module__.startswith("opsi_handbook."):
            found |= _classes(cls.__module__).get(cls.__qualname__, {})
    return found


@cache
def _classes(module: str) -> dict[str, dict[str, str]]:
    """The fields and their docstrings of every class of a module; none where the source is not at hand."""
    import sys

    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError):
        return {}
    return {node.name: _fields(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _fields(node: ast.ClassDef) -> dict[str, str]:
    found: dict[str, str] = {}
    for statement, after in zip(node.body, node.body[1:], strict=False):
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
        ):
            found[statement.target.id] = inspect.cleandoc(after.value.value)
    return found
