"""Ids: what they look like, what they name, what they stand under."""

from __future__ import annotations

import pytest

from opsi_handbook.ids import Kind, id_of, kind_of, number_of, owner_of

SHAPES = {
    "p1": "principle", "p999": "principle", "p1.w2": "argument", "p2.d3": "dimension", "p2.c1": "challenge",
    "p2.q4": "question", "p2.q4.a1": "action", "case.policy-jam": "case_study", "toolkit.x1": "toolkit",
    "front.licence": "passage", "front.steps.s1": "passage", "leads-to.p2.c1.p2.q2": "relation",
    "bears-on.p1": "relation", "related-to.p1.q1": "relation", "work.handbook": "work", "ui.points": "phrase",
    "term.co-creation": "term",
}  # fmt: skip


@pytest.mark.parametrize(("id_", "kind"), SHAPES.items())
def test_a_shape_says_the_kind(id_, kind):
    assert kind_of(id_) == kind


@pytest.mark.parametrize(
    "id_",
    ["", "p", "p0", "p01", "p1000", "P1", "p1.", "p1.q", "p1.q0", "p1.q1.a0", "p1.q1.b1", "p1.q1.a1.x", "case.",
     "case.-x", "case.x-", "case.X", "front.a.b.c", " p1", "p1\n", "leads-to.", "q1", None, 5, ["p1"]],
)  # fmt: skip
def test_what_has_no_such_shape_is_no_id(id_):
    assert kind_of(id_) is None


def test_every_item_is_of_the_kind_that_its_id_says(hb):
    kinds = {kind_of(id_) for id_ in hb}
    assert None not in kinds
    assert kinds == set(Kind)


def test_an_id_or_an_item_names_it(hb):
    assert id_of(" P2.Q2 ") == id_of("p2.q2") == id_of(hb["p2.q2"]) == "p2.q2"
    assert id_of(5) is id_of(None) is id_of(b"p2.q2") is id_of(["p2.q2"]) is None
    assert id_of(type("Odd", (), {"id": 5})()) is None


def test_a_numbered_id_stands_under_another(hb):
    assert owner_of("p2.q4.a1") == "p2.q4"
    assert owner_of("p2.q4") == owner_of("p2.w1") == "p2"
    assert owner_of("p2") == owner_of("case.policy-jam") == owner_of("front.steps") == owner_of("") == ""
    assert owner_of("local.p2.q2.s1") == "local.p2.q2"
    assert owner_of("p2.q01") == owner_of("p2.q1000") == owner_of("p2.q1x") == owner_of("p2.qq1") == ""
    assert all(owner_of(action.id) in hb for action in hb.actions)


def test_a_numbered_id_has_a_number():
    assert number_of("p2.q4.a12") == 12
    assert number_of("p2") == 2
    assert number_of("case.x-1") == number_of("case.x") == number_of("") == number_of("p2.q4\n") == 0
