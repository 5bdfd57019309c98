"""Several files of a folder in one step."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from opsi_handbook.errors import OpsiHandbookError
from opsi_handbook.files.drafts import Draft, clear, draft, inherit, is_temporary, sync_folder, temporary_name
from opsi_handbook.files.locking import locked
from opsi_handbook.files.places import reason_of, status_of, target_of
from opsi_handbook.files.writing import refusal, rewrite

if sys.platform != "win32":
    import fcntl

__all__ = ["write_all"]

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files to a folder: all of them, or none; other files in it stay, and each keeps its mode and owner.

    A new folder with all files is made beside and changes places with the old one, so that even a process that is
    killed leaves all old or all new. That needs Linux, a folder that holds only plain files of one name, a writable
    folder around it, and that it is not the working folder. Else every file is on the disk before the first takes its
    place, and only a kill in the instant in which they do so leaves some old and some new, each of them whole.

    Raises:
        OpsiHandbookError: a file cannot be written; or another process writes here for long.
    """
    bad = next((name for name in files if name in {"", ".", ".."} or Path(name).name != name), None)
    if bad is not None:
        raise OpsiHandbookError(f"{folder}: cannot be written: {bad!r} is no name of a file")
    try:
        target = target_of(folder)
        target = target.resolve() if target.is_dir() else target
        if target.exists() and not target.is_dir():
            raise OpsiHandbookError(f"{folder}: cannot be written: is no folder")
        if target.is_dir() and not os.access(target.parent, os.R_OK | os.W_OK | os.X_OK):
            with locked(target / "any"):
                _one_by_one(target, files)
            return
        with locked(target):
            clear(target.parent)
            if not _swapped(target, files):
                _one_by_one(target, files)
    except (OSError, ValueError) as error:
        name = error.filename if isinstance(error, OSError) and error.filename else folder
        raise OpsiHandbookError(f"{name}: cannot be written: {reason_of(error)}") from error


def _one_by_one(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    clear(folder)
    targets = {target_of(folder / name): data for name, data in files.items()}
    for target in targets:
        reason = refusal(target, status_of(target))
        if reason is not None:
            raise OpsiHandbookError(f"{target}: cannot be written: {reason}")
    with ExitStack() as stack:
        drafts: list[tuple[Path, Draft]] = []
        in_place: list[tuple[Path, bytes]] = []
        for target, data in targets.items():
            before = status_of(target)
            if before is not None and before.st_nlink > 1:
                in_place.append((target, data))
            else:
                drafts.append((target, stack.enter_context(draft(target.parent, data, before, target))))
        for target, data in in_place:
            rewrite(target, data)
        for target, new in drafts:
            new.put(target)
    for parent in {target.parent for target in targets}:
        sync_folder(parent)


def _swapped(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Write the files by letting a new folder take the place of the old one; False where that cannot be done here."""
    if sys.platform != "linux":
        return False
    try:
        before = status_of(folder)
        others = [] if before is None else _others(folder, files)
        with ExitStack() as stack:
            home = folder.parent if before is None else folder
            drafts = {
                name: stack.enter_context(draft(home, data, status_of(folder / name), folder / name))
                for name, data in files.items()
            }
            new = stack.enter_context(_sibling(folder, before, files))
            for name, file in drafts.items():
                file.put(new / name)
            for name in others:
                os.link(folder / name, new / name, follow_symlinks=False)
            sync_folder(new)
            if before is None:
                new.rename(folder)
            else:
                _exchange(new, folder)
            sync_folder(folder.parent)
    except OSError:
        return False
    return True


def _others(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """The names of the files that stay as they are.

    Raises:
        OSError: the folder must not be moved, or something in it cannot be.
    """
    if not folder.is_dir() or folder.samefile(Path.cwd()):
        raise OSError(errno.EBUSY, "must stay where it is")
    clear(folder)
    paths = [path for path in folder.iterdir() if not is_temporary(path.name)]
    for path in paths:
        status = path.lstat()
        written_over = path.name in files
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1 or (written_over and not os.access(path, os.W_OK)):
            raise OSError(errno.EMLINK, "must stay what it is")
    return [path.name for path in paths if path.name not in files]


@contextmanager
def _sibling(folder: Path, before: os.stat_result | None, files: Mapping[str, bytes]) -> Iterator[Path]:
    """An empty folder beside another, with its mode and owner; after the block it is removed, with what is in it then.

    What somebody else put in it, when it was the folder that it has changed places with, goes to that folder; but for
    drafts, whose writers see it and begin again.
    """
    new = temporary_name(folder.parent)
    new.mkdir(0o777 if before is None else 0o700)
    descriptor = os.open(new, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if before is not None:
            inherit(descriptor, folder, before)
            now = os.fstat(descriptor)
            if (now.st_uid, now.st_gid, now.st_mode) != (before.st_uid, before.st_gid, before.st_mode):
                raise OSError(errno.EPERM, "cannot have the same owner")
        yield new
    finally:
        with suppress(OSError):
            for path in list(new.iterdir()):
                if path.name in files or is_temporary(path.name) or _same(path, folder / path.name):
                    path.unlink()
                else:
                    path.rename(folder / path.name)
            new.rmdir()
        os.close(descriptor)


def _same(path: Path, other: Path) -> bool:
    with suppress(OSError):
        return path.samefile(other)
    return False


def _exchange(path: Path, other: Path) -> None:
    """Let two paths change places, in one step.

    Raises:
        OSError: the system, or the file system, cannot do that.
    """
    import ctypes

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if rename(_AT_FDCWD, os.fsencode(path), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
