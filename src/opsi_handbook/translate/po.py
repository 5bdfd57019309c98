"""PO files: `msgctxt` is the unit id, `msgid` the English text, and a comment keeps the state.

A stale translation is `fuzzy` and keeps the source it was made from as its previous `msgid`, as translators' tools
expect it. Units that are gone stay as obsolete entries.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from opsi_handbook.errors import ContentError, Fault
from opsi_handbook.translate.memory import Locale, Row, State, Translation, rows
from opsi_handbook.translate.units import Unit

if TYPE_CHECKING:
    import polib

__all__ = ["read_po", "write_po"]

_STATE = re.compile(r"^state: (machine|translated|reviewed)$", re.MULTILINE)
_PLURALS = "nplurals=2; plural=(n != 1);"


def write_po(units: Iterable[Unit], locale: Locale, content_version: str) -> str:
    """All units as a PO file, the same for the same translations."""
    import polib  # needed by translators only

    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": f"opsi-handbook {content_version}",
        "Language": locale.language.replace("-", "_"),
        "X-Language-Tag": locale.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _PLURALS,
        "X-Licence": "CC-BY-SA-3.0-IGO",
    }
    units = tuple(units)
    file.extend(_entry(polib.POEntry, row) for row in rows(units, locale))
    known = {unit.id for unit in units}
    for id_, translation in sorted(locale.translations.items()):
        if id_ not in known:
            comment = f"state: {translation.state}"
            file.append(
                polib.POEntry(
                    msgctxt=id_, msgid=translation.source, msgstr=translation.text, tcomment=comment, obsolete=True
                )
            )
    return str(file).rstrip("\n") + "\n"


def _entry(make: type[polib.POEntry], row: Row) -> polib.POEntry:
    entry = make(msgctxt=row.unit.id, msgid=row.unit.text, msgstr=row.text, comment=row.unit.note)
    if row.kept is not State.MISSING:
        entry.tcomment = f"state: {row.kept}"
    if row.state is State.STALE:
        entry.flags = ["fuzzy"]
        entry.previous_msgctxt = row.unit.id
        entry.previous_msgid = row.previous
    return entry


def read_po(data: bytes, name: str) -> tuple[Locale, list[Fault]]:
    """The translations in a PO file and every fault in it; `name` is what messages call the file.

    Raises:
        ContentError: the file is no PO file.
    """
    import polib

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(f"{name}: is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    if not re.search(r'^msgid ""\nmsgstr ""\n(?:"[^\n]*\n)*"Content-Type: text/plain; charset=', text, re.MULTILINE):
        raise ContentError(f"{name}: is no PO file with a header; export one again and work in that")
    with tempfile.TemporaryDirectory() as folder:
        # The library takes a path or a text alike, so a text of somebody else's is never handed to it.
        path = Path(folder, "text.po")
        path.write_text(text, encoding="utf-8", newline="\n")
        try:
            file = polib.pofile(str(path), wrapwidth=0)
        except (OSError, ValueError, IndexError) as error:
            where = re.search(r"line (\d+)", str(error))
            place = f", line {where[1]}" if where else ""
            raise ContentError(f"{name}{place}: is no PO file; mend it or export one again") from None
    tag = file.metadata.get("X-Language-Tag") or file.metadata.get("Language", "").replace("_", "-")
    found: dict[str, Translation] = {}
    faults: list[Fault] = []
    for entry in file:
        if not entry.msgctxt:
            faults.append(Fault(name, entry.linenum or 0, "", "", "an entry has no msgctxt, so nobody knows its unit"))
        elif entry.msgctxt in found:
            faults.append(Fault(name, entry.linenum or 0, entry.msgctxt, "", "the unit stands twice; keep one"))
        else:
            found[entry.msgctxt] = _translation(entry)
    return Locale(tag, found), faults


def _translation(entry: polib.POEntry) -> Translation:
    state = _STATE.search(entry.tcomment or "")
    source = entry.previous_msgid if entry.fuzzy and entry.previous_msgid else entry.msgid
    # A translator's tool marks as fuzzy what it is not sure of, and then knows nothing of our states.
    usual = State.MACHINE if entry.fuzzy and not entry.previous_msgid else State.TRANSLATED
    return Translation(entry.msgctxt, source, entry.msgstr, State(state[1]) if state else usual)
