"""A translator's file into the folder, in one go: read, merge, see that it makes an edition, write."""

from __future__ import annotations

from pathlib import Path

from opsi_handbook.files import locked, read_bytes
from opsi_handbook.model import Catalogue
from opsi_handbook.translate.edition import edition
from opsi_handbook.translate.exchange import read_document
from opsi_handbook.translate.locale import Locale
from opsi_handbook.translate.merge import Merged, merged, refuse_other_files
from opsi_handbook.translate.shipped import shipped_locale
from opsi_handbook.translate.store import has_language, read_locale, write_locale
from opsi_handbook.translate.units import units_of

__all__ = ["import_file", "kept_or_shipped"]


def kept_or_shipped(folder: Path, language: str, english: Catalogue) -> Locale:
    """The translations that a folder holds, or, where it has no file for the language, those that the package ships.

    Raises:
        InvalidInputError: this is no language tag.
        ContentError: the file is damaged.
    """
    return read_locale(folder, language) if has_language(folder, language) else shipped_locale(language, english)


def import_file(
    folder: Path, language: str, file: Path, english: Catalogue, *, partial: bool = False
) -> tuple[Path, Merged]:
    """Take a translator's file into a folder: read what is kept, merge, see that an edition can be made, write.

    Where the folder has no file for the language, what is kept is the draft that the package ships.

    Raises:
        ContentError: the file has faults and `partial` is not said; nothing was written.
    """
    units = units_of(english, language)
    document, kind = read_document(read_bytes(file), str(file))
    refuse_other_files(document, language)
    with locked(folder / f"{language}.po"):  # two who import at once wait for each other, and both are kept
        kept = kept_or_shipped(folder, language, english)
        result = merged(document, kind, units, kept, partial=partial)
        edition(english, result.locale)
        return write_locale(folder, units, result.locale, english.content_version), result
