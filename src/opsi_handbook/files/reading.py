"""Reading with a bound, and only what is a file: nothing that is named by mistake makes a command wait or grow."""

from __future__ import annotations

import os
from pathlib import Path

from opsi_handbook.errors import InvalidInputError, Problem
from opsi_handbook.files.places import cannot_be, reason_of, stream_of, target_of, unfit

__all__ = ["MAX_BYTES", "read_bytes", "read_text"]

MAX_BYTES = 20_000_000
"""The largest file that is read, in bytes; the whole content in one language has about 300,000."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes to does not keep us waiting
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, or of a stream that the shell opened for us, such as `/dev/stdin` or `<(sort marks)`.

    Raises:
        InvalidInputError: the file is not there, is a folder, a device or a named pipe, cannot be read, or is larger
            than `MAX_BYTES`.
    """
    try:
        target = target_of(path)
        stream = stream_of(target)
        data = _file(path, target) if stream is None else _up_to_bound(os.dup(stream))
    except (OSError, ValueError) as error:
        if isinstance(error, InvalidInputError):
            raise
        raise InvalidInputError(cannot_be("read", path, reason_of(error))) from error
    if len(data) > MAX_BYTES:
        most = f"{MAX_BYTES:,}"
        too_large = f"{path}: is larger than {most} bytes; give the file that was meant"
        raise InvalidInputError(Problem(too_large, "too-large", {"path": str(path), "most": most}))
    return data


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, a byte order mark taken off.

    Raises:
        InvalidInputError: as for `read_bytes`, or the file is not UTF-8.
    """
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        not_utf_8 = f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8"
        values = {"path": str(path), "byte": error.start}
        raise InvalidInputError(Problem(not_utf_8, "not-utf-8", values)) from error


def _file(path: Path, target: Path) -> bytes:
    _refuse(path, target.stat())  # before it is opened: to open a device can have effects
    descriptor = os.open(target, _FLAGS)
    try:
        _refuse(path, os.fstat(descriptor))
    except BaseException:
        os.close(descriptor)
        raise
    return _up_to_bound(descriptor)


def _refuse(path: Path, status: os.stat_result) -> None:
    reason = unfit(status)
    if reason:
        raise InvalidInputError(cannot_be("read", path, reason))


def _up_to_bound(descriptor: int) -> bytes:
    """What a descriptor gives, and one byte more than the bound at most; closes it."""
    with os.fdopen(descriptor, "rb") as file:
        return file.read(MAX_BYTES + 1) or b""  # nothing at all from a stream that has nothing yet
