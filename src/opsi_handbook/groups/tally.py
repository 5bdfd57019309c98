"""The count of many sheets. Exact, and therefore not for publication: `Table` is what may be shown.

Adding is all that happens here, so the order of sheets never matters, and sheets added in parts count as at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from types import MappingProxyType

from opsi_handbook.groups.sheet import Role, Sheet

__all__ = ["Cell", "Tally"]

_KEYS = 1 << 64


@dataclass(frozen=True)
class Cell:
    """How the answers to one question fall: marked, and read and left unmarked."""

    marked: int = 0
    fine: int = 0

    @property
    def answered(self) -> int:
        """How many answered the question at all."""
        return self.marked + self.fine

    @property
    def share(self) -> float:
        """The share that marked it among those who answered; 0 where nobody did."""
        return self.marked / self.answered if self.answered else 0.0


@dataclass(frozen=True)
class Tally:
    """Counts over sheets, which can be added up. `key` stands for the sheets as a whole, whatever their order."""

    questions: tuple[str, ...]
    sheets: int
    roles: Mapping[Role, int]
    cells: Mapping[Role | None, Mapping[str, Cell]]
    key: int

    @classmethod
    def of(cls, sheets: Iterable[Sheet], questions: Iterable[str]) -> Tally:
        """Count sheets that hold nothing unknown. In `cells`, None stands for all sheets, whatever their role."""
        ids = tuple(questions)
        total = 0
        key = 0
        roles: Counter[Role] = Counter()
        marked: dict[Role | None, Counter[str]] = {}
        skipped: dict[Role | None, Counter[str]] = {}
        for sheet in sheets:
            total += 1
            key = (key + _key(sheet)) % _KEYS
            for group in {None, sheet.role}:
                marked.setdefault(group, Counter()).update(sheet.marks)
                skipped.setdefault(group, Counter()).update(sheet.skipped)
            if sheet.role is not None:
                roles[sheet.role] += 1
        sizes: dict[Role | None, int] = {None: total} | dict(roles)
        cells = {
            group: MappingProxyType(
                {id_: Cell(marks[id_], sizes[group] - marks[id_] - skipped[group][id_]) for id_ in ids}
            )
            for group, marks in marked.items()
        }
        return cls(ids, total, MappingProxyType(dict(roles)), MappingProxyType(cells), key)

    def __add__(self, other: Tally) -> Tally:
        def cell(tally: Tally, group: Role | None, id_: str) -> Cell:
            return tally.cells[group][id_] if group in tally.cells else Cell()

        cells = {
            group: MappingProxyType(
                {
                    id_: Cell(
                        cell(self, group, id_).marked + cell(other, group, id_).marked,
                        cell(self, group, id_).fine + cell(other, group, id_).fine,
                    )
                    for id_ in self.questions
                }
            )
            for group in {**self.cells, **other.cells}
        }
        return Tally(
            self.questions,
            self.sheets + other.sheets,
            MappingProxyType(dict(Counter(self.roles) + Counter(other.roles))),
            MappingProxyType(cells),
            (self.key + other.key) % _KEYS,
        )


def _key(sheet: Sheet) -> int:
    told = "|".join((sheet.role or "", " ".join(sorted(sheet.marks)), " ".join(sorted(sheet.skipped))))
    return int.from_bytes(blake2b(told.encode(), digest_size=8).digest(), "big")
