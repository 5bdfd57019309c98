"""A page as a document in Markdown: to be pasted into minutes, a plan, a message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from opsi_handbook.render.markdown import address, plain
from opsi_handbook.render.page import Block, Entry, Grid, Heading, Listing, Page

__all__ = ["page_in_markdown"]

_MARKS = {"point": "-", "title": "-", "box": "- [ ]"}


def page_in_markdown(page: Page) -> str:
    """The page in Markdown, its tables as GitHub has them. Nothing in its texts is taken for Markdown or HTML."""
    parts = [f"# {plain(page.title)}", *([plain(page.aside)] if page.aside else [])]
    parts += [f"> {plain(notice)}" for notice in page.notices]
    parts += ["\n".join(_block(block)) for block in page.blocks]
    parts += ["---", *("\n".join(_block(block)) for block in page.about)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _beside(text: str, aside: str) -> str:
    return f"{text} ({plain(aside)})" if aside else text


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level, aside):
            yield f"{'#' * level} {_beside(plain(text), aside)}"
        case Listing(entries, mark, blank):
            for place, entry in enumerate(entries, start=1):
                yield f"{_MARKS.get(mark, f'{place}.')} {_entry(entry)}"
            if blank:
                yield f"- [ ] {plain(blank)} …"
        case Grid():
            yield from _grid(block)
        case Entry():
            yield _entry(block)


def _entry(entry: Entry) -> str:
    text = plain(entry.text) if entry.text else ""
    if entry.lead:
        lead = _beside(f"**{plain(entry.lead)}**", entry.aside)
        text = f"{lead}: {text}" if text else lead
    else:
        text = _beside(text, entry.aside)
    return text + "".join(f" [{plain(label)}](<{address(url)}>)" for label, url in entry.links)


def _grid(grid: Grid) -> Iterator[str]:
    yield plain(grid.caption)
    yield ""
    yield _row(_beside(plain(column.lead), column.aside) for column in grid.columns)
    yield _row("---" for _ in grid.columns)
    for title, rows in grid.groups:
        yield _row((f"**{plain(title)}**", *("" for _ in grid.columns[1:])))
        for row in rows:
            yield _row((_beside(plain(row.head.lead), row.head.aside), *map(_entry, row.cells)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
