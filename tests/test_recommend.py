"""Advice: what fits comes out, with reasons that add up, the same whatever the order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import opsi_handbook as oh
from opsi_handbook.model import Catalogue
from opsi_handbook.recommend import Advice

HB = oh.load("en")
CHALLENGES = [item.id for item in HB.challenges]
QUESTIONS = [item.id for item in HB.questions]
ACTIONS = [item.id for item in HB.actions]


def some(ids):
    return st.lists(st.sampled_from(ids), unique=True, max_size=6)


SITUATIONS = st.fixed_dictionaries(
    {
        "text": st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip),
        "challenges": some(CHALLENGES),
        "marks": some(QUESTIONS),
        "tried": some(ACTIONS),
        "limit": st.integers(1, 40),
    }
)


def test_fear_of_failing_leads_to_culture(hb):
    advice = hb.recommend(text="our staff are afraid to fail")
    assert "p2.q2" in [found.question.id for found in advice.recommendations[:3]]


def test_a_mark_comes_first_with_its_page(hb):
    advice = hb.recommend(marks=["p2.q2"], tried=["p2.q2.a1"])
    found = advice.recommendations[0]
    assert found.question.id == "p2.q2"
    assert [action.id for action in found.actions] == [f"p2.q2.a{n}" for n in range(2, 7)]
    assert [case.id for case in found.case_studies] == [
        "case.unicef-fail-fridays",
        "case.institute-for-brilliant-failures",
    ]
    assert [toolkit.id for toolkit in found.toolkits] == ["toolkit.culture-map"]
    assert [(reason.kind, reason.points) for reason in found.reasons] == [("mark", 1000)]


def test_a_challenge_leads_where_its_links_say(hb):
    for challenge in hb.challenges:
        links = {r.target: r.strength for r in hb.relations if r.kind == "leads-to" and r.source == challenge.id}
        advice = hb.recommend(challenges=[challenge.id], limit=30)
        assert {found.question.id: found.score for found in advice.recommendations} == {
            question: 200 * strength for question, strength in links.items()
        }
        assert {reason.layer for found in advice.recommendations for reason in found.reasons} == {"editorial"}


def test_nothing_given_and_nothing_fitting_say_so(hb):
    assert not hb.recommend()
    assert "Nothing was given" in hb.recommend(tried=["p1.q1.a1"]).message
    advice = hb.recommend(text="xqzt wvvk")
    assert advice.recommendations == ()
    assert "Nothing in the handbook fits" in advice.message


@given(SITUATIONS)
def test_reasons_add_up_and_every_id_exists(situation):
    advice = HB.recommend(**situation)
    assert len(advice.recommendations) <= situation["limit"]
    scores = [found.score for found in advice.recommendations]
    assert scores == sorted(scores, reverse=True)
    assert [found.place for found in advice.recommendations] == list(range(1, len(scores) + 1))
    for found in advice.recommendations:
        assert found.reasons
        assert found.score == sum(reason.points for reason in found.reasons)
        assert all(reason.points > 0 and reason.text for reason in found.reasons)
        assert all(reason.points == sum(one.points for one in reason.evidence) for reason in found.reasons)
        assert not {action.id for action in found.actions} & set(situation["tried"])
        for item in (found.question, *found.actions, *found.case_studies, *found.toolkits):
            assert HB[item.id] == item
    assert bool(advice.recommendations) or advice.message


@given(SITUATIONS, st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(situation, random):
    shuffled = {
        key: random.sample(value, len(value)) if isinstance(value, list) else value for key, value in situation.items()
    }
    assert HB.recommend(**situation).model_dump_json() == HB.recommend(**shuffled).model_dump_json()


@given(SITUATIONS, st.sampled_from(QUESTIONS))
def test_a_further_mark_never_lifts_an_unmarked_question_over_a_marked_one(situation, further):
    situation = {
        **situation,
        "text": None,
        "challenges": [],
        "limit": 40,
        "marks": sorted({*situation["marks"], further}),
    }
    order = [found.question.id for found in HB.recommend(**situation).recommendations]
    marked = [id_ in situation["marks"] for id_ in order]
    assert set(situation["marks"]) <= set(order)
    assert marked == sorted(marked, reverse=True)


@given(SITUATIONS)
def test_dump_validate_dump_is_the_identity(situation):
    dumped = HB.recommend(**situation).model_dump_json()
    assert Advice.model_validate_json(dumped).model_dump_json() == dumped


def test_the_catalogue_survives_its_own_json(hb):
    dumped = hb.catalogue.model_dump_json()
    again = Catalogue.model_validate_json(dumped)
    assert again == hb.catalogue
    assert again.model_dump_json() == dumped


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"marks": ["p2.q9"]}, oh.UnknownIdError, ["p2.q9", "did you mean"]),
        ({"marks": ["p2.q2", "p2.q2"]}, oh.InvalidInputError, ["named 2 times"]),
        ({"marks": ["p2.c1"]}, oh.InvalidInputError, ["p2.c1", "challenge"]),
        ({"marks": "p2.q2"}, oh.InvalidInputError, ["list"]),
        ({"marks": [None]}, oh.UnknownIdError, ["None"]),
        ({"marks": [["p2.q2"]]}, oh.UnknownIdError, ["p2.q2"]),
        ({"marks": 5}, oh.InvalidInputError, ["list"]),
        ({"challenges": ["p2.c1\x00"]}, oh.UnknownIdError, ["x00"]),
        ({"tried": ["\ud800"]}, oh.UnknownIdError, ["ud800"]),
        ({"text": ""}, oh.InvalidInputError, ["empty"]),
        ({"text": " \n\t"}, oh.InvalidInputError, ["empty"]),
        ({"text": "x" * 1_000_000}, oh.InvalidInputError, ["1,000,000", "100,000"]),
        ({"text": "a\x00b"}, oh.InvalidInputError, ["U+0000", "place 1"]),
        ({"text": "a\ud800b"}, oh.InvalidInputError, ["U+D800"]),
        ({"text": 5}, oh.InvalidInputError, ["int"]),
        ({"marks": ["p1.q1"], "limit": 0}, oh.InvalidInputError, ["limit", "0"]),
        ({"marks": ["p1.q1"], "limit": -1}, oh.InvalidInputError, ["limit", "-1"]),
        ({"marks": ["p1.q1"], "limit": True}, oh.InvalidInputError, ["limit"]),
        ({"marks": ["p9.q9"], "limit": 0, "text": ""}, oh.UnknownIdError, ["3 faults", "p9.q9", "limit", "empty"]),
    ],
)
def test_bad_input_gets_one_clear_error(hb, arguments, error, words):
    with pytest.raises(error) as caught:
        hb.recommend(**arguments)
    assert isinstance(caught.value, oh.OpsiHandbookError)
    assert [word for word in words if word not in str(caught.value)] == []
    str(caught.value).encode()


def test_advice_keeps_no_free_text(hb):
    assert "zebra" not in hb.recommend(text="our zebra is afraid to fail").model_dump_json().replace(
        "zebra crossing", ""
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("when the old head retired all her knowledge disappeared and we started again from zero", "p5.q3"),
        ("the system was switched on in the whole country without a single user having tried it", "p4.q3"),
        ("I am alone in my role and know nobody in other agencies who does the same", "p5.q5"),
        ("residents are asked what they think when everything is already decided", "p3.q7"),
        ("the law does not let us try it even on a small scale", "p4.q1"),
        ("nobody measured anything before the project started so we cannot compare", "p5.q7"),
    ],
)
def test_problems_as_people_put_them(hb, text, wanted):
    assert wanted in [found.question.id for found in hb.recommend(text=text).recommendations[:3]]
