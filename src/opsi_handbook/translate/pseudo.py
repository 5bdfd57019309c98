"""The pseudo-language `en-XA`: every text that can be translated shows accents and brackets, so that what shows none
is a text that nobody can translate."""

from __future__ import annotations

import re

__all__ = ["pseudo"]

_ACCENTED = str.maketrans("aceilnorsuyzACEILNORSUYZ", "áçéíļñóŕšúýžÁÇÉÍĻÑÓŔŠÚÝŽ")
_KEPT = re.compile(r"({[a-z_]+}|https?://\S+)")


def pseudo(text: str) -> str:
    """A text in pseudo-English: readable, a third longer, unmistakable; what is filled in and addresses stay."""
    parts = _KEPT.split(text)
    accented = "".join(part if place % 2 else part.translate(_ACCENTED) for place, part in enumerate(parts))
    return f"⟦{accented}{'·' * (len(text) // 3)}⟧"
