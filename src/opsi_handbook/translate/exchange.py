"""Out to a translator in one of the formats, and what comes back, told apart by what it is and not by its name."""

from __future__ import annotations

from collections.abc import Iterable

from opsi_handbook.errors import ContentError
from opsi_handbook.text import shown
from opsi_handbook.translate.formats import Document, Format
from opsi_handbook.translate.formats import xliff12 as xliff12_
from opsi_handbook.translate.formats import xliff20 as xliff20_
from opsi_handbook.translate.formats._xml import parsed, root_of
from opsi_handbook.translate.formats.html import HTML
from opsi_handbook.translate.formats.po import PO
from opsi_handbook.translate.formats.tmx import TMX
from opsi_handbook.translate.locale import Locale
from opsi_handbook.translate.units import Unit

__all__ = ["FORMATS", "exported", "read_document"]

FORMATS: dict[str, Format] = {
    "po": PO,
    "xliff": xliff12_.XLIFF12,
    "xliff2": xliff20_.XLIFF20,
    "tmx": TMX,
    "html": HTML,
}
"""The formats, by the names that the command line has for them."""


def exported(units: Iterable[Unit], locale: Locale, content_version: str, format: str) -> str:
    """All units and their translations as a file that translators' tools open.

    Raises:
        ContentError: there is no such format.
    """
    if format not in FORMATS:
        raise ContentError(f"there is no format {shown(format)}; there is {', '.join(FORMATS)}")
    return FORMATS[format].write(units, locale, content_version)


def read_document(data: bytes, name: str) -> tuple[Document, Format]:
    """What a translator's file says, and the format that it is in; `name` is what messages call the file.

    Raises:
        ContentError: it is damaged, or in no format that is read.
    """
    kind = _format_of(data, name)
    if kind.read is None:
        read = ", ".join(name for name, other in FORMATS.items() if other.read)
        raise ContentError(f"{name}: is {kind.title}; work in one of {read}, which are read")
    return kind.read(data, name), kind


def _format_of(data: bytes, name: str) -> Format:
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return HTML
    if head.startswith(b"<") and b"<tmx" in head:
        return TMX
    if not head.startswith(b"<") and data[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        return PO
    space, root = root_of(data, name)
    if root == "xliff" and space in xliff20_.SPACES:
        return xliff20_.XLIFF20
    if root == "xliff" and space in {xliff12_.SPACE, ""}:
        return xliff12_.XLIFF12
    parsed(data, name)  # which may know better what is wrong
    raise ContentError(f"{name}: is XML but no XLIFF 1.2 or 2.x; export a file and work in that")
