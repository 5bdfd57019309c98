"""The command for facilitators: many sheets in; one table, one agenda, one advice out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opsi_handbook.cli.options import echo, echo_json, edition_options, json_option
from opsi_handbook.cli.sheets import sheets_in
from opsi_handbook.render.layout import heading, paragraph

if TYPE_CHECKING:
    from opsi_handbook.groups import Agenda, Table, Workshop
    from opsi_handbook.handbook import Handbook

__all__ = ["workshop"]


@click.command()
@click.argument("sheets", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SHEET...")
@click.option("--minutes", type=int, default=90, show_default=True, help="The time at hand.")
@click.option(
    "--smallest", type=int, default=5, show_default=True, help="The smallest group shown; 1 for an open group."
)
@click.option("--limit", type=int, default=5, show_default=True, help="The most recommendations to give.")
@edition_options
@json_option
def workshop(
    sheets: tuple[Path, ...],
    minutes: int,
    smallest: int,
    limit: int,
    lang: tuple[str, ...],
    po_dir: Path | None,
    as_json: bool,
) -> None:
    """Add up the sheets of a group: JSON files, each with one sheet or a list of them.

    \b
    A sheet looks like {"role": "staff", "marks": ["p2.q2", "p5.q3"], "skipped": []};
    roles are leader, manager and staff, or none.
    """
    from opsi_handbook.handbook import load

    hb = load(lang, po_dir=po_dir)
    found = hb.workshop(sheets_in(sheets), minutes=minutes, smallest=smallest, limit=limit)
    if as_json:
        echo_json(found.model_dump(mode="json"))
    else:
        echo(_page(hb, found))


def _page(hb: Handbook, found: Workshop) -> Iterator[str]:
    from opsi_handbook.render.terminal import advice_page

    words = hb.phrases
    yield heading(f"{words['ui.workshop']} ({words['ui.sheets'].format(sheets=found.table.sheets)})", "=")
    if found.message:
        yield paragraph(found.message)
        return
    yield from _agenda(hb, found.agenda)
    yield from _table(hb, found.table)
    yield heading(words["ui.advice"], "=")
    yield from advice_page(hb.catalogue, found.advice)


def _agenda(hb: Handbook, agenda: Agenda) -> Iterator[str]:
    words = hb.phrases

    def minutes(number: int) -> str:
        return words["ui.minutes"].format(minutes=number)

    yield f"\n{heading(words['ui.agenda'].format(minutes=agenda.minutes))}"
    if agenda.opening:
        yield paragraph(f"{words['ui.agenda-opening']} ({minutes(agenda.opening)})", 0, "- ")
    for place, point in enumerate(agenda.points, start=1):
        yield paragraph(f"{point.title} ({point.question}, {minutes(point.minutes)})", 0, f"{place}. ")
        yield paragraph(f"{point.why} {point.begin}", 3)
    if agenda.closing:
        yield paragraph(f"{words['ui.agenda-closing']} ({minutes(agenda.closing)})", 0, "- ")
    for title, ids in (("ui.another-day", agenda.another_day), ("ui.skip", agenda.skip)):
        if ids:
            yield paragraph(f"{words[title]}: {'; '.join(f'{hb[id_].title} ({id_})' for id_ in ids)}.")
    yield ""


def _table(hb: Handbook, table: Table) -> Iterator[str]:
    words = hb.phrases

    yield heading(words["ui.questions"])
    groups = [(words[f"ui.role-{role.role.value}"], role.sheets, role.rows) for role in table.roles]
    for place, row in enumerate(table.rows):
        figures = [words["ui.marked-of"].format(marked=row.marked, sheets=table.sheets)]
        figures += (
            f"{name} {words['ui.marked-of'].format(marked=rows[place].marked, sheets=size)}"
            for name, size, rows in groups
        )
        yield paragraph(f"{hb[row.question].title}: {'; '.join(figures)}", 0, f"{row.question}  ")
    if not table.exact:
        yield f"\n{paragraph(words['ui.rounded'])}"
    if table.hidden:
        roles = ", ".join(words[f"ui.role-{role.value}"] for role in table.hidden)
        yield paragraph(words["ui.hidden-roles"].format(roles=roles))
    yield ""
