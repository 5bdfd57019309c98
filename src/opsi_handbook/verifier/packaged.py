"""The edition that an advice was drawn from: a packaged one, or one that is made of a folder of PO files."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from opsi_handbook.errors import ContentError, InvalidInputError, UnknownLanguageError
from opsi_handbook.text import shown
from opsi_handbook.verifier.data import data_file, packaged_tags
from opsi_handbook.verifier.document import checked_head
from opsi_handbook.verifier.edition import Edition

__all__ = ["edition_of"]


def edition_of(document: Any, po_dir: str | Path | None) -> Edition:
    """The edition in the language of an advice.

    Raises:
        InvalidInputError: there is none, or the advice cannot be worked out again at all.
        ContentError: its data is damaged.
    """
    language, _ = checked_head(document)
    if po_dir is None and language in packaged_tags():
        return _packaged(language)
    from opsi_handbook.editions import catalogue_for, checked_folder  # only for what is not simply read from a file

    folder = checked_folder(po_dir)
    try:
        catalogue = catalogue_for((language,), folder)
    except UnknownLanguageError:
        catalogue = None
    if catalogue is None or catalogue.language != language:
        problem = f"there is no edition in {shown(language, 40)}"
        raise InvalidInputError(f"advice: {problem}; name the folder of PO files that it was drawn from")
    return Edition(catalogue.model_dump(mode="json", exclude_none=True))


@cache
def _packaged(language: str) -> Edition:
    try:
        return Edition(json.loads(data_file(f"{language}.json") or b""))
    except (ValueError, KeyError, TypeError):
        raise ContentError(f"{language}.json is damaged; install opsi-handbook again") from None
