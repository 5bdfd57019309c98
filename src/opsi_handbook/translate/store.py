"""A folder of PO files, the place where translations are kept: `sv.po` for Swedish, `pt_BR.po` or `pt-BR.po`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from opsi_handbook.errors import ContentError, Faults, InvalidInputError
from opsi_handbook.files import read_bytes, write_text
from opsi_handbook.text import shown
from opsi_handbook.translate.checks import blocking_faults
from opsi_handbook.translate.formats.po import read_kept, write_kept
from opsi_handbook.translate.locale import Locale
from opsi_handbook.translate.tags import same_language, tag_of
from opsi_handbook.translate.units import Unit, source_hash

__all__ = ["has_language", "languages_in", "read_locale", "sound_locale", "write_locale"]


def languages_in(folder: Path) -> tuple[str, ...]:
    """The languages for which a folder has a PO file, in the order of the alphabet.

    Raises:
        InvalidInputError: there is no such folder.
        ContentError: a PO file in it is not named after a language, or two after the same.
    """
    return tuple(sorted(_paths(folder)))


def read_locale(folder: Path, language: str) -> Locale:
    """The translations into a language that a folder holds; none where it, or its file for the language, is not there.

    Raises:
        InvalidInputError: this is no language tag, or the file cannot be read.
        ContentError: the file is damaged or for another language; `faults` holds every fault.
    """
    locale, _, _ = _kept(folder, language)
    return locale


def sound_locale(folder: Path, language: str, units: Iterable[Unit]) -> Locale:
    """The translations into a language that a folder holds, each of them fit to be shown.

    Raises:
        ContentError: as for `read_locale`, or a translation has lost what it must not lose, or holds what it must not.
    """
    locale, lines, name = _kept(folder, language)
    faults = Faults(name)
    for unit in units:
        translation = locale.translations.get(unit.id)
        # A stale one is held against the English that it was made from: the new one may say something else.
        if translation and translation.text:
            source = unit.text if source_hash(translation.source) == unit.hash else translation.source
            for kind, problem in blocking_faults(source, translation.text):
                faults.add(problem, item=unit.id, field=kind, line=lines.get(unit.id, 0))
    faults.raise_as(ContentError, name)
    return locale


def write_locale(folder: Path, units: Iterable[Unit], locale: Locale, content_version: str) -> Path:
    """Write a locale to its file in a folder, under the name that it has there, and give the path."""
    path = _path(folder, locale.language)
    write_text(path, write_kept(units, locale, content_version))
    return path


def has_language(folder: Path, language: str) -> bool:
    """Whether a folder is there and has a file for a language.

    Raises:
        InvalidInputError: this is no language tag.
    """
    _checked(language)
    return _is_folder(folder) and language in _paths(folder)


def _checked(language: str) -> None:
    tag = tag_of(language)
    if not tag or tag != language:
        usual = f"; did you mean {tag}?" if tag else "; use a BCP 47 tag such as fi or pt-BR"
        raise InvalidInputError(f"{shown(language, 40)} is no language{usual}")


def _paths(folder: Path) -> dict[str, Path]:
    """The PO files of a folder by their language."""
    if not _is_folder(folder):
        raise InvalidInputError(f"{shown(str(folder))}: is no folder; give one that holds PO files")
    paths: dict[str, Path] = {}
    for path in sorted(folder.glob("*.po")):
        tag = tag_of(path.stem)
        if path.name.startswith("."):
            continue
        if not tag:
            raise ContentError(f"{path}: is not named after a language; name it fi.po or pt_BR.po, or move it away")
        if tag in paths:
            raise ContentError(f"{path}: is for the same language as {paths[tag].name}; keep one")
        paths[tag] = path
    return paths


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except (OSError, ValueError):
        return False


def _path(folder: Path, language: str) -> Path:
    """Where a language is kept in a folder, or would be."""
    _checked(language)
    paths = _paths(folder) if _is_folder(folder) else {}
    return paths.get(language, folder / f"{language}.po")


def _kept(folder: Path, language: str) -> tuple[Locale, Mapping[str, int], str]:
    """A locale, the lines on which its units stand, and the name of its file."""
    path = _path(folder, language)
    try:
        there = path.exists()
    except (OSError, ValueError):
        there = True  # and reading it says what is wrong with the name
    if not there:
        return Locale(language), {}, str(path)
    document, locale = read_kept(read_bytes(path), str(path))
    faults = Faults(str(path))
    faults.extend(document.faults)
    faults.raise_as(ContentError, str(path), "mend the file")
    for written in document.languages or ("",):
        if not same_language(written, language):
            said = shown(written, 40) if written else "no language"
            raise ContentError(f"{path}: says that it is in {said}; name the file after its language")
    lines = {entry.id: entry.line for entry in document.entries if not entry.obsolete}
    return Locale(language, locale.translations), lines, str(path)
