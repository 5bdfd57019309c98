"""The formats of translators' tools, a module each, and what a format declares that it carries.

A reader says what the file says, in the file's own words, and decides nothing: `merge` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from opsi_handbook.errors import ContentError, Fault
from opsi_handbook.text import shown
from opsi_handbook.translate.locale import Locale, State
from opsi_handbook.translate.units import Unit

__all__ = ["MOST_BYTES", "MOST_ENTRIES", "Claim", "Document", "Entry", "Format", "each_once", "item_of"]

MOST_BYTES = 4_000_000
"""The largest file that is read; all units in one language take about half a million bytes."""
MOST_ENTRIES = 50_000
"""The most entries that are read of a file; there are about 1,000 units."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,159}")


class Claim(IntEnum):
    """What a mark in a file says of a translation, the least first: where a file says several things, the least
    holds.
    """

    UNTRANSLATED = 0
    """That it is still to be made; a text that is the English is only a copy of it."""
    UNFINISHED = 1
    """That it needs work, is a guess, a machine's, or was rejected. A word that we do not know says this too."""
    NOTHING = 2
    """Nothing, where the format has words for it."""
    DONE = 3
    """That somebody has translated it."""
    APPROVED = 4
    """That a second person has approved it."""


@dataclass(frozen=True)
class Entry:
    """What a file says of one unit."""

    id: str
    """The id of the unit, as the file has it."""
    source: str
    """The English, as the file has it."""
    text: str
    """The translation; empty where there is none."""
    marks: tuple[str, ...] = ("",)
    """The words in which the file says how far the translation is; an empty one where it says nothing."""
    line: int = 0
    """Where the entry stands in the file."""
    alias: str = ""
    """Another name that the file has for the unit, for tools that number the units anew."""
    previous: str = ""
    """The older English that the file says the translation was made from."""
    comments: tuple[str, ...] = ()
    """Notes in the file that are not known to be ours."""
    state: State | None = None
    """The state that a comment of ours names, as it was when the file was written; translators leave it as it is."""
    obsolete: bool = False
    """Whether the file says that the unit is gone."""
    exported: str = ""
    """The mark of ours that says what the unit was when the file was written; empty where there is none."""
    former: tuple[str, ...] = ()
    """The versions that there were before, in a file of the folder in which translations are kept."""


@dataclass(frozen=True)
class Document:
    """What a file says."""

    name: str
    """What messages call the file."""
    languages: tuple[str, ...]
    """Every language that the file says it translates into, as written there."""
    entries: tuple[Entry, ...]
    """What it says of the units, in its own order; each unit once."""
    faults: tuple[Fault, ...] = ()
    """What is wrong with single units. Those that have no entry are left out."""
    may_be_cut: bool = False
    """Whether the last text could be half of one, which cannot be told from the file alone."""


@dataclass(frozen=True)
class Format:
    """A format of translators' tools."""

    title: str
    """What it is, in a few words."""
    write: Callable[[Iterable[Unit], Locale, str], str]
    """Writes all units with what is translated of them; the text after them is the content version."""
    read: Callable[[bytes, str], Document] | None = None
    """Reads a file, of which the name is for messages; None where the format is only written."""
    says: Mapping[str, Claim] = field(default_factory=dict)
    """What its words for the state of a translation say."""

    def claim(self, marks: Iterable[str]) -> Claim:
        """What the marks of an entry say; an unknown one, that the translation is unfinished."""
        return min(self.says.get(mark, Claim.UNFINISHED) for mark in marks)


def item_of(id_: str) -> str:
    """An id from a file as a message names it, whatever stands in it."""
    return id_ if not id_ or _ID.fullmatch(id_) else shown(id_)


def each_once(entries: Iterable[Entry], name: str) -> tuple[tuple[Entry, ...], list[Fault]]:
    """The entries whose unit is named and stands once, and a fault for each of the others; none of those is taken.

    Raises:
        ContentError: there are more than any file of ours can have.
    """
    by_id: dict[str, list[Entry]] = {}
    faults = []
    for count, entry in enumerate(entries, start=1):
        if count > MOST_ENTRIES:
            raise ContentError(f"{name}: has more than {MOST_ENTRIES:,} entries; give the file that was meant")
        if _ID.fullmatch(entry.id):
            by_id.setdefault(entry.id, []).append(entry)
        elif not entry.obsolete:
            problem = "this is no id of a unit, so nobody knows what the text belongs to"
            faults.append(Fault(name, entry.line, item_of(entry.id), "", problem))
    problem = "the unit stands twice; keep one"
    faults += (Fault(name, same[-1].line, id_, "", problem) for id_, same in by_id.items() if len(same) > 1)
    return tuple(same[0] for same in by_id.values() if len(same) == 1), faults
