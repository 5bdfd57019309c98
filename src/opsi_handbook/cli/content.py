"""The commands for those who write the content."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from opsi_handbook.cli.options import echo, echo_json, file_path, json_option
from opsi_handbook.errors import InvalidInputError, OpsiHandbookError
from opsi_handbook.files import read_text

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
    """Check the content in FOLDER and name every fault with its file and line.

    What a careful reader of the English would mend is named too, as advice: words that the term list has others for,
    a word that stands twice in a row, a label that its text says again.
    """
    from opsi_handbook.authoring.compiler import compile_content
    from opsi_handbook.authoring.usages import read_usages
    from opsi_handbook.translate.checks import check_english
    from opsi_handbook.translate.usage import Usage

    catalogue = compile_content(folder)
    usage = read_usages(folder / "usage", catalogue).get("en", Usage(language="en"))
    advice = check_english(catalogue, usage)
    echo(
        [
            *(f"{finding.unit}: {finding.kind}: {finding.message}" for finding in advice),
            f"{folder}: {sum(1 for _ in catalogue.items())} items, no fault",
        ]
    )


@content.command()
@folder_argument
@click.option("--against", required=True, type=file_path, metavar="FILE", help="The source text, UTF-8.")
@click.option("--lang", default="en", show_default=True, metavar="TAG", help="The language of the texts.")
@click.option(
    "--run", default=7, show_default=True, type=click.IntRange(min=1), help="Words in a row that are too many."
)
@click.option(
    "--share",
    default=0.75,
    show_default=True,
    type=click.FloatRange(0, 1, min_open=True),
    help="Share that is too large.",
)
@json_option
def wording(folder: Path, against: Path, lang: str, run: int, share: float, as_json: bool) -> None:
    """Name the sentences in FOLDER that stand too near to a source text: ours are to be our own.

    Told are those that share a run of words with it, or most of their words in the same order. Terms and names are
    passed over. Leaves with 1 if there are any.
    """
    from opsi_handbook.authoring.compiler import edition_of
    from opsi_handbook.authoring.wording import Limits, wording_of

    near = wording_of(edition_of(folder, lang), read_text(against), Limits(run, share))
    if as_json:
        echo_json([asdict(each) for each in near])
    else:
        echo(
            [
                *(
                    f"{each.unit}: run {each.run}, share {each.share:.0%}: {each.sentence}\n  {each.source}"
                    for each in near
                ),
                f"{len(near):,} sentences are too near",
            ]
        )
    if near:
        raise OpsiHandbookError(
            f"{against}: {len(near):,} of our sentences are too near to it; put them in our own words"
        )


@content.command("build")
@folder_argument
@out_option
def build_(folder: Path, out: Path | None) -> None:
    """Compile the content in FOLDER into the files that the library ships."""
    from opsi_handbook.authoring.compiler import build

    echo(map(str, build(folder, out or _data_of(folder))))


@content.command("train")
@folder_argument
@out_option
def train_(folder: Path, out: Path | None) -> None:
    """Learn from the examples in FOLDER what free text is matched with (needs the extra authoring)."""
    from opsi_handbook.authoring.compiler import train_all

    echo(map(str, train_all(folder, out or _data_of(folder))))


def _data_of(folder: Path) -> Path:
    """The data of the library, where FOLDER is the content of the very checkout that it runs from."""
    from opsi_handbook.authoring.compiler import packaged_data

    data = packaged_data()
    if data.parents[2] / "content" != folder.resolve():
        raise InvalidInputError(f"{folder}: is not the content of this installation; say by -o where the files go")
    return data
