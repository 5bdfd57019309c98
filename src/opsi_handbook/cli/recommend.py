"""The commands that advise on a problem, and that check an advice."""

from __future__ import annotations

from pathlib import Path

import click

from opsi_handbook.cli.options import (
    echo,
    echo_json,
    edition_options,
    file_path,
    folder_path,
    json_option,
    standard_input,
)
from opsi_handbook.cli.sheets import sheets_in
from opsi_handbook.errors import OpsiHandbookError
from opsi_handbook.files import read_text

__all__ = ["recommend", "verify"]


@click.command()
@click.argument("text", required=False)
@click.option("--challenge", "challenges", multiple=True, metavar="ID", help="A challenge you face, such as p2.c1.")
@click.option("--mark", "marks", multiple=True, metavar="ID", help="A question you need to get better at: p2.q2.")
@click.option("--tried", multiple=True, metavar="ID", help="An action you have tried, such as p2.q2.a1; it drops out.")
@click.option(
    "--sheet", "sheets", multiple=True, type=file_path, metavar="FILE", help="Sheets of a group, as for workshop."
)
@click.option("--principle", "principles", multiple=True, metavar="ID", help="Only questions of this principle.")
@click.option("--country", "countries", multiple=True, metavar="CODE", help="Only with a case study from this country.")
@click.option("--reachable", type=file_path, metavar="FILE", help="Only links in this file of addresses, one a line.")
@click.option("--limit", type=int, default=5, show_default=True, help="The most recommendations to give.")
@click.option("--explain", "form", flag_value="explain", help="Say in sentences why, and what would change it.")
@click.option("--markdown", "form", flag_value="markdown", help="Print a document in Markdown.")
@click.option("--no-receipt", is_flag=True, help="With --json: leave out what only verify needs.")
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
    reachable: Path | None,
    limit: int,
    form: str | None,
    no_receipt: bool,
    lang: tuple[str, ...],
    po_dir: Path | None,
    as_json: bool,
) -> None:
    """Advise on a problem: TEXT in your own words (- for standard input), challenges, marks, tried actions, sheets."""
    from opsi_handbook.content.problems import in_language_of
    from opsi_handbook.handbook import load
    from opsi_handbook.render.terminal import advice_page, explanation_page

    if text is None and not challenges and not marks and not tried and not sheets:
        raise click.UsageError("Give a TEXT, a --challenge, a --mark or a --sheet to go by.")
    if form and as_json:
        raise click.UsageError("Give one of --json, --explain and --markdown.")
    hb = load(lang, po_dir=po_dir)
    with in_language_of(hb.catalogue):
        read = sheets_in(sheets, hb)
    advice = hb.recommend(
        text=standard_input() if text == "-" else text, challenges=challenges, marks=marks, tried=tried, limit=limit,
        principles=principles, countries=countries, sheets=read,
        reachable_urls=None if reachable is None else _addresses(read_text(reachable)),
    )  # fmt: skip
    if as_json:
        echo_json(advice.model_dump(mode="json", exclude={"receipt"} if no_receipt else None))
    elif form == "markdown":
        echo([hb.as_markdown(advice).removesuffix("\n")])
    elif form == "explain":
        echo(explanation_page(hb.explain(advice)))
    else:
        echo(advice_page(hb.catalogue, advice))


def _addresses(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--po-dir", type=folder_path, metavar="FOLDER", help="A folder of PO files that the advice goes by.")
def verify(file: Path, po_dir: Path | None) -> None:
    """Work an advice, saved as JSON, out again from the catalogue (- for standard input). Leaves with 1 if it
    differs.
    """
    from opsi_handbook.verifier import stated
    from opsi_handbook.verifier import verify as differences

    advice = standard_input() if str(file) == "-" else read_text(file)
    unlike = differences(advice, po_dir=po_dir)
    if unlike:
        echo(f"differs: {difference}" for difference in unlike)
        raise OpsiHandbookError(f"{file}: differs from the catalogue; points: {len(unlike)}")
    echo([f"{file}: agrees", f"taken as stated: {'; '.join(stated(advice))}"])
