"""A saved advice is read back as it was, or refused with everything that is wrong with it."""

from __future__ import annotations

import json

import pytest

import opsi_handbook as oh
from strategies import AFRAID

FULL = oh.load("en").recommend(text=AFRAID, marks=["p2.q1"], challenges=["p2.c1"], limit=2)
TEXT = FULL.model_dump_json()
AGAIN = "ask for the advice again"


@pytest.mark.parametrize("saved", [TEXT, TEXT.encode(), FULL.model_dump_json(indent=2)])
def test_a_saved_advice_is_read_back(saved):
    assert oh.read_advice(saved) == FULL


def test_one_without_its_receipt_too():
    assert oh.read_advice(FULL.model_dump_json(exclude={"receipt"})) == FULL.model_copy(update={"receipt": None})


@pytest.mark.parametrize(
    ("saved", "message"),
    [
        (FULL, "advice: must be the JSON text of an advice, not Advice"),
        (None, "advice: must be the JSON text of an advice, not NoneType"),
        ("", "advice: is no JSON of an advice"),
        ("advice.json", "advice: is no JSON of an advice"),
        (TEXT[:-1], "advice: is no JSON of an advice"),
        (b"\xff\xfe", "advice: is no JSON of an advice"),
        ("[" * 100_000, "advice: is no JSON of an advice"),
        ("[]", "advice: is no JSON of an advice"),
        ("5", "advice: is no JSON of an advice"),
        ("{}", "advice: is no JSON of an advice"),
        ('{"schema_version": 1}', f"advice: has schema version 1, and this release reads 2; {AGAIN}"),
        ('{"schema_version": 3}', f"advice: has schema version 3, and this release reads 2; {AGAIN}"),
        (
            json.dumps({"schema_version": "2" + "\u202e" * 30}),
            "advice: has schema version '2" + r"\u202e" * 19 + f"…', and this release reads 2; {AGAIN}",
        ),
        ('{"schema_version": null}', f"advice: has schema version None, and this release reads 2; {AGAIN}"),
    ],
)
def test_what_is_none_is_one_clear_error(saved, message):
    with pytest.raises(oh.InvalidInputError) as caught:
        oh.read_advice(saved)
    assert str(caught.value) == message


def test_every_fault_of_a_damaged_one_is_told_with_its_place():
    data = json.loads(TEXT)
    data["more"] = 1
    data["recommendations"][0]["place"] = "first"
    del data["recommendations"][1]["question"]["title"]
    with pytest.raises(oh.InvalidInputError) as caught:
        oh.read_advice(json.dumps(data), "saved.json")
    assert str(caught.value).startswith("saved.json: 3 faults:\n")
    assert [(fault.file, fault.field) for fault in caught.value.faults] == [
        ("saved.json", "more"),
        ("saved.json", "recommendations.0.place"),
        ("saved.json", "recommendations.1.question.title"),
    ]
    assert "https" not in str(caught.value)
