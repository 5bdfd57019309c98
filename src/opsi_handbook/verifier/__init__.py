"""A check of an advice: worked out again from its receipt and the data of its edition, by code of its own.

Nothing of the rooms that give advice is imported here, so that a fault there cannot hide. Every leaf of the document is
compared with what it should be. What only the caller can work out again is taken as stated, within bounds: `stated`
names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from opsi_handbook.verifier.document import JsonDumped, document_of
from opsi_handbook.verifier.edition import Edition
from opsi_handbook.verifier.packaged import edition_of
from opsi_handbook.verifier.rebuilding import differences_from
from opsi_handbook.verifier.stated import stated

__all__ = ["differences", "document_of", "stated", "verify"]


def verify(advice: str | JsonDumped, *, po_dir: str | Path | None = None) -> tuple[str, ...]:
    """Where an advice, or its JSON, differs from what its own receipt and the content come to; nothing where it agrees.

    Args:
        advice: the advice, or its JSON, with its receipt.
        po_dir: the folder of PO files that the advice was drawn from, where it was drawn from one.

    Raises:
        InvalidInputError: it is no advice, has no receipt, or was drawn from another content than there is here.
        ContentError: the data of the package or the folder is damaged.
    """
    document = document_of(advice)
    return differences_from(document, edition_of(document, po_dir))


def differences(document: Mapping[str, Any], edition: Mapping[str, Any]) -> tuple[str, ...]:
    """The same for an advice and an edition as plain data, such as `document_of` and `Catalogue.model_dump` give.

    Raises:
        InvalidInputError: as for `verify`, or the advice is in another language than the edition.
    """
    return differences_from(document, Edition(edition))
