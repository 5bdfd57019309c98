"""Sheets: what may stand in one, how they are read, and which are refused."""

from __future__ import annotations

import json
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import opsi_handbook as oh
from opsi_handbook.groups import Role, Sheet, read_sheets
from opsi_handbook.groups.checking import checked_sheets

from .strategies import HB, QUESTIONS, groups

TWICE_AND_WRONG = """file: 2 faults:
  file: sheet 1 (marks): is given twice; give it once
  file: sheet 1 (marks.0): must be the id of a question, such as p2.q2"""


def refused(call, *arguments, **named):
    with pytest.raises(oh.InvalidInputError) as caught:
        call(*arguments, **named)
    return str(caught.value)


def test_ids_and_items_are_taken_alike():
    sheet = Sheet(role="Staff", marks=["P2.Q2", HB["p1.q1"]], skipped={" p3.q1 "})
    assert sheet == Sheet(role=Role.STAFF, marks=("p2.q2", "p1.q1"), skipped=("p3.q1",))
    assert (type(sheet.role), type(sheet.marks)) == (Role, tuple)
    assert all(type(mark) is str for mark in sheet.marks)


def test_what_is_no_ascii_is_left_as_it_is():
    assert Sheet(marks=("\u212a2.Q2",)).marks == ("\u212a2.Q2",)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"marks": "p2.q2"}, "list of ids"),
        ({"marks": b"p2"}, "list of ids"),
        ({"marks": 5}, "list of ids"),
        ({"marks": [5]}, "string"),
        ({"skipped": ["x"] * 1001}, "1,001"),
        ({"role": "boss"}, "leader"),
        ({"schema_version": True}, "number 1"),
        ({"schema_version": 1.0}, "number 1"),
        ({"schema_version": 2}, "1"),
        ({"sheet_id": ""}, "character"),
        ({"sheet_id": "x" * 101}, "character"),
        ({"name": "Ann"}, "Extra"),
    ],
)
def test_what_no_sheet_may_hold(fields, words):
    with pytest.raises(ValidationError, match=words):
        Sheet(**fields)


def test_the_bounds_of_a_sheet():
    assert len(Sheet(marks=["x"] * 1000).marks) == 1000
    assert Sheet(sheet_id="x" * 100).sheet_id == "x" * 100


@given(groups(most=4))
def test_sheets_survive_their_json(group):
    text = json.dumps([sheet.model_dump(mode="json") for sheet in group])
    assert list(read_sheets(text)) == group


def test_one_sheet_may_stand_alone():
    assert read_sheets('{"marks": ["p2.q2"]}') == (Sheet(marks=("p2.q2",)),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"marks": [], "marks": ["p2.q2"]}', "file: sheet 1 (marks): is given twice; give it once"),
        ('[{}, {"role": "staff", "role": "leader"}]', "file: sheet 2 (role): is given twice; give it once"),
        ('{"schema_version": true}', "file: sheet 1 (schema_version): must be the number 1"),
        ('{"schema_version": 1.0}', "file: sheet 1 (schema_version): must be the number 1"),
        ('{"role": "boss"}', "file: sheet 1 (role): must be leader, manager or staff, or left out"),
        ("5", 'file: sheet 1: must be a sheet, such as {"role": "staff", "marks": ["p2.q2"]}'),
        ("[[]]", 'file: sheet 1: must be a sheet, such as {"role": "staff", "marks": ["p2.q2"]}'),
        (
            '{"marked": []}',
            "file: sheet 1 (marked): there is no field of this name; a sheet has role, marks, skipped and sheet_id",
        ),
        ('{"marks": "p2.q2"}', 'file: sheet 1 (marks): must be a list of ids, such as ["p2.q2"]'),
        (
            '{"marks": [1], "marks": [1]}',
            TWICE_AND_WRONG,
        ),
    ],
)
def test_each_fault_is_named(text, message):
    assert refused(read_sheets, text, "file") == message


@pytest.mark.parametrize("text", ["", "[" * 100_000, "{", "1" * 5000, "\ud800", "[NaN"])
def test_what_is_no_json(text):
    assert "file: is no JSON" in refused(read_sheets, text, "file")


@pytest.mark.parametrize("text", [None, b"{}", 5])
def test_what_is_no_text(text):
    assert refused(read_sheets, text) == f"sheet: must be a text in JSON, not {type(text).__name__}"


def test_faults_are_counted_to_the_last_and_fifty_are_shown():
    message = refused(read_sheets, json.dumps([5] * 700), "file")
    assert message.startswith("file: 700 faults:\n")
    assert message.endswith("\n  … (+ 650)")
    assert message.count("\n") == 51


def test_after_a_thousand_faults_reading_ends_and_says_so():
    message = refused(read_sheets, json.dumps([5] * 5000), "file")
    assert message.startswith("file: up to sheet 1000: 1,000 faults; the sheets after it were not read:\n")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[" + "[]," * 6_000_000 + "[]]", "more than 300,000 times '['"),
        ("[" + "{}," * 6_000_000 + "{}]", "more than 200,000 times '{'"),
        ('{"marks": [' + "1," * 1_000_000 + "1]}", "names 1,000,001 questions"),
        ("{" + '"a":1,' * 1_500_000 + '"a":1}', "more than 1,000,000 times ':'"),
        ("[" + "1," * 9_000_000 + "1]", "holds 9,000,001 sheets; give at most 100,000"),
        ("[" + ("[" + "1," * 999 + "1],") * 5000 + "1]", "must be a sheet"),
        ("[" + ('{"marks":[' + "1," * 999 + "1]},") * 5000 + "1]", "up to sheet 1: 1,000 faults"),
    ],
)
def test_huge_texts_are_refused_with_little_memory(text, words):
    tracemalloc.start()
    message = refused(read_sheets, text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert words in message
    assert peak < 250_000_000


def test_the_most_sheets_are_read():
    assert len(read_sheets("[" + ",".join(["{}"] * 100_000) + "]")) == 100_000
    assert "100,001 sheets" in refused(read_sheets, "[" + ",".join(["{}"] * 100_001) + "]")


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        (Sheet(), "sheets: must be a list of sheets"),
        (5, "sheets: must be a list of sheets"),
        ("p2.q2", "sheets: must be a list of sheets"),
        ([5], "sheet 1: must be a Sheet, not int"),
        ([Sheet(marks=("p2.q",))], "sheet 1 (marks): 'p2.q' is not known; did you mean "),
        ([Sheet(), Sheet(skipped=("p2.c1",))], "sheet 2 (skipped): 'p2.c1' is no question"),
        (
            [Sheet(marks=("p2.q2",), skipped=("p2.q2",))],
            "sheet 1 (marks): 'p2.q2' is named 2 times; a question is marked, skipped or left alone, once",
        ),
        ([Sheet(marks=("p1.q1", "p1.q1"))], "sheet 1 (marks): 'p1.q1' is named 2 times; "),
        ([Sheet(marks=("x\ud800",))], "sheet 1 (marks): 'x\\ud800' is not known"),
        (
            [Sheet(sheet_id="a"), Sheet(), Sheet(sheet_id="a", marks=("p1.q1",))],
            "sheet 3 (sheet_id): 'a' was handed in before, as sheet 1; count it once",
        ),
    ],
)
def test_sheets_are_checked(sheets, message):
    assert refused(checked_sheets, sheets, QUESTIONS).startswith(message)


def test_equal_sheets_of_different_people_count_and_every_fault_is_named():
    assert len(checked_sheets([Sheet()] * 5 + [Sheet(sheet_id="1"), Sheet(sheet_id="2")], QUESTIONS)) == 7
    message = refused(checked_sheets, [Sheet(marks=("x",)), 5, Sheet(marks=("y", "y"))], QUESTIONS)
    assert message.startswith("the sheets: 4 faults:\n")
    assert refused(checked_sheets, [Sheet()] * 100_001, QUESTIONS).startswith("sheets: there are 100,001; give at most")
    many = refused(checked_sheets, [Sheet(marks=("p2.q",))] * 30, QUESTIONS)
    assert many.count("did you mean") == 20


@given(st.text(max_size=40))
def test_no_text_ends_in_a_traceback(text):
    with suppress(oh.InvalidInputError):
        read_sheets(text)


def test_a_field_whose_name_is_no_text_is_a_fault_like_any_other():
    with pytest.raises(oh.InvalidInputError, match="sheet 2: there is no field of this name"):
        oh.read_sheets('[{"marks": ["p2.q2"]}, {"rol\\ud800e": "manager", "marks": ["p5.q1"]}]')
