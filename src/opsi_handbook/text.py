"""Texts at the edge: what may stand in one, how a foreign one is shown, and how it is read for matching."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = [
    "JOINT", "did_you_mean", "field_at", "near_words", "normalised", "on_one_line", "printable", "shown", "unreadable",
    "unwanted",
]  # fmt: skip

_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_TURNING = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    r"\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)
_BREAKS = r"\u2028\u2029"
_NO_TEXT = (
    r"\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff\ue000-\uf8ff\U000f0000-\U0010ffff"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 15))
)  # fmt: skip
_UNWANTED = f"[{_CONTROL}{_TURNING}{_INVISIBLE}{_BREAKS}{_NO_TEXT}]"
_UNPRINTABLE = f"[{_CONTROL}{_TURNING}{_BREAKS}{_NO_TEXT}]"
_PRINTABLE_ALL_THE_SAME = "[\u115f\u1160\u3164\uffa0\ufffd]"
_UNREADABLE = r"[\x00\ud800-\udfff]"

JOINT = "\u00ad"
"""Stands in a normalised text where a word was broken at the end of a line: one word, or two with a hyphen between."""

_LINE_END = r"\s*[\n\r\x0b\x0c\x85\u2028\u2029]\s*"
_BROKEN = rf"(?<=[^\W\d_])(?:[-\u2010]\u00ad?|\u00ad){_LINE_END}(?=[^\W\d_])"
_SOFT_HYPHEN = rf"\u00ad(?!{_LINE_END})"
_UNSEEN = f"(?!\\u00ad)[{_TURNING}{_INVISIBLE}\\u034f\\u200c\\u200d\\ufe00-\\ufe0f]"


def unwanted(text: str) -> str | None:
    """The first character that must not stand in a text for people, as `U+0007`; None where there is none.

    Unwanted are control characters, those that turn the direction of writing or cannot be seen, and what is no
    character at all.
    """
    if text.isprintable() and not re.search(_PRINTABLE_ALL_THE_SAME, text):
        return None  # nearly always, and without the large table
    match = re.search(_UNWANTED, text)
    return f"U+{ord(match[0]):04X}" if match else None


def unreadable(text: str) -> str | None:
    """The first character that no free text can hold, as `U+0000`: NUL, or half of a character."""
    match = re.search(_UNREADABLE, text)
    return f"U+{ord(match[0]):04X}" if match else None


def printable(text: str) -> str:
    """A text without what a terminal would take for a command or would not show."""
    return re.sub(_UNPRINTABLE, "", text)


def shown(value: object, most: int = 80) -> str:
    """Something foreign as it is shown in a message: short, quoted, on one line, in letters of every terminal."""
    text = value if isinstance(value, str) else repr(value)
    cut = text[:most] + ("…" if len(text) > most else "")
    quoted = "'" + cut.replace("\\", "\\\\").replace("'", "\\'") + "'" if isinstance(value, str) else cut
    return on_one_line(quoted)


def on_one_line(text: str) -> str:
    """A text in which what cannot be shown, line breaks too, is written as an escape, such as `\\u001b`."""
    return text if text.isprintable() else "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def field_at(place: Iterable[object]) -> str:
    """A place in data from outside as it is shown in a message: keys and numbers with dots between, on one line."""
    return ".".join(shown(part, 40).strip("'") for part in place)


def near_words(word: str, known: Iterable[str], most: int = 3, cutoff: float = 0.5) -> list[str]:
    """Up to `most` known words that look like a mistyped one, the nearest first; `cutoff` is how much, from 0 to 1."""
    from difflib import get_close_matches  # only ever needed on the way to an error

    return get_close_matches(word.strip().lower()[:80], sorted(known), n=most, cutoff=cutoff)


def did_you_mean(word: str, known: Iterable[str], most: int = 3) -> str:
    """A hint at up to `most` known words that look like a mistyped one, ready to follow a message; empty if none do."""
    near = near_words(word, known, most)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def normalised(text: str) -> str:
    """A text as it is read for matching: compatible forms made one, invisible signs gone, small letters.

    A ligature, a full-width letter, a soft hyphen or a zero-width sign changes nothing; a word that is broken at the
    end of a line has `JOINT` in its place.
    """
    import unicodedata  # only for free text

    seen = re.sub(_SOFT_HYPHEN, "", re.sub(_UNSEEN, "", text))
    return re.sub(_BROKEN, JOINT, unicodedata.normalize("NFKC", seen)).lower().replace("\u2019", "'")
