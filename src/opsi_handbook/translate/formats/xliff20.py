"""XLIFF 2.1 (OASIS), with 2.0 and 2.2 read alike.

A unit may come home in several segments, with what stands between them, and in another order. The older source of a
stale translation goes along as a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from opsi_handbook.errors import ContentError, Fault
from opsi_handbook.translate.formats import Claim, Document, Entry, Format, each_once, item_of
from opsi_handbook.translate.formats._exported import mark_of, split_mark
from opsi_handbook.translate.formats._inline import (
    LANGUAGE,
    CannotCarryError,
    flat,
    tool_marks,
    unfinished,
    without_layout,
)
from opsi_handbook.translate.formats._xml import Node, attributes, escaped, parsed
from opsi_handbook.translate.locale import Locale, Row, State, rows
from opsi_handbook.translate.units import Unit

__all__ = ["SPACES", "XLIFF20"]

SPACES = ("urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:document:2.2")
"""The namespaces of the standard; 2.1 has that of 2.0."""

_STATES = {State.MACHINE: "initial", State.TRANSLATED: "translated", State.REVIEWED: "final"}
_ID = "opsi-handbook-"
_PARTS = {"segment", "ignorable"}
_CONTEXT, _PREVIOUS, _TRANSLATOR, _PROGRAM = "context", "previous-source", "translator", "program"


def _write(units: Iterable[Unit], locale: Locale, content_version: str) -> str:
    """All units as XLIFF 2.1."""
    languages = attributes([("srcLang", "en"), ("trgLang", locale.language)])
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<xliff xmlns="{SPACES[0]}" version="2.1"{languages}>',
            f"  <file{attributes([('id', f'{_ID}{content_version}')])}>",
            *(line for row in rows(units, locale) for line in _unit(row)),
            "  </file>",
            "</xliff>\n",
        ]
    )


def _unit(row: Row) -> Iterator[str]:
    state = _STATES.get(row.state, "initial")
    comments = (row.comment,) if row.comment else ()
    mark = mark_of(row, Entry("", "", row.text, (state,), comments=comments)) if row.text else ""
    notes = (
        (_CONTEXT, row.unit.note), (_PREVIOUS, row.previous), (_TRANSLATOR, row.comment), (_PROGRAM, mark)
    )  # fmt: skip
    yield f"    <unit{attributes([('id', row.unit.id), ('name', row.unit.id)])}>"
    yield "      <notes>"
    for category, text in notes:
        if text:
            yield f'        <note category="{category}">{escaped(text)}</note>'
    yield "      </notes>"
    yield f'      <segment state="{state}">'
    yield f'        <source xml:space="preserve">{escaped(row.unit.text)}</source>'
    if row.text:
        yield f'        <target xml:space="preserve">{escaped(row.text)}</target>'
    yield "      </segment>"
    yield "    </unit>"


def _read(data: bytes, name: str) -> Document:
    """What an XLIFF 2 file says.

    Raises:
        ContentError: it is damaged or not of this version, or its source is not English.
    """
    root = parsed(data, name)
    files = root.children("file")
    if not root.get("version").startswith("2.") or not files:
        raise ContentError(f"{name}: is no XLIFF 2 with a file in it; save it as XLIFF 1.2 or 2.1")
    if root.get("srcLang", "en").lower().partition("-")[0] != "en":
        raise ContentError(f"{name}: is not translated from English; export it again")
    entries: list[Entry] = []
    faults: list[Fault] = []
    languages = [root.get("trgLang")]
    for unit in (unit for file in files for unit in _units(file)):
        targets = (target for part in unit.children() for target in part.children("target"))
        languages += (target.get(LANGUAGE) for target in targets if target.get(LANGUAGE))
        try:
            entries.append(_said(unit))
        except CannotCarryError as error:
            faults.append(Fault(name, unit.line, item_of(unit.get("id")), "", str(error)))
    once, doubled = each_once(entries, name)
    return Document(name, tuple(dict.fromkeys(languages)), once, (*faults, *doubled))


def _units(node: Node) -> Iterator[Node]:
    for part in node.children():
        if part.name == "unit":
            yield part
        elif part.name == "group":
            yield from _units(part)


def _said(unit: Node) -> Entry:
    stray = [part.name for part in unit.children() if part.name not in {*_PARTS, "notes", "originalData"}]
    if stray:
        raise CannotCarryError(f"<{stray[0][:40]}> stands outside its segments; put it into one, or remove it")
    parts = [part for part in unit.children() if part.name in _PARTS]
    segments = [part for part in parts if part.name == "segment"]
    sources = [_only(part, "source") for part in parts]
    targets = [_only(part, "target") for part in parts]
    if not segments or None in sources:
        raise CannotCarryError("it has no segment, or one without its English; export it again")
    translated = [
        target is not None and bool(flat(target).strip())
        for part, target in zip(parts, targets, strict=True)
        if part.name == "segment"
    ]
    if any(translated) and not all(translated):
        raise CannotCarryError("a segment of it has no translation; translate every one")
    notes = [
        (note.get("category"), note.text().strip()) for notes in unit.children("notes") for note in notes.children()
    ]
    mark, comments = split_mark(text for category, text in notes if category not in {_CONTEXT, _PREVIOUS})
    source = "".join(flat(source) for source in sources if source is not None)
    source, text = without_layout(source, _ordered(sources, targets) if any(translated) else "")
    return Entry(
        id=unit.get("id"),
        source=source,
        text=text,
        marks=(*(mark for segment in segments for mark in _marks(segment)), *tool_marks(unit)),
        line=unit.line,
        alias=unit.get("name"),
        previous=next((text for category, text in notes if category == _PREVIOUS), ""),
        comments=tuple(comment for comment in comments if comment),
        exported=mark,
    )


def _only(part: Node, name: str) -> Node | None:
    """The source or target of a part; None where it has none."""
    nodes = part.children(name)
    if len(nodes) > 1:
        raise CannotCarryError(f"a segment of it has more than one {name}; keep one")
    return nodes[0] if nodes else None


def _marks(segment: Node) -> Iterator[str]:
    yield segment.get("state")
    if unfinished(segment.get("subState")):
        yield segment.get("subState")


def _ordered(sources: list[Node | None], targets: list[Node | None]) -> str:
    """The target texts in the order that the targets name; what stands between segments is as in the English."""
    places: dict[int, str] = {}
    for place, (source, target) in enumerate(zip(sources, targets, strict=True), start=1):
        text = flat(target) if target is not None else flat(source) if source is not None else ""
        order = target.get("order") if target is not None else ""
        if order and not (order.isascii() and order.isdigit() and len(order) < 6):
            raise CannotCarryError("the order of its segments is no number; put it right")
        number = int(order or place)
        if number in places:
            raise CannotCarryError("two segments of it claim one place in the order; put it right")
        places[number] = text
    if sorted(places) != list(range(1, len(places) + 1)):
        raise CannotCarryError("the order of its segments leaves a place empty; put it right")
    return "".join(places[number] for number in sorted(places))


XLIFF20 = Format(
    "XLIFF 2.1",
    _write,
    _read,
    {
        "": Claim.NOTHING,
        "initial": Claim.UNTRANSLATED,
        "translated": Claim.DONE,
        "reviewed": Claim.APPROVED,
        "final": Claim.APPROVED,
    },
)
"""The words of the standard: `reviewed` and `final` come after a translation was read again."""
