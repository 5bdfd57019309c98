"""The count of many sheets. Exact, and therefore not for publication: `Table` is what may be shown.

Adding is all that happens here, so the order of sheets never matters, and sheets added in parts count as at once.
A tally is a value: it has JSON, can be pickled, copied and hashed, and `sum` adds tallies up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import Field, model_validator

from opsi_handbook.errors import InvalidInputError
from opsi_handbook.groups.sheet import FirstVersion, Role, Sheet
from opsi_handbook.model import Model
from opsi_handbook.text import shown

__all__ = ["Part", "Tally"]

_Count = Annotated[int, Field(strict=True, ge=0)]


class Part(Model):
    """The counts of those of one role, or of those who named none."""

    role: Role | None = None
    """The role; None for the sheets without one, and for several roles taken together."""
    sheets: _Count
    """How many sheets there are."""
    marked: tuple[_Count, ...]
    """How many marked each question, in the order of the tally's questions."""
    skipped: tuple[_Count, ...]
    """How many did not answer each question, in the same order."""

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if len(self.marked) != len(self.skipped):
            raise ValueError("marked and skipped must be of one length")
        if any(marked + skipped > self.sheets for marked, skipped in zip(self.marked, self.skipped, strict=True)):
            raise ValueError("more answers than sheets")
        return self

    def counts(self, place: int) -> tuple[int, int, int]:
        """How many marked the question at a place, left it unmarked, and skipped it."""
        marked, skipped = self.marked[place], self.skipped[place]
        return marked, self.sheets - marked - skipped, skipped

    def together(self, other: Part, role: Role | None) -> Part:
        """The counts of two parts as one."""
        return Part.model_construct(
            role=role,
            sheets=self.sheets + other.sheets,
            marked=tuple(map(sum, zip(self.marked, other.marked, strict=True))),
            skipped=tuple(map(sum, zip(self.skipped, other.skipped, strict=True))),
        )


class Tally(Model):
    """Counts over sheets, which can be added up. Get one from `Handbook.tally`. Not for publication."""

    schema_version: FirstVersion = 1
    """The version of this format."""
    questions: tuple[str, ...]
    """The ids of the questions that were asked, in printed order."""
    parts: tuple[Part, ...] = ()
    """The counts by role: leaders, managers, staff, and those who named none; without those that have no sheet."""
    sheet_ids: tuple[str, ...] = ()
    """The ids of those sheets that have one, in the order of the alphabet: so none is counted twice."""

    @model_validator(mode="after")
    def _holds(self) -> Self:
        if len(set(self.questions)) != len(self.questions):
            raise ValueError("a question is named twice")
        if any(len(part.marked) != len(self.questions) for part in self.parts):
            raise ValueError("a part has not one count for each question")
        if [part.role for part in self.parts] != [role for role in _ORDER if role in self._roles] or not all(
            part.sheets for part in self.parts
        ):
            raise ValueError("the parts must stand in the order leader, manager, staff, none, each once, none empty")
        if list(self.sheet_ids) != sorted(set(self.sheet_ids)) or len(self.sheet_ids) > self.sheets:
            raise ValueError("sheet_ids must be sorted, each once, and no more than there are sheets")
        return self

    @property
    def _roles(self) -> set[Role | None]:
        return {part.role for part in self.parts}

    @property
    def sheets(self) -> int:
        """How many sheets were counted."""
        return sum(part.sheets for part in self.parts)

    @property
    def whole(self) -> Part:
        """The counts of all sheets together, whatever their role."""
        none = (0,) * len(self.questions)
        total = Part.model_construct(role=None, sheets=0, marked=none, skipped=none)
        for part in self.parts:
            total = total.together(part, None)
        return total

    @classmethod
    def of(cls, sheets: Iterable[Sheet], questions: Iterable[str]) -> Tally:
        """Count sheets that were checked before: they name nothing unknown, and none is there twice."""
        ids = tuple(questions)
        sizes: Counter[Role | None] = Counter()
        marked: dict[Role | None, Counter[str]] = {role: Counter() for role in _ORDER}
        skipped: dict[Role | None, Counter[str]] = {role: Counter() for role in _ORDER}
        names: list[str] = []
        for sheet in sheets:
            sizes[sheet.role] += 1
            marked[sheet.role].update(sheet.marks)
            skipped[sheet.role].update(sheet.skipped)
            names += () if sheet.sheet_id is None else (sheet.sheet_id,)
        parts = tuple(
            Part.model_construct(
                role=role,
                sheets=sizes[role],
                marked=tuple(marked[role][id_] for id_ in ids),
                skipped=tuple(skipped[role][id_] for id_ in ids),
            )
            for role in _ORDER
            if sizes[role]
        )
        return cls.model_construct(questions=ids, parts=parts, sheet_ids=tuple(sorted(names)))

    def __add__(self, other: object) -> Tally:
        if not isinstance(other, Tally):
            return NotImplemented
        if self.questions != other.questions:
            raise InvalidInputError("tally: the two count answers to other questions; count both by one handbook")
        twice = sorted(set(self.sheet_ids) & set(other.sheet_ids))
        if twice:
            raise InvalidInputError(f"tally: {len(twice):,} of the sheets are in both, such as {shown(twice[0])}")
        parts = {part.role: part for part in self.parts}
        for part in other.parts:
            parts[part.role] = parts[part.role].together(part, part.role) if part.role in parts else part
        return Tally.model_construct(
            questions=self.questions,
            parts=tuple(parts[role] for role in _ORDER if role in parts),
            sheet_ids=tuple(sorted((*self.sheet_ids, *other.sheet_ids))),
        )

    def __radd__(self, other: object) -> Tally:
        # `sum` begins with 0.
        return self if type(other) is int and other == 0 else NotImplemented


_ORDER: tuple[Role | None, ...] = (*Role, None)
