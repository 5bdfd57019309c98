"""The commands. Each reads its input, asks a room, and prints a page or, with `--json`, what the object dumps."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Never, TextIO

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

if TYPE_CHECKING:
    from opsi_handbook.handbook import Handbook

__all__ = ["STOPPED", "Outcome", "cli", "leave", "main", "run"]

_KINDS = (
    "principles", "dimensions", "challenges", "questions", "actions", "case-studies", "toolkits", "relations", "terms",
    "works",
)  # fmt: skip
_COMPLETE = "_OPSI_HANDBOOK_COMPLETE"
"""The variable by which a shell asks for completions, as `click` names it."""
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
        echo_json([_about(hb) for hb in editions])
    else:
        echo(
            paragraph(f"{hb.front_matter.title} {hb.notice or ''}", 0, f"{hb.language.ljust(6)} {_name(hb).ljust(10)} ")
            for hb in editions
        )


def _about(hb: Handbook) -> dict[str, object]:
    """What an edition is called, and how far it is translated."""
    info = hb.catalogue.translation
    states = info and {
        "machine": info.machine, "translated": info.translated, "reviewed": info.reviewed,
        "stale": len(info.stale), "missing": len(info.fallback),
    }  # fmt: skip
    return {
        "language": hb.language, "name": _name(hb), "title": hb.front_matter.title, "notice": hb.notice,
        "translation": states,
    }  # fmt: skip


def _name(hb: Handbook) -> str:
    """What a language is called in its own edition; its tag where the edition does not say."""
    return str(hb.phrases.get(f"ui.language-{hb.language}", hb.language))


for command in (recommend, verify, workshop, translate, content):
    cli.add_command(command)


class Outcome(NamedTuple):
    """How a command ended."""

    status: int
    """0 done, 1 the input is at fault, 2 wrong usage; 130 stopped by Ctrl-C, 141 nobody reads what is printed."""
    message: str
    """What is still to be said on standard error; may be empty."""


STOPPED = Outcome(130, "opsi-handbook: stopped")


def main(arguments: list[str] | None = None) -> Never:
    """Run the command line and leave with its exit status."""
    leave(run(arguments))


def run(arguments: list[str] | None = None) -> Outcome:
    """Run a command, and say how it ended; no error that can be told to people gets out."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Names and addresses hold letters that a terminal set to ASCII lacks: show them escaped, do not fail.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _command(sys.argv[1:] if arguments is None else arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        return Outcome(error.exit_code, _usage(error))
    except OpsiHandbookError as error:
        return Outcome(1, f"opsi-handbook: {error}")
    except (KeyboardInterrupt, click.Abort):
        return STOPPED
    except BrokenPipeError:
        return Outcome(141, "")
    except OSError as error:
        return Outcome(1, f"opsi-handbook: {error.filename or 'output'}: {error.strerror or error}")
    return Outcome(status, "")


def leave(outcome: Outcome) -> Never:
    """Say what is left to say, and leave."""
    if sys.stderr is not None and outcome.message:
        with suppress(OSError):
            click.echo(printable(outcome.message), err=True)
    for stream in (sys.stdout, sys.stderr):
        _let_go(stream)
    sys.exit(outcome.status)


def _command(arguments: list[str]) -> int:
    """Run the command itself; not by `cli.main`, which has words of its own for an interrupt and a broken pipe."""
    instruction = os.environ.get(_COMPLETE)
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(cli, {}, "opsi-handbook", _COMPLETE, instruction)
    try:
        with cli.make_context("opsi-handbook", [*arguments]) as context:
            cli.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return 0


def _usage(error: click.ClickException) -> str:
    text = StringIO()
    error.show(file=text)
    return text.getvalue().removesuffix("\n")


def _let_go(stream: TextIO | None) -> None:
    """Let nothing be left in a stream that cannot be written to, or the interpreter complains of it when it ends."""
    if stream is None:
        return
    try:
        stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
