"""The empty sheet: what is filled in comes back, in every language, without a mapping; and the same bytes each time."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import opsi_handbook as oh
from helpers import german, process
from opsi_handbook.cli.main import cli
from opsi_handbook.content.answer_words import first_word

from .exports import as_xlsx
from .strategies import QUESTIONS

LANGUAGES = ("en", "sv", "no", "fi")
groups = st.lists(
    st.tuples(
        st.sampled_from(["leader", "manager", "staff"]),
        st.lists(st.sampled_from(["mark", "skipped", ""]), min_size=len(QUESTIONS), max_size=len(QUESTIONS)),
    ),
    min_size=1,
    max_size=5,
)


def filled(language, group):
    """The words that somebody chooses, a row for each respondent, with the number of the sheet first."""
    return [
        [str(number), *(first_word(word, language) if word else "" for word in (role, *said))]
        for number, (role, said) in enumerate(group, start=1)
    ]


def expected(group):
    return [
        (
            role,
            *(tuple(id_ for id_, word in zip(QUESTIONS, said, strict=True) if word == w) for w in ("mark", "skipped")),
        )
        for role, said in group
    ]


def told(imported):
    return [(sheet.role, sheet.marks, sheet.skipped) for sheet in imported.sheets]


@settings(max_examples=30)
@given(groups, st.sampled_from(LANGUAGES))
def test_what_is_filled_in_comes_back_as_csv(group, language):
    text = oh.sheet_template(oh.load(language).catalogue).decode("utf-8-sig")
    out = StringIO(text)
    out.seek(0, 2)
    csv.writer(out, delimiter="," if language == "en" else ";").writerows(filled(language, group))
    imported = oh.import_sheets(out.getvalue().encode("utf-8-sig"))
    assert told(imported) == expected(group)
    assert {note.kind.value for note in imported.notes} <= {"empty-fine", "ignored"}


@settings(max_examples=10)
@given(groups, st.sampled_from(LANGUAGES))
def test_what_is_filled_in_comes_back_as_a_workbook(group, language):
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    book = openpyxl.load_workbook(BytesIO(oh.sheet_template(oh.load(language).catalogue, "xlsx")))
    for row in filled(language, group):
        book.worksheets[0].append([cell or None for cell in row])
    data = BytesIO()
    book.save(data)
    assert told(oh.import_sheets(data.getvalue())) == expected(group)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_same_edition_gives_the_same_bytes(language, format):
    if format == "xlsx":
        pytest.importorskip("xlsxwriter")
    catalogue = oh.load(language).catalogue
    assert oh.sheet_template(catalogue, format) == oh.sheet_template(catalogue, format)


def test_a_workbook_offers_the_words_there_are():
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    book = openpyxl.load_workbook(BytesIO(oh.sheet_template(oh.load("sv").catalogue, "xlsx")))
    answers, guide = book.worksheets
    assert (answers.title, guide.title) == ("Svar", "Så fyller ni i")
    offered = {str(rule.sqref): rule.formula1 for rule in answers.data_validations.dataValidation}
    assert offered == {"B2:B1001": '"ledning,chef,medarbetare"', "C2:AF1001": '"behöver bli bättre,inte besvarad"'}
    assert [cell.value for cell in answers[1]][:3] == [
        "nummer",
        "roll",
        f"p1.q1 {oh.load('sv').question('p1.q1').title}",
    ]
    assert guide["A5"].value == "Skriv inga namn."
    assert book.properties.created.year == 2022


def test_an_edition_of_ones_own_comes_back_even_where_its_titles_are_not_known(tmp_path):
    hb = oh.load("de", po_dir=german(tmp_path))
    text = oh.sheet_template(hb.catalogue).decode("utf-8-sig")
    assert "p2.q2 Kultur, die Neues mag" in text
    data = (text + ";".join(["7", "staff", *["needs work"] * 30]) + "\r\n").encode()
    for catalogue in (hb.catalogue, None):
        assert oh.import_sheets(data, catalogue=catalogue).sheets[0].marks == QUESTIONS


def test_a_title_that_a_spreadsheet_would_work_out_is_guarded_and_comes_back():
    catalogue = oh.load("en").catalogue
    principle = catalogue.principles[0]
    question = principle.questions[0].but(id="=1+1")
    hostile = catalogue.but(
        principles=(principle.but(questions=(question, *principle.questions[1:])), *catalogue.principles[1:])
    )
    assert "'=1+1 Backing" in oh.sheet_template(hostile).decode("utf-8-sig")
    assert oh.import_sheets(b"'p1.q1,'=x,p1.q2\nx,,'+x\n", mapping=oh.SheetMapping(words={"mark": "+x"})).sheets[
        0
    ].marks == ("p1.q1", "p1.q2")


def test_another_format_is_refused():
    with pytest.raises(oh.InvalidInputError, match="format: must be csv or xlsx, not 'ods'"):
        oh.sheet_template(oh.load().catalogue, "ods")


def test_without_what_writes_a_workbook_the_line_to_install_it_is_told(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(oh.MissingExtraError, match=r'pip install "opsi-handbook\[xlsx\]"'):
        oh.sheet_template(oh.load().catalogue, "xlsx")


def run(*arguments, status=0):
    result = CliRunner().invoke(cli, ["workshop", *map(str, arguments)])
    assert result.exit_code == status, result.output
    return result


def test_the_command_writes_one_and_reads_it(tmp_path):
    path = tmp_path / "blad.csv"
    assert run("--template", path, "--lang", "sv").output == ""
    with path.open("a", encoding="utf-8", newline="") as file:
        file.writelines(f"{number};chef;behöver bli bättre{';' * 29}\r\n" for number in range(5))
        file.write(f"6{';' * 31}\r\n")  # nothing is marked on it, and it counts
    result = run(path, "--lang", "sv")
    assert "(6 blad)" in result.stdout
    assert result.stderr.startswith(f"{path}: I de här kolumnerna fanns bara markeringar, så en tom cell")
    printed = process("workshop", "--template", "-", "--lang", "sv").stdout
    assert printed == oh.sheet_template(oh.load("sv").catalogue)
    assert run(status=2).stderr.endswith("Give the sheets of a group, or --template FILE for an empty one.\n")
    kept = path.read_bytes()
    assert "is there already; name a new file" in str(run("--template", path, status=1).exception)
    assert path.read_bytes() == kept
    wrong = run("--template", tmp_path / "sheet.ods", status=1).exception
    assert "must end in .csv or .xlsx" in str(wrong)


def test_the_command_says_what_it_took_and_can_be_turned_round(tmp_path):
    hb = oh.load("en")
    path = tmp_path / "a.csv"
    rows = [["Timestamp", *(question.text for question in hb.questions)]]
    rows += [[f"2026-11-25 10:00:0{number}", *["Yes"] * 15, *["No"] * 15] for number in range(6)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    first = run(path, "--smallest", "1", "--json")
    assert "a no was taken as a mark" in first.stderr
    assert "nobody is counted twice: A 'Timestamp'." in first.stderr
    turned = run(path, "--smallest", "1", "--yes-marks", "--json")
    assert "a yes or a tick was taken as a mark" in turned.stderr
    assert first.stdout != turned.stdout
    again = tmp_path / "b.csv"
    again.write_text("\n".join(path.read_text().splitlines()[:3]) + "\n")
    twice = run(path, again, status=1).exception
    assert str(twice) == f"{again}: 2 of its sheets are in {path} too; give each sheet once"
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("columns: {Timestamp: ignore}\nyes: mark\n")
    assert "a yes or a tick" in run(path, "--mapping", mapping, "--smallest", "1").stderr
    mapping.write_text("columns: 5")
    assert str(mapping) in str(run(path, "--mapping", mapping, status=1).exception)


def test_a_hostile_heading_never_reaches_the_terminal_as_it_is(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("p1.q1,\x1b]0;owned\x07\u202eevil\n" + "x,\x1b[2J\n" * 6, encoding="utf-8")
    result = run(path)
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output
    assert r"B '\u001b]0;owned\u0007\u202eevil'" in result.stderr


def test_a_workbook_by_the_command(tmp_path):
    pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    path = tmp_path / "a.xlsx"
    run("--template", path, "--lang", "fi")
    assert "holds headings and no answers" in str(run(path, status=1).exception)
    path.write_bytes(as_xlsx([["p1.q1"], *[["x"]] * 6]))
    assert "(6 sheets)" in run(path).stdout
