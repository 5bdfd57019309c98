"""Matching by situations: what turns a text away, what is quoted, and whose situation counts."""

from __future__ import annotations

import pytest

from opsi_handbook.matching import Contribution
from opsi_handbook.matching.by_examples import ExampleMatcher
from opsi_handbook.matching.contributions import Share
from opsi_handbook.matching.local import LocalExample
from strategies import Word, small_bank


def idf(**weights):
    return {word: Word(idf=weight) for word, weight in weights.items()}


def test_the_whole_of_a_small_match():
    words = {"afraid": Word((10, -9), -2, 16, 3), "fail": Word((20, 5), -1, 9, 4), "the": Word((1, 2), 1, 0)}
    bank = small_bank(words, [("afraid fail", {1: 4})])
    match = ExampleMatcher(bank).match("The director is afraid to fail")
    # Worth 10 / 5 = 2 points a weight: 62 at the first question; at the second -4, which is no reason.
    assert match.contributions == (
        Contribution(
            "p1.q1", "words", "editorial", 62,
            (Share("word", "fail", 40), Share("word", "afraid", 20), Share("function-words", "", 2)),
        ),
        Contribution("p1.q2", "example", "editorial", 500, (Share("example", "e0", 500, "afraid fail"),)),
    )  # fmt: skip
    assert match.receipt.model_dump() == {
        "words": ("afraid", "fail", "the"),
        "unknown_words": 3,
        "fits": True,
        "local_examples": (),
        "encoder": (),
    }


def test_words_from_one_point_are_a_reason():
    words = {"fail": Word((1, 0), -1, 1), "risk": Word((-1, -1), -1, 1)}
    match = ExampleMatcher(small_bank(words, scale=0.0006)).match("fail")
    assert [(contribution.question, contribution.points) for contribution in match.contributions] == [("p1.q1", 1)]
    assert not ExampleMatcher(small_bank(words, scale=0.0004)).match("fail").contributions
    assert not ExampleMatcher(small_bank(words)).match("risk").receipt.fits


@pytest.mark.parametrize(("threshold", "fits"), [(-19, True), (-20, False), (-21, False), (0, True)])
def test_off_topic_turns_away_from_the_threshold(threshold, fits):
    bank = small_bank({"fail": Word((20, 0), off_topic=-2)}, threshold=threshold)
    match = ExampleMatcher(bank).match("fail")
    assert bank.classifier.off_topic_points(bank.classifier.features("fail")) == -20
    assert (bool(match.contributions), match.receipt.fits) == (fits, fits)
    assert match.receipt.words == ("fail",)


@pytest.mark.parametrize(
    ("text", "fits"), [("fail zyx", True), ("fail zyx wvu", False), ("fail fail zyx zyx", True), ("zyx", False)]
)
def test_half_of_the_distinct_words_must_be_known(text, fits):
    match = ExampleMatcher(small_bank({"fail": Word((20, 0), off_topic=-2)})).match(text)
    assert not ExampleMatcher(small_bank({"fail": Word()}, threshold=1)).match("42 …").receipt.fits
    assert match.receipt.fits is fits
    assert match.receipt.unknown_words == len(set(text.split()) - {"fail"})


@pytest.mark.parametrize(("weights", "points", "quoted"), [((2, 3, 8), 40, "a b"), ((2, 1, 15), 39, None)])
def test_a_situation_is_quoted_from_forty_points(weights, points, quoted):
    bank = small_bank(idf(**dict(zip("abc", weights, strict=True))), [("a b", {0: 4})], threshold=1)
    (ours,) = ExampleMatcher(bank).match("a c").contributions
    assert (ours.points, ours.layer, ours.evidence) == (
        points, "editorial", (Share("example", "e0", points, quoted),),
    )  # fmt: skip
    bank = small_bank(idf(**dict(zip("abc", weights, strict=True))), threshold=1)
    (local,) = ExampleMatcher(bank, [LocalExample("local.p1.q1.s1", "p1.q1", "b, a")]).match("a c").contributions
    assert (local.points, local.layer, local.evidence) == (
        points, "local", (Share("example", "local.p1.q1.s1", points, quoted and "b, a"),),
    )  # fmt: skip


def reasons(match):
    return [(reason.question, reason.layer.value, reason.evidence[0].what, reason.points)
            for reason in match.contributions]  # fmt: skip


def test_the_nearer_of_ours_and_the_callers_and_ours_where_they_tie():
    bank = small_bank(idf(boat=3, stone=4), [("boat", {0: 4})], threshold=1)
    as_near = LocalExample("local.p1.q1.s1", "p1.q1", "boat zyx")
    nearer = LocalExample("local.p1.q1.s2", "p1.q1", "boat stone")
    elsewhere = LocalExample("local.p1.q2.s1", "p1.q2", "stone")
    assert reasons(ExampleMatcher(bank, [as_near]).match("boat")) == [("p1.q1", "editorial", "e0", 500)]
    match = ExampleMatcher(bank, [as_near, nearer, elsewhere]).match("boat stone")
    assert reasons(match) == [
        ("p1.q1", "local", "local.p1.q1.s2", 500),
        ("p1.q2", "local", "local.p1.q2.s1", round(500 * 4 / 7)),
    ]
    assert match.receipt.local_examples == (
        ("p1.q1", "local.p1.q1.s2", 500),
        ("p1.q2", "local.p1.q2.s1", 286),
    )


def test_of_equal_local_situations_the_first():
    bank = small_bank(idf(a=3, b=4), threshold=1)
    examples = [LocalExample(f"local.p1.q1.s{number}", "p1.q1", "b a") for number in (1, 2)]
    assert reasons(ExampleMatcher(bank, examples).match("a b")) == [("p1.q1", "local", "local.p1.q1.s1", 500)]
    assert reasons(ExampleMatcher(bank, examples).match("a")) == [("p1.q1", "local", "local.p1.q1.s1", 214)]
    barely = small_bank(idf(a=1, b=24, c=19), threshold=1)
    assert reasons(ExampleMatcher(barely, examples).match("a c")) == [("p1.q1", "local", "local.p1.q1.s1", 1)]
    nothing_shared = small_bank(idf(a=3, b=4, c=1), threshold=1)
    assert not ExampleMatcher(nothing_shared, examples).match("c").contributions
