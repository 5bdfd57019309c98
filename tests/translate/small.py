"""A few units with a wording of their own, so that samples of other tools' files stay true when the content changes."""

from __future__ import annotations

from pathlib import Path

import translating
from opsi_handbook.translate.exchange import read_document
from opsi_handbook.translate.locale import Locale, State, Translation
from opsi_handbook.translate.units import Unit

FILES = Path(__file__).resolve().parent / "files"
ID = "p1.w3.text"
FIRST = "Leaders can give innovation its momentum."
SECOND = "When they encourage the work and notice it, others feel driven to take part."
SOURCE = f"{FIRST} {SECOND}"
FIRST_TEXT = "Ledare kan ge innovation kraft."
SECOND_TEXT = "När de uppmuntrar arbetet känner andra lust att vara med."
TEXT = f"{FIRST_TEXT} {SECOND_TEXT}"
MINUTES = "ui.minutes.text"
UNITS = (Unit(ID, SOURCE, "argument p1.w3."), Unit(MINUTES, "{minutes} min", "phrase."), Unit("p1.title", "Title", "."))
VERSION = "1.1.0"
MACHINE, TRANSLATED, REVIEWED = State.MACHINE, State.TRANSLATED, State.REVIEWED


def had(state: State = MACHINE, text: str = TEXT, source: str = SOURCE, comment: str = "") -> Translation:
    return Translation(ID, source, text, state, comment)


def taken(data, before=None, language="sv", *, partial=True):
    """What comes of a file that is taken into a locale with at most one translation."""
    locale = Locale(language, {before.id: before} if before else {})
    return translating.taken(data, locale, "file", UNITS, partial=partial)


def now(data, before=None, language="sv", id_=ID):
    """What we have of a unit after a file."""
    return taken(data, before, language).locale.translations.get(id_)


def faults(data, before=None):
    """What is wrong with a file, as pairs of the unit and the problem."""
    return [(fault.item, fault.problem) for fault in taken(data, before).faults]


def entry_of(data, id_=ID):
    """What a reader says of a unit."""
    data = data.encode() if isinstance(data, str) else data
    document, _ = read_document(data, "file")
    return next(entry for entry in document.entries if entry.id == id_)


def file(name: str) -> bytes:
    return (FILES / name).read_bytes()


def po(body: str, head: str = '"Language: sv\\n"\n') -> str:
    return f'msgid ""\nmsgstr ""\n{head}"Content-Type: text/plain; charset=UTF-8\\n"\n\n{body}'


def entry(text=TEXT, before="", id_=ID, source=SOURCE, after="") -> str:
    """An entry of a PO file."""
    return f'{before}msgctxt "{id_}"\nmsgid "{source}"\nmsgstr "{text}"\n{after}'


def xliff(target="", unit="", body=None, file="", root='version="1.2"') -> str:
    """An XLIFF 1.2 file with one unit."""
    inner = f"<source>{SOURCE}</source>{target}" if body is None else body
    return (
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:t="urn:tool" {root}>'
        f'<file original="opsi-handbook-1.1.0" source-language="en" target-language="sv" datatype="x" {file}><body>'
        f'<trans-unit id="{ID}" {unit}>{inner}</trans-unit></body></file></xliff>'
    )


def target(text=TEXT, **attributes) -> str:
    given = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<target{given}>{text}</target>"


def xliff2(body=None, state='state="translated"', text=TEXT, root='srcLang="en" trgLang="sv"', notes="") -> str:
    """An XLIFF 2.1 file with one unit."""
    inner = f"<segment {state}><source>{SOURCE}</source><target>{text}</target></segment>" if body is None else body
    return (
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:t="urn:tool" version="2.1" {root}>'
        f'<file id="opsi-handbook-1.1.0"><unit id="{ID}">{notes}{inner}</unit></file></xliff>'
    )
