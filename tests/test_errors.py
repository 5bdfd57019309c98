"""Errors: one root, every fault at once, in order, each with its place."""

from __future__ import annotations

import copy
import pickle

import pytest

import opsi_handbook as oh
from opsi_handbook.errors import Fault, Faults


@pytest.mark.parametrize(
    ("error", "base"),
    [
        (oh.UnknownIdError, KeyError),
        (oh.UnknownLanguageError, LookupError),
        (oh.InvalidInputError, ValueError),
        (oh.ContentError, ValueError),
        (oh.MissingExtraError, ImportError),
    ],
)
def test_every_error_is_ours_and_python_s(error, base):
    raised = error("is wrong", [Fault("f", 1, "i", "x", "p"), Fault("f", 2, "", "", "q")])
    assert isinstance(raised, oh.OpsiHandbookError)
    assert isinstance(raised, base)
    for again in (pickle.loads(pickle.dumps(raised)), copy.deepcopy(raised)):  # our own
        assert (type(again), str(again), again.faults) == (error, str(raised), raised.faults)
    assert str(error("no faults")) == "no faults"
    assert error("no faults").faults == (Fault("", 0, "", "", "no faults"),)


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("f.yaml", 3, "p2", "title", "is empty"), "f.yaml:3: p2 (title): is empty"),
        (Fault("f.yaml", 0, "p2", "", "is empty"), "f.yaml: p2: is empty"),
        (Fault("", 0, "", "limit", "is 0"), "limit: is 0"),
        (Fault("", 0, "", "", "is wrong"), "is wrong"),
        (Fault("f", 1, "", "x", "p"), "f:1: x: p"),
    ],
)
def test_a_fault_says_its_place(fault, text):
    assert str(fault) == text


def test_a_message_lists_faults_and_then_counts_them():
    faults = [Fault("", 0, "", f"f{number:04}", "p") for number in range(1_051)]
    assert str(oh.ContentError("m", faults[:1])) == "m"
    assert str(oh.ContentError("m", faults[:2])) == "m\n  f0000: p\n  f0001: p"
    fifty = str(oh.ContentError("m", faults[:50])).split("\n")
    assert (len(fifty), fifty[-1]) == (51, "  f0049: p")
    many = str(oh.ContentError("m", faults)).split("\n")
    assert (len(many), many[-2:]) == (52, ["  f0049: p", "  … (+ 1,001)"])


def test_nothing_wrong_raises_nothing():
    faults = Faults("f")
    assert not faults
    faults.raise_as(oh.ContentError, "it")
    with faults.collect():
        pass
    assert not faults
    assert not faults.unknown_id


def test_one_fault_stands_alone():
    faults = Faults("f.yaml")
    faults.add("is empty", item="p2", field="title", line=7)
    assert faults
    with pytest.raises(oh.ContentError) as caught:
        faults.raise_as(oh.ContentError, "the content", "mend it")
    assert str(caught.value) == "f.yaml:7: p2 (title): is empty; mend it"
    assert caught.value.faults == (Fault("f.yaml", 7, "p2", "title", "is empty"),)


def test_several_faults_are_counted_sorted_and_told_once():
    faults = Faults("f")
    faults.add("b")
    faults.add("a", file="z")
    faults.extend([Fault("f", 0, "", "", "b"), Fault("e", 0, "", "", "c")])
    error = faults.as_error(oh.InvalidInputError, "the sheets", "mend them")
    assert str(error) == "the sheets: 3 faults; mend them:\n  e: c\n  f: b\n  z: a"
    assert [fault.problem for fault in error.faults] == ["c", "b", "a"]
    assert str(faults.as_error(oh.InvalidInputError, "the sheets")).startswith("the sheets: 3 faults:\n")
    for number in range(1_000):
        faults.add(f"n{number}")
    assert str(faults.as_error(oh.InvalidInputError, "it")).startswith("it: 1,003 faults:")


def test_errors_of_a_block_are_collected_and_the_rest_is_not():
    faults = Faults("f")
    with faults.collect(field="limit"):
        raise oh.InvalidInputError("is 0")
    with faults.collect(field="x"):
        raise oh.ContentError("two", [Fault("g", 1, "", "", "p"), Fault("g", 2, "", "own", "q")])
    assert not faults.unknown_id
    assert faults.as_error(oh.ContentError, "it").faults == (
        Fault("f", 0, "", "limit", "is 0"),
        Fault("g", 1, "", "x", "p"),
        Fault("g", 2, "", "own", "q"),
    )
    with faults.collect():
        raise oh.UnknownIdError("there is none")
    with faults.collect():
        raise oh.ContentError("later")
    assert faults.unknown_id
    assert faults.found[-2:] == [Fault("f", 0, "", "", "there is none"), Fault("f", 0, "", "", "later")]
    with pytest.raises(ZeroDivisionError), faults.collect():
        _ = 1 / 0


def test_raising_keeps_no_traceback_of_what_was_collected():
    faults = Faults()
    with faults.collect():
        raise oh.InvalidInputError("is 0")
    with pytest.raises(oh.UnknownIdError, match=r"is 0") as caught:
        faults.raise_as(oh.UnknownIdError, "it")
    assert caught.value.__cause__ is None
