"""Files under attack: links, devices, other owners, full disks, kills at every step, two who write at once."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import socket
import stat
import subprocess
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path

import click
import pytest

import opsi_handbook
from opsi_handbook import cli, files
from opsi_handbook.__main__ import main as script_main
from opsi_handbook.cli import options
from opsi_handbook.errors import InvalidInputError, OpsiHandbookError
from opsi_handbook.files import (
    drafts,
    locked,
    locking,
    places,
    read_bytes,
    read_text,
    together,
    write_all,
    write_bytes,
    write_text,
)
from opsi_handbook.text import printable

cli_main = sys.modules["opsi_handbook.cli.main"]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks, kills and makes devices")

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
KILLS = 200 if THOROUGH else 20
TURNS = 60 if THOROUGH else 10
ROOT = os.geteuid() == 0 if os.name == "posix" else False
LINUX = sys.platform == "linux"
OLD = b"old " * 5_000
NEW = b"new! " * 9_000
NOBODY = 65534
as_root = pytest.mark.skipif(not ROOT, reason="only the administrator can")
on_linux = pytest.mark.skipif(not LINUX, reason="as Linux does it")


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "sheet"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def by_name(monkeypatch):
    """A system on which every file has a name from the first, as on all but Linux."""
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)


@pytest.fixture(params=["without a name", "by name", "cannot be linked"])
def way(request, monkeypatch):
    """Each of the ways in which a draft gets its place."""
    if request.param == "by name":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    if request.param == "cannot be linked":

        def refused(*_, **__):
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

        monkeypatch.setattr(os, "link", refused)
    return request.param


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def in_child(work):
    """Run something in a process of its own, and give its number."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return child


def ended(child):
    """The exit status of a process, or the number of the signal that ended it, negative."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# What stays of the file that was there


@pytest.mark.usefixtures("way")
def test_a_new_file_and_its_folders(tmp_path):
    path = tmp_path / "a" / "b" / "c"
    write_bytes(path, NEW)
    assert path.read_bytes() == NEW
    assert names(path.parent) == ["c"]
    write_text(path, "naïve\n")
    assert path.read_bytes() == "naïve\n".encode()
    write_bytes(path, b"")
    assert path.read_bytes() == b""


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002, 0o000])
@pytest.mark.usefixtures("way")
def test_a_new_file_gets_the_mode_of_any_new_file(tmp_path, umask):
    before = os.umask(umask)
    try:
        write_bytes(tmp_path / "new", NEW)
        write_all(tmp_path / "folder", {"a": NEW})
    finally:
        os.umask(before)
    assert mode(tmp_path / "new") == mode(tmp_path / "folder" / "a") == 0o666 & ~umask
    assert mode(tmp_path / "folder") == 0o777 & ~umask


@pytest.mark.parametrize("bits", [0o600, 0o644, 0o664, 0o755, 0o640])
@pytest.mark.usefixtures("way")
def test_the_mode_stays(old, bits):
    old.chmod(bits)
    write_bytes(old, NEW)
    assert (old.read_bytes(), mode(old), names(old.parent)) == (NEW, bits, ["sheet"])


@pytest.mark.usefixtures("way")
def test_a_link_stays_and_its_file_is_written(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "file").write_bytes(OLD)
    (home / "file").chmod(0o600)
    (home / "second").symlink_to("file")
    (tmp_path / "first").symlink_to(Path("home", "second"))
    write_bytes(tmp_path / "first", NEW)
    assert (tmp_path / "first").is_symlink()
    assert (home / "second").is_symlink()
    assert ((home / "file").read_bytes(), mode(home / "file")) == (NEW, 0o600)
    assert (names(tmp_path), names(home)) == (["first", "home"], ["file", "second"])


def test_links_that_lead_nowhere(tmp_path):
    (tmp_path / "link").symlink_to("yet-to-come")
    write_bytes(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "yet-to-come").read_bytes() == NEW
    (tmp_path / "far").symlink_to(tmp_path / "unmounted" / "file")
    with pytest.raises(OpsiHandbookError, match="far: cannot be written: No such file or directory"):
        write_bytes(tmp_path / "far", NEW)
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OpsiHandbookError, match=r"a: cannot be written: Too many levels of symbolic links"):
        write_bytes(tmp_path / "a", NEW)
    with pytest.raises(InvalidInputError, match="a: cannot be read: Too many"):
        read_bytes(tmp_path / "a")
    assert names(tmp_path) == ["a", "b", "far", "link", "yet-to-come"]


@pytest.mark.parametrize("data", [b"", b"short", NEW, OLD])
def test_every_name_of_a_file_stays(old, data):
    other = old.with_name("other")
    other.hardlink_to(old)
    write_bytes(old, data)
    assert old.samefile(other)
    assert other.read_bytes() == data
    write_all(old.parent, {"sheet": OLD})
    assert old.samefile(other)
    assert other.read_bytes() == OLD
    assert names(old.parent) == ["other", "sheet"]


@as_root
@pytest.mark.usefixtures("way")
def test_the_owner_stays(old):
    os.chown(old, 12345, 23456)
    old.chmod(0o640)
    write_bytes(old, NEW)
    status = old.stat()
    assert (status.st_uid, status.st_gid, mode(old), old.read_bytes()) == (12345, 23456, 0o640, NEW)
    write_all(old.parent, {"sheet": OLD})
    status = old.stat()
    assert (status.st_uid, status.st_gid, mode(old), old.read_bytes()) == (12345, 23456, 0o640, OLD)


@as_root
def test_who_may_not_give_a_file_away_gives_nobody_more(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    path = folder / "sheet"
    path.write_bytes(OLD)
    path.chmod(0o662)

    def as_nobody():
        os.chdir(folder)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        write_bytes(Path("sheet"), NEW)

    tmp_path.chmod(0o755)
    assert ended(in_child(as_nobody)) == 0
    status = path.stat()
    assert (path.read_bytes(), status.st_uid) == (NEW, NOBODY)
    assert mode(path) == 0o622


@as_root
@pytest.mark.parametrize("bits", [0o2775, 0o755])
@pytest.mark.usefixtures("way")
def test_a_new_file_gets_the_group_of_a_folder_that_gives_it(tmp_path, bits):
    os.chown(tmp_path, 0, 23456)
    tmp_path.chmod(bits)
    write_bytes(tmp_path / "new", NEW)
    assert (tmp_path / "new").stat().st_gid == (23456 if bits & stat.S_ISGID else os.getegid())


@on_linux
@pytest.mark.usefixtures("way")
def test_attributes_stay(old):
    try:
        os.setxattr(old, "user.note", b"of the owner")
    except OSError:
        pytest.skip("this file system has no attributes")
    write_bytes(old, NEW)
    assert os.getxattr(old, "user.note") == b"of the owner"


def test_what_is_read_only_stays(tmp_path):
    def as_somebody():
        if ROOT:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        with pytest.raises(OpsiHandbookError, match="cannot be written: is read-only"):
            write_bytes(Path("mine"), NEW)
        Path().chmod(0o555)
        for name in ("theirs", "new"):
            with pytest.raises(OpsiHandbookError, match="cannot be written: Permission denied"):
                write_bytes(Path(name), NEW)
        with pytest.raises(OpsiHandbookError, match="cannot be written: Permission denied"):
            write_all(Path(), {"theirs": NEW, "new": NEW})

    folder = tmp_path / "folder"
    folder.mkdir()
    for name, bits in (("mine", 0o444), ("theirs", 0o666)):
        (folder / name).write_bytes(OLD)
        (folder / name).chmod(bits)
    tmp_path.chmod(0o755)
    if ROOT:
        os.chown(folder, NOBODY, NOBODY)

    def in_folder():
        os.chdir(folder)
        as_somebody()

    assert ended(in_child(in_folder)) == 0
    folder.chmod(0o755)
    assert names(folder) == ["mine", "theirs"]
    assert {path.read_bytes() for path in folder.iterdir()} == {OLD}


# What is no file


@pytest.mark.parametrize("name", ["", ".", "..", "/", "a" * 300, "a\0b", "\ud800", "sheet/below", "/proc/none/here"])
def test_names_of_no_file(old, name, monkeypatch):
    monkeypatch.chdir(old.parent)
    with pytest.raises(OpsiHandbookError, match="cannot be written: "):
        write_bytes(Path(name), NEW)
    with pytest.raises(InvalidInputError, match="cannot be read: "):
        read_bytes(Path(name))
    assert names(old.parent) == ["sheet"]


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../a", "/a", "a\0b", "a" * 300])
def test_names_of_no_file_among_several(old, name):
    with pytest.raises(OpsiHandbookError, match="cannot be written: "):
        write_all(old.parent, {"sheet": NEW, name: NEW})
    assert old.read_bytes() == OLD
    assert names(old.parent) == ["sheet"]


def test_a_name_of_the_greatest_length(tmp_path):
    path = tmp_path / ("n" * 255)
    write_bytes(path, OLD)
    write_bytes(path, NEW)
    assert read_bytes(path) == NEW


@pytest.fixture(params=["folder", "pipe", "socket", "device", "link to a device"])
def strange(request, tmp_path):
    """Something that is no file, and what it is called."""
    path = tmp_path / "strange"
    if request.param == "folder":
        path.mkdir()
    elif request.param == "pipe":
        os.mkfifo(path)
    elif request.param == "socket":
        before = Path.cwd()
        os.chdir(tmp_path)  # the names of sockets are short
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("strange")
        os.chdir(before)
    else:
        node = tmp_path / "node" if "link" in request.param else path
        try:
            os.mknod(node, 0o666 | stat.S_IFCHR, os.makedev(1, 3))  # what /dev/null is
        except PermissionError:
            pytest.skip("only the administrator can make devices")
        if node != path:
            path.symlink_to("node")
    return path, request.param.rsplit(maxsplit=1)[-1]


def test_what_is_no_file_is_neither_written_nor_read(strange):
    path, kind = strange
    before = path.lstat()
    started = time.monotonic()
    with pytest.raises(OpsiHandbookError, match=f"strange: cannot be written: is a (named )?{kind}$"):
        write_bytes(path, NEW)
    with pytest.raises(InvalidInputError, match=f"strange: cannot be read: is a (named )?{kind}$"):
        read_bytes(path)
    with pytest.raises(OpsiHandbookError, match=f"(strange|node): cannot be written: is a (named )?{kind}$"):
        write_all(path.parent, {"other": NEW, "strange": NEW})
    assert time.monotonic() - started < 2
    assert (path.lstat().st_ino, path.lstat().st_mode) == (before.st_ino, before.st_mode)
    assert not path.with_name("other").exists()


def test_a_folder_that_is_a_file(old):
    with pytest.raises(OpsiHandbookError, match="sheet: cannot be written: is no folder"):
        write_all(old, {"a": NEW})


def test_reading_is_bounded(tmp_path, monkeypatch):
    path = tmp_path / "large"
    monkeypatch.setattr(files.reading, "MAX_BYTES", 1000)
    path.write_bytes(b"a" * 1000)
    assert read_text(path) == "a" * 1000
    path.write_bytes(b"a" * 1001)
    with pytest.raises(InvalidInputError, match="large: is larger than 1,000 bytes"):
        read_bytes(path)
    path.write_bytes(b"\xef\xbb\xbfabc")
    assert read_text(path) == "abc"
    path.write_bytes(b"abc\xff")
    with pytest.raises(InvalidInputError, match=r"is not UTF-8 \(byte 3\)"):
        read_text(path)
    with pytest.raises(OpsiHandbookError, match="half of a character"):
        write_text(path, "\ud800")


def test_a_pipe_that_takes_the_place_of_a_file_at_the_last_moment(old, monkeypatch):
    pipe = old.with_name("pipe")
    os.mkfifo(pipe)
    status = old.stat()
    monkeypatch.setattr(Path, "stat", lambda *_, **__: status)
    with pytest.raises(InvalidInputError, match="is a named pipe"):
        read_bytes(pipe)


# Streams


SCRIPT = """
import sys
from pathlib import Path
from opsi_handbook.files import read_bytes, write_bytes
print("first", flush=False) if "/fd/3" not in sys.argv[1] else None
write_bytes(Path(sys.argv[1]), b"data")
"""


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"])
def test_standard_output_by_any_name(tmp_path, name):
    (tmp_path / "link").symlink_to("/dev/stdout")
    done = subprocess.run([sys.executable, "-c", SCRIPT, name], cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout == b"first\ndata"
    with (tmp_path / "log").open("w+b") as log:
        log.write(b"before ")
        log.flush()
        subprocess.run([sys.executable, "-c", SCRIPT, name], cwd=tmp_path, stdout=log, check=True)
        assert (tmp_path / "log").read_bytes() == b"before first\ndata"
    assert names(tmp_path) == ["link", "log"]


def test_what_the_shell_opened_is_written_to_and_read():
    reading, writing_end = os.pipe()
    command = [sys.executable, "-c", SCRIPT.replace("/fd/3", f"/fd/{writing_end}"), f"/dev/fd/{writing_end}"]
    subprocess.run(command, pass_fds=[writing_end], check=True)
    os.set_inheritable(reading, True)
    os.close(writing_end)
    assert read_bytes(Path(f"/dev/fd/{reading}")) == b"data"
    os.close(reading)


def test_what_this_process_opened_itself_is_no_stream():
    reading, writing_end = os.pipe()
    with pytest.raises(OpsiHandbookError, match="Bad file descriptor"):
        write_bytes(Path(f"/dev/fd/{writing_end}"), NEW)
    with pytest.raises(OpsiHandbookError, match="Bad file descriptor"):
        read_bytes(Path(f"/dev/fd/{reading}"))
    os.close(reading)
    os.set_inheritable(writing_end, True)
    with pytest.raises(BrokenPipeError):
        write_bytes(Path(f"/dev/fd/{writing_end}"), NEW)
    os.close(writing_end)
    assert not places.is_standard_output(Path("\0"))
    assert not places.is_standard_output(Path("stdout"))


# Faults in the middle


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), KeyboardInterrupt()])
@pytest.mark.usefixtures("way")
def test_a_fault_at_any_step_leaves_the_old_file_and_nothing_else(old, monkeypatch, step, fault):
    def fails(*_, **__):
        raise fault

    monkeypatch.setattr(*((Path, step) if step == "replace" else (os, step)), fails)
    expected = KeyboardInterrupt if isinstance(fault, KeyboardInterrupt) else OpsiHandbookError
    with pytest.raises(expected) as raised:
        write_bytes(old, NEW)
    if expected is OpsiHandbookError:
        assert str(raised.value) == f"{old}: cannot be written: No space left on device"
    monkeypatch.undo()
    assert old.read_bytes() == OLD
    assert names(old.parent) == ["sheet"]


@pytest.mark.parametrize("before", [{}, {"a": OLD, "kept": OLD}])
@pytest.mark.parametrize("step", [(together, "sync_folder"), (together, "inherit"), (Path, "rename"), (os, "link")])
def test_ctrl_c_while_several_are_written(tmp_path, monkeypatch, before, step):
    folder = tmp_path / "in" / "data"
    folder.parent.mkdir()
    write_all(folder, before) if before else None

    def stops(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(*step, stops)
    with suppress(KeyboardInterrupt):
        write_all(folder, {"a": NEW, "b": NEW})
    monkeypatch.undo()
    now = {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}
    assert now in (before, before | {"a": NEW, "b": NEW})
    assert names(folder.parent) == (["data"] if now else [])


@pytest.mark.usefixtures("way")
def test_a_disk_that_fills_while_several_are_written(tmp_path, monkeypatch):
    write_all(tmp_path / "data", {"a": OLD, "b": OLD})
    really, left = os.write, [3]

    def full(descriptor, data):
        left[0] -= 1
        if left[0] % 3 == 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return really(descriptor, data[:30_000])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OpsiHandbookError, match="No space left on device"):
        write_all(tmp_path / "data", {"a": NEW, "b": NEW, "c": NEW})
    monkeypatch.undo()
    assert names(tmp_path) == ["data"]
    assert {path.name: path.read_bytes() for path in (tmp_path / "data").iterdir()} == {"a": OLD, "b": OLD}


def test_a_disk_that_fills_under_a_file_of_several_names(old, monkeypatch):
    other = old.with_name("other")
    other.hardlink_to(old)
    really, left = os.write, [1]

    def full(descriptor, data):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return really(descriptor, data[:10])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OpsiHandbookError, match="No space left on device"):
        write_bytes(old, NEW)
    assert other.read_bytes() == OLD


def test_a_disk_that_writes_a_little_at_a_time(old, monkeypatch):
    really = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: really(descriptor, data[:1000]))
    write_bytes(old, NEW)
    assert old.read_bytes() == NEW


@as_root
@on_linux
def test_a_disk_that_is_really_full(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk], check=False, capture_output=True
    ).returncode:
        pytest.skip("cannot mount")
    try:
        write_all(disk / "data", {"a": OLD, "b": OLD})
        for _ in range(2):
            with pytest.raises(OpsiHandbookError, match="No space left on device"):
                write_all(disk / "data", {"a": NEW, "b": NEW, "c": NEW})
            with pytest.raises(OpsiHandbookError, match="No space left on device"):
                write_bytes(disk / "data" / "a", NEW)
        assert (names(disk), names(disk / "data")) == (["data"], ["a", "b"])
        assert {path.read_bytes() for path in (disk / "data").iterdir()} == {OLD}
        write_all(disk, {"a": b"in the folder where it is mounted"})
        assert names(disk) == ["a", "data"]
    finally:
        subprocess.run(["umount", disk], check=True)


# Several files


def test_several_files_and_what_stays_beside_them(tmp_path):
    folder = tmp_path / "data"
    write_all(folder, {"a": OLD, "b": OLD})
    folder.chmod(0o750)
    (folder / "kept").write_bytes(OLD)
    (folder / "a").chmod(0o600)
    before = folder.stat().st_ino
    write_all(folder, {"a": NEW, "c": NEW})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a": NEW, "b": OLD, "c": NEW, "kept": OLD}
    assert (mode(folder), mode(folder / "a")) == (0o750, 0o600)
    assert {path.stat().st_nlink for path in folder.iterdir()} == {1}
    assert names(tmp_path) == ["data"]
    if LINUX:
        assert folder.stat().st_ino != before  # all in one step


@pytest.mark.parametrize("why", ["working folder", "a folder in it", "a link in it", "linked", "cannot exchange"])
def test_a_folder_that_has_to_stay(tmp_path, why, monkeypatch):
    folder = tmp_path / "data"
    write_all(folder, {"a": OLD, "b": OLD})
    inode = folder.stat().st_ino
    if why == "working folder":
        monkeypatch.chdir(folder)
    elif why == "a folder in it":
        (folder / "below").mkdir()
    elif why == "a link in it":
        (folder / "a").rename(tmp_path / "a")
        (folder / "a").symlink_to(tmp_path / "a")
    elif why == "linked":
        (folder / "z").hardlink_to(folder / "a")
    else:

        def cannot(*_):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

        monkeypatch.setattr(together, "_exchange", cannot)
    entries = names(folder)
    write_all(Path() if why == "working folder" else folder, {"a": NEW, "b": NEW})
    assert folder.stat().st_ino == inode
    assert (folder / "a").read_bytes() == (folder / "b").read_bytes() == NEW
    assert names(folder) == entries
    if why == "a link in it":
        assert (folder / "a").is_symlink()


def test_a_link_to_a_folder_stays(tmp_path):
    write_all(tmp_path / "data", {"a": OLD})
    (tmp_path / "link").symlink_to("data")
    write_all(tmp_path / "link", {"a": NEW})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "data" / "a").read_bytes() == NEW
    assert names(tmp_path) == ["data", "link"]


@on_linux
def test_what_another_writes_in_the_same_instant_stays(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    write_all(folder, {"a": OLD, "kept": OLD})
    really = together._exchange

    def late(path, other):
        write_bytes(folder / "kept", NEW)
        write_bytes(folder / "added", NEW)
        really(path, other)

    monkeypatch.setattr(together, "_exchange", late)
    write_all(folder, {"a": NEW})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a": NEW, "added": NEW, "kept": NEW}
    assert names(tmp_path) == ["data"]


# Kills


CHANGES = [(os, "write"), (os, "fsync"), (os, "link"), (os, "unlink"), (os, "rmdir"), (os, "fchmod"), (Path, "replace"),
           (Path, "rename"), (Path, "mkdir"), (Path, "unlink"), (Path, "rmdir"), (together, "_exchange")]  # fmt: skip
STEPS = [(os, "open"), (os, "close"), *CHANGES]


def killed_at(step, work, steps=tuple(STEPS)):
    """Run something in a process that is killed before its step of that number; False if it has not so many."""

    def counted():
        count = [0]
        for place, name in steps:

            def stepping(*arguments, _really=getattr(place, name), **options):  # noqa: B008
                count[0] += 1
                if count[0] == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return _really(*arguments, **options)

            setattr(place, name, stepping)
        work()

    status = ended(in_child(counted))
    assert status in {0, -signal.SIGKILL}
    return status != 0


@on_linux
@pytest.mark.parametrize("new", [False, True])
def test_a_kill_at_any_step_of_writing(old, new):
    target = old.with_name("new") if new else old
    left_over = step = 0
    while killed_at(step := step + 1, lambda: write_bytes(target, NEW)):
        assert (target.read_bytes() if target.exists() else b"") in ({b"", NEW} if new else {OLD, NEW})
        left_over += len(set(names(old.parent)) - {"sheet", "new"})
        write_bytes(target, OLD)  # clears away what is left over
        assert set(names(old.parent)) <= {"sheet", "new"}
        target.unlink() if new else None
    assert step > 5
    assert left_over <= (0 if new else 1)  # only between the two steps of replacing


@pytest.mark.parametrize("new", [False, True])
@pytest.mark.usefixtures("by_name")
def test_a_kill_at_any_step_where_files_have_names(old, new):
    target = old.with_name("new") if new else old
    step = 0
    while killed_at(step := step + 1, lambda: write_bytes(target, NEW)):
        assert (target.read_bytes() if target.exists() else b"") in ({b"", NEW} if new else {OLD, NEW})
        write_bytes(target, OLD)
        assert set(names(old.parent)) <= {"sheet", "new"}
        target.unlink() if new else None
    assert step > 5


@on_linux
@pytest.mark.parametrize("first", [False, True])
def test_a_kill_at_any_step_of_writing_several(tmp_path, first):
    folder = tmp_path / "in" / "data"
    old_files, new_files = {"a": OLD, "b": OLD, "kept": OLD}, {"a": NEW, "b": NEW, "c": NEW}
    all_new = new_files if first else old_files | new_files
    step = 0
    while True:
        if first:
            for path in folder.iterdir() if folder.exists() else ():
                path.unlink()
            folder.rmdir() if folder.exists() else None
        else:
            write_all(folder, {"c": b""})
            (folder / "c").unlink()
            write_all(folder, old_files)
        if not killed_at(step := step + 1, lambda: write_all(folder, new_files)):
            break
        now = {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}
        assert now in ({}, all_new) if first else now in (old_files, all_new)
        write_all(folder, new_files)
        assert names(tmp_path / "in") == ["data"]
    assert step > 15


@on_linux
def test_kills_at_random_times(tmp_path):
    folder = tmp_path / "data"
    path = folder / "sheet"
    write_all(folder, {"a": OLD, "b": OLD, "sheet": OLD})
    random_times = random.Random()

    def writes():
        while True:
            write_bytes(path, NEW)
            write_all(folder, {"a": NEW, "b": NEW})
            write_all(folder, {"a": OLD, "b": OLD})
            write_bytes(path, OLD)

    for _ in range(KILLS):
        child = in_child(writes)
        time.sleep(random_times.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        assert ended(child) == -signal.SIGKILL
        assert path.read_bytes() in {OLD, NEW}
        assert (folder / "a").read_bytes() == (folder / "b").read_bytes()
    write_bytes(path, OLD)
    write_all(folder, {"a": OLD})
    assert (names(folder), names(tmp_path)) == (["a", "b", "sheet"], ["data"])


@pytest.mark.usefixtures("by_name")
def test_what_others_left_is_left_alone(old):
    ours = old.with_name(f".opsi-handbook-{'0' * 16}.tmp")
    ours.write_bytes(b"of a writer that is no more")
    for name in (".opsi-handbook-0.tmp", f".opsi-handbook-{'0' * 16}.tmp~", ".sheet.tmp"):
        old.with_name(name).write_bytes(b"of somebody else")
    with drafts.draft(old.parent, NEW, None, old):  # of a writer that lives
        assert len(names(old.parent)) == 6
        write_bytes(old, NEW)
        assert len(names(old.parent)) == 5
        assert not ours.exists()
    assert len(names(old.parent)) == 4


@pytest.mark.usefixtures("by_name")
def test_a_draft_that_is_taken_away_before_it_is_locked(old, monkeypatch):
    really, taken = drafts._lock, []

    def late(descriptor):
        if not taken:
            taken.extend(old.parent.glob(".opsi*"))
            taken[0].unlink()
        really(descriptor)

    monkeypatch.setattr(drafts, "_lock", late)
    write_bytes(old, NEW)
    assert old.read_bytes() == NEW


# Two at once


def add(path, word):
    """Read, merge and write, with time in between for another to come."""
    with locked(path):
        words = read_text(path) if path.exists() else ""
        time.sleep(0.002)
        write_text(path, f"{words}{word}\n")


@pytest.fixture(params=["folder", "file"])
def lock(request, monkeypatch):
    """Each of the ways in which a file is locked."""
    if request.param == "file":
        really = locking._lock

        def no_folders(path, flags, until):
            if path.is_dir():
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            return really(path, flags, until)

        monkeypatch.setattr(locking, "_lock", no_folders)
        monkeypatch.setattr(locking, "_NAP", 0.001)
    monkeypatch.setattr(locking, "_NAP", 0.001)
    return request.param


@pytest.mark.usefixtures("lock")
def test_two_who_change_the_same_file_lose_nothing(tmp_path):
    path = tmp_path / "made" / "words"
    for turn in range(TURNS):
        children = [in_child(lambda word=f"{turn}-{who}": add(path, word)) for who in "ab"]
        assert [ended(child) for child in children] == [0, 0]
    assert sorted(read_text(path).split()) == sorted(f"{turn}-{who}" for turn in range(TURNS) for who in "ab")
    assert names(path.parent) == ["words"]


@pytest.mark.usefixtures("lock")
def test_who_waits_too_long_is_told(old):
    link = old.parent / "link"
    link.symlink_to("sheet")
    with locked(old):
        started = time.monotonic()
        told = pytest.raises(OpsiHandbookError, match="link: another process is changing files in this folder")
        with told, locked(link, wait=0.1):
            pass
        assert time.monotonic() - started < 2
    with locked(old, wait=0):
        pass
    assert names(old.parent) == ["link", "sheet"]


@pytest.mark.usefixtures("lock")
def test_a_lock_ends_with_its_process(old):
    def holds():
        with locked(old):
            os.kill(os.getpid(), signal.SIGKILL)

    assert ended(in_child(holds)) == -signal.SIGKILL
    with locked(old, wait=0):
        pass
    assert names(old.parent) == ["sheet"]


@pytest.mark.parametrize("name", ["sheet/below", "a\0b/c", "a" * 300 + "/b"])
def test_what_cannot_be_locked(old, name):
    with pytest.raises(OpsiHandbookError, match="cannot be locked: "), locked(old.parent / name):
        pass


@pytest.mark.usefixtures("way")
def test_many_who_write_the_same_file_write_it_whole(old):
    texts = [str(who).encode() * 50_000 for who in range(4)]

    def writes(data):
        for _ in range(8):
            write_bytes(old, data)
            write_all(old.parent, {"sheet": data})

    children = [in_child(lambda data=data: writes(data)) for data in texts]
    for _ in range(50):
        assert old.read_bytes() in {OLD, *texts}
    assert [ended(child) for child in children] == [0] * 4
    assert names(old.parent) == ["sheet"]
    assert names(old.parent.parent).count(old.parent.name) == 1


# The commands


@pytest.fixture
def run(capsys):
    def call(*arguments):
        with pytest.raises(SystemExit) as left:
            cli.main(list(arguments))
        out, err = capsys.readouterr()
        return left.value.code, out, err

    return call


@pytest.mark.parametrize("name", ["", ".", "/", "..", "a" * 300, "sheet/below", "device", "/dev/stdin/x"])
def test_an_output_that_is_no_file_is_one_line(run, old, name, monkeypatch):
    monkeypatch.chdir(old.parent)
    os.mkfifo("device")
    code, out, err = run("graph", "-o", name)
    assert (code, out) == (1, "")
    assert err.startswith("opsi-handbook: ")
    assert ": cannot be written: " in err
    assert err.count("\n") == 1
    assert names(old.parent) == ["device", "sheet"]


def test_standard_output_is_what_the_file_would_be(run, tmp_path):
    _, printed, _ = run("graph", "--format", "mermaid")
    assert run("graph", "--format", "mermaid", "-o", "-")[1] == printed
    assert run("graph", "--format", "mermaid", "-o", "/dev/stdout")[1] == printed
    assert run("graph", "--format", "mermaid", "-o", str(tmp_path / "g"))[1] == ""
    assert read_text(tmp_path / "g") == printed


@pytest.mark.few(4)
@pytest.mark.parametrize(
    ("shell", "status", "out", "err"),
    [
        ("{} list toolkits >/dev/full", 1, "", "opsi-handbook: output: No space left on device\n"),
        ("{} list toolkits >&-", 1, "", "opsi-handbook: standard output: is closed; name a file by -o\n"),
        ("{} recommend - <&-", 1, "", "opsi-handbook: standard input: is closed; give the text, or a file\n"),
        ("{} recommend - 0>written", 1, "", "opsi-handbook: standard input: cannot be read: Bad file descriptor\n"),
        ("{} show p99 2>/dev/full", 1, "", ""),
        ("{} show p99 2>&-", 1, "", ""),
        ("set -o pipefail; {} graph | head -1", 141, "{\n", ""),
        ("{} graph --format dot -o >(head -c 7)", 0, "// From", ""),
    ],
)  # fmt: skip
def test_streams_that_are_closed_full_or_broken(tmp_path, shell, status, out, err):
    if "/dev/full" in shell and not Path("/dev/full").exists():
        pytest.skip("nothing is always full here")
    command = shell.replace("{}", f"'{sys.executable}' -m opsi_handbook")
    done = subprocess.run(["bash", "-c", command], check=False, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (status, out, err)


@pytest.mark.parametrize(
    "arguments", [("show", "\x1b[31m\x9b31m\u202ep9"), ("--\x1b]0;x\x07",), ("list", "\x1b[2J"), ("\x9b2J",),
                  ("search", "\x1b[31mzzz"), ("content", "check", "\x1b[31m\x9b")]
)  # fmt: skip
def test_nothing_that_a_terminal_takes_for_a_command_is_printed(run, arguments):
    _, out, err = run(*arguments)
    assert out + err
    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & {*out, *err}


def test_json_says_what_a_terminal_must_not_get(capsys):
    data = {"a": "\x1b\x9b\u202e\ue000\U000f0000å\n"}
    options.echo_json(data)
    out = capsys.readouterr().out
    assert json.loads(out) == data
    assert printable(out) == out
    assert "å" in out
    options.echo_json({"a": "å"})
    assert "å" in capsys.readouterr().out


def test_a_terminal_gets_no_commands_from_a_text(capsys, monkeypatch):
    options.write_output("a\x1b[31mb\r\n", None)
    assert capsys.readouterr().out == "a\x1b[31mb\r\n"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    options.write_output("a\x1b[31mb\r\n", Path("-"))
    assert capsys.readouterr().out == "a[31mb\n"


@pytest.mark.parametrize("raised", [KeyboardInterrupt, click.Abort])
def test_ctrl_c_in_a_command(run, monkeypatch, raised):
    def stopped(*_):
        raise raised

    monkeypatch.setattr(cli_main, "write_output", stopped)
    assert run("graph") == (130, "", "opsi-handbook: stopped\n")


def interrupted(work, tmp_path, monkeypatch):
    """The exit status and the words of the script, whose work this is."""
    said = tmp_path / "said"

    def script():
        os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT, 0o600), 2)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        monkeypatch.setattr(cli_main, "run", work)
        script_main()

    return ended(in_child(script)), said.read_text(encoding="utf-8")


def ctrl_c():
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(1)


def taken_for_an_error():
    with suppress(KeyboardInterrupt):
        ctrl_c()
    return cli_main.Outcome(1, "damaged")


def turned_into_an_error():
    try:
        ctrl_c()
    except KeyboardInterrupt as error:
        raise RuntimeError("cannot be imported") from error


def where_nothing_can_be_raised():
    class Last:
        def __del__(self):
            ctrl_c()

    Last()
    return cli_main.Outcome(0, "")


def twice():
    try:
        ctrl_c()
    finally:
        while True:
            ctrl_c()


@pytest.mark.parametrize("work", [ctrl_c, taken_for_an_error, turned_into_an_error, where_nothing_can_be_raised, twice])
def test_ctrl_c_in_strange_places(work, tmp_path, monkeypatch):
    assert interrupted(work, tmp_path, monkeypatch) == (130, "opsi-handbook: stopped\n")


def test_ctrl_c_that_the_shell_turned_off_stays_off():
    script = "import signal, opsi_handbook.__main__ as m; signal.signal(2, signal.SIG_IGN); m.main()"
    done = subprocess.run([sys.executable, "-c", script, "--version"], check=True, capture_output=True, text=True)
    assert done.stdout == f"{opsi_handbook.__version__}\n"


def test_ctrl_c_at_random_times(tmp_path):
    path = tmp_path / "graph"
    path.write_bytes(OLD)
    script = (
        "import signal, sys, opsi_handbook.__main__ as m; signal.signal(2, signal.default_int_handler);"
        f"sys.argv = ['', 'graph', '-o', {str(path)!r}]; print(flush=True); m.main()"
    )
    random_times, stopped = random.Random(), 0
    for _ in range(KILLS if THOROUGH else 4):
        with subprocess.Popen([sys.executable, "-c", script], stdout=-1, stderr=-1, text=True) as command:
            command.stdout.read(1)
            time.sleep(random_times.uniform(0.002, 0.3))
            command.send_signal(signal.SIGINT)
            end = command.wait(), command.stderr.read()
        assert end in {(130, "opsi-handbook: stopped\n"), (0, "")}
        stopped += end[0] == 130
        assert path.read_bytes() == OLD or path.read_bytes().endswith(b"}\n")
        assert names(tmp_path) == ["graph"]
    assert stopped
