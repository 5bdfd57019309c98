"""A faulty file of every kind, through the command: all that is said of it is said in the language of the edition."""

from __future__ import annotations

import json
import re
import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

import opsi_handbook as oh
from opsi_handbook.cli.main import run
from opsi_handbook.content import problems
from opsi_handbook.errors import Problem
from opsi_handbook.files import places
from opsi_handbook.groups.forms.table import MAX_CELL, MAX_COLUMNS

from .exports import as_xlsx

TITLES = [question.title for question in oh.load().questions]
KEY = "00112233445566778899aabbccddeeff"
FIVE = json.dumps([{"marks": ["p2.q2"]}] * 5)


class Case(NamedTuple):
    """A file at fault, or a file beside it; and the options that the command gets."""

    data: str | bytes = "p1.q1\n" + "x\n" * 6
    name: str = "a.csv"
    options: tuple[str, ...] = ()
    beside: Mapping[str, str | bytes] = MappingProxyType({})
    needs: str = ""


def mapped(text: str, data: str | bytes = "p1.q1\nx\n") -> Case:
    return Case(data, options=("--mapping", "m.yaml"), beside={"m.yaml": text})


def with_ledger(text: str) -> Case:
    return Case(FIVE, "a.json", ("--ledger", "l.json"), {"l.json": text})


def zipped(**parts: bytes) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name.replace("_", "."), part)
    return data.getvalue()


OTHER = oh.load().workshop([oh.Sheet(marks=["p2.q2"])] * 9).table
ROLES = oh.load().workshop([oh.Sheet(role="staff", marks=["p2.q2"])] * 20, by_role=True).table
RENAMED = OTHER.model_dump_json().replace('"p1.q1"', '"q1"')
FEWER = json.loads(OTHER.model_dump_json())
FEWER["rows"] = FEWER["rows"][:3]
FULL = '{"schema_version": 1, "secret": "%s", "published": [%s]}'

CASES = {
    # JSON
    "no JSON": Case("[{", "a.json"),
    "no JSON, and no place": Case("[" * 100_000, "a.json"),
    "no JSON Lines": Case('{"marks": []}\n{"marks"\n{]', "a.jsonl"),
    "too many signs": Case("[" * 400_000, "a.json"),
    "too many sheets": Case("[" + ",".join(["{}"] * 100_001) + "]", "a.json"),
    "up to a sheet": Case("[" + ",".join(["5"] * 1_001) + "]", "a.json"),
    "twice in a sheet": Case('{"marks": [], "marks": []}', "a.json"),
    "no field": Case('{"marked": []}', "a.json"),
    "no sheet": Case("5", "a.json"),
    "no role": Case('{"role": "boss"}', "a.json"),
    "no list": Case('{"marks": 5}', "a.json"),
    "too many answers": Case(json.dumps({"marks": ["p2.q2"] * 1_001}), "a.json"),
    "no text for an id": Case('{"marks": [5]}', "a.json"),
    "another version": Case('[{"schema_version": 2}, {"schema_version": true}]', "a.json"),
    "no number of a sheet": Case('[{"sheet_id": 5}, {"sheet_id": ""}]', "a.json"),
    "unknown": Case('[{"marks": ["p2.q22"]}, {"marks": ["p2.c1"]}, {"skipped": ["%s"]}]' % ("x" * 99), "a.json"),
    "answered twice": Case('{"marks": ["p2.q2", "p2.q2"]}', "a.json"),
    "a sheet twice": Case('[{"sheet_id": "a"}, {"sheet_id": "a"}]', "a.json"),
    # files
    "not there": Case(options=("none.csv",)),
    "a folder": Case(options=(".",)),
    "a device": Case(options=("/dev/null",)),
    "too large": Case(b" " * 20_000_001),
    "empty": Case(""),
    "a PDF": Case(b"%PDF-1.7 x"),
    "not UTF-8": Case(b'{"marks": "\xff"}', "a.json"),
    "no charset": Case(b"p1.q1\n\x81\x8d"),
    "no CSV": Case('p1.q1\n"x\nx\n'),
    "too many cells": Case("p1.q1\n" + "," * 5_100_000),
    "too many columns": Case("p1.q1,p1.q2\nx,x\n" + "x," * MAX_COLUMNS + "x"),
    "a long cell": Case("p1.q1\n" + "x" * (MAX_CELL + 1)),
    # workbooks
    "an old workbook": Case(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a.xls"),
    "no workbook": Case(zipped(workbook_xml=b"<a/>"), "a.xlsx", needs="openpyxl"),
    "packed": Case(zipped(a_txt=b"x"), "a.xlsx", needs="openpyxl"),
    "entities": Case(zipped(workbook_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "a.xlsx", needs="openpyxl"),
    "unpacks to too much": Case(zipped(a_xml=bytes(100_000_001)), "a.xlsx", needs="openpyxl"),
    "damaged": Case(b"PK\x03\x04" + struct.pack("<I", 7) * 30, "a.xlsx", needs="openpyxl"),
    # columns
    "no column": Case("a,b\n1,2\n"),
    "no column, but nearly": Case("Mandate and meens,b\nx,2\n"),
    "id and title": Case(f"p1.q2 {TITLES[3]},p1.q1\nx,x\n"),
    "two of one question": Case(f"p1.q1,{TITLES[0]}\nx,x\n"),
    "two roles": Case("role,Your role,p1.q1\nstaff,staff,x\n"),
    "two lists": Case("What is good?,What is bad?\np1.q1,p1.q2\n"),
    "no answers": Case("p1.q1\n"),
    "what a yes means": Case("p1.q1,p1.q2,p1.q3\nyes,no,x\n"),
    "what a yes means in one column": Case(f"{TITLES[0]}\nyes\nno\n"),
    "what is empty": Case("p1.q1,p1.q2,p1.q3\nfine,,\n,x,\n,,x\n"),
    # rows
    "a blank row, a wide row": Case("p1.q1,p1.q2\nx,x\n\nx,x,x\n"),
    "nothing read": Case("p1.q1,Comment\nx,\n,hi\n"),
    "marked and skipped": Case("Marks,Skipped\np1.q1,p1.q1\n"),
    "unknown words": Case("role,p1.q1,p1.q2\nboss,needs wrok,=1+1\nlaeder,Nja,x\n"),
    "unknown in a list": Case("Marks\np1.q1;other\n"),
    "the same id": Case("id,p1.q1\n7,x\n7,x\n"),
    "the same id and time": Case("id,Timestamp,p1.q1\n7,2026-01-01 10:00:00,x\n7,2026-01-01 10:00:00,x\n"),
    "the same row": Case("Timestamp,p1.q1\n2026-01-01 10:00:00,x\n2026-01-01 10:00:00,x\n"),
    "the same address": Case("Email,p1.q1\na@example.org,x\nA@example.org,\n"),
    "a thousand faults": Case("p1.q1\n" + "perhaps\n" * 1_500),
    # mappings
    "no YAML": mapped("columns: ["),
    "no YAML, and no place": mapped("[" * 5_000),
    "a long mapping": mapped("a" * 1_000_001),
    "no mapping": mapped("[1]"),
    "no mapping within": mapped("{columns: 5, words: 5}"),
    "no words": mapped("words: {mark: [[a], {b: c}]}"),
    "no field of a mapping": mapped("colour: {}"),
    "no target and no meaning": mapped("{columns: {Q7: rol}, words: {perhaps: [a]}}"),
    "no yes": mapped("yes: maybe"),
    "many entries": mapped(json.dumps({"columns": {f"c{number}": "ignore" for number in range(2_001)}})),
    "a mapping that does not fit": mapped("columns: {p1.q11: p2.q2, p1.q1: p9.q9}"),
    # ledgers
    "no ledger": with_ledger("{"),
    "no ledger, and no place": with_ledger("[" * 100_000),
    "a ledger with a fault": with_ledger('{"secret": "xyz"}'),
    "a ledger with a key twice": with_ledger('{"secret": "xyz", "secret": "xyz"}'),
    "no ledger at all": with_ledger("5"),
    "a long ledger": with_ledger("x" * 4_000_001),
    "a ledger to print": Case(FIVE, "a.json", ("--ledger", "/dev/stdout")),
    "a ledger in no folder": Case(FIVE, "a.json", ("--ledger", "none/l.json")),
    "published in another way": with_ledger(FULL % (KEY, ROLES.model_dump_json())),
    "other questions": with_ledger(FULL % (KEY, RENAMED)),
    "fewer questions": with_ledger(FULL % (KEY, json.dumps(FEWER))),
    # several files, options and what is written
    "a file twice": Case(options=("a.csv",)),
    "the same sheets": Case(options=("b.csv",), beside={"b.csv": "p1.q1\n" + "x\n" * 6}),
    "sheets in both": Case("id,p1.q1\n7,x\n8,x\n", options=("b.csv",), beside={"b.csv": "id,p1.q1\n7,x\n8,x\n9,x\n"}),
    "one sheet in both": Case("id,p1.q1\n7,x\n8,x\n", options=("b.csv",), beside={"b.csv": "id,p1.q1\n7,x\n9,x\n"}),
    "minutes": Case(FIVE, "a.json", ("--minutes", "5")),
    "smallest": Case(FIVE, "a.json", ("--smallest", "3")),
    "written to a folder": Case(FIVE, "a.json", ("--html", "-o", "out"), {"out/x": ""}),
    "template there": Case(name="", options=("--template", "b.csv"), beside={"b.csv": ""}),
    "template of another kind": Case(name="", options=("--template", "b.ods")),
}
ELSEWHERE = {
    "too-few-sheets": "of Python alone",
    "too-many": "of Python alone",
    "several-tabs": "below, with what writes a workbook",
    "far-beyond": "a workbook larger than a test should make",
    "needed-to-read": "below", "needed-to-write": "below", "too-many-tabs": "below",
    "not-locked": "tests/test_files.py", "folder-busy": "tests/test_files.py", "disk-full": "tests/test_files.py",
    "no-permission": "tests/test_files.py", "is-read-only": "tests/test_files.py", "no-name": "tests/test_files.py",
    "is-pipe": "tests/test_files.py", "is-socket": "tests/test_files.py", "is-no-file": "tests/test_files.py",
}  # fmt: skip
"""Problems that no case here has, and why."""

GIVEN = {
    "opsi", "handbook", "role", "leader", "manager", "staff", "marks", "skipped", "skips", "sheet", "ids", "columns",
    "published", "rows", "secret", "schema", "version", "words", "yes", "mark", "minutes", "smallest", "ledger",
    "template", "table", "fine", "unticked", "ticked", "person", "time", "ignore", "column", "marked", "perhaps",
    "BadZipFile", "KeyError", "openpyxl", "xlsxwriter", "pip", "install", "xlsx", "InvalidFileException", "needs",
    "work", "colour", "PDF", "csv",
}  # fmt: skip
"""What is not told but named: fields, options, words that a file or a mapping may hold, names of programs."""


def message_of(case: Case, lang: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    if case.needs:
        pytest.importorskip(case.needs)
    monkeypatch.chdir(folder)
    for name, data in {case.name: case.data, **case.beside}.items():
        if name:
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data.encode() if isinstance(data, str) else data)
    outcome = run(["workshop", *([case.name] if case.name else []), *case.options, "--lang", lang])
    assert outcome.status == 1, outcome
    return outcome.message


def bare(message: str) -> str:
    """A message without what is quoted in it, and the names of files."""
    return re.sub(
        r"'[^']*'|\S*[a-z/]+\.(?:csv|json|jsonl|xlsx?|yaml|ods)\b|/dev/\w+|none/?|\bout\b|\w+\.q\d+", " ", message
    )


@pytest.mark.few(12)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_nothing_is_told_that_nobody_can_translate(case, tmp_path, monkeypatch):
    message = message_of(case, "en-XA", tmp_path, monkeypatch)
    assert "⟦" in message
    words = set(re.findall(r"(?<![^\W\d_])[A-Za-z]{3,}(?![^\W\d_])", bare(message)))
    assert words <= GIVEN, message


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_swedish_has_no_english_in_it(case, tmp_path, monkeypatch):
    message = message_of(case, "sv", tmp_path, monkeypatch)
    for id_, text in oh.load().phrases.items():
        for piece in re.split(r"{\w+}", text) if id_.startswith("ui.fault-") else ():
            assert len(piece.split()) < 3 or piece not in message, (id_, message)
    assert not re.search(r"\b(?:the|is|must|row|column|sheets|there|did)\b", bare(message)), message


def test_there_is_a_case_for_every_problem(tmp_path, monkeypatch):
    met: set[str] = set()
    said = problems._said

    def noted(text: object, *rest: object) -> str:
        if isinstance(text, Problem):
            met.add(text.phrase)
        return said(text, *rest)

    monkeypatch.setattr(problems, "_said", noted)
    for number, case in enumerate(CASES.values()):
        if not case.needs:
            folder = tmp_path / str(number)
            folder.mkdir()
            message_of(case, "sv", folder, monkeypatch)
    every = {id_.removeprefix("ui.fault-") for id_ in oh.load().phrases if id_.startswith("ui.fault-")}
    workbooks = {"no-workbook", "packed", "entities", "unpacks-to", "damaged"}
    assert every - met - workbooks == set(ELSEWHERE)


def test_workbooks_are_told_of_too(tmp_path, monkeypatch):
    pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    rows = [["p1.q1"], ["x"]]
    two = as_xlsx(rows, ("Copy", rows))
    assert "det finns svar i alla kalkylbladen 'Sheet1', 'Copy'" in message_of(
        Case(two, "a.xlsx"), "sv", tmp_path, monkeypatch
    )
    many = as_xlsx(rows, *((f"T{number}", [["x"]]) for number in range(50)))
    assert "a.xlsx: har mer än 50 kalkylblad" in message_of(Case(many, "a.xlsx"), "sv", tmp_path, monkeypatch)


def test_what_is_not_installed_is_told_of_too(tmp_path, monkeypatch):
    for package in ("openpyxl", "xlsxwriter"):
        monkeypatch.setitem(__import__("sys").modules, package, None)
    line = 'pip install "opsi-handbook[xlsx]"'
    told = message_of(Case(b"PK\x03\x04rest", "a.xlsx"), "sv", tmp_path, monkeypatch)
    assert told == f"opsi-handbook: för att läsa en arbetsbok behövs openpyxl: {line}"
    told = message_of(Case(name="", options=("--template", "t.xlsx")), "sv", tmp_path, monkeypatch)
    assert told == f"opsi-handbook: för att skriva en arbetsbok behövs xlsxwriter: {line}"


def test_english_is_the_same_where_a_file_is_read_and_where_phrases_are_kept(tmp_path):
    """The rooms below the phrases say in English what the phrases say."""
    path = tmp_path / "a.json"
    for data in (b"{\xff}", b" " * 20_000_001, None):
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)
        with pytest.raises(oh.InvalidInputError) as caught:
            oh.import_sheets(path)
        assert isinstance(caught.value.message, Problem)
        told = str(caught.value)
        with pytest.raises(oh.InvalidInputError, match=f"^{re.escape(told)}$"):
            oh.import_sheets(path, catalogue=oh.load().catalogue)


def test_what_a_path_is_is_said_as_the_phrases_say_it():
    phrases = oh.load().phrases
    for piece in (*places._KINDS.values(), places._NO_PLAIN_FILE, places.reason_of(ValueError("x"))):
        assert isinstance(piece, Problem)
        assert phrases[f"ui.fault-{piece.phrase}"] == piece
    for done in ("read", "written", "locked"):
        told = places.cannot_be(done, Path("a"), "b")
        assert phrases.fill(f"ui.fault-{told.phrase}", **told.values) == told == f"a: cannot be {done}: b"
    assert all(f"ui.fault-{name}" in phrases for name in places._COMMON.values())


def test_python_is_told_in_the_language_of_the_catalogue():
    with pytest.raises(oh.InvalidInputError, match=r"^a\.csv: rad 2, kolumn A: 'Nja' är inget känt svar; ange"):
        oh.import_sheets(b"p1.q1\nNja\n", name="a.csv", catalogue=oh.load("sv").catalogue)
