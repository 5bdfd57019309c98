"""From bytes to text: which charset a file is in, and whether that had to be guessed."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from opsi_handbook.content.problems import problem_in

__all__ = ["Decoded", "decoded"]

# The longer ones first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4_096


class Decoded(NamedTuple):
    """A text, and the charset that was guessed."""

    text: str
    guessed: str
    """The charset, where neither a mark at the beginning nor the bytes themselves prove it; else empty."""


def decoded(data: bytes, name: str) -> Decoded:
    """The text of a file: by its byte order mark, else as UTF-8, else as UTF-16 or Windows-1252, which are guesses.

    Raises:
        InvalidInputError: it is in none of them.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], charset, name), "")
    if b"\0" not in data:
        try:
            return Decoded(data.decode("utf-8"), "")
        except UnicodeDecodeError:
            return Decoded(_strictly(data, "cp1252", name), "Windows-1252")
    # Letters of Europe have a NUL in UTF-16: in every second byte, first or last.
    first, second = (data[start:_SAMPLE:2].count(0) for start in (0, 1))
    little = second > first
    return Decoded(_strictly(data, "utf-16-le" if little else "utf-16-be", name), f"UTF-16{'LE' if little else 'BE'}")


def _strictly(data: bytes, charset: str, name: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        raise problem_in(name, "no-charset", byte=error.start) from None
