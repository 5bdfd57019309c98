"""A sheet: one respondent's answers to the questions."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from opsi_handbook.content.problems import problem
from opsi_handbook.model import Model
from opsi_handbook.model.items import Item

__all__ = ["MAX_ANSWERS", "MAX_SHEETS", "MAX_SHEET_ID", "FirstVersion", "Role", "Sheet"]

MAX_SHEETS = 100_000
"""The most sheets that one group may have."""

MAX_ANSWERS = 1_000
"""The most questions that one sheet may name in one field."""


MAX_SHEET_ID = 100
"""The most characters that the number of a sheet may have."""


class Role(StrEnum):
    """Where somebody stands in their organisation."""

    LEADER = "leader"
    MANAGER = "manager"
    STAFF = "staff"


def _plain(value: Any) -> Any:
    """An id in small letters; of an item, its id."""
    if isinstance(value, Item):
        return value.id
    return value.strip().lower() if isinstance(value, str) and value.isascii() else value


def _whole_one(value: Any) -> Any:
    if type(value) is not int:
        raise ValueError(problem("first-version"))
    return value


def _listed(value: Any) -> Any:
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise ValueError(problem("no-list", example='["p2.q2"]'))
    ids = tuple(value)
    if len(ids) > MAX_ANSWERS:
        raise ValueError(problem("too-many-answers", questions=f"{len(ids):,}", most=f"{MAX_ANSWERS:,}"))
    return ids


FirstVersion = Annotated[Literal[1], BeforeValidator(_whole_one)]
"""The number 1, and nothing that is merely equal to it."""

_Id = Annotated[str, BeforeValidator(_plain)]
_Ids = Annotated[tuple[_Id, ...], BeforeValidator(_listed)]


class Sheet(Model):
    """One respondent's answers, as on the printed page: what is marked, and what was left out.

    Every question that is neither marked nor skipped was read and left unmarked: it is fine as it is. A sheet bears no
    name. Questions may be given as ids or as items.
    """

    schema_version: FirstVersion = 1
    """The version of this format."""
    role: Annotated[Role | None, BeforeValidator(_plain)] = None
    """Where the respondent stands: leader, manager or staff; None where it was not said."""
    marks: _Ids = ()
    """The questions marked "we need to get better at this"."""
    skipped: _Ids = ()
    """The questions that were not answered."""
    sheet_id: Annotated[str, Field(min_length=1, max_length=MAX_SHEET_ID)] | None = None
    """Anything that tells this sheet from all others, such as a number; never a name. The same twice is a fault."""

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            schema_version: Literal[1] = 1,
            role: Role | str | None = None,
            marks: Iterable[str | Item] = (),
            skipped: Iterable[str | Item] = (),
            sheet_id: str | None = None,
        ) -> None: ...
