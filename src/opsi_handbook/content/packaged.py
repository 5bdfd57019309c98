"""The editions that the package ships, and which of them a language tag asks for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from opsi_handbook.content.reading import read_catalogue
from opsi_handbook.errors import ContentError, UnknownLanguageError
from opsi_handbook.model import Catalogue

__all__ = ["languages", "negotiate", "packaged_catalogue", "packaged_situations"]

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
def packaged_situations(tag: str) -> Mapping[str, tuple[str, ...]]:
    """How people typically put the problem of each question, in a language; empty where none are written.

    Raises:
        ContentError: the data file is damaged.
    """
    import json  # needed only once somebody describes a problem in words

    path = _DATA / f"{tag}.situations.json"
    if not path.exists():
        return MappingProxyType({})
    try:
        found = json.loads(path.read_bytes())["situations"]
        return MappingProxyType({id_: tuple(map(str, texts)) for id_, texts in found.items()})
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ContentError(f"{path.name} is damaged ({error}); install opsi-handbook again") from error
