"""XML from outside, read without running into traps, and XML of our own, written the same way each time."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.parsers import expat

from opsi_handbook.errors import ContentError

__all__ = ["indented", "parsed", "writable"]

_MAX_DEPTH = 64
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parsed(data: bytes, name: str) -> ElementTree.Element:
    """The root of an XML document that declares no entities and is not nested deeper than any exchange format is.

    Raises:
        ContentError: it is no XML, or one that could do harm.
    """
    _checked(data, name)
    return ElementTree.fromstring(data)  # noqa: S314  # looked through above: no entities, bounded depth


def _checked(data: bytes, name: str) -> None:
    parser = expat.ParserCreate()
    depth = 0

    def refuse(*_: object) -> None:
        raise ContentError(f"{name}: declares entities, which no exchange of ours needs; export the file again")

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise ContentError(f"{name}: is nested deeper than {_MAX_DEPTH} elements; export the file again")

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        place = f", line {error.lineno}" if isinstance(error, expat.ExpatError) else ""
        raise ContentError(f"{name}{place}: is no XML ({error}); mend it or export it again") from None


def writable(text: str) -> str:
    """A text that XML can hold.

    Raises:
        ContentError: it has a character that XML cannot hold.
    """
    found = _UNWRITABLE.search(text)
    if found:
        raise ContentError(f"the text {text[:40]!r} holds U+{ord(found[0]):04X}, which XML cannot hold; remove it")
    return text


def indented(root: ElementTree.Element, doctype: str = "") -> str:
    """A document of ours as text, two spaces a level; texts are never touched, as they stand in leaves."""
    ElementTree.indent(root)
    # A carriage return or a tab would be read back as something else, so they are written as references.
    body = ElementTree.tostring(root, encoding="unicode").replace("\r", "&#13;")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + (f"{doctype}\n" if doctype else "") + body + "\n"
