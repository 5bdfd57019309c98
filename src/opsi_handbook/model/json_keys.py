"""JSON in which a key stands twice says two things: it is refused, so that nothing is dropped in silence."""

from __future__ import annotations

from typing import Any

from opsi_handbook.errors import InvalidInputError, Problem
from opsi_handbook.text import shown

__all__ = ["each_key_once"]


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of its pairs, for `json.loads(text, object_pairs_hook=each_key_once)`.

    Raises:
        InvalidInputError: a key stands twice.
    """
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        key = shown(twice, 40)
        problem = f"the key {key} stands twice in one object; keep one"
        raise InvalidInputError(Problem(problem, "key-twice", {"key": key}))
    return values
