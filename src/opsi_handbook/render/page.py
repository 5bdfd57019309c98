"""A page to be read: what stands on it, in order. Plain text, Markdown and HTML are made of it alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from opsi_handbook.model import CaseStudy, Catalogue, Toolkit

__all__ = ["Block", "Entry", "Grid", "GridRow", "Heading", "Listing", "Page", "borrowed_texts", "example_entries"]


class Entry(NamedTuple):
    """A paragraph, or a point of a list. All is plain text, whoever wrote it."""

    text: str = ""
    """What it says."""
    lead: str = ""
    """What stands before it in bold; empty where nothing does."""
    aside: str = ""
    """What stands beside it, smaller: an id, a number of minutes."""
    links: tuple[tuple[str, str], ...] = ()
    """What to follow, each as its words and its address."""


class Heading(NamedTuple):
    """A heading."""

    text: str
    """Its words."""
    level: int
    """2 for a section of the page, 3 and 4 for what stands under it."""
    aside: str = ""
    """What stands beside it, smaller."""


class Listing(NamedTuple):
    """A list of points."""

    entries: tuple[Entry, ...]
    """The points."""
    mark: str = "point"
    """What stands before each: `point`, `number`, a `box` to tick; or `title`, a point of a few words each."""
    blank: str = ""
    """The words before an empty line to write on, after the points; empty where there is none."""


class GridRow(NamedTuple):
    """A row of a table."""

    head: Entry
    """What the row is about."""
    cells: tuple[Entry, ...]
    """One cell a column, without the one of the head; what is to catch the eye is a lead, all else a text."""


class Grid(NamedTuple):
    """A table with a head for each row and column."""

    caption: str
    """What it shows."""
    columns: tuple[Entry, ...]
    """The heads of the columns, the one of the heads of the rows first."""
    groups: tuple[tuple[str, tuple[GridRow, ...]], ...]
    """The rows, in groups that each have a title."""


Block = Entry | Heading | Listing | Grid
"""What a page is made of; an entry by itself is a paragraph."""


class Page(NamedTuple):
    """A whole page."""

    language: str
    """The BCP 47 tag of the language that it is in."""
    title: str
    """What it is called."""
    aside: str
    """What stands beside the title, smaller; may be empty."""
    notices: tuple[str, ...]
    """What a reader must be told before anything else."""
    blocks: tuple[Block, ...]
    """What it says."""
    about: tuple[Block, ...]
    """What it says of itself, at its end."""
    borrowed: Mapping[str, str]
    """The texts on it that stand in another language, and in which."""


def example_entries(items: Iterable[CaseStudy | Toolkit]) -> tuple[Entry, ...]:
    """Case studies or toolkits as points of a list."""
    return tuple(
        Entry(item.what, item.name, ", ".join(item.countries), tuple((link.label, link.url) for link in item.links))
        for item in items
    )


def borrowed_texts(catalogue: Catalogue) -> Mapping[str, str]:
    """The texts of an edition that stand in another language than its own, and in which."""
    info = catalogue.translation
    pairs = ((entry.unit.rpartition("."), entry.language) for entry in info.fallback) if info else ()
    texts = ((getattr(catalogue.by_id.get(id_), field, None), language) for (id_, _, field), language in pairs)
    return {text: language for text, language in texts if isinstance(text, str)}
