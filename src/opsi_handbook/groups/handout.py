"""What a group is handed after its workshop, as one page: agenda, table, advice, and what the page says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from opsi_handbook.groups.agenda import Agenda
from opsi_handbook.groups.sheet import Role
from opsi_handbook.groups.table import Row, Table
from opsi_handbook.groups.workshop import Workshop
from opsi_handbook.model import Catalogue, Layer
from opsi_handbook.recommend import GroupBand
from opsi_handbook.render.advice_blocks import blocks_of_advice
from opsi_handbook.render.page import Block, Entry, Grid, GridRow, Heading, Listing, Page, borrowed_texts

__all__ = ["handout"]


def _counted(table: Table) -> int:
    """How many sheets the table tells of: by role, those of the roles that are shown."""
    return sum(role.sheets for role in table.roles) if table.left_out else table.sheets


def handout(catalogue: Catalogue, work: Workshop) -> Page:
    """The page of a workshop.

    Args:
        catalogue: the edition that the workshop was made by.
        work: the workshop.
    """
    texts = catalogue.texts
    notice = (catalogue.notice,) if catalogue.notice else ()
    blocks: tuple[Block, ...] = (Entry(work.message),) if work.message else ()
    if not work.message:
        blocks = (
            *_agenda(catalogue, work.agenda),
            *_table(catalogue, work.table),
            *blocks_of_advice(catalogue, work.advice),
        )
    return Page(
        language=catalogue.language,
        title=texts["ui.workshop"],
        aside=texts.fill("ui.sheets", sheets=_counted(work.table)),
        notices=notice,
        blocks=blocks,
        about=tuple(_about(catalogue, work)),
        borrowed=borrowed_texts(catalogue),
    )


def _agenda(catalogue: Catalogue, agenda: Agenda) -> Iterator[Block]:
    texts = catalogue.texts

    def minutes(number: int) -> str:
        return texts.fill("ui.minutes", minutes=number)

    yield Heading(texts.fill("ui.agenda", minutes=agenda.minutes), 2)
    if agenda.order:
        yield Entry(agenda.order)
    if agenda.opening:
        yield Entry(texts["ui.agenda-opening"], "", minutes(agenda.opening))
    points = tuple(
        Entry(f"{point.why} {point.begin}", point.title, f"{point.question}, {minutes(point.minutes)}")
        for point in agenda.points
    )
    if points:
        yield Listing(points, "number")
    if agenda.closing:
        yield Entry(texts["ui.agenda-closing"], "", minutes(agenda.closing))
    for title, ids in (("ui.another-day", agenda.another_day), ("ui.skip", agenda.skip)):
        if ids:
            yield Heading(texts[title], 3)
            yield Listing(tuple(Entry(catalogue.by_id[id_].label, "", id_) for id_ in ids), "title")


def _table(catalogue: Catalogue, table: Table) -> Iterator[Block]:
    texts = catalogue.texts

    def answer(row: Row) -> Entry:
        if table.exact:
            return Entry(texts.fill("ui.marked-of", marked=row.marked, sheets=row.answered))
        said = texts[f"ui.band-{row.band.value if row.band else 'none'}"]
        return Entry("", said) if row.band is GroupBand.MOST else Entry(said)

    yield Heading(texts["ui.group-answers"], 2)
    columns = [
        Entry("", texts["ui.question"]),
        Entry("", texts["ui.whole-group"]),
        *(
            Entry("", role_name(catalogue, role.role), texts.fill("ui.sheets", sheets=role.sheets))
            for role in table.roles
        ),
    ]
    rows = {
        row.question: GridRow(
            Entry("", catalogue.by_id[row.question].label, row.question),
            (answer(row), *(answer(role.rows[place]) for role in table.roles)),
        )
        for place, row in enumerate(table.rows)
    }
    groups = ((each.title, tuple(rows[question.id] for question in each.questions)) for each in catalogue.principles)
    yield Grid(texts["ui.group-marked"], tuple(columns), tuple(groups))
    if not table.exact:
        yield Heading(texts["ui.how-to-read"], 3)
        yield Entry(texts["ui.bands"])
        yield from _meanings(catalogue, table)
    if table.left_out:
        left_out = (role_name(catalogue, role) for role in table.left_out)
        yield Entry(texts.fill("ui.hidden-roles", roles=", ".join(left_out)))


def _meanings(catalogue: Catalogue, table: Table) -> Iterator[Entry]:
    def meaning(margin: int) -> str:
        return catalogue.texts.fill("ui.bands-mean", few=margin + 1, margin=margin)

    if table.margin:
        yield Entry(meaning(table.margin))
    for role in table.roles:
        sizes = catalogue.texts.fill("ui.sheets", sheets=role.sheets)
        yield Entry(meaning(role.margin), role_name(catalogue, role.role), sizes)


def role_name(catalogue: Catalogue, role: Role | None) -> str:
    """What those of a role are called in an edition."""
    return catalogue.texts[f"ui.role-{role.value if role else 'none'}"]


def _about(catalogue: Catalogue, work: Workshop) -> Iterator[Block]:
    texts = catalogue.texts
    yield Heading(texts["ui.about-page"], 2)
    if not work.message:
        yield Entry(texts["ui.page-of-open-group" if work.table.exact else "ui.page-to-show"])
    yield Entry(texts["ui.page-editorial"])
    front = catalogue.front_matter
    yield from (Entry(passage.text) for passage in front.attribution if passage.layer is not Layer.SOURCE)
    links = tuple((link.label, link.url) for link in front.licence.links)
    yield Entry(front.licence.text, front.licence.title or "", "", links)
    for work_ in catalogue.works:
        if work_.layer is Layer.SOURCE:
            links = tuple((link.label, link.url) for link in work_.links)
            yield Entry(work_.notice, work_.title, f"{work_.holder}, {work_.licence}", links)
    language = texts.get(f"ui.language-{catalogue.language}", catalogue.language)
    yield Entry(texts.fill("ui.page-edition", version=work.content_version, language=language))
