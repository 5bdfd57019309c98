"""The PO files of a folder: the place where translations are kept, `sv.po` for Swedish and so on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from opsi_handbook.errors import ContentError, InvalidInputError
from opsi_handbook.files import read_bytes, write_text
from opsi_handbook.model.base import is_language
from opsi_handbook.translate.memory import Locale
from opsi_handbook.translate.po import read_po, write_po
from opsi_handbook.translate.units import Unit

__all__ = ["languages_in", "read_locale", "write_locale"]


def languages_in(folder: Path) -> tuple[str, ...]:
    """The languages for which a folder has a PO file, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in folder.glob("*.po") if is_language(path.stem)))


def read_locale(folder: Path, language: str) -> Locale:
    """The translations into a language that a folder holds; none where it has no file for it.

    Raises:
        InvalidInputError: this is no language tag, or the file cannot be read.
        ContentError: the file is damaged or for another language; `faults` holds every fault.
    """
    if not is_language(language):
        shown = language[:40].encode("ascii", "backslashreplace").decode()
        raise InvalidInputError(f"{shown!r} is no language; use a BCP 47 tag such as fi or pt-BR")
    path = folder / f"{language}.po"
    if not path.exists():
        return Locale(language)
    locale, faults = read_po(read_bytes(path), str(path))
    if faults:
        raise ContentError(f"{path} is damaged:", sorted(faults))
    if locale.language != language:
        raise ContentError(f"{path}: says that it is in {locale.language[:40]!r}; name the file after its language")
    return locale


def write_locale(folder: Path, units: Iterable[Unit], locale: Locale, content_version: str) -> Path:
    """Write a locale to its file in a folder, and give the path."""
    path = folder / f"{locale.language}.po"
    write_text(path, write_po(units, locale, content_version))
    return path
