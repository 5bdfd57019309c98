"""Writing a file: what stood there before stays whole until the new file is; its links, mode and owner stay."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from opsi_handbook.errors import OpsiHandbookError, Problem
from opsi_handbook.files.drafts import clear, draft, fill, sync_folder
from opsi_handbook.files.places import cannot_be, reason_of, status_of, stream_of, target_of, unfit

if sys.platform != "win32":
    import fcntl

__all__ = ["refusal", "rewrite", "write_bytes", "write_text"]

_TRIES = 20


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with line feeds, as `write_bytes` writes.

    Raises:
        OpsiHandbookError: the file cannot be written.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        raise OpsiHandbookError(f"{path}: cannot be written: the text holds half of a character") from None
    write_bytes(path, data)


def write_bytes(path: Path, data: bytes) -> None:
    """Write bytes to a file; what stood there before stays whole until the new file is, and nothing else is left.

    A link stays, and the file that it leads to is written. Mode, owner, group and attributes stay as they were, where
    the system lets us. A file with several names (hard links) keeps them all: it is written in place, so that a kill
    in between can leave it half-written. `-`, `/dev/stdout` and other streams that the shell opened are written to.

    Raises:
        OpsiHandbookError: the file cannot be written, or is a folder, a device, a named pipe or a socket.
        BrokenPipeError: the stream is a pipe that nobody reads any more.
    """
    try:
        target = target_of(path)
        stream = 1 if str(path) == "-" else stream_of(target)
        if stream is not None:
            _to_stream(stream, data)
            return
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
        before = status_of(target)
        reason = refusal(target, before)
        if reason is None:
            _write(target, data, before)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise OpsiHandbookError(cannot_be("written", path, reason_of(error))) from error
    if reason is not None:
        raise OpsiHandbookError(cannot_be("written", path, reason))


def refusal(target: Path, before: os.stat_result | None) -> str | None:
    """Why a target is not written to; None where it may be, or is not there yet."""
    if before is None:
        return None
    return unfit(before) or (None if os.access(target, os.W_OK) else Problem("is read-only", "is-read-only"))


def rewrite(target: Path, data: bytes) -> None:
    """Write a file in place, for all of its names; first what is longer than before, so that a full disk harms none."""
    with target.open("r+b", buffering=0) as file:
        descriptor = file.fileno()
        if sys.platform != "win32":
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        size = os.fstat(descriptor).st_size
        try:
            os.lseek(descriptor, size, os.SEEK_SET)
            fill(descriptor, data[size:])
            os.fsync(descriptor)
        except BaseException:
            os.ftruncate(descriptor, size)
            raise
        os.lseek(descriptor, 0, os.SEEK_SET)
        fill(descriptor, data[:size])
        os.ftruncate(descriptor, len(data))
        os.fsync(descriptor)


def _write(target: Path, data: bytes, before: os.stat_result | None) -> None:
    if before is not None and before.st_nlink > 1:
        rewrite(target, data)
        return
    for tries_left in reversed(range(_TRIES)):
        clear(target.parent)
        try:
            with draft(target.parent, data, before, target) as new:
                new.put(target)
            break
        except FileNotFoundError:  # several files were written here in one step, so that the folder is another
            if not tries_left or not target.parent.is_dir():
                raise
    sync_folder(target.parent)


def _to_stream(stream: int, data: bytes) -> None:
    if stream == 1:
        if sys.stdout is None:
            raise OSError(errno.EBADF, "is closed")
        sys.stdout.flush()  # what was printed before comes first
    fill(stream, data)
