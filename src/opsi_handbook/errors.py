"""The errors of the library: one root, and one way to collect faults so that all of them are told at once.

OpsiHandbookError
├── UnknownIdError        an id that the catalogue does not have
├── UnknownLanguageError  a language without an edition
├── InvalidInputError     something the caller gave cannot be used
├── ContentError          content that does not hold
└── MissingExtraError     a package that is not installed
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple, Self

__all__ = [
    "ContentError",
    "Fault",
    "Faults",
    "InvalidInputError",
    "MissingExtraError",
    "OpsiHandbookError",
    "Problem",
    "UnknownIdError",
    "UnknownLanguageError",
]

_MOST_TOLD = 50


class Fault(NamedTuple):
    """One thing that is wrong, and where. The texts are empty where they do not apply."""

    file: str
    """The file, or the argument, that is at fault."""
    line: int
    """The line, counted from 1; 0 where the fault has no line."""
    item: str
    """The id of the item, or what else names the part that is at fault."""
    field: str
    """The field of that part."""
    problem: str
    """What is wrong and what to do."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        item = f"{self.item} ({self.field})" if self.item and self.field else self.item or self.field
        return ": ".join(part for part in (place, item, self.problem) if part)


class Problem(str):
    """A piece of a message in English, which an edition can tell in its own language: see `content.problems`."""

    phrase: str
    """Which of the library's sentences it is."""
    values: Mapping[str, object]
    """What is filled in."""

    def __new__(cls, english: str, phrase: str = "", values: Mapping[str, object] | None = None) -> Self:
        """A piece of a message, as it is in English."""
        piece = super().__new__(cls, english)
        piece.phrase, piece.values = phrase, values or {}
        return piece


class OpsiHandbookError(Exception):
    """The root of every error that the library raises on purpose."""

    message: str
    """What is wrong, in one sentence."""
    faults: tuple[Fault, ...]
    """Each single fault, one at least."""

    def __init__(self, message: str, faults: Iterable[Fault] = ()) -> None:
        self.tell(message, faults)

    def tell(self, message: str, faults: Iterable[Fault]) -> None:
        """Set what it says, such as the same in another language."""
        self.message = message
        self.faults = tuple(faults) or (Fault("", 0, "", "", message),)
        self.args = (message, self.faults)

    def __str__(self) -> str:
        if len(self.faults) == 1:
            return self.message
        lines = [f"  {fault}" for fault in self.faults[:_MOST_TOLD]]
        if len(self.faults) > _MOST_TOLD:
            lines.append(f"  … (+ {len(self.faults) - _MOST_TOLD:,})")
        return "\n".join([self.message, *lines])


class UnknownIdError(OpsiHandbookError, KeyError):
    """An id that the catalogue does not have; the message names near ones, or what took the place of a retired one."""


class UnknownLanguageError(OpsiHandbookError, LookupError):
    """A language in which there is no edition; the message names those there are."""


class InvalidInputError(OpsiHandbookError, ValueError):
    """Something the caller gave cannot be used: a text, a limit, a sheet, a file."""


class ContentError(OpsiHandbookError, ValueError):
    """Content that does not hold: a damaged data file, or written content with faults."""


class MissingExtraError(OpsiHandbookError, ImportError):
    """A part of the library needs a package that is not installed; the message names the pip line."""


def _as_counted(fault: Fault) -> Fault:
    """A fault as it is sorted: row 2 comes before row 10."""
    return fault._replace(item=re.sub(r"[0-9]+", lambda number: number[0].zfill(9), fault.item))


class Faults:
    """Collects faults, and raises one error that tells all of them.

    >>> faults = Faults()
    >>> faults.add("must be a number", field="limit")
    >>> faults.raise_as(InvalidInputError, "the question")
    Traceback (most recent call last):
    ...
    opsi_handbook.errors.InvalidInputError: limit: must be a number
    """

    def __init__(self, file: str = "") -> None:
        self.file = file
        self.found: list[Fault] = []
        self.unknown_id = False
        """Whether one of the faults is an id that is not known."""

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(self, problem: str, *, item: str = "", field: str = "", line: int = 0, file: str = "") -> None:
        """Take note of one fault, in `file` or else in the file that the collector was made for."""
        self.found.append(Fault(file or self.file, line, item, field, problem))

    def extend(self, faults: Iterable[Fault]) -> None:
        """Take note of faults found elsewhere."""
        self.found += faults

    @contextmanager
    def collect(self, *, field: str = "") -> Iterator[None]:
        """Take note of an `OpsiHandbookError` raised in the block, and go on after it."""
        try:
            yield
        except OpsiHandbookError as error:
            self.unknown_id |= isinstance(error, UnknownIdError)
            self.found += (
                fault._replace(file=fault.file or self.file, field=fault.field or field) for fault in error.faults
            )

    def as_error(self, error: type[OpsiHandbookError], what: str, then: str = "") -> OpsiHandbookError:
        """What was found, as one error to raise.

        Args:
            error: the class of the error.
            what: what is at fault, such as "the sheets"; a single fault that says its own place stands alone.
            then: what to do about it, for the whole.
        """
        faults = sorted(dict.fromkeys(self.found), key=_as_counted)
        after = f"; {then}" if then else ""
        if len(faults) == 1:
            return error(f"{faults[0]}{after}", faults)
        several = f"{what}: {len(faults):,} faults{after}:"
        values = {"where": what, "count": len(faults), "after": then}
        return error(Problem(several, "several-then" if then else "several", values), faults)

    def raise_as(self, error: type[OpsiHandbookError], what: str, then: str = "") -> None:
        """Raise what was found as one error, as `as_error` makes it; nothing happens where nothing was found."""
        if self.found:
            raise self.as_error(error, what, then)
