"""A lock around reading, changing and writing: of two who change the same file, the second waits, or is told."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from opsi_handbook.errors import OpsiHandbookError, Problem
from opsi_handbook.files.places import cannot_be, reason_of, target_of

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = ["WAIT", "locked"]

WAIT = 10.0
"""How long to wait for another process, in seconds."""

_NAP = 0.05
_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


@contextmanager
def locked(path: Path, wait: float = WAIT) -> Iterator[None]:
    """Keep a file to ourselves while it is read, changed and written; it need not be there yet, its folder is made.

    What is locked is the folder that the file stands in, with all of its files, so that nothing is added to it. Where
    folders cannot be locked (on Windows, on some network drives) it is a file `.opsi-handbook.lock` in it, which is
    removed afterwards. The lock is advice: it holds off only those who ask for it, in this process or another. It ends
    with the process. It is not to be asked for twice in one folder, one within the other.

    Raises:
        OpsiHandbookError: another kept the lock longer than `wait` seconds, or the folder cannot be locked.
    """
    try:
        folder = target_of(path).parent
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, lock_file = _acquired(folder, time.monotonic() + wait)
    except TimeoutError:
        busy = f"{path}: another process is changing files in this folder; try again when it is done"
        raise OpsiHandbookError(Problem(busy, "folder-busy", {"path": str(path)})) from None
    except (OSError, ValueError) as error:
        raise OpsiHandbookError(cannot_be("locked", path, reason_of(error))) from error
    try:
        yield
    finally:
        if lock_file is not None and os.name != "nt":
            with suppress(OSError):
                lock_file.unlink()  # while it is still locked: who waits for it sees that it is gone
        os.close(descriptor)
        if lock_file is not None and os.name == "nt":
            with suppress(OSError):
                lock_file.unlink()


def _acquired(folder: Path, until: float) -> tuple[int, Path | None]:
    """The descriptor that holds the lock, and the lock file if one was needed."""
    if os.name == "posix":
        try:
            return _lock(folder, os.O_RDONLY, until), None
        except TimeoutError:
            raise
        except OSError:
            pass  # this file system cannot lock folders
    file = folder / ".opsi-handbook.lock"
    return _lock(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), until), file


def _lock(path: Path, flags: int, until: float) -> int:
    """Open and lock what stands at a path, and see to it that it still stands there afterwards."""
    while True:
        descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            while not _try(descriptor):
                if time.monotonic() > until:
                    raise TimeoutError
                time.sleep(_NAP)
            if os.name == "nt" or _stands_at(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _stands_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _try(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise
    return True
