"""A page as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from opsi_handbook.render.layout import heading, paragraph
from opsi_handbook.render.page import Block, Entry, Grid, Heading, Listing, Page

__all__ = ["page_in_plain_text"]

_MARKS = {"point": "- ", "title": "- ", "box": "[ ] "}


def page_in_plain_text(page: Page) -> Iterator[str]:
    """The parts of a page, each as one or more lines."""
    yield heading(_beside(page.title, page.aside), "=")
    yield from map(paragraph, page.notices)
    for block in (*page.blocks, *page.about):
        yield from _block(block)


def _beside(text: str, aside: str) -> str:
    return f"{text} ({aside})" if aside else text


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level, aside):
            shown = _beside(text, aside)
            yield "\n" + (f"{shown}" if level > 3 else heading(shown, "=" if level == 2 else "-"))
        case Listing(entries, mark, blank):
            for place, entry in enumerate(entries, start=1):
                yield from _entry(entry, 2, _MARKS.get(mark, f"{place}. "))
            if blank:
                yield f"  [ ] {blank} ____________________"
        case Grid():
            yield from _grid(block)
        case Entry():
            yield from _entry(block)


def _entry(entry: Entry, indent: int = 0, first: str = "") -> Iterator[str]:
    lead = f"{_beside(entry.lead, entry.aside)}:" if entry.lead else ""
    text = entry.text if entry.lead else _beside(entry.text, entry.aside)
    yield paragraph(f"{lead} {text}" if text else lead.removesuffix(":"), indent, first)
    for label, url in entry.links:
        # An address stands on a line of its own and is never broken.
        yield paragraph(f"{label}:", indent + len(first))
        yield f"{' ' * (indent + len(first) + 2)}{url}"


def _grid(grid: Grid) -> Iterator[str]:
    names = [column.lead for column in grid.columns[2:]]
    yield paragraph(grid.caption)
    for title, rows in grid.groups:
        yield f"\n{paragraph(title)}"
        for row in rows:
            first, *others = (cell.lead or cell.text for cell in row.cells)
            apart = (f"{name}: {cell}" for name, cell in zip(names, others, strict=True))
            answers = "; ".join((first, *apart))
            yield paragraph(f"{row.head.lead}: {answers}", 2, f"{row.head.aside}  ")
