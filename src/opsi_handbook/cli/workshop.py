"""The command for facilitators: many sheets in; one table, one agenda, one advice out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opsi_handbook.cli.ledgers import publication
from opsi_handbook.cli.options import echo, echo_json, edition_options, json_option
from opsi_handbook.cli.sheets import sheets_in
from opsi_handbook.render.layout import heading, paragraph

if TYPE_CHECKING:
    from opsi_handbook.groups import Agenda, RoleTable, Row, Table, Workshop
    from opsi_handbook.handbook import Handbook

__all__ = ["workshop"]


@click.command()
@click.argument("sheets", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SHEET...")
@click.option("--minutes", type=int, default=90, show_default=True, help="The time at hand.")
@click.option(
    "--smallest", type=int, default=5, show_default=True, help="The smallest group shown; 1 for an open group."
)
@click.option("--by-role", is_flag=True, help="Show each role apart; roles too small for that are not counted.")
@click.option("--ledger", type=click.Path(path_type=Path), metavar="FILE",
              help="The group's secret and what was published of it; keep it, show it to nobody.")  # fmt: skip
@click.option("--limit", type=int, default=5, show_default=True, help="The most recommendations to give.")
@edition_options
@json_option
def workshop(
    sheets: tuple[Path, ...],
    minutes: int,
    smallest: int,
    by_role: bool,
    ledger: Path | None,
    limit: int,
    lang: tuple[str, ...],
    po_dir: Path | None,
    as_json: bool,
) -> None:
    """Add up the sheets of a group: JSON files, each with one sheet or a list of them.

    \b
    A sheet looks like {"role": "staff", "marks": ["p2.q2"], "skipped": []};
    roles are leader, manager and staff, or none.
    """
    from opsi_handbook.handbook import load

    hb = load(lang, po_dir=po_dir)
    tally = hb.tally(sheets_in(sheets))
    if ledger is None:
        work = hb.workshop(tally, minutes, smallest, limit, by_role=by_role)
        note = hb.phrases["ui.no-secret"] if work.table.rows and not work.table.exact else ""
    else:
        with publication(ledger, tally, smallest=smallest, by_role=by_role) as published:
            work = hb.workshop(published.table, minutes, limit=limit)
        note = hb.phrases["ui.repeated"] if published.repeated else ""
    if as_json:
        echo_json(work.model_dump(mode="json"))
    else:
        echo((*_page(hb, work), *([paragraph(note)] if note else ())))


def _page(hb: Handbook, work: Workshop) -> Iterator[str]:
    from opsi_handbook.render.terminal import advice_page

    words = hb.phrases
    yield heading(f"{words['ui.workshop']} ({words.fill('ui.sheets', sheets=work.table.sheets)})", "=")
    if work.message:
        yield paragraph(work.message)
        return
    yield from _agenda(hb, work.agenda)
    yield from _table(hb, work.table)
    yield heading(words["ui.advice"], "=")
    yield from advice_page(hb.catalogue, work.advice)


def _agenda(hb: Handbook, agenda: Agenda) -> Iterator[str]:
    words = hb.phrases

    def minutes(number: int) -> str:
        return words.fill("ui.minutes", minutes=number)

    yield f"\n{heading(words.fill('ui.agenda', minutes=agenda.minutes))}"
    if agenda.order:
        yield f"{paragraph(agenda.order)}\n"
    if agenda.opening:
        yield paragraph(f"{words['ui.agenda-opening']} ({minutes(agenda.opening)})", 0, "- ")
    for place, point in enumerate(agenda.points, start=1):
        yield paragraph(f"{point.title} ({point.question}, {minutes(point.minutes)})", 0, f"{place}. ")
        yield paragraph(f"{point.why} {point.begin}", 3)
    if agenda.closing:
        yield paragraph(f"{words['ui.agenda-closing']} ({minutes(agenda.closing)})", 0, "- ")
    for title, ids in (("ui.another-day", agenda.another_day), ("ui.skip", agenda.skip)):
        if ids:
            yield paragraph(f"{words[title]}: {'; '.join(f'{hb[id_].label} ({id_})' for id_ in ids)}.")
    yield ""


def _table(hb: Handbook, table: Table) -> Iterator[str]:
    words = hb.phrases
    names = [words[f"ui.role-{role.role.value if role.role else 'none'}"] for role in table.roles]

    def answer(row: Row) -> str:
        if table.exact:
            return words.fill("ui.marked-of", marked=row.marked, sheets=row.answered)
        return words[f"ui.band-{row.band.value if row.band else 'none'}"]

    yield heading(words["ui.questions"])
    for place, row in enumerate(table.rows):
        apart = (f"{name}: {answer(role.rows[place])}" for name, role in zip(names, table.roles, strict=True))
        yield paragraph(f"{hb[row.question].label}: {'; '.join((answer(row), *apart))}", 0, f"{row.question}  ")
    yield ""
    if not table.exact:
        yield paragraph(words["ui.bands"])
        yield from _meanings(hb, table, list(zip(names, table.roles, strict=True)))
    if table.left_out:
        left_out = (words[f"ui.role-{role.value if role else 'none'}"] for role in table.left_out)
        yield paragraph(words.fill("ui.hidden-roles", roles=", ".join(left_out)))
    yield ""


def _meanings(hb: Handbook, table: Table, roles: list[tuple[str, RoleTable]]) -> Iterator[str]:
    def mean(margin: int) -> str:
        return hb.phrases.fill("ui.bands-mean", few=margin + 1, margin=margin)

    if table.margin:
        yield paragraph(mean(table.margin))
    for name, role in roles:
        sizes = hb.phrases.fill("ui.sheets", sheets=role.sheets)
        yield paragraph(f"{name} ({sizes}): {mean(role.margin)}")
