# ruff: noqa: E501  # tables of samples
"""Ways to harm a file: bytes, lines, words and the parts of its structure, the same for the same random numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any
from xml.etree import ElementTree

__all__ = ["CUT", "KEY_TWICE", "harmed"]

CUT, KEY_TWICE = "cut", "a key twice"

PIECES = (
    '"', "\\", "\n", "\r", "\t", "<", ">", "&", "</target>", "<g>", "<x/>", "</", "/>", "]]>", "<!--", "<![CDATA[", "<![x]>", "<?x?>",
    "&#0;", "&#x9b;", "&nbsp;", "&x;", "#~ ", "#| ", "#, fuzzy\n", "# state: reviewed\n", "msgid ", "msgctxt ", 'msgstr[0] "', "exported: ",
    "\x00", "\x1b[31m", "\x9b", "\u202e", "\u2028", "\u200b", "\ufeff", "\U000e0041", "\ufffe", "\u00ad", "{", "}", "[", "]", ",", ":",
    "- ", "? ", "*a", "&a ", "!!python/object:os.system ", "null", "true", "NaN", "1e999", "-0", "9" * 400, "\\ud800", "\\u0000", "{x}", "%s",
)  # fmt: skip
"""What stands for something in one of the formats, or does harm to a terminal."""
WORDS = (
    "new", "needs-translation", "needs-review-translation", "needs-l10n", "needs-adaptation", "translated", "final", "signed-off",
    "initial", "reviewed", "yes", "no", "rejected-grammar", "leveraged-mt", "exact-match", "mt-suggestion", "x-own", "machine", "stale",
    "fuzzy", "leader", "staff", "source", "editorial", "local", "p1.q1", "p2.q2", "p9.q9", "p1.title", "p1.w3.text", "en", "sv", "", " ",
    "0", "-1", "1.0", "2", "true", "None", "x" * 5_000,
)  # fmt: skip
"""States, ids, languages, numbers: what stands in the place of a word or an attribute."""
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 10**18, 10**400, 0.5, "", " ", "p2.q2", "p9.q9", "\x1b[31m\x9b", "\u202e", "\ud800", [], {}, [[]], [{}],
    {"": None}, {"a": 1}, ["p2.q2"] * 3, [[[[[[[[[]]]]]]]]], "x" * 5_000,
)  # fmt: skip
"""What stands in the place of a value in JSON."""
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1", "cp1252", "cp037", "utf-7", "shift_jis")


def harmed(data: bytes, chance: Random) -> tuple[bytes, str]:
    """A file with one to three kinds of harm done to it, and their names."""
    kinds = []
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        way = chance.choice(WAYS)
        data, kind = way(data, chance)
        kinds.append(kind)
    return data, " + ".join(kinds)


def _cut(data: bytes, chance: Random) -> tuple[bytes, str]:
    return data[: chance.randrange(len(data) + 1)], CUT


def _bytes(data: bytes, chance: Random) -> tuple[bytes, str]:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    part = data[start : min(end, start + chance.choice([1, 3, 20, 300]))]
    after = data[start + len(part) :]
    match chance.randrange(4):
        case 0:
            return data[:start] + after, "bytes gone"
        case 1:
            return data[:start] + part + part + after, "bytes twice"
        case 2:
            return data[:start] + bytes(chance.randrange(256) for _ in part[:3]) + data[start + 3 :], "other bytes"
        case _:
            place = chance.randrange(len(after) + 1)
            return data[:start] + after[:place] + part + after[place:], "bytes elsewhere"


def _piece(data: bytes, chance: Random) -> tuple[bytes, str]:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(PIECES).encode("utf-8", "surrogatepass") + data[place:], "a piece"


def _lines(data: bytes, chance: Random) -> tuple[bytes, str]:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case _:
            start, end = sorted((one, other))
            lines[end:end] = lines[start:end]
    return b"\n".join(lines), "lines"


def _words(data: bytes, chance: Random) -> tuple[bytes, str]:
    words = list(re.finditer(rb"[A-Za-z0-9_.:-]+", data))
    if not words:
        return data, "nothing"
    word, other = chance.choice(words), chance.choice(words)
    instead = other[0] if chance.random() < 0.3 else chance.choice(WORDS).encode()
    return data[: word.start()] + instead + data[word.end() :], "a word"


def _encoding(data: bytes, chance: Random) -> tuple[bytes, str]:
    if chance.random() < 0.3:
        return data.replace(b"\n", chance.choice([b"\r\n", b"\r", b"\x0b", b"\xe2\x80\xa8"])), "line ends"
    if chance.random() < 0.2:
        return data.replace(b"UTF-8", chance.choice(ENCODINGS).encode()), "a false encoding"
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(ENCODINGS), "replace"), "an encoding"


def _structure(data: bytes, chance: Random) -> tuple[bytes, str]:
    start = data.lstrip()[:1]
    if start == b"<":
        return _xml(data, chance)
    return _json(data, chance) if start in {b"{", b"["} else _paragraphs(data, chance)


def _paragraphs(data: bytes, chance: Random) -> tuple[bytes, str]:
    parts = data.split(b"\n\n")
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    if chance.random() < 0.5:
        parts[one], parts[other] = parts[other], parts[one]
    else:
        parts[one : one + 1] = chance.choice([[], [parts[one]] * 2, [parts[one] + b"\n" + parts[other]]])
    return b"\n\n".join(parts), "entries"


def _json(data: bytes, chance: Random) -> tuple[bytes, str]:
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return data, "nothing"
    nodes = [node for node in _nodes(tree) if node]
    if not nodes:
        return json.dumps(chance.choice(ODD)).encode(), "another value"
    node = chance.choice(nodes)
    key = chance.choice(list(node)) if isinstance(node, dict) else chance.randrange(len(node))
    kind = "a value"
    match chance.randrange(5):
        case 0:
            del node[key]
        case 1:
            node[key] = chance.choice(ODD)
        case 2:
            node[key] = chance.choice(nodes) if chance.random() < 0.5 else [node[key]]
        case 3 if isinstance(node, dict):
            node[chance.choice([*WORDS, "\x1b[31m", "\x9b", "\u202e"])] = node[key]
        case 4 if isinstance(node, dict):
            mark = f"twice-{chance.randrange(10**9)}"
            node[mark] = node[key]
            text = _dumped(tree).replace(json.dumps(mark), json.dumps(key), 1)
            return text.encode("utf-8", "surrogatepass"), KEY_TWICE
        case _:
            node[key] = chance.choice(WORDS)
    return _dumped(tree).encode("utf-8", "surrogatepass"), kind


def _dumped(tree: Any) -> str:
    try:
        return json.dumps(tree, ensure_ascii=False)
    except (ValueError, RecursionError):  # it holds itself
        return "[" * 5_000


def _nodes(tree: Any) -> list[Any]:
    nodes, left = [], [tree]
    while left:
        node = left.pop()
        if isinstance(node, dict | list):
            nodes.append(node)
            left += node.values() if isinstance(node, dict) else node
    return nodes


def _xml(data: bytes, chance: Random) -> tuple[bytes, str]:
    if chance.random() < 0.1:
        head = b'<!DOCTYPE a [<!ENTITY x "y"><!ATTLIST trans-unit approved CDATA "yes">]>'
        return data.replace(b"<xliff", head + b"<xliff", 1), "a document type"
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - harm is what is wanted
    except (ElementTree.ParseError, ValueError, LookupError):
        return data, "nothing"
    parents = [node for node in root.iter() if len(node)]
    elements = list(root.iter())
    node = chance.choice(elements)
    match chance.randrange(7):
        case 0 if parents:
            parent = chance.choice(parents)
            parent.remove(chance.choice(list(parent)))
        case 1 if parents:
            parent = chance.choice(parents)
            parent.append(chance.choice(list(parent)))
        case 2 if parents:
            parent = chance.choice(parents)
            parent.insert(0, chance.choice([part for part in elements if not list(part)] or [root[0]]))
        case 3 if node.attrib:
            node.attrib.pop(chance.choice(list(node.attrib)))
        case 4 if node.attrib:
            node.set(chance.choice(list(node.attrib)), _clean(chance.choice(WORDS)))
        case 5:
            node.set(chance.choice(["state", "approved", "state-qualifier", "order", "subState", "id", "{urn:tool}status"]),
                     _clean(chance.choice(WORDS)))  # fmt: skip
        case _:
            node.text, node.tail = node.tail, node.text
    return ElementTree.tostring(root, encoding="utf-8"), "an element"


def _clean(word: str) -> str:
    return "".join(char for char in word if char.isprintable())


WAYS: tuple[Callable[[bytes, Random], tuple[bytes, str]], ...] = (
    _cut, _bytes, _bytes, _piece, _lines, _words, _words, _encoding, _structure, _structure, _structure, _structure,
)  # fmt: skip
