"""Files at the edge: read with a bound, written beside and then renamed, so that nothing is ever half-written."""

from __future__ import annotations

from contextlib import suppress
from os import urandom
from pathlib import Path

from opsi_handbook.errors import InvalidInputError, OpsiHandbookError

__all__ = ["MAX_BYTES", "read_bytes", "read_text", "write_bytes", "write_text"]

MAX_BYTES = 20_000_000
"""The largest file that is read, in bytes; the whole content in one language has about 300,000."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InvalidInputError: the file is not there, cannot be read, or is larger than `MAX_BYTES`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "the name is not valid"
        raise InvalidInputError(f"{path}: cannot be read: {reason}") from error
    if len(data) > MAX_BYTES:
        raise InvalidInputError(f"{path}: is larger than {MAX_BYTES:,} bytes; give the file that was meant")
    return data


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, a byte order mark taken off.

    Raises:
        InvalidInputError: as for `read_bytes`, or the file is not UTF-8.
    """
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with line feeds; what stood there before stays whole until the new file is.

    Raises:
        OpsiHandbookError: the file cannot be written.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        raise OpsiHandbookError(f"{path}: cannot be written: the text holds half of a character") from None
    write_bytes(path, data)


def write_bytes(path: Path, data: bytes) -> None:
    """Write bytes to a file; what stood there before stays whole until the new file is.

    Raises:
        OpsiHandbookError: the file cannot be written.
    """
    if not path.name:
        raise OpsiHandbookError(f"{path}: cannot be written: this names no file")
    beside = path.with_name(f".{path.name}.{urandom(4).hex()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "the text or the name is not valid"
        raise OpsiHandbookError(f"{path}: cannot be written: {reason}") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
