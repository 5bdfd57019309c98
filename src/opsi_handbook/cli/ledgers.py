"""How the commands keep a group's ledger: its secret, and what was published of it."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from opsi_handbook.files import read_text, write_text

if TYPE_CHECKING:
    from opsi_handbook.groups import Ledger

__all__ = ["ledger_in", "write_ledger"]


def ledger_in(path: Path) -> Ledger:
    """The ledger in a file, or a new one with a secret of its own where there is no such file yet.

    Raises:
        InvalidInputError: the file cannot be read, or is no ledger.
    """
    from opsi_handbook.groups import Ledger, read_ledger

    if path.exists():
        return read_ledger(read_text(path), str(path))
    return Ledger(secret=secrets.token_hex(16))


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Write a ledger for its holder's eyes only.

    Raises:
        OpsiHandbookError: the file cannot be written.
    """
    write_text(path, ledger.model_dump_json(indent=2) + "\n")
    path.chmod(0o600)
