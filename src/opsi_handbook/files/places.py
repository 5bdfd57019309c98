"""What a path names: what stands at the end of its links, or a stream that was opened for this process."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from opsi_handbook.errors import Problem

__all__ = ["cannot_be", "is_standard_output", "reason_of", "status_of", "stream_of", "target_of", "unfit"]

_STREAMS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_MOST_LINKS = 40
_KINDS = {
    stat.S_IFDIR: Problem("is a folder", "is-folder"),
    stat.S_IFCHR: Problem("is a device", "is-device"),
    stat.S_IFBLK: Problem("is a device", "is-device"),
    stat.S_IFIFO: Problem("is a named pipe", "is-pipe"),
    stat.S_IFSOCK: Problem("is a socket", "is-socket"),
}
_NO_PLAIN_FILE = Problem("is no plain file", "is-no-file")
_COMMON = {errno.ENOENT: "not-there", errno.EACCES: "no-permission", errno.ENOSPC: "disk-full"}
"""Why people's files cannot be read or written, nearly always; all else is told in the system's own words."""


def target_of(path: Path) -> Path:
    """What stands at the end of the links of a path: a file, a file yet to be written, or the name of a stream.

    Raises:
        OSError: the links go round in a circle.
    """
    target = path
    for _ in range(_MOST_LINKS):
        if _stream_number(target) is not None or not target.is_symlink():
            return target
        target = target.parent / target.readlink()
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def stream_of(target: Path) -> int | None:
    """The descriptor that a target names, such as 1 for `/dev/stdout` or 63 for `>(sort)`; None for any other path.

    Only what this process was started with counts: the descriptors that it opens itself are not inherited.

    Raises:
        OSError: the path names a stream that is closed, or was not opened for us.
    """
    number = _stream_number(target)
    if number is not None and not os.get_inheritable(number):
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return number


def is_standard_output(path: Path) -> bool:
    """Whether a path is `-` or one of the names of standard output, or a link to one."""
    try:
        return str(path) == "-" or _stream_number(target_of(path)) == 1
    except OSError:
        return False


def status_of(target: Path) -> os.stat_result | None:
    """What the system says of a file; None where there is none yet."""
    try:
        return target.lstat()
    except FileNotFoundError:
        return None


def unfit(status: os.stat_result) -> Problem | None:
    """Why something is not read or written as a file: it is a folder, a device, a pipe; None for a plain file."""
    if stat.S_ISREG(status.st_mode):
        return None
    return _KINDS.get(stat.S_IFMT(status.st_mode), _NO_PLAIN_FILE)


def reason_of(error: OSError | ValueError) -> str:
    """What an error of the system says, in words."""
    if not isinstance(error, OSError):
        return Problem("the name is not valid", "no-name")
    said = error.strerror or str(error)
    return Problem(said, _COMMON[error.errno]) if error.errno in _COMMON else said


def cannot_be(done: str, path: Path, why: str) -> Problem:
    """That a path cannot be `read`, `written` or `locked`, and why."""
    return Problem(f"{path}: cannot be {done}: {why}", f"not-{done}", {"path": str(path), "why": why})


def _stream_number(path: Path) -> int | None:
    name = str(path)
    if os.name != "posix" or name in _STREAMS:
        return _STREAMS.get(name)
    match = re.fullmatch(rf"/(?:dev|proc/self|proc/thread-self|proc/{os.getpid()})/fd/([0-9]{{1,9}})", name)
    return int(match[1]) if match else None
