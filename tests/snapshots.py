"""What a page looked like when somebody last read it.

`check("advice/en.txt", page)` compares; `SNAPSHOTS=write make test` writes them anew, to be read in the diff.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "snapshots"
used: set[str] = set()
"""The names that the tests of this run have checked."""


def check(name: str, text: str) -> None:
    """Compare a text with the snapshot of a name, to the byte; with SNAPSHOTS=write in the environment, write it."""
    __tracebackhide__ = True
    used.add(name)
    path = FOLDER / name
    if os.environ.get("SNAPSHOTS") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return
    kept = path.read_bytes().decode() if path.exists() else ""
    if not path.exists() or kept != text:
        before, after = kept.splitlines(keepends=True), text.splitlines(keepends=True)
        lines = difflib.unified_diff(before, after, f"tests/snapshots/{name}", "now")
        shown = "\n".join(repr(line)[1:-1] if "\r" in line else line.rstrip("\n") for line in lines)
        raise AssertionError(f"another text than before; if this one is right: SNAPSHOTS=write make test\n{shown}")


def stale() -> list[str]:
    """The snapshots that no test of this run has checked."""
    files = (path for path in FOLDER.rglob("*") if path.is_file())
    return sorted({path.relative_to(FOLDER).as_posix() for path in files} - used)
