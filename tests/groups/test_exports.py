"""Exports of five survey tools, in two languages, as CSV and XLSX: they come in as what was answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import opsi_handbook as oh

from .exports import ADDRESS, NAME, NO_SKIPS, ONLY_XLSX, TOOLS, Given, as_csv, as_xlsx
from .strategies import QUESTIONS

LANGUAGES = ("en", "sv")
GROUP = (
    Given("leader", ("p1.q1", "p2.q4", "p3.q3", "p3.q7"), ("p5.q4",)),
    Given("manager", (), ("p1.q1",)),
    Given("staff", ("p3.q7",)),
    Given("", ("p1.q1", "p5.q7")),
    Given("staff", ("p3.q7",)),
)


def asked(group, tool):
    """The group's answers as a tool can tell them: role, marks, what was left out."""
    return [(each.role or None, each.marks, () if tool in NO_SKIPS else each.skipped) for each in group]


def told(imported):
    return [(sheet.role and sheet.role.value, sheet.marks, sheet.skipped) for sheet in imported.sheets]


def kinds(imported):
    return {note.kind.value for note in imported.notes}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tool", [tool for tool in TOOLS if tool not in ONLY_XLSX])
def test_a_csv_of_every_tool_is_read(tool, language):
    export = TOOLS[tool](oh.load(language), GROUP)
    imported = oh.import_sheets(as_csv(export))
    assert told(imported) == asked(GROUP, tool)
    assert NAME not in str(imported)
    assert ADDRESS.format(1) not in str(imported)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tool", TOOLS)
def test_a_workbook_of_every_tool_is_read(tool, language):
    pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    export = TOOLS[tool](oh.load(language), GROUP)
    imported = oh.import_sheets(as_xlsx(export.rows))
    assert told(imported) == asked(GROUP, tool)
    assert NAME not in str(imported)


@pytest.mark.few(15)
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("tool", ["microsoft_questions", "google_list", "limesurvey_texts"])
def test_charset_and_separator_are_told_apart(tool, separator, charset):
    export = TOOLS[tool](oh.load("sv"), GROUP)._replace(mark=False)
    imported = oh.import_sheets(as_csv(export, charset, separator))
    assert told(imported) == asked(GROUP, tool)
    guessed = {"utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE", "cp1252": "Windows-1252"}.get(charset)
    assert [note.what for note in imported.notes if note.kind == "charset"] == ([(guessed,)] if guessed else [])


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_hint_for_a_spreadsheet(line_end):
    export = TOOLS["microsoft_questions"](oh.load("en"), GROUP)
    data = as_csv(export, separator=";").replace(b"\r\n", line_end.encode())
    assert told(oh.import_sheets(data)) == asked(GROUP, "")
    assert told(oh.import_sheets(b"sep=;" + line_end.encode() + data)) == asked(GROUP, "")


def test_what_is_said_of_each_layout():
    said = {tool: kinds(oh.import_sheets(as_csv(TOOLS[tool](oh.load("en"), GROUP)))) for tool in TOOLS}
    answers = {"no-marks", "empty-skipped", "ignored"}
    assert said == {
        "microsoft_questions": answers,
        "microsoft_list": {"listed", "ignored"},
        "google_list": {"listed", "ignored"},
        "google_grid": {"empty-skipped", "ignored"},
        "limesurvey_codes": {"yes-marks", "empty-fine", "not-submitted", "ignored"},
        "limesurvey_texts": {"yes-marks", "ignored"},
        "limesurvey_code_and_text": {"no-marks", "ignored"},
        "eusurvey": answers,
        "eusurvey_list": {"listed", "ignored"},
        "kobo": {"yes-marks", "ignored"},
        "kobo_labels": {"listed", "ignored"},
    }


def test_which_columns_are_left_out_is_said_by_letter_and_heading():
    imported = oh.import_sheets(as_csv(TOOLS["google_list"](oh.load("en"), GROUP)))
    assert [note.what for note in imported.notes] == [("D",), ("A 'Timestamp'", "B 'Email Address'")]


@pytest.mark.parametrize("yes_marks", [True, False])
def test_what_a_yes_means_can_be_turned_round(yes_marks):
    for tool in ("microsoft_questions", "limesurvey_texts"):
        data = as_csv(TOOLS[tool](oh.load("sv"), GROUP))
        plain = tool == "limesurvey_texts"
        marks = [sheet.marks for sheet in oh.import_sheets(data, yes_marks=yes_marks).sheets]
        if yes_marks == plain:
            assert marks == [each.marks for each in GROUP]
        else:
            assert marks == [
                tuple(id_ for id_ in QUESTIONS if id_ not in (*each.marks, *each.skipped)) for each in GROUP
            ]


@pytest.mark.checkout
def test_the_sample_export_is_the_sample_in_json():
    docs = Path(__file__).resolve().parents[2] / "docs"
    imported = oh.import_sheets(docs / "sheets.csv")
    plain = [sheet.model_copy(update={"sheet_id": None}) for sheet in imported.sheets]
    assert plain == list(oh.read_sheets((docs / "sheets.json").read_text(encoding="utf-8")))


answers = st.lists(
    st.builds(
        lambda role, said: Given(
            role,
            tuple(id_ for id_, word in zip(QUESTIONS, said, strict=True) if word == "m"),
            tuple(id_ for id_, word in zip(QUESTIONS, said, strict=True) if word == "s"),
        ),
        st.sampled_from(["leader", "manager", "staff", ""]),
        st.lists(st.sampled_from("mfs"), min_size=len(QUESTIONS), max_size=len(QUESTIONS)),
    ),
    min_size=2,
    max_size=6,
)


@settings(max_examples=40)
@given(answers, st.sampled_from(sorted(TOOLS)), st.sampled_from(LANGUAGES))
def test_any_answers_come_in_as_they_were_given(group, tool, language):
    data = as_csv(TOOLS[tool](oh.load(language), group))
    assert told(oh.import_sheets(data)) == asked(group, tool)
