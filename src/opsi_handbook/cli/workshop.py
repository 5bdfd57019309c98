"""The command for facilitators: many sheets in; one table, one agenda, one advice out, to be read or handed out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from opsi_handbook.cli.ledgers import publication
from opsi_handbook.cli.options import (
    echo,
    echo_json,
    echo_notes,
    edition_options,
    json_option,
    out_option,
    write_output,
)
from opsi_handbook.cli.sheets import SheetOptions, sheet_options, sheets_in, write_template

if TYPE_CHECKING:
    from opsi_handbook.groups import Published
    from opsi_handbook.handbook import Handbook

__all__ = ["workshop"]


@click.command()
@click.argument("sheets", nargs=-1, type=click.Path(path_type=Path), metavar="SHEET...")
@click.option("--minutes", type=int, default=90, show_default=True, help="The time at hand.")
@click.option(
    "--smallest", type=int, default=5, show_default=True, help="The smallest group shown; 1 for an open group."
)
@click.option("--by-role", is_flag=True, help="Show each role apart; roles too small for that are not counted.")
@click.option("--ledger", type=click.Path(path_type=Path), metavar="FILE",
              help="The group's secret and what was published of it; keep it, show it to nobody.")  # fmt: skip
@click.option("--limit", type=int, default=5, show_default=True, help="The most recommendations to give.")
@click.option("--template", type=click.Path(path_type=Path), metavar="FILE",
              help="Write an empty sheet to fill in, as .csv or .xlsx, and do nothing else.")  # fmt: skip
@click.option("--markdown", "as_markdown", is_flag=True, help="Make a document in Markdown, to hand out.")
@click.option("--html", "as_html", is_flag=True, help="Make a page in HTML, to hand out, show or print.")
@out_option
@sheet_options
@edition_options
@json_option
def workshop(
    sheets: tuple[Path, ...],
    minutes: int,
    smallest: int,
    by_role: bool,
    ledger: Path | None,
    limit: int,
    template: Path | None,
    as_markdown: bool,
    as_html: bool,
    out: Path | None,
    mapping: Path | None,
    yes_marks: bool | None,
    lang: tuple[str, ...],
    po_dir: Path | None,
    as_json: bool,
) -> None:
    """Add up the sheets of a group: CSV or XLSX as survey tools export it, or JSON.

    A table has a row for each respondent, and headings that name the questions.

    \b
    In JSON, a sheet looks like
      {"role": "staff", "marks": ["p2.q2"], "skipped": []};
    roles are leader, manager and staff, or none.
    """
    from opsi_handbook.content.problems import in_language_of
    from opsi_handbook.groups.handout import handout
    from opsi_handbook.handbook import load
    from opsi_handbook.render.page_text import page_in_plain_text

    _refuse_what_makes_no_sense(
        out, [name for name, given in {"json": as_json, "markdown": as_markdown, "html": as_html}.items() if given]
    )
    _refuse_to_overwrite(out, sheets, ledger)
    hb = load(lang, po_dir=po_dir)
    if sheets and template is not None:
        raise click.UsageError("--template writes an empty sheet and reads none; leave the sheets out.")
    if not sheets and template is None:
        raise click.UsageError("Give the sheets of a group, or --template FILE for an empty one.")
    with in_language_of(hb.catalogue):
        if template is not None:
            write_template(hb, template)
            return
        tally = hb.tally(sheets_in(sheets, hb, SheetOptions(mapping, yes_marks)))
        if ledger is None:
            work = hb.workshop(tally, minutes, smallest, limit, by_role=by_role)
            note = hb.phrases["ui.no-secret"] if work.table.rows and not work.table.exact else ""
        else:
            is_new = not ledger.exists()
            with publication(ledger, tally, smallest=smallest, by_role=by_role) as published:
                work = hb.workshop(published.table, minutes, limit=limit)
            note = _said_of(hb, published, tally.sheets, str(ledger) if is_new else "")
        if as_json:
            echo_json(work.model_dump(mode="json"))
        elif as_markdown or as_html:
            write_output(hb.as_html(work) if as_html else hb.as_markdown(work), out)
        else:
            page = page_in_plain_text(handout(hb.catalogue, work))
            if out is None:
                echo(page)
            else:
                write_output("\n".join((*page, "")), out)
        echo_notes([note] if note else [])  # for whoever makes the page, not for those who are shown it


def _said_of(hb: Handbook, published: Published, given: int, begun: str) -> str:
    """What whoever keeps the ledger should know of what was published."""
    if begun:
        return hb.phrases.fill("ui.ledger-begun", file=begun)
    if not published.repeated:
        return ""
    shown_ = published.table.sheets
    if shown_ == given:
        return hb.phrases["ui.repeated"]
    return hb.phrases.fill("ui.not-renewed", shown=shown_, given=given)


def _refuse_what_makes_no_sense(out: Path | None, forms: list[str]) -> None:
    if len(forms) > 1:
        raise click.UsageError("Give one of --json, --markdown and --html.")
    if out is None:
        return
    if forms == ["json"]:
        raise click.UsageError("-o goes with a page, as text, --markdown or --html; --json is printed.")
    meant = {".html": "html", ".htm": "html", ".md": "markdown"}.get(out.suffix.lower())
    if meant and forms != [meant]:
        raise click.UsageError(f"-o names a file that ends in {out.suffix}; add --{meant}, or name another file.")


def _refuse_to_overwrite(out: Path | None, sheets: tuple[Path, ...], ledger: Path | None) -> None:
    for path in (*sheets, *([ledger] if ledger else [])):
        if out is not None and path.resolve() == out.resolve():
            raise click.UsageError(f"-o names {path}, which is read; name another file for the page.")
