"""What the commands share: their common options, and how they read and print."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from opsi_handbook.errors import InvalidInputError, OpsiHandbookError
from opsi_handbook.files import MAX_BYTES, is_standard_output, write_text
from opsi_handbook.text import printable, shown

__all__ = [
    "echo",
    "echo_json",
    "echo_notes",
    "edition_options",
    "file_path",
    "folder_path",
    "json_option",
    "out_option",
    "standard_input",
    "write_output",
]

_LANG = "Language, a BCP 47 tag (see the command languages); again for what it lacks."
_PO_DIR = "A folder of PO files of your own."

file_path = click.Path(path_type=Path)


class _Folder(click.Path):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value).strip():  # an empty path would stand for the folder in which one is
            raise InvalidInputError(f"po_dir: there is no folder {shown(str(value))}; name a folder of PO files")
        return super().convert(value, param, ctx)


folder_path = _Folder(path_type=Path)


def edition_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which edition a command speaks."""
    command = click.option("--po-dir", type=folder_path, metavar="FOLDER", help=_PO_DIR)(command)
    return click.option("--lang", multiple=True, default=("en",), metavar="TAG", help=_LANG)(command)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
out_option = click.option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file.")


def echo(parts: Iterable[str]) -> None:
    """Print a page, with nothing in it that a terminal would take for a command."""
    _print(printable("\n".join(parts)) + "\n")


def echo_notes(notes: Iterable[str]) -> None:
    """Print what is to be said beside a result, a line each, on standard error; as `echo`, safe for a terminal."""
    for note in notes:
        click.echo(printable(note), err=True)


def echo_json(data: object) -> None:
    """Print JSON and nothing else; what a terminal would take for a command is escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    _print(text if printable(text) == text else re.sub(r"[^\n -~]", _escaped, text))


def write_output(text: str, out: Path | None) -> None:
    """Write a text to a file, or print it where no file is named, or where the file is standard output.

    What is printed is what would stand in the file, but for a terminal, which gets it as by `echo`.
    """
    if out is not None and not is_standard_output(out):
        write_text(out, text)
    elif sys.stdout is not None and sys.stdout.isatty():
        _print(printable(text))
    else:
        _print(text.encode("utf-8", "backslashreplace") if hasattr(sys.stdout, "buffer") else text)


def _print(text: str | bytes) -> None:
    if sys.stdout is None:
        raise OpsiHandbookError("standard output: is closed; name a file by -o")
    if isinstance(text, str):
        click.echo(text, nl=False)
        return
    sys.stdout.flush()
    left = memoryview(text)
    while left:  # an unbuffered stream may take only a part
        left = left[sys.stdout.buffer.write(left) :]
    sys.stdout.buffer.flush()


def _escaped(match: re.Match[str]) -> str:
    """A character as JSON writes it in letters of every terminal, if a terminal must not get it as it is."""
    return match[0] if printable(match[0]) else json.dumps(match[0])[1:-1]


def standard_input() -> str:
    """The text on standard input.

    Raises:
        InvalidInputError: there is none, or it cannot be read, or is too long or not UTF-8.
    """
    if sys.stdin is None:
        raise InvalidInputError("standard input: is closed; give the text, or a file")
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1) or b""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is closed"
        raise InvalidInputError(f"standard input: cannot be read: {reason}") from error
    if len(data) > MAX_BYTES:
        raise InvalidInputError(f"standard input: is longer than {MAX_BYTES:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"standard input: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
