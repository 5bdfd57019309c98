"""XLIFF 1.2 and 2.1 (OASIS): what translators' tools exchange.

A translation's state goes into the states of the standard. The source that a stale translation was made from goes
along, as an alternative translation in 1.2 and as a note in 2.1, so that nothing is lost on the way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from opsi_handbook.errors import ContentError, Fault
from opsi_handbook.translate.memory import Locale, Row, State, Translation, rows
from opsi_handbook.translate.units import Unit
from opsi_handbook.translate.xml import indented, parsed, writable

__all__ = ["read_xliff", "write_xliff", "write_xliff2"]

_V1 = "urn:oasis:names:tc:xliff:document:1.2"
_V2 = "urn:oasis:names:tc:xliff:document:2.0"
_STATES_1 = {
    State.MACHINE: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "final",
}
_STATES_2 = {State.MACHINE: "initial", State.TRANSLATED: "translated", State.REVIEWED: "final"}
_ORIGINAL = "opsi-handbook"


def _named(version: str) -> str:
    return f"{_ORIGINAL}-{version}"


def write_xliff(units: Iterable[Unit], locale: Locale, content_version: str) -> str:
    """All units as XLIFF 1.2."""
    ElementTree.register_namespace("", _V1)
    root = Element(f"{{{_V1}}}xliff", version="1.2")
    file = SubElement(
        root,
        f"{{{_V1}}}file",
        {
            "original": _named(content_version),
            "source-language": "en",
            "target-language": locale.language,
            "datatype": "plaintext",
        },
    )
    body = SubElement(file, f"{{{_V1}}}body")
    for row in rows(units, locale):
        unit = SubElement(body, f"{{{_V1}}}trans-unit", id=row.unit.id, resname=row.unit.id)
        unit.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        SubElement(unit, f"{{{_V1}}}source").text = writable(row.unit.text)
        if row.text:
            target = SubElement(unit, f"{{{_V1}}}target", state=_state_1(row))
            target.text = writable(row.text)
            if row.state is State.REVIEWED:
                unit.set("approved", "yes")
        SubElement(unit, f"{{{_V1}}}note").text = row.unit.note
        if row.previous:
            old = SubElement(unit, f"{{{_V1}}}alt-trans", alttranstype="previous-version")
            SubElement(old, f"{{{_V1}}}source").text = writable(row.previous)
            SubElement(old, f"{{{_V1}}}target", state=_STATES_1[row.kept]).text = writable(row.text)
    return indented(root)


def _state_1(row: Row) -> str:
    return "needs-adaptation" if row.state is State.STALE else _STATES_1[row.state]


def write_xliff2(units: Iterable[Unit], locale: Locale, content_version: str) -> str:
    """All units as XLIFF 2.1."""
    ElementTree.register_namespace("", _V2)
    root = Element(f"{{{_V2}}}xliff", version="2.1", srcLang="en", trgLang=locale.language)
    file = SubElement(root, f"{{{_V2}}}file", id=_named(content_version))
    for row in rows(units, locale):
        unit = SubElement(file, f"{{{_V2}}}unit", id=row.unit.id)
        notes = SubElement(unit, f"{{{_V2}}}notes")
        SubElement(notes, f"{{{_V2}}}note", category="context").text = row.unit.note
        if row.previous:
            SubElement(notes, f"{{{_V2}}}note", category="previous-source").text = writable(row.previous)
            SubElement(notes, f"{{{_V2}}}note", category="previous-state").text = row.kept.value
        state = "initial" if row.state in {State.STALE, State.MISSING} else _STATES_2[row.state]
        segment = SubElement(unit, f"{{{_V2}}}segment", state=state)
        for tag, text in (("source", row.unit.text), ("target", row.text)):
            if text:
                part = SubElement(segment, f"{{{_V2}}}{tag}")
                part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                part.text = writable(text)
    return indented(root)


def read_xliff(data: bytes, name: str, content_version: str) -> tuple[Locale, list[Fault]]:
    """The translations in an XLIFF 1.2 or 2.x file and every fault in it; `name` is what messages call the file.

    Raises:
        ContentError: the file is no XLIFF, or one of another content version.
    """
    root = parsed(data, name)
    if root.tag == f"{{{_V1}}}xliff":
        file, read, made_for, language = root.find(f"{{{_V1}}}file"), _units_1, "original", "target-language"
        tag = "" if file is None else file.get(language, "")
    elif root.tag == f"{{{_V2}}}xliff":
        file, read, made_for = root.find(f"{{{_V2}}}file"), _units_2, "id"
        tag = root.get("trgLang", "")
    else:
        raise ContentError(f"{name}: is XML but no XLIFF 1.2 or 2.x; export a file and work in that")
    if file is None or file.get(made_for) != _named(content_version):
        made = "nothing that it names" if file is None else repr(file.get(made_for, ""))[:60]
        raise ContentError(f"{name}: was made for {made}, not for {_named(content_version)}; export it again")
    found: dict[str, Translation] = {}
    faults: list[Fault] = []
    for translation in read(file):
        if translation.id in found:
            faults.append(Fault(name, 0, translation.id, "", "the unit stands twice; keep one"))
        found[translation.id] = translation
    return Locale(tag, found), faults


def _inner(part: Element | None) -> str:
    """The text of an element, what inline markup of a tool stands around taken with it."""
    return "" if part is None else "".join(part.itertext())


def _units_1(file: Element) -> Iterator[Translation]:
    states: dict[str, State] = {name: state for state, name in _STATES_1.items()}
    states["signed-off"] = State.REVIEWED
    for unit in file.iter(f"{{{_V1}}}trans-unit"):
        target = unit.find(f"{{{_V1}}}target")
        state = states.get("" if target is None else target.get("state", ""), State.TRANSLATED)
        source = _inner(unit.find(f"{{{_V1}}}source"))
        if unit.get("approved") == "yes":
            state = State.REVIEWED
        old = unit.find(f"{{{_V1}}}alt-trans[@alttranstype='previous-version']")
        if old is not None and target is not None and target.get("state") == "needs-adaptation":
            source = _inner(old.find(f"{{{_V1}}}source"))
            kept = old.find(f"{{{_V1}}}target")
            state = states.get("" if kept is None else kept.get("state", ""), State.TRANSLATED)
        yield Translation(unit.get("id", ""), source, _inner(target), state)


def _units_2(file: Element) -> Iterator[Translation]:
    states: dict[str, State] = {name: state for state, name in _STATES_2.items()}
    states["reviewed"] = State.REVIEWED
    for unit in file.iter(f"{{{_V2}}}unit"):
        segments = unit.findall(f"{{{_V2}}}segment")
        source, text = (
            "".join(_inner(segment.find(f"{{{_V2}}}{tag}")) for segment in segments) for tag in ("source", "target")
        )
        state = states.get(segments[0].get("state", "") if segments else "", State.TRANSLATED)
        notes = {note.get("category"): _inner(note) for note in unit.iter(f"{{{_V2}}}note")}
        if state is State.MACHINE and "previous-source" in notes:
            source = notes["previous-source"]
            kept = notes.get("previous-state", "")
            state = State(kept) if kept in set(State) else State.TRANSLATED
        yield Translation(unit.get("id", ""), source, text, state)
