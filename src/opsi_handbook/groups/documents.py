"""Documents to give away: Markdown and HTML of what a handbook comes to."""

from __future__ import annotations

from opsi_handbook.groups.handout import handout
from opsi_handbook.groups.workshop import Workshop
from opsi_handbook.model import Catalogue
from opsi_handbook.recommend import Advice
from opsi_handbook.render.markdown import advice_markdown
from opsi_handbook.render.page_html import page_in_html
from opsi_handbook.render.page_markdown import page_in_markdown

__all__ = ["html_of", "markdown_of"]


def markdown_of(catalogue: Catalogue, result: Advice | Workshop) -> str:
    """An advice or a workshop in Markdown."""
    if isinstance(result, Workshop):
        return page_in_markdown(handout(catalogue, result))
    return advice_markdown(catalogue, result)


def html_of(catalogue: Catalogue, result: Workshop) -> str:
    """A workshop in HTML."""
    return page_in_html(handout(catalogue, result))
