"""Snapshots are compared to the byte, written only when asked, and none is left behind."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

import snapshots


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "FOLDER", tmp_path)
    monkeypatch.setattr(snapshots, "used", set())
    monkeypatch.delenv("SNAPSHOTS", raising=False)
    return tmp_path


def test_written_when_asked_and_compared_to_the_byte(folder, monkeypatch):
    monkeypatch.setenv("SNAPSHOTS", "write")
    snapshots.check("pages/en.txt", "one\ntwö\n")
    monkeypatch.delenv("SNAPSHOTS")
    snapshots.check("pages/en.txt", "one\ntwö\n")
    for other in ("one\ntwö", "one\r\ntwö\n", "one\ntwo\u0308\n", ""):
        with pytest.raises(AssertionError, match="SNAPSHOTS=write"):
            snapshots.check("pages/en.txt", other)
    assert (folder / "pages" / "en.txt").read_bytes() == "one\ntwö\n".encode()


def test_a_failure_shows_what_differs(folder):
    (folder / "a.txt").write_bytes(b"one\ntwo\n")
    with pytest.raises(AssertionError, match=r"(?m)^-two\n\+three$"):
        snapshots.check("a.txt", "one\nthree\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("text", ["", "one\n"])
def test_one_that_is_not_there_fails(text):
    with pytest.raises(AssertionError, match="SNAPSHOTS=write"):
        snapshots.check("a.txt", text)


def test_stale_ones_are_named(folder):
    for name in ("used.txt", "left.txt"):
        (folder / name).write_bytes(b"one\n")
    snapshots.check("used.txt", "one\n")
    assert snapshots.stale() == ["left.txt"]


@pytest.fixture(scope="session")
def _at_the_end(request) -> Iterator[None]:
    yield
    options = request.config.option
    part = (
        "PYTEST_XDIST_WORKER" in os.environ
        or options.keyword
        or options.markexpr
        or request.config.args_source != pytest.Config.ArgsSource.TESTPATHS
    )
    if not part and not request.session.testsfailed:
        assert snapshots.stale() == [], "no test checks these snapshots: remove them, or the name has a slip"


@pytest.mark.usefixtures("_at_the_end")
def test_no_snapshot_is_left_behind():
    """Known only when a whole run has ended: see `_at_the_end`."""
