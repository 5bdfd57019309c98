"""The editions that the package ships, and which of them a language tag asks for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from opsi_handbook.content.reading import read_catalogue
from opsi_handbook.errors import ContentError, UnknownLanguageError
from opsi_handbook.model import Catalogue

__all__ = ["languages", "negotiate", "packaged_catalogue", "packaged_lexicon", "packaged_situations"]

_DATA = Path(__file__).parent.parent / "data"
_FARTHEST = 9
"""How far apart two tags may be and still stand for one another: nb and no are 1, sv-FI and sv 4, da and no over 9."""


@cache
def languages() -> tuple[str, ...]:
    """The tags of the editions in the package, English first, then in the order of the alphabet."""
    tags = (path.stem for path in _DATA.glob("*.json") if "." not in path.stem)
    return tuple(sorted(tags, key=lambda tag: (tag != "en", tag)))


def negotiate(tag: str, available: tuple[str, ...]) -> str:
    """The edition among those available that serves a reader of `tag`: itself, or a near relative.

    Raises:
        UnknownLanguageError: there is none, or `tag` is no language tag.
    """
    if tag in available:
        return tag
    import langcodes  # only for a tag that is not an edition's own: it takes as long as half a load

    try:
        found = langcodes.closest_supported_match(tag, list(available), max_distance=_FARTHEST)
    except (ValueError, AttributeError, TypeError):
        found = None
    if found is None:
        shown = str(tag)[:40].encode("ascii", "backslashreplace").decode()
        raise UnknownLanguageError(f"there is no edition in {shown!r}; there is {', '.join(available)}")
    return found


@cache
def packaged_catalogue(tag: str) -> Catalogue:
    """The catalogue of a packaged edition, by its own tag.

    Raises:
        ContentError: its data file is missing or damaged.
    """
    path = _DATA / f"{tag}.json"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ContentError(f"{path.name} cannot be read ({error.strerror}); install opsi-handbook again") from error
    return read_catalogue(data, path.name)


@cache
def packaged_situations(tag: str) -> tuple[tuple[str, str], ...]:
    """How people typically put a problem, in a language: each situation's id and text; empty where none are written.

    The id is that of the question it is told of, and its place there: `p2.q2.s7`.

    Raises:
        ContentError: the data file is damaged.
    """
    found = _packaged(f"{tag}.situations.json")
    if found is None:
        return ()
    try:
        return tuple(
            (f"{id_}.s{place}", str(text))
            for id_, texts in found["situations"].items()
            for place, text in enumerate(texts, start=1)
        )
    except (KeyError, AttributeError, TypeError) as error:
        raise ContentError(f"{tag}.situations.json is damaged ({error}); install opsi-handbook again") from error


@cache
def packaged_lexicon(tag: str) -> Mapping[str, Any] | None:
    """What is learned from the situations of a language, as it was written; None where there are none.

    Raises:
        ContentError: the data file is damaged.
    """
    return _packaged(f"{tag}.lexicon.json")


def _packaged(name: str) -> Mapping[str, Any] | None:
    import json  # needed only once somebody describes a problem in words

    path = _DATA / name
    if not path.exists():
        return None
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ContentError(f"{name} is damaged ({error}); install opsi-handbook again") from error
    if not isinstance(found, dict):
        raise ContentError(f"{name} is damaged (no object); install opsi-handbook again")
    return found
