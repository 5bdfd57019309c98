"""One HTML page of all units: to send through a machine-translation service, and to read side by side on paper.

A service that translates the page translates the cells of the right column and leaves the rest, which is marked
`translate="no"`, alone; the ids bring the texts home again.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

from opsi_handbook.errors import ContentError, Fault
from opsi_handbook.translate.memory import Locale, State, Translation, rows
from opsi_handbook.translate.units import Unit

__all__ = ["read_page", "write_page"]

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}td,th{border:1px solid #767676;padding:.5rem;"
    "text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}th[scope=row]{font-weight:400;"
    "font-size:.85rem;width:14rem}thead th:first-child{width:14rem}tr{break-inside:avoid}"
    "@media print{body{margin:0;max-width:none}thead{display:table-header-group}}"
)


def write_page(units: Iterable[Unit], locale: Locale, content_version: str) -> str:
    """All units as a page of three columns: the id, the English, and the translation or else the English again."""
    tag = escape(locale.language, quote=True)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="content-version" content="{escape(content_version, quote=True)}">',
        f'<meta name="target-language" content="{tag}">',
        f"<title>opsi-handbook {escape(content_version)}: English and {tag}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        '<body translate="no">',
        f"<h1>opsi-handbook {escape(content_version)}: English and {tag}</h1>",
        "<table>",
        '<thead><tr><th scope="col">Unit</th><th scope="col">English</th>',
        f'<th scope="col">Translation ({tag})</th></tr></thead>',
        "<tbody>",
    ]
    for row in rows(units, locale):
        id_ = escape(row.unit.id, quote=True)
        shown, language = (row.text, tag) if row.text else (row.unit.text, "en")
        lines += [
            f'<tr><th scope="row">{id_}<br>{row.state}</th><td>{_text(row.unit.text)}</td>',
            f'<td translate="yes" lang="{language}" data-unit="{id_}">{_text(shown)}</td></tr>',
        ]
    return "\n".join([*lines, "</tbody>", "</table>", "</body>", "</html>"]) + "\n"


def _text(text: str) -> str:
    return escape(text, quote=False)


class _Reader(HTMLParser):
    """Gathers the texts of the cells that carry a unit's id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[str, str]] = []
        self.meta: dict[str, str] = {}
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "meta" and named.get("name"):
            self.meta[str(named["name"])] = named.get("content") or ""
        elif tag == "td":
            id_ = named.get("data-unit")
            self._inside = id_ is not None
            if id_ is not None:
                self.texts.append((id_, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            id_, text = self.texts[-1]
            self.texts[-1] = (id_, text + data)


def read_page(data: bytes, name: str, units: Iterable[Unit], content_version: str) -> tuple[Locale, list[Fault]]:
    """The translations in such a page, as drafts of a machine; a text that is still the English is none.

    Raises:
        ContentError: it is no such page, or one of another content version.
    """
    reader = _Reader()
    try:
        reader.feed(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ContentError(f"{name}: is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    if not reader.texts or reader.meta.get("content-version") != content_version:
        made = repr(reader.meta.get("content-version", "nothing"))[:40]
        raise ContentError(f"{name}: was made for {made}, not for {content_version}; export the page again")
    sources = {unit.id: unit.text for unit in units}
    found: dict[str, Translation] = {}
    faults: list[Fault] = []
    for id_, text in reader.texts:
        if id_ in found:
            faults.append(Fault(name, 0, id_, "", "the unit stands twice; keep one"))
        source = sources.get(id_, "")
        found[id_] = Translation(id_, source, "" if text.strip() == source else text.strip(), State.MACHINE)
    return Locale(reader.meta.get("target-language", ""), found), faults
