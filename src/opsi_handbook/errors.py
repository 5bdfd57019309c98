"""The errors of the library: one root, and faults that say what, where and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = [
    "ContentError",
    "Fault",
    "InvalidInputError",
    "MissingExtraError",
    "OpsiHandbookError",
    "UnknownIdError",
    "UnknownLanguageError",
]


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong, and where.

    `line` counts from 1 and is 0 where the fault has no line; the texts are empty where they do not apply.
    """

    file: str
    line: int
    item: str
    field: str
    problem: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        item = f"{self.item} ({self.field})" if self.item and self.field else self.item or self.field
        return ": ".join(part for part in (place, item, self.problem) if part)


class OpsiHandbookError(Exception):
    """The root of every error that the library raises on purpose.

    `faults` holds each single fault where there are several; it is empty where the message says it all.
    """

    def __init__(self, message: str, faults: Iterable[Fault] = ()) -> None:
        self.message = message
        self.faults = tuple(faults)
        super().__init__(message)

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"  {fault}" for fault in self.faults)])


class UnknownIdError(OpsiHandbookError, KeyError):
    """An id that the catalogue does not have; the message names near ones."""


class UnknownLanguageError(OpsiHandbookError, LookupError):
    """A language in which there is no edition; the message names those there are."""


class InvalidInputError(OpsiHandbookError, ValueError):
    """Something the caller gave cannot be used: a text, a limit, an id named twice."""


class ContentError(OpsiHandbookError, ValueError):
    """Content that does not hold: a damaged data file, or written content with faults."""


class MissingExtraError(OpsiHandbookError, ImportError):
    """A part of the library needs a package that is not installed; the message names the pip line."""
