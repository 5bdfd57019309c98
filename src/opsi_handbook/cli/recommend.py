"""The commands that advise on a problem, and that check an advice."""

from __future__ import annotations

from pathlib import Path

import click

from opsi_handbook.cli.layout import paragraph
from opsi_handbook.cli.options import edition_options, json_option, say, say_json, standard_input
from opsi_handbook.cli.sheets import sheets_in
from opsi_handbook.errors import OpsiHandbookError
from opsi_handbook.files import read_text

__all__ = ["recommend", "verify"]

file_path = click.Path(path_type=Path)


@click.command()
@click.argument("text", required=False)
@click.option("--challenge", "challenges", multiple=True, metavar="ID", help="A challenge you face, such as p2.c1.")
@click.option("--mark", "marks", multiple=True, metavar="ID", help="A question you need to get better at: p2.q2.")
@click.option("--tried", multiple=True, metavar="ID", help="An action you have tried, such as p2.q2.a1; it drops out.")
@click.option("--sheet", "sheets", multiple=True, type=file_path, metavar="FILE", help="Sheets of a group, as JSON.")
@click.option("--principle", "principles", multiple=True, metavar="ID", help="Only questions of this principle.")
@click.option("--country", "countries", multiple=True, metavar="CODE", help="Only with a case study from this country.")
@click.option("--working", type=file_path, metavar="FILE", help="Only links in this file of addresses, one a line.")
@click.option("--limit", type=int, default=5, show_default=True, help="The most recommendations to give.")
@click.option("--explain", "form", flag_value="explain", help="Say in sentences why, and what would change it.")
@click.option("--markdown", "form", flag_value="markdown", help="Print a document in Markdown.")
@edition_options
@json_option
def recommend(
    text: str | None,
    challenges: tuple[str, ...],
    marks: tuple[str, ...],
    tried: tuple[str, ...],
    sheets: tuple[Path, ...],
    principles: tuple[str, ...],
    countries: tuple[str, ...],
    working: Path | None,
    limit: int,
    form: str | None,
    lang: tuple[str, ...],
    locale: Path | None,
    as_json: bool,
) -> None:
    """Advise on a problem: TEXT in your own words (- for standard input), challenges, marks, tried actions, sheets."""
    from opsi_handbook.cli.pages import advice_page
    from opsi_handbook.handbook import load

    if text is None and not challenges and not marks and not tried and not sheets:
        raise click.UsageError("Give a TEXT, a --challenge, a --mark or a --sheet to go by.")
    if form and as_json:
        raise click.UsageError("Give one of --json, --explain and --markdown.")
    hb = load(lang, folder=locale)
    advice = hb.recommend(
        text=standard_input() if text == "-" else text, challenges=challenges, marks=marks, tried=tried, limit=limit,
        principles=principles, countries=countries, sheets=sheets_in(sheets),
        working=None if working is None else [line.strip() for line in read_text(working).splitlines() if line.strip()],
    )  # fmt: skip
    if as_json:
        say_json(advice.model_dump(mode="json"))
    elif form == "markdown":
        click.echo(advice.as_markdown(hb.phrases), nl=False)
    elif form == "explain":
        say("\n".join(map(paragraph, block.split("\n"))) + "\n" for block in advice.explain(hb.phrases).split("\n\n"))
    else:
        say(advice_page(hb, advice))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
def verify(file: Path) -> None:
    """Work an advice, saved as JSON, out again from the catalogue (- for standard input). Leaves with 1 if it
    differs.
    """
    from opsi_handbook.verifier import verify as differences

    found = differences(standard_input() if str(file) == "-" else read_text(file))
    for difference in found:
        click.echo(f"differs: {difference}")
    if found:
        count = "1 point" if len(found) == 1 else f"{len(found)} points"
        raise OpsiHandbookError(f"{file}: differs from the catalogue in {count}")
    click.echo(f"{file}: agrees")
