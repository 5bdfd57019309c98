"""What the tests of translations share: the units, and a file taken into a locale in one call."""

from __future__ import annotations

from pathlib import Path

import opsi_handbook as oh
from opsi_handbook.cli import main
from opsi_handbook.translate.exchange import read_document
from opsi_handbook.translate.locale import Locale, Translation
from opsi_handbook.translate.merge import Merged, merged, refuse_other_files
from opsi_handbook.translate.units import Unit, units_of

FILES = Path(__file__).resolve().parent / "translate" / "files"
ENGLISH = oh.load("en").catalogue
UNITS = units_of(ENGLISH)
VERSION = ENGLISH.content_version
TEXTS = {unit.id: unit.text for unit in UNITS}

ID = "p1.w3.text"
"""The unit that most of the small files are about."""
SOURCE = TEXTS[ID]
TEXT = "Ledare kan ge innovation kraft. När de uppmuntrar arbetet känner andra lust att vara med."


def taken(data, locale, name="file", units=UNITS, *, partial=False) -> Merged:
    """A file's translations put into a locale."""
    if isinstance(data, str):
        data = data.encode()
    document, kind = read_document(data, name)
    refuse_other_files(document, locale.language)
    return merged(document, kind, units, locale, partial=partial)


def alone(data, before=None, language="sv", *, partial=True) -> Translation | None:
    """What we have of the unit `ID` after a file that has little else, with what we had before."""
    locale = Locale(language, {ID: before} if before else {})
    return taken(data, locale, partial=partial).locale.translations.get(ID)


def whole(language="fi", units: tuple[Unit, ...] = UNITS, prefix="", **more) -> Locale:
    """A locale in which every unit is translated."""
    return Locale(language, {u.id: Translation(u.id, u.text, prefix + u.text, **more) for u in units})


def run(*arguments: object) -> int:
    """Run the command line and give its exit status."""
    try:
        main([str(argument) for argument in arguments])
    except SystemExit as left:
        return int(left.code or 0)
    return 0
