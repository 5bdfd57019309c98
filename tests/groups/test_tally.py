"""A tally is a value, adds up, and refuses what does not belong together."""

from __future__ import annotations

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import opsi_handbook as oh
from opsi_handbook.groups import Part, Sheet, Tally

from .strategies import HB, QUESTIONS, groups, people


@given(groups(most=6))
def test_a_tally_is_a_value(group):
    tally = HB.tally(group)
    assert Tally.model_validate_json(tally.model_dump_json()) == tally
    assert pickle.loads(pickle.dumps(tally)) == tally
    assert copy.deepcopy(tally) == tally
    assert len({tally, HB.tally(group)}) == 1


@given(groups(), st.integers(0, 14), st.randoms(use_true_random=False))
def test_parts_and_order_make_no_difference(group, cut, random):
    shuffled = random.sample(group, len(group))
    whole = HB.tally(group)
    assert HB.tally(shuffled) == whole
    assert HB.tally(group[:cut]) + HB.tally(group[cut:]) == whole
    assert sum(HB.tally([sheet]) for sheet in group) == (whole if group else 0)


def test_what_is_counted():
    group = [
        Sheet(role="staff", marks=("p1.q1",), skipped=("p1.q2",)), Sheet(role="leader", marks=("p1.q1", "p1.q3")),
        Sheet(marks=("p1.q2",)), Sheet(role="staff", sheet_id="b"), Sheet(sheet_id="a"),
    ]  # fmt: skip
    tally = HB.tally(group)
    assert [(part.role, part.sheets, part.marked[:3], part.skipped[:3]) for part in tally.parts] == [
        ("leader", 1, (1, 0, 1), (0, 0, 0)),
        ("staff", 2, (1, 0, 0), (0, 1, 0)),
        (None, 2, (0, 1, 0), (0, 0, 0)),
    ]
    assert tally.sheets == 5
    assert tally.sheet_ids == ("a", "b")
    assert (tally.whole.sheets, tally.whole.marked[:3], tally.whole.skipped[:3]) == (5, (2, 1, 1), (0, 1, 0))
    assert [tally.whole.counts(place) for place in range(3)] == [(2, 3, 0), (1, 3, 1), (1, 4, 0)]
    assert tally.questions == QUESTIONS
    assert json.loads(tally.model_dump_json())["schema_version"] == 1


def test_an_empty_tally():
    empty = HB.tally([])
    assert (empty.sheets, empty.parts, empty.whole.marked) == (0, (), (0,) * 30)
    assert empty + HB.tally(people(2)) == HB.tally(people(2))


def test_tallies_of_other_questions_and_the_same_sheet_in_both_are_refused():
    other = Tally.of([Sheet()], ["q1"])
    with pytest.raises(oh.InvalidInputError, match="other questions"):
        HB.tally([Sheet()]) + other
    for verb in (HB.tally, HB.workshop, lambda tally: HB.recommend(sheets=tally)):
        with pytest.raises(oh.InvalidInputError, match="such as 'q1'"):
            verb(other)
    with pytest.raises(oh.InvalidInputError, match="fewer, or in another order"):
        HB.tally(Tally.of([Sheet()], QUESTIONS[1:]))
    first, second = (HB.tally([Sheet(sheet_id=id_), Sheet(sheet_id="x")]) for id_ in "ab")
    with pytest.raises(oh.InvalidInputError, match="1 of the sheets are in both, such as 'x'"):
        first + second


@pytest.mark.parametrize("other", [1, 0.0, False, None, "", [Sheet()]])
def test_only_nothing_and_tallies_are_added(other):
    with pytest.raises(TypeError):
        other + HB.tally([])
    with pytest.raises(TypeError):
        HB.tally([]) + other


GOOD = {"role": "staff", "sheets": 2, "marked": [1], "skipped": [1]}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"schema_version": True}, "number 1"),
        ({"questions": ["a", "a"]}, "named twice"),
        ({"parts": [{**GOOD, "sheets": 1}]}, "more answers"),
        ({"parts": [{**GOOD, "marked": [1, 1]}]}, "one length"),
        ({"parts": [{**GOOD, "marked": [1, 1], "skipped": [0, 0]}]}, "one count for each"),
        ({"parts": [{**GOOD, "marked": [-1]}]}, "greater"),
        ({"parts": [{**GOOD, "marked": [True]}]}, "integer"),
        ({"parts": [GOOD, GOOD]}, "order"),
        ({"parts": [{**GOOD, "role": None}, GOOD]}, "order"),
        ({"parts": [{**GOOD, "sheets": 0, "marked": [0], "skipped": [0]}]}, "none empty"),
        ({"parts": [GOOD], "sheet_ids": ["b", "a"]}, "sorted"),
        ({"parts": [GOOD], "sheet_ids": ["a", "a"]}, "sorted"),
        ({"parts": [GOOD], "sheet_ids": ["a", "b", "c"]}, "no more than"),
        ({"name": 1}, "Extra"),
    ],
)
def test_what_is_no_tally(fields, words):
    with pytest.raises(ValidationError, match=words):
        Tally.model_validate_json(json.dumps({"questions": ["a"], **fields}))


def test_a_good_tally_of_json():
    tally = Tally.model_validate_json(json.dumps({"questions": ["a"], "parts": [GOOD], "sheet_ids": ["a", "b"]}))
    assert tally.parts == (Part(role="staff", sheets=2, marked=(1,), skipped=(1,)),)
