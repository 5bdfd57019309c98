"""Which of the editions that there are serves a reader of a language."""

from __future__ import annotations

from opsi_handbook.errors import UnknownLanguageError
from opsi_handbook.text import shown

__all__ = ["PSEUDO", "negotiate"]

PSEUDO = "en-XA"
"""The tag by which pseudo-English is asked for, as is usual among those who test software in many languages."""

_FARTHEST = 9
"""How far apart two tags may be and still stand for one another: nb and no are 1, sv-FI and sv 4, da and no over 9."""


def negotiate(tag: str, available: tuple[str, ...]) -> str:
    """The edition among those available that serves a reader of `tag`: itself, or a near relative.

    Raises:
        UnknownLanguageError: there is none, or `tag` is no language tag.
    """
    if tag in available:
        return tag
    import langcodes  # only for a tag that is not an edition's own: it takes as long as half a load

    try:
        match = langcodes.closest_supported_match(tag, list(available), max_distance=_FARTHEST)
    except (ValueError, AttributeError, TypeError):
        match = None
    if match is None:
        raise UnknownLanguageError(f"there is no edition in {shown(tag, 40)}; there is {', '.join(available)}")
    return match
