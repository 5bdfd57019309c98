"""TMX 1.4b, written only: the memory of all reviewed pairs, for other translations in other tools.

It is not read back: it has no word for how far a text can be trusted, and tools give its pairs other ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from opsi_handbook.translate.formats import Format
from opsi_handbook.translate.formats._xml import attributes, escaped
from opsi_handbook.translate.locale import Locale, Row, State, rows
from opsi_handbook.translate.units import Unit

__all__ = ["TMX"]


def _write(units: Iterable[Unit], locale: Locale, content_version: str) -> str:
    """The reviewed pairs, which alone are safe to use again elsewhere."""
    head = attributes(
        [
            ("creationtool", "opsi-handbook"),
            ("creationtoolversion", content_version),
            ("segtype", "paragraph"),
            ("o-tmf", "opsi-handbook"),
            ("adminlang", "en"),
            ("srclang", "en"),
            ("datatype", "plaintext"),
        ]
    )
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
            '<tmx version="1.4">',
            f"  <header{head} />",
            "  <body>",
            *(line for row in rows(units, locale) if row.state is State.REVIEWED for line in _pair(row, locale)),
            "  </body>",
            "</tmx>\n",
        ]
    )


def _pair(row: Row, locale: Locale) -> Iterator[str]:
    yield f"    <tu{attributes([('tuid', row.unit.id)])}>"
    for language, text in (("en", row.unit.text), (locale.language, row.text)):
        yield f"      <tuv{attributes([('xml:lang', language)])}><seg>{escaped(text)}</seg></tuv>"
    yield "    </tu>"


TMX = Format("TMX 1.4, the reviewed pairs; written only", _write)
