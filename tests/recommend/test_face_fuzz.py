"""Hostile values into the public face: an answer, or one error of ours. Nothing else ever comes out."""

from __future__ import annotations

import os
from random import Random

import pytest

import opsi_handbook as oh
from strategies import AFRAID, HB


class Broken:
    """A value that stands for nothing."""

    def __index__(self):
        raise TypeError("no number")

    def __iter__(self):
        raise TypeError("no list")


VALUES = (
    lambda: None, lambda: 5, lambda: -1, lambda: 10**40, lambda: 1.5, lambda: float("nan"), lambda: True, lambda: "",
    lambda: b"x", lambda: "p2.q2", lambda: " P2.Q2 ", list, lambda: ["p2.q2"], lambda: ["p2.q2", "p2.q2"],
    lambda: [None], lambda: [[]], lambda: [{}], dict, lambda: {"p2.q2": 1}, lambda: {"p2.q2": ["a text"]},
    object, lambda: ("p2.q2",), lambda: {"p2.q2"}, lambda: iter(["p2.q2"]), lambda: range(3), lambda: [b"p2.q2"],
    lambda: "\ud800", lambda: ["\ud800"], lambda: "\x00", lambda: "a\x1b[31m", lambda: ["a\u202eb"], lambda: 3 + 4j,
    lambda: "x" * 200_000, lambda: HB, lambda: HB["p2.q2"], lambda: [HB["p2.q2"]], lambda: oh.Handbook,
    lambda: HB.recommend(marks=["p2.q2"]), lambda: "en", lambda: ["sv", "en"], lambda: "sv-", lambda: "../en",
    lambda: (value for value in ["p2.q2", 5]), Broken, lambda: Broken, lambda: NotImplemented,
    lambda: memoryview(b"x"), lambda: ["case.policy-jam", "p1", "p2.c1", "p2.q2.a1"], lambda: [float("inf")],
    lambda: type("Named", (), {"encode": 5}),
)  # fmt: skip


def dumped(advice):
    return advice.model_dump_json()


CALLS = {
    **{
        f"recommend({name})": lambda value, name=name: dumped(HB.recommend(**{"marks": ["p1.q1"], name: value}))
        for name in ("text", "challenges", "marks", "tried", "limit", "principles", "countries", "reachable_urls")
    },
    "search": HB.search,
    "search(limit)": lambda value: HB.search("a", value),
    "with_examples": lambda value: dumped(HB.with_examples(value).recommend(text=AFRAID)),
    "with_examples({…})": lambda value: dumped(HB.with_examples({"p1.q1": value}).recommend(text=AFRAID)),
    "with_examples({[…]})": lambda value: dumped(HB.with_examples({"p1.q1": [value]}).recommend(text=AFRAID)),
    "with_encoder": lambda value: dumped(HB.with_encoder(value).recommend(text=AFRAID)),
    "hb[…]": lambda value: HB[value],
    "in": lambda value: value in HB,
    "get": HB.get,
    "question": HB.question,
    "parent": HB.parent,
    "load": oh.load,
    "load(po_dir)": lambda value: oh.load("en", po_dir=value),
    "in_language": HB.in_language,
}


@pytest.mark.parametrize("name", CALLS)
def test_nothing_but_our_errors_comes_out(name):
    answers = 0
    for value in VALUES:
        error = raised(CALLS[name], value())
        if error is None:
            answers += 1
            continue
        message = str(error)
        assert message.strip()
        assert len(message) < 10_000
        message.encode()
    assert answers >= 1 or name == "with_encoder"


def raised(call, *arguments):
    """The error of ours that a call raises; every other one comes through."""
    try:
        call(*arguments)
    except oh.OpsiHandbookError as error:
        return error
    return None


def test_several_at_once():
    random = Random(3)
    names = ("text", "challenges", "marks", "tried", "limit", "principles", "countries", "reachable_urls")
    for _ in range(3_000 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 300):
        chosen = random.sample(names, random.randint(2, 5))
        arguments = {name: random.choice(VALUES)() for name in chosen}
        error = raised(lambda arguments=arguments: dumped(HB.recommend(**arguments)))
        if error is not None:
            assert {fault.field for fault in error.faults} <= {*chosen}
            assert error.faults
