"""The data that the package ships: its editions, and what free text is matched with."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from opsi_handbook.content.reading import read_catalogue
from opsi_handbook.errors import ContentError
from opsi_handbook.model import Catalogue

__all__ = [
    "checksum_of", "compiled_file", "function_words", "packaged_catalogue", "packaged_file", "packaged_languages",
    "packaged_words",
]  # fmt: skip

_DATA = Path(__file__).parent.parent / "data"
_MEND = "install opsi-handbook again"


@cache
def packaged_languages() -> tuple[str, ...]:
    """The tags of the editions in the package, English first, then in the order of the alphabet."""
    tags = (path.stem for path in _DATA.glob("*.json") if not path.stem.endswith("_words"))
    return tuple(sorted(tags, key=lambda tag: (tag != "en", tag)))


def packaged_file(name: str) -> bytes | None:
    """The bytes of a data file of the package; None where the package has none of this name.

    Raises:
        ContentError: it is there and cannot be read.
    """
    try:
        return (_DATA / name).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ContentError(f"{name} cannot be read ({error.strerror}); {_MEND}") from error


@cache
def packaged_catalogue(tag: str) -> Catalogue:
    """The catalogue of a packaged edition, by its own tag.

    Raises:
        ContentError: its data file is missing or damaged.
    """
    name = f"{tag}.json"
    data = packaged_file(name)
    if data is None:
        raise ContentError(f"{name} is missing; {_MEND}")
    if _compiled().get(name) == checksum_of(data):
        return read_catalogue(data, name, is_bound=True)
    read_catalogue(data, name)  # names every fault that there is
    raise ContentError(f"{name} is not what was compiled; {_MEND}, or run `make content` if you changed the content")


def checksum_of(data: bytes) -> str:
    """What tells the bytes of a file from any others that chance or a slip could make of them."""
    from zlib import crc32

    return f"{crc32(data):08x}"


@cache
def _compiled() -> dict[str, str]:
    """The checksum of each file of content as it was compiled, by the name of the file."""
    lines = (packaged_file("checksums.txt") or b"").decode("ascii", "replace").splitlines()
    return {name: checksum for checksum, _, name in (line.partition("  ") for line in lines)}


@cache
def _function_words() -> dict[str, str]:
    return packaged_words("function_words.json")


def packaged_words(name: str) -> dict[str, Any]:
    """The word lists in a file of the package, by language.

    Raises:
        ContentError: the file is missing, or is not what was compiled.
    """
    import json

    words: dict[str, Any] = json.loads(compiled_file(name))
    return words


def compiled_file(name: str) -> bytes:
    """The bytes of a data file that must be just what was compiled.

    Raises:
        ContentError: the file is missing, or is not what was compiled.
    """
    data = packaged_file(name)
    if data is None or _compiled().get(name) != checksum_of(data):
        raise ContentError(f"{name} is missing or damaged; {_MEND}")
    return data


@cache
def function_words(language: str) -> frozenset[str]:
    """The words of a language that carry no topic: articles, pronouns, auxiliaries and their like.

    Empty for a language of which we have no list.

    Raises:
        ContentError: the data file is missing or damaged.
    """
    words = _function_words()
    return frozenset((words.get(language) or words.get(language.partition("-")[0], "")).split())
