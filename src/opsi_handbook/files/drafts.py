"""A file in the making: whole and safe on the disk before it takes its place, and gone if it never does.

On Linux a draft has no name until it is put in place, so that even a process that is killed leaves none behind.
Elsewhere, and for the instant between the two steps of replacing a file, its name is one that `clear` knows. A draft
is locked as long as its writer lives; one that stands there unlocked is left over, and the next to write in the folder
removes it.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

__all__ = ["Draft", "clear", "draft", "fill", "inherit", "is_temporary", "sync_folder", "temporary_name"]

_NAME = re.compile(r"\.opsi-handbook-[0-9a-f]{16}\.tmp")
_FLAGS = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_DAY = 86_400
_OF_THE_BYTES = {"security.capability", "security.evm", "security.ima"}
"""Attributes that speak of the bytes of a file, and so do not hold for other bytes."""


class Draft:
    """A file that is written, and not yet in its place."""

    def __init__(self, name: Path) -> None:
        self.name = name
        self.descriptor = -1
        self.named = False
        """Whether the file stands under its name already; without a name it is gone when it is closed."""

    def put(self, target: Path) -> None:
        """Let the draft take its place, or the place of the file that is there, in one step."""
        if not self.named:
            try:
                self._link(target)
                return
            except FileExistsError:
                self._link(self.name)
            except OSError:  # a file without a name can be made here, but not be given one
                self._copy()
        if os.name == "nt":  # where nothing that is open can be renamed
            self.close()
        self.name.replace(target)

    def _link(self, name: Path) -> None:
        os.link(_open_file(self.descriptor), name, src_dir_fd=self.descriptor, follow_symlinks=True)

    def _copy(self) -> None:
        """Become a copy that has a name."""
        source, self.descriptor = self.descriptor, _opened_by_name(self.name, 0o600)
        try:
            os.lseek(source, 0, os.SEEK_SET)
            while block := os.read(source, 1 << 20):
                fill(self.descriptor, block)
            inherit(self.descriptor, _open_file(source), os.fstat(source))
            os.fsync(self.descriptor)
        finally:
            os.close(source)

    def close(self) -> None:
        """Let go of the file; without effect the second time."""
        descriptor, self.descriptor = self.descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


@contextmanager
def draft(folder: Path, data: bytes, before: os.stat_result | None, model: Path) -> Iterator[Draft]:
    """A draft with these bytes, safe on the disk, in a folder; what is left of it after the block is removed.

    Args:
        folder: a folder of the file system in which the draft is to have its place.
        data: the bytes.
        before: what the system says of the file that is to be replaced, whose mode and owner the draft is to have;
            None for a new file, which gets those that any new file gets.
        model: that file.
    """
    name = temporary_name(folder)
    new = Draft(name)
    try:
        new.descriptor, new.named = _opened(name, 0o666 if before is None else 0o600)
        fill(new.descriptor, data)
        if before is not None:
            inherit(new.descriptor, model, before)
        os.fsync(new.descriptor)
        yield new
    finally:
        new.close()
        with suppress(OSError):
            name.unlink()


def temporary_name(folder: Path) -> Path:
    """A new name in a folder, of the kind that `clear` knows."""
    return folder / f".opsi-handbook-{os.urandom(8).hex()}.tmp"


def is_temporary(name: str) -> bool:
    """Whether a name is of that kind."""
    return bool(_NAME.fullmatch(name))


def fill(descriptor: int, data: bytes | memoryview) -> None:
    """Write all of the bytes."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def inherit(descriptor: int, model: Path, before: os.stat_result) -> None:
    """Give a file the owner, group, mode and attributes of the one that it is to replace, as far as the system lets us.

    Where it may not have the group, what the group was allowed and everybody is not is allowed to nobody.
    """
    if sys.platform == "win32":
        return
    mode = stat.S_IMODE(before.st_mode)
    now = os.fstat(descriptor)
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        with suppress(OSError):
            os.fchown(descriptor, -1, before.st_gid)
        with suppress(OSError):
            os.fchown(descriptor, before.st_uid, -1)
        now = os.fstat(descriptor)
        if now.st_gid != before.st_gid:
            mode &= ~(0o070 & ~((mode & 0o007) << 3)) & ~stat.S_ISGID
        if now.st_uid != before.st_uid:
            mode &= ~stat.S_ISUID
    if sys.platform == "linux":
        with suppress(OSError):
            for attribute in set(os.listxattr(model)) - _OF_THE_BYTES:
                with suppress(OSError):
                    os.setxattr(descriptor, attribute, os.getxattr(model, attribute))
    os.fchmod(descriptor, mode)


def sync_folder(folder: Path) -> None:
    """See to it that the names in a folder outlast a power cut, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def clear(folder: Path) -> None:
    """Remove what a killed process of ours left in a folder; what cannot be removed stays."""
    with suppress(OSError):
        for path in [path for path in folder.iterdir() if is_temporary(path.name)]:
            with suppress(OSError):
                _remove_if_abandoned(path)


def _opened(name: Path, mode: int) -> tuple[int, bool]:
    """A new file, locked, and whether it has its name already."""
    if sys.platform == "linux" and hasattr(os, "O_TMPFILE") and _open_file(0).parent.is_dir():
        with suppress(OSError):  # not every file system can
            descriptor = os.open(name.parent, _FLAGS | os.O_TMPFILE, mode)
            _lock(descriptor)
            return descriptor, False
    return _opened_by_name(name, mode), True


def _opened_by_name(name: Path, mode: int) -> int:
    while True:
        descriptor = os.open(name, _FLAGS | os.O_CREAT | os.O_EXCL, mode)
        _lock(descriptor)
        if os.name == "nt" or name.exists():
            return descriptor
        os.close(descriptor)  # it was taken for left over before it was locked


def _open_file(descriptor: int) -> Path:
    """The path by which Linux knows an open file, whether it has a name or not."""
    return Path(f"/proc/self/fd/{descriptor}")


def _lock(descriptor: int) -> None:
    if sys.platform != "win32":
        with suppress(OSError):  # some file systems have no locks; then nothing is ever taken for left over
            fcntl.flock(descriptor, fcntl.LOCK_EX)


def _remove_if_abandoned(path: Path) -> None:
    if sys.platform == "win32":
        if path.stat().st_mtime < time.time() - _DAY:
            path.unlink()
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not path.is_dir():
            path.unlink()
            return
        for entry in list(path.iterdir()):
            entry.unlink()
        path.rmdir()
    finally:
        os.close(descriptor)
