"""Sheets brought in: every fault with its row and column, nobody named, nothing dropped in silence."""

from __future__ import annotations

import json
import re

import pytest

import opsi_handbook as oh
from opsi_handbook.groups.forms.table import MAX_CELL, MAX_COLUMNS, column_name, spans
from opsi_handbook.groups.forms.words import CellWords

from .exports import ADDRESS, NAME, Given, as_csv, as_xlsx, google_list, kobo, microsoft_list, microsoft_questions
from .strategies import HB, QUESTIONS

TITLES = [question.title for question in HB.questions]
TEXTS = [question.text for question in HB.questions]


def table(*rows, separator=","):
    return "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows).encode()


def refused(*arguments, **named):
    with pytest.raises(oh.InvalidInputError) as caught:
        oh.import_sheets(*arguments, **named)
    message = str(caught.value)
    assert message.isprintable() or "\n" in message
    assert all(line.isprintable() for line in message.split("\n"))
    return message


def read(*rows, **named):
    return oh.import_sheets(table(*rows), **named)


TITLE = oh.load()["p3.q7"].title


@pytest.mark.parametrize(
    "heading",
    [
        *(oh.load(tag)["p3.q7"].title for tag in oh.languages()),
        *(oh.load(tag)["p3.q7"].text for tag in oh.languages()),
        "p3.q7", "P3.Q7", "p3_q7", "P3Q7", f"p3.q7 {TITLE}", "p3.q7: Custom title", f"3.7 {TITLE}", f"12. {TITLE}",
        f" {TITLE.upper().replace(' ', '  ')} ", TITLE.replace(" ", "_"), f"'{TITLE}", f"{oh.load()['p3.q7'].text}*",
        f"{TITLE} (ID7)", f"Our survey [{TITLE}]", "group/sub/p3_q7", f"Our survey: {TITLE}", f"SQ007. {TITLE}",
        f"{TITLE} - we need to get better at this",
    ],
)  # fmt: skip
def test_a_question_is_known_by_many_names(heading):
    (sheet,) = read([heading], ["needs work"]).sheets
    assert sheet.marks == ("p3.q7",)
    assert len(sheet.skipped) == 29


@pytest.mark.parametrize("heading", ["p9.q9", "p3.q70", "xp3.q7", "q7", "3.7", "7", "Users", "Points", "p3", "p3.q7a"])
def test_what_only_looks_like_a_name_is_none(heading):
    assert "no column is recognised" in refused(table([heading], ["needs work"]))


def test_a_comment_or_points_beside_a_question_give_way_to_it():
    sheets = read(["p3.q7", "p3.q7 comment", f"Points - {TITLES[0]}", TITLES[0]], ["x", "long talk", "5", "x"]).sheets
    assert sheets[0].marks == ("p1.q1", "p3.q7")


def test_two_columns_of_one_question_and_contradictions_are_faults():
    told = refused(table(["p1.q1", TITLES[0], f"p1.q2 {TITLES[3]}", "p1.q5"], ["x", "", "", "x"]), name="a.csv")
    assert told.startswith("a.csv: 2 faults:")
    assert "a.csv: row 1, columns A-B: all answer p1.q1; keep one, or ignore the others by a mapping" in told
    assert "a.csv: row 1, column C: has the id p1.q2 and the title of p1.q4; which of them is it?" in told


def test_every_fault_is_named_with_row_and_column():
    told = refused(
        table(
            ["role", "p1.q1", "p1.q2", "p1.q3"],
            ["boss", "needs wrok", "=1+1", "fine"],
            ["staff", "\x1b[31mred\u202e", "fine", "x" * 500],
        ),
        name="a.csv",
    )
    assert told.startswith("a.csv: 5 faults:")
    for line in (
        "row 2, column A: 'boss' is no role that is known",
        "row 2, column B: 'needs wrok' is no answer that is known; did you mean needs work",
        "row 2, column C: is a formula, and none is worked out here; write what it comes to",
        r"row 3, column B: '\u001b[31mred\u202e' is no answer that is known",
        f"row 3, column D: '{'x' * 40}…' is no answer that is known; say in a mapping (--mapping) what it means",
    ):
        assert f"  a.csv: {line}" in told


def test_rows_count_as_a_spreadsheet_counts_them():
    data = b'"p1.q1 two\nlines",p1.q2\n\n"x",\n"x","no idea"\n'
    assert "row 4, column B: 'no idea'" in refused(data.replace(b"p1.q1 two\nlines", b"p1.q1\n"))


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Mandate and meens", "p2.q5"), ("5. Mandate and meens", "p2.q5"), ("Survey [Mandate and meens]", "p2.q5"),
        ("p22.q5 Mandate and meens", "p2.q5"), ("Mandat och förutsätningar", "p2.q5"), ("p2:q5", "p2.q5"),
        ("p2.q5a", "p2.q5"), ("xp2.q5", "p2.q5"),
        *((heading, "") for heading in ("Comment", "Name", "Department", "p9", "Q7", "Fråga 7", "\u202e", "x" * 5000)),
    ],
)  # fmt: skip
def test_a_misspelt_heading_is_asked_about(heading, meant):
    imported = read(["p1.q1", heading], ["x", "x"])
    notes = {note.kind: note.what for note in imported.notes}
    assert notes.get("nearly", ()) == ((f"B ({meant} {HB[meant].title})",) if meant else ())
    assert "nearly" not in {note.kind for note in read(["p1.q1", "p2.q5", heading], ["x", "x", "x"]).notes}
    ignored = oh.SheetMapping(columns={heading: "ignore"})
    assert "nearly" not in {note.kind for note in read(["p1.q1", heading], ["x", "x"], mapping=ignored).notes}
    told = refused(table(["a", heading], ["1", "x"]))
    assert "no column is recognised" in told
    assert ("perhaps a question is misspelt in B (p2.q5 Mandate and means)." in told) == bool(meant)


def test_a_column_of_answers_without_a_question_is_told_of():
    rows = ["p1.q1", "Fråga 7", "Kontakt?"], ["x", "Needs work", "yes"], ["x", "bra", "no"]
    assert ("unnamed", ("B",)) in read(*rows).notes
    for target in ("p2.q2", "ignore"):
        mapping = oh.SheetMapping(columns={"Fråga 7": target})
        assert "unnamed" not in {note.kind for note in read(*rows, mapping=mapping).notes}
    assert "unnamed" not in {note.kind for note in read(["p1.q1", "p1.q1 comment"], ["x", "needs work"]).notes}


def test_rows_are_told_in_their_order():
    told = refused(table(["p1.q1"], *[["perhaps"]] * 11))
    assert re.findall(r"row (\d+)", told) == [str(number) for number in range(2, 13)]


@pytest.mark.parametrize(
    ("cell", "near"),
    [("Nja", ""), ("yess", "yes"), ("needs wrok", "needs work"), ("behöver bil bättre", "behöver bli bättre"),
     ("perhaps", ""), ("mm", "")],
)  # fmt: skip
def test_only_what_is_near_is_suggested(cell, near):
    told = refused(table(["p1.q1"], [cell]))
    assert (f"; did you mean {near}" in told) == bool(near)
    assert ("did you mean" in told) == bool(near)
    assert ("say in a mapping (--mapping) what it means" in told) != bool(near)


def test_nothing_recognised_is_one_error_that_says_what_to_do():
    for data in (b"a,b\n1,2\n", b"\x00\x01\x02\x03", f"{NAME};{ADDRESS}\n".encode() * 3):
        told = refused(data, name="a.csv")
        assert "\n" not in told
        assert "no column is recognised" in told
        assert "--mapping FILE" in told
        assert "--template FILE" in told
        assert NAME not in told


def test_what_is_no_table_says_what_it_is():
    for data in (b"", b"\n\n", b"\xef\xbb\xbf \n", b"\xff\xfe"):
        assert refused(data, name="a.csv") == "a.csv: is empty; give the file that holds the sheets"
    assert refused(b"%PDF-1.7 x", name="a.pdf") == "a.pdf: is a PDF; give the answers as CSV, XLSX or JSON"


def test_headings_without_answers_are_an_error():
    assert refused(table(["p1.q1"]), name="a.csv") == "a.csv: holds headings and no answers; fill it in first"


def test_what_a_yes_means_is_asked_for_where_nothing_tells():
    for headings, answers in (
        (["p1.q1", "p1.q2"], ["yes", "no"]),
        ([TITLES[0], TITLES[1]], ["ja", "nej"]),
        ([TEXTS[0], TEXTS[1]], ["x", ""]),
        ([f"Survey [{TEXTS[0]}]", f"Survey [{TEXTS[1]}]"], ["yes", "no"]),
        ([f"What are you good at? [{TITLES[0]}]", f"What are you good at? [{TITLES[1]}]"], ["x", ""]),
    ):
        told = refused(table(headings, answers))
        assert "the headings do not say what a yes means; give --yes-marks if it is a mark" in told
        (turned,) = read(headings, answers, yes_marks=True).sheets
        assert turned.marks == ("p1.q1",)
        (turned,) = read(headings, answers, yes_marks=False).sheets
        assert turned.marks == (("p1.q2",) if answers[1] else ())


def test_an_empty_cell_is_fine_beside_marks_alone_and_not_answered_beside_answers():
    marks = read(["p1.q1", "p1.q2"], ["x", ""], ["", "x"])
    assert [sheet.skipped[:2] for sheet in marks.sheets] == [("p1.q3", "p1.q4")] * 2
    assert ("empty-fine", ("A-B",)) in marks.notes
    both = read(["p1.q1", "p1.q2"], ["needs work", ""], ["fine", "needs work"])
    assert [sheet.skipped[0] for sheet in both.sheets] == ["p1.q2", "p1.q3"]
    assert ("empty-skipped", ("A-B",)) in both.notes


def test_questions_that_were_not_asked_count_as_not_answered_and_that_is_said():
    imported = read(["p1.q1", "Comment"], ["x", "hello"])
    missing = tuple(id_ for id_ in QUESTIONS if id_ != "p1.q1")
    assert imported.sheets[0].skipped == missing
    assert ("not-asked", missing) in imported.notes
    assert ("ignored", ("B 'Comment'",)) in imported.notes


def test_lists_by_principle_ask_only_their_questions():
    headings = ["Timestamp", *(f"{HB.principle(id_).title}: what to work on?" for id_ in ("p1", "p2"))]
    imported = read(headings, ["2026", f"{TITLES[0]};{TITLES[2]}", "p2.q2"], ["2026", "", "None of these"])
    assert [sheet.marks for sheet in imported.sheets] == [("p1.q1", "p1.q3", "p2.q2"), ()]
    assert {id_[:2] for id_ in imported.sheets[0].skipped} == {"p3", "p4", "p5"}
    told = refused(table(["What is good?", "What is bad?"], ["p1.q1", "p1.q2"]))
    assert "columns A-B: more than one of them says what is marked" in told


def test_a_list_with_something_else_in_it_is_a_fault():
    told = refused(table(["Time", "Marks"], ["1", f"{TITLES[0]}, Something else; p1.q9"]))
    assert "row 2, column B: 'Something else' is no question that is known" in told
    assert "row 2, column B: 'p1.q9' is no question that is known" in told
    assert "is no question that is known; write the title or the id of a question" in told
    told = refused(table(["Time", "Marks"], ["1", f"{TITLES[0]}, Mandate and meens"]))
    assert told.endswith("is no question that is known; did you mean p2.q5 Mandate and means?")


def test_a_row_too_wide_and_a_row_that_says_nothing():
    told = refused(b"p1.q1,p1.q2,Comment\nx,,hi\nx,,one, two\n,,hello\n")
    assert "row 3: has more cells than there are headings" in told
    assert "row 4: holds nothing that is read" in told


def test_who_handed_in_twice_is_noticed_and_never_named():
    given = [Given("staff", ("p1.q1",)), Given("staff", ("p1.q2",)), Given("leader", ())]
    twice = microsoft_questions(HB, given)
    twice.rows.append(twice.rows[1])
    assert "row 5: has the same id and time as row 2; take one of them out" in refused(as_csv(twice))
    same = google_list(HB, given)
    same.rows.append([f"{cell}" for cell in same.rows[1]])
    told = refused(as_csv(same))
    assert "row 5: says the same, at the same time as row 2" in told
    assert "row 5, column B: has the same address as row 2" in told
    assert "@" not in told
    other = microsoft_list(HB, given)
    other.rows[3][3] = other.rows[1][3].upper()
    assert "row 4, column D: has the same address as row 2" in refused(as_csv(other))
    mapping = oh.SheetMapping(columns={"Email": "ignore"})
    assert len(oh.import_sheets(as_csv(other), mapping=mapping).sheets) == 3


def test_two_who_answer_alike_both_count():
    assert len(read(["role", "p1.q1"], ["staff", "x"], ["staff", "x"]).sheets) == 2
    minute = [["Timestamp", "p1.q1"], ["2026-11-25 10:00", "x"], ["2026-11-25 10:00", "x"]]
    assert [sheet.sheet_id for sheet in read(*minute).sheets] == [None, None]


def test_sheet_ids_tell_nothing_and_stay_the_same():
    export = kobo(HB, [Given("staff", ("p1.q1",)), Given("staff", ("p1.q1",))])
    ids = [sheet.sheet_id for sheet in oh.import_sheets(as_csv(export)).sheets]
    assert len(set(ids)) == 2
    assert ids == [sheet.sheet_id for sheet in oh.import_sheets(as_csv(export, "utf-16")).sheets]
    assert not any("5f2c" in id_ or "7001" in id_ for id_ in ids)


@pytest.mark.parametrize(
    "text", ['{"marks": ["p1.q1"]}\n\n{"role": "staff"}\n', '[{"marks": ["p1.q1"]}, {"role": "staff"}]']
)
def test_json_and_json_lines(text):
    sheets = (oh.Sheet(marks=["p1.q1"]), oh.Sheet(role="staff"))
    assert oh.import_sheets(text.encode()) == (sheets, ())
    assert oh.import_sheets(b"\xef\xbb\xbf" + text.encode()).sheets == sheets
    assert oh.read_sheets(text) == sheets


def test_faults_of_json_lines_are_told_at_once():
    with pytest.raises(oh.InvalidInputError) as caught:
        oh.read_sheets('{"marks": []}\n{"marks"\n{"role": "boss"}\n{]', "a.jsonl")
    assert str(caught.value).startswith("a.jsonl: 2 faults:\n  a.jsonl:2: is no JSON")
    assert "is not UTF-8" in refused(b'{"marks": "\xff"}')
    assert "is no JSON" in refused(b"role,p1.q1", name="a.json")


def test_a_mapping_says_what_is_not_recognised(tmp_path):
    path = tmp_path / "mapping.yaml"
    path.write_text(
        "columns: {Q7: p2.q2, B: p2.q3, Avdelning: ignore, Vem: role, Listan: marks}\n"
        "words: {mark: delvis, fine: [no, inte nu], manager: [teamledare]}\n",
        encoding="utf-8",
    )
    rows = ["Q7", "", "Avdelning", "Vem"], ["Delvis", "no", "HR", "Teamledare"]
    path.write_text(path.read_text().replace(", Listan: marks", ""), encoding="utf-8")
    imported = read(*rows, mapping=str(path))
    (sheet,) = imported.sheets
    assert (sheet.role, sheet.marks) == ("manager", ("p2.q2",))
    assert "p2.q3" not in sheet.skipped
    listed = oh.SheetMapping(columns={"Listan": "marks", "Bort": "skips", "x": "ignore"})
    (sheet,) = read(["Listan", "Bort", "x"], ["p1.q1", "p1.q2", "p1.q3"], mapping=listed).sheets
    assert (sheet.marks, sheet.skipped) == (("p1.q1",), ("p1.q2",))


def test_a_mapping_that_does_not_fit_is_told_in_full():
    mapping = oh.SheetMapping(columns={"Q8": "p2.q2", "Q1": "p9.q9"})
    told = refused(table(["Q1", "Q2", "p1.q1"], ["x", "x", "x"]), mapping=mapping)
    assert "mapping: there is no column 'Q8' as the mapping says" in told
    assert "mapping: 'p9.q9' is no question that is known" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("columns: {Q7: p2.c1}", "m: columns.Q7: 'p2.c1' is none of role, marks, skips, id, time, person, ignore"),
        ("words: {perhaps: [a]}", "there is no such meaning; use one of mark"),
        ("column: {}", "m: column: there is no field of this name; a mapping has columns, words and yes"),
        ("yes: maybe", "m: yes: must be mark or fine"),
        ("[1]", "m: must be a mapping, such as"),
        ("columns: [", "m: is no YAML and no JSON"),
        ("[" * 5000, "m: is no YAML and no JSON"),
        ("columns: {\x00: a}", "m: is no YAML and no JSON"),
        ("a" * 1_000_001, "m: is longer than 1,000,000 signs"),
    ],
)
def test_faults_of_a_mapping(text, told, tmp_path):
    path = tmp_path / "m"
    path.write_text(text, encoding="utf-8")
    assert told in refused(b"p1.q1\nx\n", mapping=path).replace(str(path), "m")


def test_a_mapping_can_be_written_in_json_and_say_what_a_yes_is(tmp_path):
    path = tmp_path / "mapping.json"
    path.write_text(json.dumps({"yes": "mark", "columns": {"Q1": "p1.q1"}}))
    (sheet,) = read(["Q1"], ["yes"], mapping=path).sheets
    assert sheet.marks == ("p1.q1",)
    (sheet,) = read(["Q1"], ["yes"], mapping=path, yes_marks=False).sheets
    assert sheet.marks == ()


def test_the_questions_of_an_edition_of_ones_own_are_those_that_count():
    assert len(oh.import_sheets(b"p1.q1\nx\n", catalogue=oh.load("fi").catalogue).sheets[0].skipped) == 29


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"p1.q1\n" + b"x" * (MAX_CELL + 1), f"row 2, column A holds more than {MAX_CELL:,} signs"),
        (b"p1.q1,p1.q2\nx,x\n" + b"x," * MAX_COLUMNS + b"x", f"row 3 has more than {MAX_COLUMNS:,} columns"),
        (b"p1.q1\n" + b"x\n" * 100_100, "holds more than 100,000 sheets"),
        (b"p1.q1\n" + b"," * 5_100_000, "holds more than 100,000 sheets or 5,000,000 cells"),
        (b'p1.q1\n"x\nx\n', "is no CSV (line 3); see whether a quote is left open"),
        (b"p1.q1\n\x81\x8d", "is no text in UTF-8, UTF-16 or Windows-1252"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "is an old workbook (.xls) or has a password"),
    ],
)
def test_what_is_too_much_or_no_table_is_one_error(data, told):
    message = refused(data)
    assert told in message
    assert "\n" not in message


def test_after_a_thousand_faults_reading_ends_and_says_so():
    told = refused(b"p1.q1\n" + b"perhaps\n" * 5000)
    assert told.startswith("sheets: up to row 1001: 1,000 faults; the rows after it were not read:")
    assert told.count("did you mean") <= 20


def test_columns_are_called_as_in_a_spreadsheet():
    assert [column_name(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert spans([3, 0, 1, 2, 5]) == ("A-D", "F")


def test_a_workbook_with_values_of_every_kind():
    pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    rows = [["Name", "role", "p1.q1", "p1.q2", "p1.q3"], [NAME, "staff", True, 0, ""], [NAME, "", False, 1.0, "x"]]
    data = as_xlsx(rows)
    imported = oh.import_sheets(data, name="a.xlsx")
    assert [sheet.marks for sheet in imported.sheets] == [("p1.q1",), ("p1.q2", "p1.q3")]
    assert NAME not in str(imported)
    more = as_xlsx([["notes"], ["hello"]], ("Data", rows))
    assert oh.import_sheets(more).sheets == imported.sheets
    told = refused(as_xlsx(rows, ("Copy", rows)), name="a.xlsx")
    assert told == "a.xlsx: the worksheets 'Sheet1', 'Copy' all hold answers; give a file with one of them"


def test_a_formula_in_a_workbook_is_not_worked_out():
    pytest.importorskip("openpyxl")
    xlsxwriter = pytest.importorskip("xlsxwriter")
    from io import BytesIO

    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        tab = book.add_worksheet()
        tab.write_row(0, 0, ["p1.q1", "p1.q2", "Total"])
        tab.write_formula(1, 0, '=IF(1=1,"x","")', value="x")
        tab.write_array_formula(1, 1, 1, 1, "{=SUM(A1:A2)}", value=1)
        tab.write_formula(1, 2, "=1/0", value="#DIV/0!")
    told = refused(data.getvalue())
    assert "row 2, column A: is a formula" in told
    assert "row 2, column B: is a formula" in told
    assert "column C" not in told


def test_without_what_reads_a_workbook_the_line_to_install_it_is_told(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(oh.MissingExtraError, match=r'pip install "opsi-handbook\[xlsx\]"'):
        oh.import_sheets(b"PK\x03\x04rest")


def test_a_long_list_is_no_word_and_an_answer_with_commas_is_one():
    """Lists are told from answers by their commas and length alone, so that they need not be looked at twice."""
    answers = CellWords.of_answers({"fine": ["No, none of these, thank you"]})
    assert answers.meaning("No, none of these, thank you.") == "fine"
    assert answers.meaning("  yes\u200b , ") == answers.meaning("yes") != ""
    assert answers.meaning("p1.q1, p1.q2, p1.q3, p1.q4, p1.q5") == answers.meaning("yes" + " " * 5_000) == ""
