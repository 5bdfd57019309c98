"""TMX 1.4b: the memory of all reviewed pairs, for other translations in other tools."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from opsi_handbook.errors import ContentError, Fault
from opsi_handbook.translate.memory import Locale, State, Translation, rows
from opsi_handbook.translate.units import Unit
from opsi_handbook.translate.xml import indented, parsed, writable

__all__ = ["read_tmx", "write_tmx"]

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write_tmx(units: Iterable[Unit], locale: Locale, content_version: str) -> str:
    """The reviewed pairs, which alone are safe to use again elsewhere."""
    root = Element("tmx", version="1.4")
    head = {
        "creationtool": "opsi-handbook",
        "creationtoolversion": content_version,
        "segtype": "paragraph",
        "o-tmf": "opsi-handbook",
        "adminlang": "en",
        "srclang": "en",
        "datatype": "plaintext",
    }
    SubElement(root, "header", head)
    body = SubElement(root, "body")
    for row in rows(units, locale):
        if row.state is State.REVIEWED:
            unit = SubElement(body, "tu", tuid=row.unit.id)
            for language, text in (("en", row.unit.text), (locale.language, row.text)):
                variant = SubElement(unit, "tuv", {_LANG: language})
                SubElement(variant, "seg").text = writable(text)
    return indented(root, '<!DOCTYPE tmx SYSTEM "tmx14.dtd">')


def read_tmx(data: bytes, name: str) -> tuple[Locale, list[Fault]]:
    """The pairs in a TMX file with English and one other language, and every fault in it.

    Raises:
        ContentError: the file is no TMX.
    """
    root = parsed(data, name)
    if root.tag != "tmx":
        raise ContentError(f"{name}: is XML but no TMX; export a file and work in that")
    found: dict[str, Translation] = {}
    faults: list[Fault] = []
    language = ""
    for unit in root.iter("tu"):
        id_ = unit.get("tuid", "")
        texts = {
            part.get(_LANG, ""): "".join(segment.itertext())
            for part in unit.iter("tuv")
            for segment in part.findall("seg")
        }
        others = [tag for tag in texts if tag != "en"]
        if not id_ or "en" not in texts or len(others) != 1:
            faults.append(Fault(name, 0, id_, "", "the pair has no tuid, no English, or not one other language"))
        elif id_ in found:
            faults.append(Fault(name, 0, id_, "", "the unit stands twice; keep one"))
        else:
            language = others[0]
            found[id_] = Translation(id_, texts["en"], texts[language], State.REVIEWED)
    return Locale(language, found), faults
