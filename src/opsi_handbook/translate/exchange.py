"""Out to a translator in one of five formats, and back: all of it or, when asked, the part that is sound."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from opsi_handbook.errors import ContentError, Fault
from opsi_handbook.translate.checks import harm
from opsi_handbook.translate.memory import Locale, Translation
from opsi_handbook.translate.page import read_page, write_page
from opsi_handbook.translate.po import read_po, write_po
from opsi_handbook.translate.tmx import read_tmx, write_tmx
from opsi_handbook.translate.units import Unit, source_hash
from opsi_handbook.translate.xliff import read_xliff, write_xliff, write_xliff2

__all__ = ["FORMATS", "Taken", "exported", "taken"]

FORMATS: dict[str, Callable[[Iterable[Unit], Locale, str], str]] = {
    "po": write_po,
    "xliff": write_xliff,
    "xliff2": write_xliff2,
    "tmx": write_tmx,
    "html": write_page,
}
"""What each format is written by."""


class Taken(NamedTuple):
    """What came back: the locale with it, how many translations are new or changed, and what was wrong."""

    locale: Locale
    changed: int
    faults: tuple[Fault, ...]


def exported(units: Iterable[Unit], locale: Locale, content_version: str, format: str) -> str:
    """All units and their translations as a file that translators' tools open.

    Raises:
        ContentError: there is no such format.
    """
    if format not in FORMATS:
        raise ContentError(f"there is no format {format!r}; there is {', '.join(FORMATS)}")
    return FORMATS[format](units, locale, content_version)


def taken(
    data: bytes, name: str, units: Iterable[Unit], locale: Locale, content_version: str, *, partial: bool = False
) -> Taken:
    """A translator's file put into a locale. With `partial`, what is at fault is left out and the rest is taken.

    Raises:
        ContentError: the file cannot be read, is for another language, or has faults and `partial` is not said;
            `faults` holds every one.
    """
    units = tuple(units)
    came, faults, whole = _read(data, name, units, content_version)
    if came.language != locale.language:
        raise ContentError(f"{name}: is for {came.language[:40] or 'no language'!r}, not for {locale.language!r}")
    faults += _faults(came, locale, {unit.id: unit for unit in units}, name, whole=whole)
    if faults and not partial:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        advice = "nothing was taken; mend them, or say --partial to take the rest"
        raise ContentError(f"{name} has {count}; {advice}:", sorted(faults))
    wrong = {fault.item for fault in faults}
    new = [
        translation
        for translation in came.translations.values()
        if translation.text and translation.id not in wrong and translation != locale.translations.get(translation.id)
    ]
    return Taken(locale.updated(new), len(new), tuple(sorted(faults)))


def _read(data: bytes, name: str, units: tuple[Unit, ...], content_version: str) -> tuple[Locale, list[Fault], bool]:
    """What a file holds, its faults, and whether its format carries every unit."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<!doctype html") or b"<html" in head:
        return *read_page(data, name, units, content_version), True
    if b"<tmx" in head:
        return *read_tmx(data, name), False
    if head.startswith(b"<") or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return *read_xliff(data, name, content_version), True
    return *read_po(data, name), True


def _faults(came: Locale, locale: Locale, known: dict[str, Unit], name: str, *, whole: bool) -> list[Fault]:
    found = []
    for id_, translation in came.translations.items():
        unit = known.get(id_)
        if unit is None:
            if id_ not in locale.translations:
                found.append(Fault(name, 0, id_, "", "there is no such unit; ids are never changed"))
        elif source_hash(translation.source) != unit.hash and not _was_stale(translation, locale):
            found.append(Fault(name, 0, id_, "", "its English text was changed; only the translation may be"))
        elif translation.text:
            found += (
                Fault(name, 0, id_, kind, message) for kind, message in harm(translation.source, translation.text)
            )
    if whole:
        missing = [id_ for id_ in known if id_ not in came.translations]
        found += (Fault(name, 0, id_, "", "the unit is missing from the file; export it again") for id_ in missing)
    return found


def _was_stale(translation: Translation, locale: Locale) -> bool:
    """Whether a translation only carries home the older source that it went out with."""
    before = locale.translations.get(translation.id)
    return before is not None and before.source == translation.source
