"""A ledger: a group's secret, and what was published of it, so that publishing again gives nobody away.

The holder keeps it beside the tally, and never publishes it. A table that would tell too much beside an earlier one
is not made; the last one is given again.
"""

from __future__ import annotations

import json
from typing import Annotated, NamedTuple

from pydantic import FailFast, Field, ValidationError

from opsi_handbook.content.problems import problem, problem_in
from opsi_handbook.errors import InvalidInputError, OpsiHandbookError
from opsi_handbook.groups.bands import FIVE_BANDS_FROM
from opsi_handbook.groups.publishing import SMALLEST, publish
from opsi_handbook.groups.sheet import FirstVersion
from opsi_handbook.groups.table import Table
from opsi_handbook.groups.tally import Tally
from opsi_handbook.model import Model
from opsi_handbook.model.json_keys import each_key_once
from opsi_handbook.text import field_at

__all__ = ["Ledger", "Published", "read_ledger"]

_MOST_CHARACTERS = 4_000_000
"""Room for some hundred publications."""


class Published(NamedTuple):
    """A table that may be shown, the ledger to keep from now on, and whether the table was published before."""

    table: Table
    ledger: Ledger
    repeated: bool


class Ledger(Model):
    """A group's secret, and the tables that were published of it, the last one last."""

    schema_version: FirstVersion = 1
    """The version of this format."""
    secret: Annotated[str, Field(pattern=r"^(?:[0-9a-f]{2}){16,64}$")]
    """16 to 64 random bytes, as hexadecimal digits, such as `secrets.token_hex(16)` gives."""
    published: Annotated[tuple[Table, ...], FailFast()] = ()
    """What was published."""

    def publish(self, tally: Tally, *, smallest: int = SMALLEST, by_role: bool = False) -> Published:
        """What may be published of a tally now: a new table, or the last one again.

        A new one needs at least `SMALLEST` sheets more or fewer than any before it. No group that is shown may have
        grown from one table to the other to between twice and five times its size, or shrunk so: there, two bands
        can pin a count down. From 60 sheets on, where there are more bands, it may not have grown by more than a tenth.

        Raises:
            InvalidInputError: it was shown in another way before (by role, or as a whole; another smallest size), or
                `smallest` is out of bounds.
        """
        table = publish(tally, smallest=smallest, secret=bytes.fromhex(self.secret), by_role=by_role)
        earlier = [before for before in self.published if before.rows]
        for before in earlier:
            if _way(before) != _way(table):
                raise InvalidInputError(problem("another-way"))
        if table == (earlier[-1] if earlier else None):
            return Published(table, self, repeated=True)
        if not table.exact and any(_tells(before, table) for before in earlier):
            return Published(earlier[-1], self, repeated=True)
        if not table.rows:
            return Published(table, self, repeated=False)
        return Published(table, self.model_copy(update={"published": (*self.published, table)}), repeated=False)


def _way(table: Table) -> tuple[object, ...]:
    return (table.exact,) if table.exact else (table.exact, table.by_role, table.smallest)


def _tells(before: Table, table: Table) -> bool:
    """Whether two tables, laid side by side, may tell more than each of them."""
    if abs(table.sheets - before.sheets) < SMALLEST:
        return True
    if not table.by_role:
        return _in_between(before.sheets, table.sheets)
    sizes = {part.role: part.sheets for part in before.roles}
    return any(part.role in sizes and _in_between(sizes[part.role], part.sheets) for part in table.roles)


def _in_between(first: int, second: int) -> bool:
    small, large = sorted((first, second))
    most = 2 * small if large < FIVE_BANDS_FROM else small + small // 10
    return most < large < 5 * small


def read_ledger(text: str, name: str = "ledger") -> Ledger:
    """The ledger in a JSON text.

    Raises:
        InvalidInputError: it is none.
    """
    if len(text) > _MOST_CHARACTERS:
        raise problem_in(name, "long-ledger", characters=f"{len(text):,}", most=f"{_MOST_CHARACTERS:,}")
    try:
        json.loads(text, object_pairs_hook=each_key_once)
        return Ledger.model_validate_json(text)
    except (ValueError, RecursionError) as error:
        raise problem_in(name, "no-ledger", at=_place_of(error)) from None


def _place_of(error: ValueError | RecursionError) -> str:
    """Where the text is no ledger, to follow what is said of it."""
    match error:
        case json.JSONDecodeError():
            return problem("at-line", line=error.lineno, column=error.colno)
        case ValidationError():
            return field_at(error.errors(include_url=False, include_input=False)[0]["loc"]) or problem("unreadable")
        case OpsiHandbookError():
            return error.message
        case _:
            return problem("unreadable")
