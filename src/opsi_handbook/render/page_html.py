"""A page as one file of HTML that needs nothing else: no script, no request, every text escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape

from opsi_handbook.render.page import Block, Entry, Grid, Heading, Listing, Page
from opsi_handbook.render.style import CSS

__all__ = ["page_in_html"]

_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page_in_html(page: Page) -> str:
    """The page as a whole document, with landmarks, headings in order, and a style sheet of its own."""
    text = _marker(page)
    aside = f'<p class="aside">{text(page.aside)}</p>\n' if page.aside else ""
    notices = "".join(f'<p class="notice">{text(notice)}</p>\n' for notice in page.notices)
    return (
        f'<!doctype html>\n<html lang="{escape(page.language)}" dir="{_direction(page.language)}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(page.title)}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{text(page.title)}</h1>\n{aside}{notices}</header>\n"
        f"<main>\n{_blocks(page.blocks, text)}\n</main>\n<footer>\n{_blocks(page.about, text)}\n</footer>\n"
        "</body>\n</html>\n"
    )


def _direction(language: str) -> str:
    import langcodes  # takes long to import, and only this asks for a script

    return "rtl" if langcodes.Language.get(language).maximize().script in _RIGHT_TO_LEFT else "ltr"


_Text = Callable[[str], str]
"""Makes HTML of a text."""


def _marker(page: Page) -> _Text:
    """What escapes each text of a page, and says of one that is in another language which that is."""

    def text(value: str) -> str:
        language = page.borrowed.get(value)
        return f'<span lang="{escape(language)}">{escape(value)}</span>' if language else escape(value)

    return text


def _blocks(blocks: Iterable[Block], text: _Text) -> str:
    return "\n".join(line for block in blocks for line in _block(block, text))


def _block(block: Block, text: _Text) -> Iterator[str]:
    match block:
        case Heading(words, level, aside):
            yield f"<h{level}>{text(words)}{_aside(aside)}</h{level}>"
        case Listing(entries, mark, blank):
            tag = "ol" if mark == "number" else "ul"
            yield f'<{tag} class="{mark}">'
            yield from (f"<li>{_entry(entry, text)}</li>" for entry in entries)
            if blank:
                yield f'<li><span class="blank">{text(blank)}</span></li>'
            yield f"</{tag}>"
        case Grid():
            yield from _grid(block, text)
        case Entry():
            yield f"<p>{_entry(block, text)}</p>"


def _aside(aside: str) -> str:
    return f' <span class="aside">{escape(aside)}</span>' if aside else ""


def _entry(entry: Entry, text: _Text) -> str:
    parts = [f"<strong>{text(entry.lead)}</strong>{_aside(entry.aside)}"] if entry.lead else []
    parts += [text(entry.text) + ("" if entry.lead else _aside(entry.aside))] if entry.text else []
    parts += [f'<a href="{escape(url)}">{text(label)}</a>' for label, url in entry.links]
    return "<br>".join(parts[:2]) + "".join(f" {part}" for part in parts[2:]) if entry.lead else " ".join(parts)


def _grid(grid: Grid, text: _Text) -> Iterator[str]:
    # Wider than a small screen it scrolls by itself, which has to be possible by keyboard too.
    yield f'<div class="wide" role="region" aria-label="{escape(grid.caption)}" tabindex="0">'
    yield f"<table>\n<caption><span>{text(grid.caption)}</span></caption>\n<thead>\n<tr>"
    for column in grid.columns:
        yield f'<th scope="col"><span class="name">{text(column.lead)}</span>{_aside(column.aside)}</th>'
    yield "</tr>\n</thead>"
    for title, rows in grid.groups:
        yield f'<tbody>\n<tr><th scope="rowgroup" colspan="{len(grid.columns)}"><span>{text(title)}</span></th></tr>'
        for row in rows:
            cells = "".join(f"<td>{_entry(cell, text)}</td>" for cell in row.cells)
            yield f'<tr><th scope="row">{text(row.head.lead)}{_aside(row.head.aside)}</th>{cells}</tr>'
        yield "</tbody>"
    yield "</table>\n</div>"
