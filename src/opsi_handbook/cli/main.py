"""The commands. Each reads its input, asks a room, and prints a page or, with `--json`, what the object dumps."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path
from typing import Any, Never

import click

from opsi_handbook import __version__
from opsi_handbook.cli.content import content
from opsi_handbook.cli.options import (
    echo,
    echo_json,
    edition_options,
    folder_path,
    json_option,
    out_option,
    standard_input,
    write_output,
)
from opsi_handbook.cli.recommend import recommend, verify
from opsi_handbook.cli.translate import translate
from opsi_handbook.cli.workshop import workshop
from opsi_handbook.errors import OpsiHandbookError
from opsi_handbook.text import printable

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
@click.version_option(__version__, message="%(version)s")
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
def list_(kind: str, lang: tuple[str, ...], po_dir: Path | None, as_json: bool) -> None:
    """List every item of a KIND, in printed order."""
    from opsi_handbook.handbook import load
    from opsi_handbook.render.terminal import brief, notice_page

    hb = load(lang, po_dir=po_dir)
    items = getattr(hb, kind.replace("-", "_"))
    if as_json:
        echo_json([item.model_dump(mode="json") for item in items])
    else:
        echo([*notice_page(hb.catalogue), *(brief(item) for item in items)])


@cli.command()
@click.argument("id_", metavar="ID")
@edition_options
@json_option
def show(id_: str, lang: tuple[str, ...], po_dir: Path | None, as_json: bool) -> None:
    """Show everything about the item with an ID, such as p2.q2 or toolkit.culture-map."""
    from opsi_handbook.handbook import load
    from opsi_handbook.render.terminal import item_page

    hb = load(lang, po_dir=po_dir)
    item = hb[id_]
    if as_json:
        echo_json(item.model_dump(mode="json"))
    else:
        echo(item_page(hb.catalogue, item))


@cli.command()
@click.argument("text")
@click.option("--limit", type=int, default=10, show_default=True, help="The most items to give.")
@edition_options
@json_option
def search(text: str, limit: int, lang: tuple[str, ...], po_dir: Path | None, as_json: bool) -> None:
    """Find the items that speak of TEXT (- for standard input)."""
    from opsi_handbook.handbook import load
    from opsi_handbook.render.layout import paragraph
    from opsi_handbook.render.terminal import brief, notice_page

    hb = load(lang, po_dir=po_dir)
    items = hb.search(standard_input() if text == "-" else text, limit)
    if as_json:
        echo_json([item.model_dump(mode="json") for item in items])
    elif items:
        echo([*notice_page(hb.catalogue), *(brief(item) for item in items)])
    else:
        echo([paragraph(hb.phrases.fill("ui.found-none", words=text[:60]))])


@cli.command()
@click.option("--format", "format_", type=click.Choice(["graphml", "gexf", "json", "mermaid", "dot"]), default="json",
              show_default=True, help="The format to write.")  # fmt: skip
@out_option
@edition_options
def graph(format_: str, out: Path | None, lang: tuple[str, ...], po_dir: Path | None) -> None:
    """Write the handbook as a graph."""
    from opsi_handbook.graph import export
    from opsi_handbook.handbook import load

    hb = load(lang, po_dir=po_dir)
    write_output(export(hb.catalogue, format_), out)


@cli.command()
@click.argument("name", type=click.Choice(_SCHEMAS))
def schema(name: str) -> None:
    """Print the JSON Schema of what is saved or sent."""
    from opsi_handbook.authoring.schemas import schema_of

    echo_json(schema_of(name))


@cli.command("languages")
@click.option("--po-dir", type=folder_path, metavar="FOLDER", help="A folder of PO files of your own.")
@json_option
def languages_(po_dir: Path | None, as_json: bool) -> None:
    """List the languages that there are editions in, and how far each is translated."""
    from opsi_handbook.editions import languages
    from opsi_handbook.handbook import load
    from opsi_handbook.render.layout import paragraph

    editions = [load(tag, po_dir=po_dir) for tag in languages(po_dir=po_dir)]
    if as_json:
        echo_json([{"language": hb.language, "notice": hb.notice} for hb in editions])
    else:
        echo(paragraph(hb.notice or hb.front_matter.title, 0, f"{hb.language.ljust(6)} ") for hb in editions)


for command in (recommend, verify, workshop, translate, content):
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Names and addresses hold letters that a terminal set to ASCII lacks: show them escaped, do not fail.
            stream.reconfigure(errors="backslashreplace")
    try:
        sys.exit(cli.main(args=arguments, prog_name="opsi-handbook", standalone_mode=False))
    except click.ClickException as error:
        page = StringIO()
        error.show(page)
        click.echo(printable(page.getvalue()), err=True, nl=False)
        sys.exit(error.exit_code)
    except click.Abort:
        _fail("stopped")
    except OpsiHandbookError as error:
        _fail(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        _fail(f"{error.filename or 'output'}: {error.strerror or error}")


def _fail(message: str) -> Never:
    click.echo(f"opsi-handbook: {printable(message)}", err=True)
    sys.exit(1)
