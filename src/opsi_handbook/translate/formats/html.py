"""One HTML page of all units, written only: to read side by side on paper or screen, and to go through with somebody.

It is not read back: a page that has been through a browser or a service no longer says which texts are whose.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from opsi_handbook.translate.formats import Format
from opsi_handbook.translate.locale import Locale, rows
from opsi_handbook.translate.units import Unit

__all__ = ["HTML"]

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}td,th{border:1px solid #767676;padding:.5rem;"
    "text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}th[scope=row]{font-weight:400;"
    "font-size:.85rem;width:14rem}thead th:first-child{width:14rem}tr{break-inside:avoid}"
    "@media print{body{margin:0;max-width:none}thead{display:table-header-group}}"
)


def _write(units: Iterable[Unit], locale: Locale, content_version: str) -> str:
    """All units as a page of three columns: the id, the English, and the translation."""
    tag = escape(locale.language, quote=True)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>opsi-handbook {escape(content_version)}: English and {tag}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>opsi-handbook {escape(content_version)}: English and {tag}</h1>",
        "<table>",
        '<thead><tr><th scope="col">Unit</th><th scope="col">English</th>',
        f'<th scope="col">Translation ({tag})</th></tr></thead>',
        "<tbody>",
    ]
    for row in rows(units, locale):
        id_ = escape(row.unit.id, quote=True)
        lines += [
            f'<tr><th scope="row">{id_}<br>{row.state}</th><td>{_text(row.unit.text)}</td>',
            f'<td lang="{tag}">{_text(row.text)}</td></tr>',
        ]
    return "\n".join([*lines, "</tbody>", "</table>", "</body>", "</html>"]) + "\n"


def _text(text: str) -> str:
    return escape(text, quote=False)


HTML = Format("an HTML page to read side by side; written only", _write)
