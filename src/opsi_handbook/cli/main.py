"""The commands. Each reads its input, asks a room, and prints a page or, with `--json`, what the object dumps."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from opsi_handbook.cli.layout import paragraph, unlined
from opsi_handbook.cli.options import edition_options, give, json_option, out_option, say, say_json, standard_input
from opsi_handbook.cli.recommend import recommend, verify
from opsi_handbook.cli.translate import translate
from opsi_handbook.cli.workshop import workshop
from opsi_handbook.errors import OpsiHandbookError

__all__ = ["cli", "main"]

_KINDS = ("principles", "dimensions", "challenges", "questions", "actions", "case-studies", "toolkits")
_SCHEMAS = ("advice", "catalogue", "sheet", "workshop")


@click.group(
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 80,
        "token_normalize_func": lambda token: token.replace("_", "-"),
    }
)
@click.version_option(package_name="opsi-handbook", message="%(version)s")
def cli() -> None:
    """The public-sector innovation handbook of the OECD OPSI, and advice from it.

    \b
    Start with a problem in your own words:
      opsi-handbook recommend "our staff are afraid to fail"
    """


@cli.command("list")
@click.argument("kind", type=click.Choice(_KINDS))
@edition_options
@json_option
def list_(kind: str, lang: tuple[str, ...], locale: Path | None, as_json: bool) -> None:
    """List every item of a KIND, in printed order."""
    from opsi_handbook.cli.pages import brief, notice_page
    from opsi_handbook.handbook import load

    hb = load(lang, folder=locale)
    items = getattr(hb, kind.replace("-", "_"))
    if as_json:
        say_json([item.model_dump(mode="json") for item in items])
    else:
        say([*notice_page(hb), *(brief(item) for item in items)])


@cli.command()
@click.argument("id_", metavar="ID")
@edition_options
@json_option
def show(id_: str, lang: tuple[str, ...], locale: Path | None, as_json: bool) -> None:
    """Show everything about the item with an ID, such as p2.q2 or toolkit.culture-map."""
    from opsi_handbook.cli.pages import item_page
    from opsi_handbook.handbook import load

    hb = load(lang, folder=locale)
    item = hb[id_]
    if as_json:
        say_json(item.model_dump(mode="json"))
    else:
        say(item_page(hb, item))


@cli.command()
@click.argument("text")
@click.option("--limit", type=int, default=10, show_default=True, help="The most items to give.")
@edition_options
@json_option
def search(text: str, limit: int, lang: tuple[str, ...], locale: Path | None, as_json: bool) -> None:
    """Find the items that speak of TEXT (- for standard input)."""
    from opsi_handbook.cli.pages import brief, notice_page
    from opsi_handbook.handbook import load

    hb = load(lang, folder=locale)
    items = hb.search(standard_input() if text == "-" else text, limit)
    if as_json:
        say_json([item.model_dump(mode="json") for item in items])
    elif items:
        say([*notice_page(hb), *(brief(item) for item in items)])
    else:
        say([paragraph(hb.phrases["ui.found-none"].format(words=text[:60]))])


@cli.command()
@click.option("--format", "format_", type=click.Choice(["graphml", "gexf", "json", "mermaid", "dot"]), default="json",
              show_default=True, help="The format to write.")  # fmt: skip
@out_option
@edition_options
def graph(format_: str, out: Path | None, lang: tuple[str, ...], locale: Path | None) -> None:
    """Write the handbook as a graph."""
    from opsi_handbook.graph import export
    from opsi_handbook.handbook import load

    hb = load(lang, folder=locale)
    give(export(hb.catalogue, format_, hb.notice or ""), out)


@cli.command()
@click.argument("name", type=click.Choice(_SCHEMAS))
def schema(name: str) -> None:
    """Print the JSON Schema of what is saved or sent."""
    from opsi_handbook.authoring.schemas import schema_of

    say_json(schema_of(name))


@cli.group()
def content() -> None:
    """For those who write the content: check it, and compile it."""


folder_argument = click.argument("folder", type=click.Path(path_type=Path), default=Path("content"))


@content.command()
@folder_argument
def check(folder: Path) -> None:
    """Check the content in FOLDER and name every fault with its file and line."""
    from opsi_handbook.authoring.compiler import compile_content

    catalogue = compile_content(folder)
    click.echo(f"{folder}: {sum(1 for _ in catalogue.items())} items, no fault")


@content.command("build")
@folder_argument
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Where the compiled files go.")
def build_(folder: Path, out: Path | None) -> None:
    """Compile the content in FOLDER into the JSON that the library ships."""
    from opsi_handbook.authoring.compiler import build, packaged_data, refresh

    if out is None:
        refresh(folder)
    for path in build(folder, out or packaged_data()):
        click.echo(path)


for command in (recommend, verify, workshop, translate):
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Names and addresses hold letters that a terminal set to ASCII lacks: show them escaped, do not fail.
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(args=arguments, prog_name="opsi-handbook", standalone_mode=True)
    except OpsiHandbookError as error:
        click.echo(f"opsi-handbook: {unlined([str(error)])}", err=True)
        sys.exit(1)
