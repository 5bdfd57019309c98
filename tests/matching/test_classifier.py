"""The classifier and what it shows, on banks small enough to work out by hand."""

from __future__ import annotations

import pytest

from opsi_handbook.matching import EvidenceKind
from opsi_handbook.matching.classifier import WORD_POINTS, LinearClassifier
from opsi_handbook.matching.contributions import Share
from opsi_handbook.matching.evidence import WordEvidence
from strategies import Word, trained_bank

WORDS = {
    "afraid": Word((10, -3), off_topic=-4, length=16),
    "fail": Word((20, 5), off_topic=3, length=9),
    "the": Word((-1, 2), off_topic=7, length=0),
}


def test_a_text_is_its_distinct_words():
    features = LinearClassifier(trained_bank(WORDS)).features("The Lindqvist is AFRAID to fail, afraid to fail")
    assert features.words == ("afraid", "fail", "the")
    assert features.numbers == (0, 1, 2)
    assert features.unknown == 3
    assert features.length == 5.0


def test_what_its_words_are_worth():
    classifier = LinearClassifier(trained_bank(WORDS, scale=0.02, off_topic_scale=0.03))
    features = classifier.features("afraid fail the")
    assert classifier.columns(features) == [(10, 20, -1), (-3, 5, 2)]
    assert classifier.worth(features) == 0.02 * WORD_POINTS / 5 == 4.0
    assert classifier.off_topic_points(features) == round(0.03 * 1000 / 5 * (-4 + 3 + 7)) == 36
    assert classifier.off_topic_points(classifier.features("afraid")) == -30


def test_a_text_of_no_words_is_worth_nothing():
    classifier = LinearClassifier(trained_bank(WORDS))
    for text in ("", "zyx", "the"):
        features = classifier.features(text)
        assert classifier.worth(features) == 0.0
        assert classifier.off_topic_points(features) == 0
    assert classifier.columns(classifier.features("zyx")) == []


def shares(weights, points, worth=1.0, function_words=("and", "the")):
    by_word = dict(sorted(weights.items()))
    evidence = WordEvidence(tuple(by_word), frozenset(function_words))
    return [tuple(share)[:3] for share in evidence.shares(tuple(by_word.values()), worth, points)]


def test_words_are_shown_from_a_twelfth_of_the_points():
    assert shares({"small": 9.9, "large": 100.1, "enough": 10.0}, 120) == [
        ("word", "large", 100),
        ("word", "enough", 10),
        ("other-words", "", 10),
    ]


def test_words_are_shown_from_one_point():
    assert shares({"aa": 0.9, "bb": 0.99, "cc": 1.0, "dd": 3.0}, 6) == [
        ("word", "dd", 3),
        ("word", "cc", 1),
        ("other-words", "", 2),
    ]


def test_six_words_are_shown_and_equals_in_the_order_of_the_alphabet():
    many = dict.fromkeys("gg ff ee dd cc bb aa".split(), 10)
    assert shares({**many, "zz": 11}, 81) == [
        ("word", "zz", 11),
        *(("word", word, 10) for word in ("aa", "bb", "cc", "dd", "ee")),
        ("other-words", "", 20),
    ]


def test_function_words_stand_in_one_line():
    assert shares({"the": 40, "and": 3, "x": 2, "fail": 30, "we'll": 5}, 80, function_words=("and", "the", "we")) == [
        ("word", "fail", 30),
        ("function-words", "", 50),
    ]
    assert shares({"the": -4, "fail": 30, "staff": -6}, 20) == [
        ("word", "fail", 30),
        ("function-words", "", -4),
        ("other-words", "", -6),
    ]


def test_a_share_is_rounded_and_the_rest_makes_up_for_it():
    assert shares({"fail": 10.4, "fear": 10.3, "the": 0.2}, 21) == [
        ("word", "fail", 10),
        ("word", "fear", 10),
        ("other-words", "", 1),
    ]
    assert shares({"fail": 2.5, "the": 1.5}, 16, worth=4.0) == [("word", "fail", 10), ("function-words", "", 6)]


@pytest.mark.parametrize("text", ["we", "the"])
def test_where_nothing_tells_no_word_is_shown(text):
    assert shares({text: 20.0}, 20, function_words=("we", "the")) == [("function-words", "", 20)]


def test_a_share_holds_its_kind():
    (share,) = WordEvidence(("fail",), frozenset()).shares((5,), 1.0, 5)
    assert share == Share(EvidenceKind.WORD, "fail", 5, None)
