"""How the commands keep a group's ledger: its secret, and what was published of it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from opsi_handbook.errors import InvalidInputError
from opsi_handbook.files import is_standard_output, locked, read_text, write_text
from opsi_handbook.text import shown

if TYPE_CHECKING:
    from opsi_handbook.groups import Ledger, Published, Tally

__all__ = ["publication"]


@contextmanager
def publication(path: Path, tally: Tally, *, smallest: int, by_role: bool) -> Iterator[Published]:
    """What may be published of a tally beside what the ledger in a file holds; it is written down after the block.

    The ledger is kept to ourselves all the while, so that of two who publish at once the second sees what the first
    has published. Where there is no such file yet, a new ledger with a secret of its own is begun. If the block
    fails, nothing was shown, and nothing is written down.

    Raises:
        InvalidInputError: the file cannot be read, or is no ledger; or see `Ledger.publish`.
        OpsiHandbookError: the file cannot be locked or written.
    """
    from opsi_handbook.content.problems import problem

    if is_standard_output(path):
        raise InvalidInputError(problem("ledger-printed", path=str(path)))
    if not path.absolute().parent.is_dir():
        folder = shown(str(path.parent))
        raise InvalidInputError(problem("no-folder", path=str(path), folder=folder))
    with locked(path):
        published = _ledger_in(path).publish(tally, smallest=smallest, by_role=by_role)
        yield published
        _write(path, published.ledger)


def _ledger_in(path: Path) -> Ledger:
    from opsi_handbook.groups import Ledger, read_ledger

    if path.exists():
        return read_ledger(read_text(path), str(path))
    return Ledger(secret=secrets.token_hex(16))


def _write(path: Path, ledger: Ledger) -> None:
    """Write a ledger for its holder's eyes only, at no time for others'."""
    if path.exists():
        path.chmod(0o600)
    before = os.umask(0o077)
    try:
        write_text(path, ledger.model_dump_json(indent=2) + "\n")
    finally:
        os.umask(before)
