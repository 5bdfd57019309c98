"""The index: its numbers, worked out by hand."""

from __future__ import annotations

from math import log

import pytest

from opsi_handbook.matching.bm25 import Index


def test_the_numbers_of_a_small_index():
    index = Index({"a": [("x x y", 1.0)], "b": [("x z", 2.0), ("w", 1.0)], "c": [("", 1.0)]}, str.split)
    # Four passages; lengths 3, 5 and 1 (an empty text counts as one), 3 on average.
    # Damping of a: 3 * (0.4 + 0.6 * 3/3) = 3; of b: 3 * (0.4 + 0.6 * 5/3) = 4.2.
    assert index.terms == {"x", "y", "z", "w"}
    assert index.weights("x") == [
        ("a", pytest.approx(log(5 / 2) * 2 * 4 / (2 + 3))),
        ("b", pytest.approx(log(5 / 2) * 2 * 4 / (2 + 4.2))),
    ]
    assert index.weights("y") == [("a", pytest.approx(log(5 / 1) * 1 * 4 / (1 + 3)))]
    assert index.weights("w") == [("b", pytest.approx(log(5 / 1) * 1 * 4 / (1 + 4.2)))]
    assert index.weights("nothing") == []


def test_a_word_counts_once_a_passage_for_its_rarity():
    index = Index({"a": [("x", 1.0), ("x", 0.5)], "b": [("y y y", 1.0)]}, str.split)
    # Three passages; lengths 1.5 and 3, on average 2.25. x stands in two passages, y in one.
    assert index.weights("x") == [("a", pytest.approx(log(4 / 2) * 1.5 * 4 / (1.5 + 3 * (0.4 + 0.6 * 1.5 / 2.25))))]
    assert index.weights("y") == [("b", pytest.approx(log(4 / 1) * 3 * 4 / (3 + 3 * (0.4 + 0.6 * 3 / 2.25))))]


def test_no_text_is_an_index_too():
    assert Index({}, str.split).terms == frozenset()
    assert Index({"a": []}, str.split).weights("x") == []
