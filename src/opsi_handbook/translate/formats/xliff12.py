"""XLIFF 1.2 (OASIS), which most translators' tools read best.

The older source of a stale translation goes along as an alternative translation. A second person's approval is
`final` or `signed-off`; `approved="yes"` alone is no more than `translated`, since translate-toolkit, and with it
Weblate, writes it for whatever is finished.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from opsi_handbook.errors import ContentError, Fault
from opsi_handbook.translate.formats import Claim, Document, Entry, Format, each_once, item_of
from opsi_handbook.translate.formats._exported import mark_of, split_mark
from opsi_handbook.translate.formats._inline import LANGUAGE, CannotCarryError, flat, tool_marks, without_layout
from opsi_handbook.translate.formats._xml import Node, attributes, escaped, parsed
from opsi_handbook.translate.locale import Locale, Row, State, rows
from opsi_handbook.translate.units import Unit

__all__ = ["SPACE", "XLIFF12"]

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
"""The namespace of the standard."""

_STATES = {
    State.MACHINE: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "final",
    State.STALE: "needs-adaptation",
}
_ORIGINAL = "opsi-handbook-"
_APPROVED, _NOT_APPROVED = "approved yes", "approved no"
"""What is no state, which has no space in it."""
_NEUTRAL = {"exact-match", "id-match"}
"""Where a text came from, and no word on how far it is: it is as its state says."""
_CHILDREN = {
    "source", "seg-source", "target", "note", "alt-trans", "context-group", "count-group", "prop-group",
}  # fmt: skip
"""What the standard lets stand in a unit."""


def _write(units: Iterable[Unit], locale: Locale, content_version: str) -> str:
    """All units as XLIFF 1.2."""
    file = attributes(
        [
            ("original", f"{_ORIGINAL}{content_version}"),
            ("source-language", "en"),
            ("target-language", locale.language),
            ("datatype", "plaintext"),
        ]
    )
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<xliff xmlns="{SPACE}" version="1.2">',
            f"  <file{file}>",
            "    <body>",
            *(line for row in rows(units, locale) for line in _unit(row)),
            "    </body>",
            "  </file>",
            "</xliff>\n",
        ]
    )


def _unit(row: Row) -> Iterator[str]:
    marks = [("id", row.unit.id), ("resname", row.unit.id), ("xml:space", "preserve")]
    if row.state is State.REVIEWED:
        marks.append(("approved", "yes"))
    yield f"      <trans-unit{attributes(marks)}>"
    yield f"        <source>{escaped(row.unit.text)}</source>"
    if row.text:
        yield f'        <target state="{_STATES[row.state]}">{escaped(row.text)}</target>'
    yield f'        <note from="developer">{escaped(row.unit.note)}</note>'
    comments = (row.comment,) if row.comment else ()
    if row.comment:
        yield f'        <note from="translator">{escaped(row.comment)}</note>'
    if row.text:
        mark = mark_of(row, Entry("", "", row.text, (_STATES[row.state],), comments=comments))
        yield f'        <note from="program">{mark}</note>'
    if row.previous:
        yield '        <alt-trans alttranstype="previous-version">'
        yield f"          <source>{escaped(row.previous)}</source>"
        yield f'          <target state="{_STATES[row.kept]}">{escaped(row.text)}</target>'
        yield "        </alt-trans>"
    yield "      </trans-unit>"


def _read(data: bytes, name: str) -> Document:
    """What an XLIFF 1.2 file says.

    Raises:
        ContentError: it is damaged or not of this version, or its source is not English.
    """
    root = parsed(data, name)
    files = root.children("file")
    if root.get("version") != "1.2" or not files:
        raise ContentError(f"{name}: is no XLIFF 1.2 with a file in it; save it as XLIFF 1.2 or 2.1")
    languages: list[str] = []
    entries: list[Entry] = []
    faults: list[Fault] = []
    for file in files:
        if file.get("source-language", "en").lower().partition("-")[0].partition("_")[0] != "en":
            raise ContentError(f"{name}: a file in it is not translated from English; export it again")
        languages.append(file.get("target-language"))
        for unit in _units(file):
            languages += (target.get(LANGUAGE) for target in unit.children("target") if target.get(LANGUAGE))
            try:
                entries.append(_said(unit))
            except CannotCarryError as error:
                faults.append(Fault(name, unit.line, item_of(unit.get("id")), "", str(error)))
    once, doubled = each_once(entries, name)
    return Document(name, tuple(dict.fromkeys(languages)), once, (*faults, *doubled))


def _units(node: Node) -> Iterator[Node]:
    for part in node.children():
        if part.name in {"trans-unit", "bin-unit"}:
            yield part
        elif part.name in {"body", "group"}:
            yield from _units(part)


def _said(unit: Node) -> Entry:
    if unit.name == "bin-unit":
        raise CannotCarryError("it is binary, which no unit of ours is; remove it")
    stray = [part.name for part in unit.children() if part.name not in _CHILDREN]
    if stray:
        raise CannotCarryError(f"it holds <{stray[0][:40]}>, which XLIFF 1.2 does not have there; remove it")
    sources, targets = unit.children("source"), unit.children("target")
    if len(sources) != 1 or len(targets) > 1:
        raise CannotCarryError("it has no source, or more than one source or target; keep one of each")
    target = targets[0] if targets else None
    source, text = without_layout(flat(sources[0]), "" if target is None else flat(target))
    if target is not None and text:
        _check_segments(unit, target)
    notes = [note.text() for note in unit.children("note") if note.get("from") != "developer"]
    mark, comments = split_mark(notes)
    older = [old for old in unit.children("alt-trans") if old.get("alttranstype") == "previous-version"]
    return Entry(
        id=unit.get("id"),
        source=source,
        text=text,
        marks=tuple(_marks(unit, target)),
        line=unit.line,
        alias=unit.get("resname"),
        previous="".join(flat(part) for old in older[:1] for part in old.children("source")[:1]),
        comments=tuple(comment for comment in comments if comment),
        exported=mark,
    )


def _marks(unit: Node, target: Node | None) -> Iterator[str]:
    approved = unit.get("approved")
    state = "" if target is None else target.get("state")
    yield state.replace(" ", "_") or (_APPROVED if approved == "yes" else "")
    if approved == "no":
        yield _NOT_APPROVED
    if target is not None and target.get("state-qualifier") not in {"", *_NEUTRAL}:
        yield f"qualifier {target.get('state-qualifier')}"
    yield from tool_marks(unit)


@dataclass(frozen=True)
class _Segment:
    """A part of a text that a tool translates at a time, and whether something stands between it and the one before."""

    id: str
    text: str
    apart: bool


def _check_segments(unit: Node, target: Node) -> None:
    """See that no segment, and no space between two, was lost in the target."""
    cut = [_segments(part) for part in unit.children("seg-source")[:1]]
    into = _segments(target)
    if not cut and not into:
        return
    given = cut[0] if cut else into
    if sorted(segment.id for segment in given) != sorted(segment.id for segment in into):
        raise CannotCarryError("its segments are not those of the English, each once; translate every one")
    if len({segment.id for segment in into}) != len(into):
        raise CannotCarryError("a segment of it stands twice; keep one")
    if not all(segment.text.strip() for segment in into):
        raise CannotCarryError("a segment of it has no translation; translate every one")
    if any(segment.apart for segment in given[1:]) and not all(segment.apart for segment in into[1:]):
        raise CannotCarryError("the space between two segments was lost; put it back")


def _segments(node: Node) -> list[_Segment]:
    segments: list[_Segment] = []
    parted = False
    for part in _pieces(node):
        if isinstance(part, str):
            parted = True
            continue
        before = segments[-1].text[-1:] if segments else ""
        text = flat(part)
        # Writing such as Chinese sets no space between sentences.
        apart = parted or before.isspace() or text[:1].isspace() or (before != "" and east_asian_width(before) in "WF")
        segments.append(_Segment(part.get("mid"), text, apart))
        parted = False
    return segments


def _pieces(node: Node) -> Iterator[Node | str]:
    """The segments in a text, and what stands between them."""
    for part in node.parts:
        if isinstance(part, str) or (part.name == "mrk" and part.get("mtype") == "seg"):
            yield part
        else:
            yield from _pieces(part)


XLIFF12 = Format(
    "XLIFF 1.2, which most tools read best",
    _write,
    _read,
    {
        "": Claim.NOTHING,
        "new": Claim.UNTRANSLATED,
        "needs-translation": Claim.UNTRANSLATED,
        "translated": Claim.DONE,
        _APPROVED: Claim.DONE,
        _NOT_APPROVED: Claim.DONE,
        "signed-off": Claim.APPROVED,
        "final": Claim.APPROVED,
    },
)
"""The words of the standard; all `needs-…`, all guesses of a machine or a memory and all `rejected-…` are less."""
