"""Which editions there are, packaged or made from a folder of PO files, and which of them a reader gets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from opsi_handbook.content import PSEUDO, negotiate, packaged_catalogue, packaged_languages
from opsi_handbook.errors import InvalidInputError, UnknownLanguageError
from opsi_handbook.model import Catalogue
from opsi_handbook.text import shown

__all__ = ["catalogue_for", "checked_folder", "languages", "tags_of"]


def languages(*, po_dir: str | Path | None = None) -> tuple[str, ...]:
    """The tags of the editions there are, English first, then in the order of the alphabet.

    Args:
        po_dir: a folder of PO files of your own, whose languages are taken along.

    Raises:
        InvalidInputError: the folder is not there.
    """
    packaged = packaged_languages()
    folder = checked_folder(po_dir)
    if folder is None:
        return packaged
    from opsi_handbook.translate.store import languages_in

    return tuple(sorted({*packaged, *languages_in(folder)}, key=lambda tag: (tag != "en", tag)))


def tags_of(lang: object) -> tuple[str, ...]:
    """The language tags that a caller names: one, or several, the most wanted first.

    Raises:
        InvalidInputError: it is neither.
    """
    tags = (lang,) if isinstance(lang, str) else tuple(lang) if isinstance(lang, Sequence) else ()
    if not tags or not all(isinstance(tag, str) for tag in tags):
        raise InvalidInputError(f"lang: must be a language tag such as 'sv', or several, not {shown(lang, 40)}")
    return tags


def checked_folder(po_dir: object) -> Path | None:
    """The folder of PO files that a caller names; None where none is.

    Raises:
        InvalidInputError: it is no path, or there is no folder there.
    """
    if po_dir is None:
        return None
    try:
        folder = Path(po_dir)  # type: ignore[arg-type]  # raises where it is no path
        if str(po_dir).strip() and folder.is_dir():
            return folder
    except (TypeError, ValueError, OSError):
        pass
    raise InvalidInputError(f"po_dir: there is no folder {shown(str(po_dir))}; name a folder of PO files")


def catalogue_for(tags: tuple[str, ...], folder: Path | None) -> Catalogue:
    """The edition for a reader who wants languages in an order; a folder's editions are taken before packaged ones.

    Raises:
        UnknownLanguageError: there is no edition in any of them or near them; those there are are named.
        ContentError: the data of the package or a file of the folder is damaged.
    """
    if folder is not None or tags[0] == PSEUDO:
        from opsi_handbook.translate.edition import own_edition

        return own_edition(tags, folder)
    available = packaged_languages()
    for tag in tags:
        try:
            return packaged_catalogue(negotiate(tag, available))
        except UnknownLanguageError:
            if tag == tags[-1]:
                raise
    raise AssertionError
