"""Sheets that people typed in: nobody for whom all is well is lost, and no slip turns a whole file round."""

from __future__ import annotations

import pytest

import opsi_handbook as oh
from opsi_handbook.cli.main import run

HEAD = "number;role;p1.q1;p1.q2;p2.q2\n"


def read(*rows, head=HEAD):
    return oh.import_sheets((head + "".join(f"{row}\n" for row in rows)).encode()).sheets


def test_a_numbered_sheet_on_which_nothing_is_marked_counts():
    assert [sheet.marks for sheet in read("1;staff;x;;", "2;;;;", "3;;;x;")] == [("p1.q1",), (), ("p1.q2",)]


def test_a_sheet_typed_twice_is_noticed():
    with pytest.raises(oh.InvalidInputError, match="row 4: has the same id as row 2; take one of them out"):
        read("1;;x;;", "2;;;x;", "1;;x;;")


@pytest.mark.parametrize("blank", ["", ";;;;"])
def test_a_blank_row_between_others_is_a_question_not_a_silence(blank):
    with pytest.raises(oh.InvalidInputError, match="row 3: is blank; give it a number or a role if it is a sheet"):
        read("1;;x;;", blank, "3;;;x;")
    assert len(read("1;;x;;", "3;;;x;", blank)) == 2


def test_blank_rows_in_what_a_tool_exports_are_nobody():
    head = "Timestamp;p1.q1;p1.q2\n"
    assert len(read("2026-11-25 10:00:01;x;", "", "2026-11-25 10:00:02;;x", head=head)) == 2


def test_one_cell_that_says_fine_does_not_turn_a_whole_file_round():
    with pytest.raises(oh.InvalidInputError, match="columns C-E: some cells say that all is well, and most are empty"):
        read("1;;x;;fine", "2;;;;", "3;;;x;")
    every = read("1;;x;fine;fine", "2;;fine;fine;fine", "3;;fine;x;")
    assert [(sheet.marks, "p2.q2" in sheet.skipped) for sheet in every] == [
        (("p1.q1",), False),
        ((), False),
        (("p1.q2",), True),
    ]


@pytest.mark.parametrize(
    ("name", "forms", "said"),
    [
        ("x.html", [], "add --html, or name another file"),
        ("x.HTM", ["--markdown"], "add --html, or name another file"),
        ("x.md", ["--html"], "add --markdown, or name another file"),
        ("x.txt", ["--json"], "--json is printed"),
    ],
)
def test_a_page_is_what_its_file_is_named(tmp_path, name, forms, said):
    sheets = tmp_path / "sheets.json"
    sheets.write_text('[{"marks": ["p2.q2"]}]', encoding="utf-8")
    outcome = run(["workshop", str(sheets), *forms, "-o", str(tmp_path / name)])
    assert outcome.status == 2
    assert said in outcome.message
    assert not (tmp_path / name).exists()


def test_a_template_reads_no_sheets(tmp_path):
    outcome = run(["workshop", "sheets.csv", "--template", str(tmp_path / "new.csv")])
    assert outcome.status == 2
    assert "reads none" in outcome.message
    assert not (tmp_path / "new.csv").exists()
