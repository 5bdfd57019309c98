"""An empty sheet to fill in, one row for each respondent, in the language of an edition; it is read as it is."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any, Literal

from opsi_handbook.content.answer_words import first_word
from opsi_handbook.content.problems import problem
from opsi_handbook.errors import InvalidInputError, MissingExtraError
from opsi_handbook.groups.sheet import Role
from opsi_handbook.model import Catalogue
from opsi_handbook.text import shown

__all__ = ["sheet_template"]

_ROWS = 1_000
"""To how many rows of a workbook the choices are offered."""
_MADE = datetime(2022, 4, 1, tzinfo=UTC).replace(tzinfo=None)
"""A date that never changes, so that the same edition gives the same bytes: when the handbook was published."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def sheet_template(catalogue: Catalogue, format: Literal["csv", "xlsx"] = "csv") -> bytes:
    """An empty sheet for a whole group, as the bytes of a CSV or XLSX file.

    Above the columns stands how to fill it in; in a workbook, on a worksheet of its own, and each cell offers the
    words there are. The same edition gives the same bytes.

    Args:
        catalogue: the edition, `hb.catalogue`.
        format: `csv` or `xlsx`.

    Raises:
        InvalidInputError: the format is another.
        MissingExtraError: it is a workbook, and xlsxwriter is not installed.
    """
    if format == "csv":
        return _csv(catalogue)
    if format == "xlsx":
        return _xlsx(catalogue)
    raise InvalidInputError(f"format: must be csv or xlsx, not {shown(format, 40)}")


def _headings(catalogue: Catalogue) -> list[str]:
    own = [first_word(name, catalogue.language) for name in ("id", "role")]
    return [*own, *(f"{question.id} {question.title}" for question in catalogue.questions)]


def _guide(catalogue: Catalogue) -> list[str]:
    texts, language = catalogue.texts, catalogue.language
    words = {name: first_word(name, language) for name in ("mark", "skipped")}
    roles = ", ".join(first_word(role, language) for role in Role)
    return [
        texts["ui.template-rows"],
        texts["ui.template-numbers"],
        texts.fill("ui.template-roles", roles=roles),
        texts.fill("ui.template-marks", **words),
        texts["ui.template-names"],
    ]


def _csv(catalogue: Catalogue) -> bytes:
    # Where a comma stands within numbers, a spreadsheet takes the semicolon for the separator.
    text = StringIO()
    writer = csv.writer(text, delimiter="," if catalogue.language.partition("-")[0] == "en" else ";")
    rows = [*([sentence] for sentence in _guide(catalogue)), _headings(catalogue)]
    writer.writerows([[f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(catalogue: Catalogue) -> bytes:
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError(
            problem("needed-to-write", package="xlsxwriter", command='pip install "opsi-handbook[xlsx]"')
        ) from None
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": catalogue.front_matter.title, "created": _MADE})
        _answers(catalogue, book)
        _instructions(catalogue, book)
    return data.getvalue()


def _answers(catalogue: Catalogue, book: Any) -> None:
    tab = book.add_worksheet(_tab(catalogue.texts["ui.template-answers"], "1"))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    headings = _headings(catalogue)
    for place, heading in enumerate(headings):
        tab.write_string(0, place, heading, bold)
    tab.set_column(0, len(headings) - 1, 18)
    tab.freeze_panes(1, 1)
    roles = [first_word(role, catalogue.language) for role in Role]
    answers = [first_word(word, catalogue.language) for word in ("mark", "skipped")]
    tab.data_validation(1, 1, _ROWS, 1, {"validate": "list", "source": roles})
    tab.data_validation(1, 2, _ROWS, len(headings) - 1, {"validate": "list", "source": answers})


def _instructions(catalogue: Catalogue, book: Any) -> None:
    tab = book.add_worksheet(_tab(catalogue.texts["ui.template-guide"], "2"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    tab.set_column(0, 0, 100)
    for place, sentence in enumerate(_guide(catalogue)):
        tab.write_string(place, 0, sentence, wrapped)


def _tab(title: str, otherwise: str) -> str:
    """A title as a worksheet may have it."""
    return re.sub(r"[\[\]:*?/\\]", "", title).strip("' ")[:31].strip("' ") or otherwise
