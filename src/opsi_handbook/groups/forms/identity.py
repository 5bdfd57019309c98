"""Who handed a sheet in, as far as that has to be known: so that nobody is counted twice, and nothing of it is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

from opsi_handbook.content.problems import problem
from opsi_handbook.errors import Faults
from opsi_handbook.groups.forms.columns import ColumnKind
from opsi_handbook.groups.forms.settling import Layout
from opsi_handbook.groups.forms.table import cell_at, row_at

__all__ = ["Identities"]

_TO_THE_SECOND = re.compile(r"[0-9]{1,2}[:.][0-9]{2}[:.][0-9]{2}")
_NOBODY = frozenset(("", "anonymous", "anonym", "anonymt", "anonyymi", "anonymous user"))


class Identities:
    """The ids of the responses of one table, and the rows in which each stood first."""

    def __init__(self, layout: Layout, faults: Faults) -> None:
        self._places = {
            kind: [column.place for column in layout.others.get(kind, ())]
            for kind in (ColumnKind.ID, ColumnKind.TIME, ColumnKind.SUBMITTED, ColumnKind.PERSON)
        }
        self._times = [*self._places[ColumnKind.TIME], *self._places[ColumnKind.SUBMITTED]]
        self._faults = faults
        self._rows: dict[str, int] = {}
        self._addresses: dict[str, int] = {}

    def sheet_id(self, number: int, row: Sequence[str]) -> str | None:
        """What tells a response from all others, made of its id and time so that neither can be read from it.

        None where the tool gave it neither. A response that stood in an earlier row is a fault, and so is an e-mail
        address that did.
        """
        self._check_addresses(number, row)
        ids = [row[place] for place in self._places[ColumnKind.ID] if row[place].casefold() not in _NOBODY]
        times = [row[place] for place in self._times]
        if ids:
            told = ["id", *ids, *times]
        elif any(map(_TO_THE_SECOND.search, times)):
            told = ["row", *row]
        else:
            return None
        sheet_id = f"r{sha256(repr(told).encode('utf-8', 'replace')).hexdigest()[:20]}"
        first = self._rows.setdefault(sheet_id, number)
        if first != number:
            same = "same-row" if not ids else "same-id-and-time" if any(times) else "same-id"
            self._faults.add(problem(same, row=first), item=row_at(number))
        return sheet_id

    def _check_addresses(self, number: int, row: Sequence[str]) -> None:
        for place in self._places[ColumnKind.PERSON]:
            address = row[place].casefold()
            if "@" in address and self._addresses.setdefault(address, number) != number:
                same = problem("same-address", row=self._addresses[address])
                self._faults.add(same, item=cell_at(number, place))
