"""What would change the order: each comes true when it is carried out, and says so in a sentence."""

from __future__ import annotations

import os
from random import Random

import pytest

import opsi_handbook as oh
from opsi_handbook.matching import Contribution
from opsi_handbook.matching.contributions import Share
from opsi_handbook.recommend.counterfactuals import counterfactuals_of
from strategies import AFRAID, HB, questions_of, random_situation


def sentence(hb, change):
    titled = (f"{id_} ({hb[id_].title})" for id_ in (*change.without_marks, *change.with_marks))
    ids = ", ".join((*titled, *change.without_challenges))
    if change.without_text:
        name = "without-text"
    elif change.with_marks:
        name = "with-mark"
    else:
        name = "without-challenge" if change.without_challenges else "without-marks"
    if change.place is None:
        return hb.phrases.fill(f"ui.{name}-gone", ids=ids)
    return hb.phrases.fill(f"ui.{name}-place", ids=ids, place=change.place)


def test_they_come_true_when_they_are_carried_out():
    random = Random(5)
    carried_out = 0
    kinds = set()
    for _ in range(1_000 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 110):
        language, situation = random_situation(random)
        hb = oh.load(language)
        advice = hb.recommend(**situation)
        for change in advice.counterfactuals:
            changed = {
                "challenges": [id_ for id_ in situation["challenges"] if id_ not in change.without_challenges],
                "marks": [id_ for id_ in situation["marks"] if id_ not in change.without_marks] + [*change.with_marks],
                "text": None if change.without_text else situation["text"],
                "tried": situation["tried"],
                "limit": 30,
            }
            order = questions_of(hb.recommend(**changed))
            place = order.index(change.question) + 1 if change.question in order else None
            assert place == change.place, (situation, change)
            assert change.text == sentence(hb, change)
            assert change.question in questions_of(advice)
            carried_out += 1
            kinds.add((bool(change.with_marks), change.without_text, bool(change.without_challenges), place is None))
    assert carried_out > 500
    assert len(kinds) == 7


def changes(scores, contributions=None, best=None, **kinds):
    """The changes for questions that are named by letters, each with one reason unless told otherwise."""
    order = best or sorted(scores, key=lambda id_: (-scores[id_], id_))
    by_question = contributions or {id_: [reason(id_, kinds.get(id_, "mark"), score)] for id_, score in scores.items()}
    places = {id_: place for place, id_ in enumerate("abcdefgh")}
    fields = ("question", "without_marks", "without_challenges", "without_text", "with_marks", "place")
    empty = ((), False)
    return [
        {name: getattr(each, name) for name in fields if getattr(each, name) not in empty}
        for each in counterfactuals_of(order, scores, by_question, places)
    ]


def reason(question, kind, points, what=None):
    share = Share("relation" if kind == "challenge" else "question", what or question, points)
    return Contribution(question, oh.ReasonKind(kind), oh.Layer("source"), points, (share,))


def test_without_a_mark():
    assert changes({"a": 1000, "b": 1000}) == [
        {"question": "a", "without_marks": ("a",), "place": None},
        {"question": "b", "without_marks": ("b",), "place": None},
        {"question": "b", "without_marks": ("a",), "place": 1},
    ]


def test_without_a_mark_other_reasons_stay():
    scores = {"a": 1300, "b": 300, "c": 200}
    by_question = {
        "a": [reason("a", "mark", 1000), reason("a", "words", 300)],
        "b": [reason("b", "words", 300)],
        "c": [reason("c", "words", 200)],
    }
    assert changes(scores, by_question) == [
        {"question": "a", "without_marks": ("a",), "place": 1},
        {"question": "a", "without_text": True, "place": 1},
        {"question": "b", "without_text": True, "place": None},
        {"question": "c", "without_text": True, "place": None},
    ]


def test_one_point_is_enough_to_be_there():
    by_question = {"a": [reason("a", "mark", 1000), reason("a", "words", 1)]}
    assert changes({"a": 1001}, by_question) == [
        {"question": "a", "without_marks": ("a",), "place": 1},
        {"question": "a", "without_text": True, "place": 1},
    ]


def test_with_a_mark_only_where_it_would_come_first():
    assert changes({"a": 300, "b": 100}, a="words", b="words") == [
        {"question": "a", "without_text": True, "place": None},
        {"question": "b", "without_text": True, "place": None},
        {"question": "b", "with_marks": ("b",), "place": 1},
    ]
    assert {"question": "b", "with_marks": ("b",), "place": 1} not in changes(
        {"a": 1100, "b": 100}, {"a": [reason("a", "group", 1100)], "b": [reason("b", "words", 100)]}
    )
    assert {"question": "a", "with_marks": ("a",), "place": 1} in changes(
        {"b": 1100, "a": 100}, {"b": [reason("b", "group", 1100)], "a": [reason("a", "words", 100)]}
    )


def test_without_the_marks_before_it():
    scores = {"a": 1500, "b": 1400, "c": 1300, "d": 450}
    by_question = {
        "a": [reason("a", "mark", 1000), reason("a", "words", 500)],
        "b": [reason("b", "mark", 1000), reason("b", "words", 400)],
        "c": [reason("c", "mark", 1000), reason("c", "words", 300)],
        "d": [reason("d", "words", 450)],
    }
    got = changes(scores, by_question)
    assert {"question": "b", "without_marks": ("a",), "place": 1} in got
    assert {"question": "c", "without_marks": ("a", "b"), "place": 1} in got
    # Without a, b and c marked, a has 500 still: no change of marks puts d first but its own.
    assert [change for change in got if change["question"] == "d"] == [
        {"question": "d", "without_text": True, "place": None},
    ]


def test_marks_are_named_in_the_order_of_their_ids():
    by_question = {
        "c": [reason("c", "mark", 1000), reason("c", "group", 100)],
        "a": [reason("a", "mark", 1000), reason("a", "group", 50)],
        "d": [reason("d", "mark", 1000), reason("d", "group", 40)],
    }
    scores = {id_: sum(each.points for each in run) for id_, run in by_question.items()}
    assert {"question": "d", "without_marks": ("a", "c"), "place": 1} in changes(scores, by_question)


def test_without_a_challenge_all_that_it_leads_to_goes():
    scores = {"a": 600, "b": 500, "c": 400}
    by_question = {
        "a": [reason("a", "challenge", 600, "leads-to.p1.c1.a")],
        "b": [reason("b", "challenge", 400, "leads-to.p1.c1.b"), reason("b", "words", 100)],
        "c": [reason("c", "challenge", 400, "leads-to.p1.c2.c")],
    }
    got = changes(scores, by_question)
    assert {"question": "a", "without_challenges": ("p1.c1",), "place": None} in got
    assert {"question": "b", "without_challenges": ("p1.c1",), "place": 2} in got
    assert {"question": "b", "without_text": True, "place": 2} in got
    assert {"question": "c", "without_challenges": ("p1.c2",), "place": None} in got


@pytest.mark.parametrize("kind", ["words", "handbook-words", "example", "encoder"])
def test_without_the_text_all_that_it_gave_goes(kind):
    by_question = {"a": [reason("a", kind, 600)], "b": [reason("b", kind, 300), reason("b", "group", 200)]}
    assert {"question": "b", "without_text": True, "place": 1} in changes({"a": 600, "b": 500}, by_question)


def test_a_group_alone_has_nothing_to_change():
    assert changes({"a": 600}, {"a": [reason("a", "group", 600)]}) == []


def test_questions_beyond_the_limit_count():
    got = changes({"a": 1000, "b": 500, "c": 400}, best=["a"], b="words", c="words")
    assert got == [{"question": "a", "without_marks": ("a",), "place": None}]
    by_question = {
        "a": [reason("a", "mark", 1000), reason("a", "words", 450)],
        "b": [reason("b", "group", 500)],
        "c": [reason("c", "group", 450)],
    }
    assert changes({"a": 1450, "b": 500, "c": 450}, by_question, best=["a"]) == [
        {"question": "a", "without_marks": ("a",), "place": 2},
        {"question": "a", "without_text": True, "place": 1},
    ]


def test_in_words():
    texts = [change.text for change in HB.recommend(text=AFRAID, marks=["p2.q1"], challenges=["p2.c1"], limit=3)
             .counterfactuals]  # fmt: skip
    assert "Without your mark on p2.q1 (Engaged staff and managers) it would stand at place" in " ".join(texts)
    assert any(text.startswith("Without your text it would") for text in texts)
    assert any(text.startswith("Without the challenge p2.c1 it would") for text in texts)
    assert any(text.startswith("It would come to place 1 if you marked ") for text in texts)
