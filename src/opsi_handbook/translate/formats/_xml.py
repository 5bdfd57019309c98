"""XML from outside, read in one pass that cannot be led astray, and XML of our own, written plainly.

No document type is let in, so nothing can be declared, referred to or filled in; depth and number of elements are
bounded. Nothing is registered anywhere: threads may read and write at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from opsi_handbook.errors import ContentError
from opsi_handbook.translate.formats import MOST_BYTES

__all__ = ["Node", "attributes", "escaped", "parsed", "root_of"]

_MAX_DEPTH = 64
_MAX_NODES = 200_000
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass
class Node:
    """An element: its namespace and name, its attributes, and what stands in it, texts and elements in order."""

    space: str
    name: str
    attributes: dict[str, str]
    line: int
    parts: list[Node | str] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """An attribute, by its bare name or as `space}name`."""
        return self.attributes.get(name, default)

    def children(self, name: str = "") -> list[Node]:
        """The elements in this one that are of its own namespace and have a name, or any."""
        return [part for part in self.elements() if part.space == self.space and name in {part.name, ""}]

    def elements(self) -> Iterator[Node]:
        """The elements in this one, of any namespace."""
        return (part for part in self.parts if isinstance(part, Node))

    def text(self) -> str:
        """All text in it."""
        return "".join(part if isinstance(part, str) else part.text() for part in self.parts)


def parsed(data: bytes, name: str) -> Node:
    """The root of an XML document.

    Raises:
        ContentError: it is no XML, it is cut off, or it is one that could do harm.
    """
    builder = _Builder(name)
    _parse(data, builder)
    return builder.root


def root_of(data: bytes, name: str) -> tuple[str, str]:
    """The namespace and the name of the root of an XML document, of which no more is read.

    Raises:
        ContentError: it does not begin as XML.
    """
    builder = _Builder(name, only_root=True)
    with suppress(_RootMetError):
        _parse(data, builder)
    return builder.root.space, builder.root.name


def _parse(data: bytes, builder: _Builder) -> None:
    if len(data) > MOST_BYTES:
        raise ContentError(f"{builder.name}: is larger than {MOST_BYTES:,} bytes; give the file that was meant")
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = builder.doctype
    parser.StartElementHandler = lambda name, attrs: builder.start(name, attrs, parser.CurrentLineNumber)
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.ProcessingInstructionHandler = builder.instruction
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        if isinstance(error, ContentError):
            raise
        place = f", line {error.lineno}" if isinstance(error, expat.ExpatError) else ""
        raise ContentError(f"{builder.name}{place}: is no XML ({error}); mend it or export it again") from None


class _RootMetError(Exception):
    """The root has been met."""


class _Builder:
    """Takes what the parser meets and makes nodes of it."""

    def __init__(self, name: str, *, only_root: bool = False) -> None:
        self.name = name
        self.only_root = only_root
        self.stack = [Node("", "", {}, 0)]
        self.count = 0

    @property
    def root(self) -> Node:
        return next(self.stack[0].elements())

    def doctype(self, *_: object) -> None:
        raise ContentError(
            f"{self.name}: declares entities or a document type, which no exchange of ours needs; export the file again"
        )

    def start(self, name: str, attrs: dict[str, str], line: int) -> None:
        self.count += 1 + len(attrs) // 8
        if len(self.stack) > _MAX_DEPTH:
            raise ContentError(f"{self.name}: is nested deeper than {_MAX_DEPTH} elements; export the file again")
        if self.count > _MAX_NODES:
            raise ContentError(f"{self.name}: has more than {_MAX_NODES:,} elements; give the file that was meant")
        space, _, bare = name.rpartition("}")
        node = Node(space, bare, attrs, line)
        self.stack[-1].parts.append(node)
        self.stack.append(node)
        if self.only_root:
            raise _RootMetError

    def end(self, _: str) -> None:
        self.stack.pop()

    def characters(self, text: str) -> None:
        if len(self.stack) > 1:
            self.stack[-1].parts.append(text)

    def instruction(self, target: str, _: str) -> None:
        if len(self.stack) > 1:
            self.stack[-1].parts.append(Node("?", target, {}, self.stack[-1].line))


def escaped(text: str) -> str:
    """A text as it stands in an element.

    Raises:
        ContentError: it has a character that XML cannot hold.
    """
    unwritable = _UNWRITABLE.search(text)
    if unwritable:
        raise ContentError(f"the text {text[:40]!r} holds U+{ord(unwritable[0]):04X}, which XML cannot hold; remove it")
    return escape(text, {"\r": "&#13;"})


def attributes(values: Iterable[tuple[str, str]]) -> str:
    """Attributes as they stand in a tag, each after a space."""
    return "".join(f" {name}={quoteattr(value)}" for name, value in values)
