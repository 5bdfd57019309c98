"""The text of a PO file as entries: a reader in one pass, whose time grows with the file and no faster.

It is stricter than most: what is cut off or not understood refuses the whole file, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from opsi_handbook.errors import ContentError
from opsi_handbook.text import shown

__all__ = ["PoEntry", "decoded", "entries_of", "quoted"]

_STRING = re.compile(r'[ \t]*"([^"\\]*+(?:\\.[^"\\]*+)*+)"[ \t]*')
_STATEMENT = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr\[\d{1,3}\]|msgstr)(?=[ \t]*")')
_ESCAPE = re.compile(r"\\([abfnrtv\\\"'?])|((?:\\[0-3]?[0-7]{1,2}|\\x[0-9A-Fa-f]{1,2})+)|(\\.?)", re.DOTALL)
_PLAIN = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_CHARSET = re.compile(rb"charset=([\w.:-]{1,40})")
_CHARSETS = re.compile(
    r"utf-?8|us-ascii|ascii|iso[-_]8859-\d+|koi8-[rutf]|cp\d+|windows-\d+|gb2312|gbk|gb18030|big5|euc-(?:jp|kr|tw)|shift_jis",
    re.IGNORECASE,
)
_MOST_LINES = 200_000
_ORDER = ("msgctxt", "msgid", "msgid_plural", "msgstr")


@dataclass
class PoEntry:
    """One entry as it stands in the file; the keys of `texts` are `msgctxt`, `msgid`, `msgstr`, `|msgid` and so on."""

    line: int
    obsolete: bool = False
    texts: dict[str, list[str]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """The program's own comments, which translators leave as they are."""
    flags: list[str] = field(default_factory=list)
    belongs: bool = False
    """Whether something before it, such as a note of the program's, says that an entry must follow."""

    def text(self, keyword: str) -> str:
        """The text after a keyword; empty where it has none."""
        return "".join(self.texts.get(keyword, ()))


def decoded(data: bytes, name: str) -> str:
    """The text of a PO file in the character set that its header names, line ends made one."""
    match = _CHARSET.search(data[:4000])
    charset = match[1].decode() if match and match[1] != b"CHARSET" else "utf-8"
    if not _CHARSETS.fullmatch(charset):
        raise ContentError(f"{name}: is in {shown(charset)}; save it as UTF-8")
    try:
        text = data.decode("utf-8-sig" if charset.lower() in {"utf-8", "utf8"} else charset)
    except UnicodeDecodeError as error:
        raise ContentError(f"{name}: is not {charset.upper()} (byte {error.start}); save it as UTF-8") from None
    except LookupError:
        raise ContentError(f"{name}: is in {shown(charset)}; save it as UTF-8") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > _MOST_LINES:
        raise ContentError(f"{name}: has more than {_MOST_LINES:,} lines; give the file that was meant")
    return text


def entries_of(text: str, name: str) -> Iterator[PoEntry]:
    """Every entry of a PO file, the header first.

    Raises:
        ContentError: it is no PO file, or it is cut off.
    """
    entry, keyword, line = PoEntry(1), "", 1
    for line, written in enumerate(text.split("\n"), start=1):
        bare = written.strip(" \t\f\v")
        if not bare:
            continue
        prefix, rest = _prefix(bare)
        match = _STATEMENT.match(rest) if prefix != "#" else None
        begins = prefix == "#" or (match is not None and not match[1].startswith("msgstr["))
        if begins and "msgstr" in entry.texts:
            yield entry
            entry = PoEntry(line)
        if prefix == "#":
            keyword = _comment(entry, rest, (name, line))
            continue
        if match:
            keyword = _open(entry, match[1], prefix, (name, line))
        elif (
            not keyword
            or not rest.startswith('"')
            or ("|" in prefix) != keyword.startswith("|")
            or ("~" in prefix) != entry.obsolete
        ):
            raise _fault((name, line), f"{shown(bare, 40)} is not understood")
        entry.texts[keyword] += _strings(rest[match.end() if match else 0 :], (name, line))
    if "msgstr" in entry.texts:
        yield entry
    elif entry.texts or entry.belongs:
        raise _fault((name, line), "the file ends in the middle of an entry")


def _prefix(bare: str) -> tuple[str, str]:
    """What stands before a line's statement, `#~`, `#|` or both, and the rest; `#` alone for a comment."""
    for prefix in ("#~|", "#~", "#|"):
        if bare.startswith(prefix):
            return prefix, bare[len(prefix) :].lstrip(" \t")
    return ("#", bare[1:]) if bare.startswith("#") else ("", bare)


def _comment(entry: PoEntry, rest: str, where: tuple[str, int]) -> str:
    """Take note of a comment, after which no statement goes on."""
    if entry.texts.keys() & {"msgctxt", "msgid"}:
        raise _fault(where, "a comment stands inside an entry")
    if rest[:1] in {",", "="}:
        entry.flags += (flag.strip() for flag in rest[1:].split(","))
    elif rest[:1] == ".":
        entry.notes.append(rest[1:])
    elif rest[:1] != ":":
        entry.comments.append(rest.removeprefix(" "))
        return ""
    entry.belongs = True
    return ""


def _open(entry: PoEntry, written: str, prefix: str, where: tuple[str, int]) -> str:
    """Begin a statement, which must stand where it may, and give the keyword under which it is kept."""
    keyword = ("|" if "|" in prefix else "") + ("msgstr" if written.startswith("msgstr") else written)
    obsolete = "~" in prefix
    live = [word for word in entry.texts if not word.startswith("|")]
    if not live and not entry.texts:
        entry.obsolete = obsolete
    if obsolete != entry.obsolete:
        raise _fault(where, "an entry is half obsolete")
    if keyword.startswith("|"):
        right = not live and keyword not in entry.texts
    elif keyword == "msgstr":
        right = "msgid" in entry.texts and ("msgstr" not in entry.texts or written.endswith("]"))
    else:
        right = keyword not in entry.texts and (keyword != "msgid_plural" or "msgid" in entry.texts)
        right = right and all(_ORDER.index(word) < _ORDER.index(keyword) for word in live)
    if not right:
        raise _fault(where, f"{written} stands in the wrong place")
    entry.texts.setdefault(keyword, [])
    return keyword


def _strings(rest: str, where: tuple[str, int]) -> Iterator[str]:
    """The strings of a line, without their quotation marks and escapes."""
    place = 0
    while place < len(rest):
        match = _STRING.match(rest, place)
        if match is None:
            raise _fault(where, "a text has no end, or something stands beside it")
        yield _ESCAPE.sub(lambda escape: _plain(escape, where), match[1]) if "\\" in match[1] else match[1]
        place = match.end()
    if not rest:
        raise _fault(where, "a text is missing")


def _plain(escape: re.Match[str], where: tuple[str, int]) -> str:
    if escape[1]:
        return _PLAIN.get(escape[1], escape[1])
    if escape[2]:
        # They are bytes, and a letter may be several of them.
        numbers = (int(code[1:], 16) if code[0] == "x" else int(code, 8) for code in escape[2].split("\\")[1:])
        with suppress(UnicodeDecodeError):
            return bytes(numbers).decode("utf-8")
    raise _fault(where, f"{shown(escape[0])} is no escape; write a backslash twice")


def _fault(where: tuple[str, int], problem: str) -> ContentError:
    return ContentError(f"{where[0]}, line {where[1]}: is no PO file: {problem}; mend it or export one again")


def quoted(text: str) -> str:
    """A text as a PO file has it: one line, or several after an empty one where it has line breaks."""
    lines = text.split("\n")
    parts = [f"{line}\n" for line in lines[:-1]] + lines[-1:]
    parts = [part for part in parts if part]
    shown_parts = [f'"{part.translate(_ESCAPES)}"' for part in parts]
    return "\n".join(['""', *shown_parts]) if len(parts) > 1 else "".join(shown_parts) or '""'


_ESCAPES = str.maketrans(
    {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r", "\b": r"\b", "\f": r"\f", "\v": r"\v", "\a": r"\a"}
)
