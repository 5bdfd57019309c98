"""The nearest situation, on banks small enough to work out by hand."""

from __future__ import annotations

from array import array

from opsi_handbook.matching.classifier import LinearClassifier
from opsi_handbook.matching.neighbours import Neighbours
from strategies import Word, trained_bank


def idf(**weights):
    return {word: Word(idf=weight) for word, weight in weights.items()}


def nearest(bank, text):
    found = Neighbours(bank).nearest(LinearClassifier(bank).features(text))
    return {column: tuple(neighbour) for column, neighbour in found.items()}


def test_similarity_is_the_squared_cosine():
    bank = trained_bank(idf(a=3, b=4, c=5), [("a b", {0: 4})])
    # 7 of the 7 of the situation, 7 of the 12 of the text: 500 * 7 * 7 / (7 * 12).
    assert nearest(bank, "a b c") == {0: (0, 292)}
    assert nearest(bank, "a b") == {0: (0, 500)}
    assert nearest(bank, "a") == {0: (0, round(500 * 3 * 3 / (7 * 3)))} == {0: (0, 214)}
    assert nearest(bank, "c") == nearest(bank, "zyx") == {}


def test_a_situation_counts_by_its_grade_where_it_bears_too():
    bank = trained_bank(idf(a=3, b=3), [("a b", {0: 4, 1: 1})])
    assert nearest(bank, "a b") == {0: (0, 500), 1: (0, 125)}
    bank = trained_bank(idf(a=3, b=3), [("a b", {0: 4, 1: 2}), ("a", {1: 4})])
    assert nearest(bank, "a b") == {0: (0, 500), 1: (0, 250)}
    bank = trained_bank(idf(a=4, b=3), [("a b", {0: 4, 1: 2}), ("a", {1: 4})])
    assert nearest(bank, "a b")[1] == (1, round(500 * 4 * 4 / (4 * 7))) == (1, 286)


def test_it_counts_from_ten_points():
    bank = trained_bank(idf(a=1, b=4, c=9), [("a b", {0: 4, 1: 1})])
    assert nearest(bank, "a c") == {0: (0, 10), 1: (0, 2)}
    bank = trained_bank(idf(a=10, b=490), [("a b", {0: 4})])
    assert nearest(bank, "a") == {0: (0, 10)}
    bank = trained_bank(idf(a=10, b=491), [("a b", {0: 4})])
    assert nearest(bank, "a") == {}


def test_of_equal_situations_the_first():
    bank = trained_bank(idf(a=3, b=3, c=3), [("c", {1: 4}), ("a b", {0: 4}), ("a b", {0: 4})])
    assert nearest(bank, "a b") == {0: (1, 500)}
    # Also where the word of a later one comes earlier in the alphabet.
    bank = trained_bank(idf(a=3, b=3), [("b", {0: 4}), ("a", {0: 4})])
    assert nearest(bank, "a b") == {0: (0, 250)}


def test_words_that_begin_alike_are_one_and_frequent_ones_tell_nothing():
    bank = trained_bank(idf(fail=5, fails=7, the=0), [("fail", {0: 4})])._replace(classes=array("H", [0, 0, 2]))
    neighbours, classifier = Neighbours(bank), LinearClassifier(bank)
    assert dict(neighbours.discriminative(classifier.features("fail fails the"))) == {0: 5}
    assert nearest(bank, "fails") == nearest(bank, "the fail fails") == {0: (0, 500)}
    assert nearest(bank, "the") == {}
