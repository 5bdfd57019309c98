"""Whatever bytes come in, what comes out is sheets or one error of ours."""

from __future__ import annotations

import random
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

import opsi_handbook as oh
from opsi_handbook.groups.forms import workbook

from .exports import TOOLS, Export, Given, as_csv, as_xlsx
from .strategies import HB

GROUP = [Given("leader", ("p1.q1", "p3.q7"), ("p5.q4",)), Given("", ("p2.q2",)), Given("staff", ())]


def tried(data):
    with suppress(oh.InvalidInputError):
        imported = oh.import_sheets(data)
        HB.tally(imported.sheets)  # what comes in can be counted


@given(st.binary(max_size=400))
def test_any_bytes(data):
    tried(data)


CELLS = [
    "p1.q1", "p2_q2", "role", "x", "", "yes", "no", "=1", "'=1", "a;b", "a\nb", '"', "\u202e", "Name", "1",
    "p1.q1;p1.q2",
    "With users, not only for them", "Timestamp", "2026-11-25 10:00:00", "marks", "skipped", "needs work", "staff",
]  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(CELLS), max_size=5), max_size=6))
def test_any_table(rows):
    tried(as_csv(Export(rows)))


@given(st.sampled_from(sorted(TOOLS)), st.sampled_from(["utf-8", "utf-16", "cp1252"]), st.integers(0, 2**32))
def test_exports_that_were_harmed(tool, charset, seed):
    data = bytearray(as_csv(TOOLS[tool](HB, GROUP), charset))
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randint(1, 40)]
            case 2:
                data[place:place] = chance.choice([b'"', b";", b",", b"\n", b"\0", b"\xff", b"yes", b"=1"])
            case _:
                data += data[place : place + 80]
    tried(bytes(data))


@given(st.integers(0, 2**32))
def test_workbooks_that_were_harmed(seed):
    pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    chance = random.Random(seed)
    data = as_xlsx(TOOLS["microsoft_questions"](HB, GROUP).rows)
    if chance.random() < 0.5:
        harmed = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            harmed[chance.randrange(len(harmed))] = chance.randrange(256)
        tried(bytes(harmed))
        return
    out = BytesIO()  # harmed within a part, so that it still unpacks
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        target = chance.choice(old.namelist())
        for name in old.namelist():
            part = bytearray(old.read(name))
            for _ in range(chance.randint(1, 6) if name == target else 0):
                place = chance.randrange(len(part))
                part[place : place + chance.randint(0, 9)] = chance.choice([b"", b"<c/>", b"&", b"999999999", b"\xff"])
            new.writestr(name, bytes(part))
    tried(out.getvalue())


def packed(**parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name.replace("__", "/") + ".xml", part)
    return out.getvalue()


def test_what_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    pytest.importorskip("openpyxl")
    monkeypatch.setattr(workbook, "_MOST_UNPACKED", 10_000)
    with pytest.raises(oh.InvalidInputError, match="unpacks to more than 10,000 bytes"):
        oh.import_sheets(packed(xl__workbook=b"<workbook/>", xl__sheet=b"0" * 20_000))
    monkeypatch.setattr(workbook, "_MOST_PARTS", 3)
    with pytest.raises(oh.InvalidInputError, match="unpacks to more"):
        oh.import_sheets(packed(a=b"", b=b"", c=b"", d=b""))


@pytest.mark.parametrize("charset", ["utf-8", "utf-16-le"])
def test_entities_are_refused(charset):
    pytest.importorskip("openpyxl")
    part = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'.encode(charset)
    with pytest.raises(oh.InvalidInputError, match="declares entities"):
        oh.import_sheets(packed(xl__workbook=part))


def test_what_is_packed_and_no_workbook():
    pytest.importorskip("openpyxl")
    with pytest.raises(oh.InvalidInputError, match=r"is packed, but is no workbook \(\.xlsx\)"):
        oh.import_sheets(packed(content=b"<office/>"))
    with pytest.raises(oh.InvalidInputError, match=r"is damaged \("):
        oh.import_sheets(b"PK\x03\x04" + bytes(100))


def test_rows_and_columns_far_beyond_the_answers_are_refused():
    pytest.importorskip("openpyxl")
    xlsxwriter = pytest.importorskip("xlsxwriter")
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        tab = book.add_worksheet()
        tab.write(0, 0, "p1.q1")
        tab.write(200_000, 0, "x")
    with pytest.raises(oh.InvalidInputError, match=r"more than 100,000 sheets|far beyond"):
        oh.import_sheets(out.getvalue())
