"""The data files of the package, as bytes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from opsi_handbook.errors import ContentError

__all__ = ["data_file", "packaged_tags"]

_FOLDER = Path(__file__).parents[1] / "data"


@cache
def packaged_tags() -> tuple[str, ...]:
    """The tags of the packaged editions, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.json") if not path.stem.endswith("_words")))


def data_file(name: str) -> bytes | None:
    """The bytes of a file; None where there is none of this name.

    Raises:
        ContentError: it cannot be read.
    """
    path = _FOLDER / name
    try:
        return path.read_bytes() if path.exists() else None
    except OSError:
        raise ContentError(f"{name} cannot be read; install opsi-handbook again") from None
