"""The commands for those who write the content."""

from __future__ import annotations

from pathlib import Path

import click

from opsi_handbook.cli.options import echo
from opsi_handbook.errors import InvalidInputError

__all__ = ["content"]

folder_argument = click.argument("folder", type=click.Path(path_type=Path), default=Path("content"))
out_option = click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where the files go; needed outside a checkout.",
)


@click.group()
def content() -> None:
    """For those who write the content: check it, compile it, learn from its examples."""


@content.command()
@folder_argument
def check(folder: Path) -> None:
    """Check the content in FOLDER and name every fault with its file and line."""
    from opsi_handbook.authoring.compiler import compile_content

    catalogue = compile_content(folder)
    echo([f"{folder}: {sum(1 for _ in catalogue.items())} items, no fault"])


@content.command("build")
@folder_argument
@out_option
def build_(folder: Path, out: Path | None) -> None:
    """Compile the content in FOLDER into the files that the library ships."""
    from opsi_handbook.authoring.compiler import build

    echo(str(path) for path in build(folder, out or _data_of(folder)))


@content.command("train")
@folder_argument
@out_option
def train_(folder: Path, out: Path | None) -> None:
    """Learn from the examples in FOLDER what free text is matched with (needs the extra authoring)."""
    from opsi_handbook.authoring.compiler import train_all

    echo(str(path) for path in train_all(folder, out or _data_of(folder)))


def _data_of(folder: Path) -> Path:
    """The data of the library, where FOLDER is the content of the very checkout that it runs from."""
    from opsi_handbook.authoring.compiler import packaged_data

    data = packaged_data()
    if data.parents[2] / "content" != folder.resolve():
        raise InvalidInputError(f"{folder}: is not the content of this installation; say by -o where the files go")
    return data
