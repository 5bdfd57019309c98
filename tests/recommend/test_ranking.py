"""Ranking: what speaks for each question, in whole points that add up, in an order that nothing else decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import opsi_handbook as oh
from opsi_handbook.advising import Adviser
from opsi_handbook.matching import Contribution, TextMatch, TextReceipt
from opsi_handbook.matching.contributions import Share
from opsi_handbook.recommend import GroupMark, Ranker, Request, Situation
from opsi_handbook.recommend.points import CLEAR_FROM, LIKELY_FROM, confidence_of
from strategies import AFRAID, HB, IDS, questions_of, situations

RECEIPT = TextReceipt(words=("fail",), unknown_words=0, fits=True, local_examples=(), encoder=())


def of_text(question, points, kind="words", layer="editorial", what="fail"):
    share = Share("word" if kind == "words" else "example", what, points)
    return Contribution(question, oh.ReasonKind(kind), oh.Layer(layer), points, (share,))


def advise(situation, *contributions):
    match = TextMatch(contributions, RECEIPT) if contributions else None
    return Ranker(HB.catalogue).advise(situation, match)


def scores(advice):
    return [(each.question.id, each.score) for each in advice.recommendations]


def test_a_mark_is_worth_a_thousand_and_comes_with_its_page(hb):
    advice = hb.recommend(marks=["p2.q2"], tried=["p2.q2.a1"])
    (only,) = advice.recommendations
    assert (only.place, only.score, only.question.id) == (1, 1000, "p2.q2")
    assert [(r.kind, r.layer, r.points, r.text) for r in only.reasons] == [
        ("mark", "source", 1000, 'You marked it: "we need to get better at this".')
    ]
    assert [(part.kind, part.what, part.points, part.text) for part in only.reasons[0].evidence] == [
        ("question", "p2.q2", 1000, None)
    ]
    assert [action.id for action in only.actions] == [f"p2.q2.a{number}" for number in range(2, 7)]
    assert only.case_studies == hb.case_studies_of("p2.q2")
    assert only.toolkits == hb.toolkits_of("p2.q2")
    question = hb.question("p2.q2")
    assert only.question.model_dump() == {
        name: value for name, value in question.model_dump().items() if name in type(only.question).model_fields
    }
    assert (only.question.title, only.question.text) == (question.title, question.text)
    assert advice.receipt.runners_up == ()


def test_a_challenge_is_worth_two_hundred_a_grade(hb):
    for challenge in hb.challenges:
        links = {link.target: link for link in hb.relations if (link.kind, link.source) == ("leads-to", challenge.id)}
        advice = hb.recommend(challenges=[challenge.id], limit=30)
        assert dict(scores(advice)) == {question: 200 * link.strength for question, link in links.items()}
        for each in advice.recommendations:
            link = links[each.question.id]
            (reason,) = each.reasons
            assert (reason.kind, reason.layer, reason.points) == ("challenge", link.layer, 200 * link.strength)
            assert [(part.kind, part.what, part.points) for part in reason.evidence] == [
                ("relation", link.id, reason.points)
            ]
            assert reason.text == f"Your challenge {challenge.id} leads here: {link.reason}"


@pytest.mark.parametrize(
    ("marked", "answered", "points"), [(3, 9, 333), (6, 9, 667), (9, 9, 1000), (0, 9, 0), (0, 0, 0), (1, 3000, 0),
                                       (3, 5, 600), (1, 1001, 1)]
)  # fmt: skip
def test_a_group_is_worth_the_share_that_marked(hb, marked, answered, points):
    mark = GroupMark(question="p2.q2", marked=marked, answered=answered)
    advice = Adviser(hb.catalogue).advise(Request(group=(mark,)))
    assert scores(advice) == ([("p2.q2", points)] if points else [])
    if points:
        (reason,) = advice.recommendations[0].reasons
        assert (reason.kind, reason.layer) == ("group", "source")
        assert [(part.kind, part.what, part.points) for part in reason.evidence] == [("question", "p2.q2", points)]
        assert (
            reason.text
            == f'In your group, {marked} of {answered} who answered marked it: "we need to get better at this".'
        )
    else:
        assert advice.message == hb.phrases["ui.nothing-fits"]


def test_equal_scores_stand_in_printed_order(hb):
    advice = hb.recommend(marks=["p5.q3", "p1.q2", "p3.q7", "p1.q1"], limit=3)
    assert questions_of(advice) == ["p1.q1", "p1.q2", "p3.q7"]
    assert [(runner.question, runner.score, runner.points) for runner in advice.receipt.runners_up] == [
        ("p5.q3", 1000, (("mark", "p5.q3", 1000),))
    ]
    everything = hb.recommend(marks=IDS["questions"], limit=30)
    assert questions_of(everything) == IDS["questions"]


def test_reasons_of_all_kinds_add_up_in_the_order_they_came():
    group = (GroupMark(question="p2.q2", marked=3, answered=6),)
    situation = Situation(marks=("p2.q2",), challenges=("p2.c1",), group=group, limit=1)
    contributions = (of_text("p2.q2", 120), of_text("p2.q2", 7, "example", what="e1"), of_text("p1.q1", 9999))
    advice = advise(situation, *contributions, of_text("p5.q1", 5, "example", "local", "local.p5.q1.s1"))
    assert scores(advice) == [("p1.q1", 9999)]
    first, *rest = advice.receipt.runners_up
    strength = next(link.strength for _, link in HB.catalogue.links("leads-to", "p2.q2") if link.source == "p2.c1")
    assert (first.question, first.score) == ("p2.q2", 1000 + 500 + 200 * strength + 127)
    assert first.points == (
        ("mark", "p2.q2", 1000), ("group", "p2.q2", 500), ("challenge", "leads-to.p2.c1.p2.q2", 200 * strength),
        ("words", "", 120), ("example", "e1", 7),
    )  # fmt: skip
    assert rest[-1].points == (("example", "local.p5.q1.s1", 5),)
    assert [runner.score for runner in rest] == sorted((runner.score for runner in rest), reverse=True)


@pytest.mark.parametrize(
    ("score", "confidence"), [(1, "unsure"), (249, "unsure"), (250, "likely"), (399, "likely"), (400, "clear"),
                              (5000, "clear")]
)  # fmt: skip
def test_how_sure_a_score_is(hb, score, confidence):
    assert confidence_of(score) == confidence
    (each,) = advise(Situation(), of_text("p2.q2", score)).recommendations
    assert each.confidence == confidence
    assert (LIKELY_FROM, CLEAR_FROM) == (250, 400)
    assert f"ui.confidence-{confidence}" in hb.phrases


def test_confidence_is_said_in_words(hb):
    for each in hb.recommend(text=AFRAID, challenges=["p2.c1"], limit=30).recommendations:
        assert each.confidence_text == hb.phrases[f"ui.confidence-{confidence_of(each.score)}"]
    assert hb.recommend(marks=["p1.q1"]).recommendations[0].confidence_text == "Much speaks for this one."


def test_related_questions_are_linked_by_us_with_a_reason(hb):
    (only,) = hb.recommend(marks=["p1.q1"]).recommendations
    links = [link for link in hb.relations if link.kind == "related-to" and "p1.q1" in {link.source, link.target}]
    assert [(near.question, near.layer, near.reason) for near in only.related] == [
        (link.target if link.source == "p1.q1" else link.source, link.layer, link.reason) for link in links
    ]
    assert all(near.title == hb.question(near.question).title for near in only.related)
    assert len(only.related) >= 3


def test_first_steps_are_one_untried_action_a_question(hb):
    tried = ["p2.q2.a1", "p1.q6.a1", "p1.q6.a2", "p1.q6.a3"]
    advice = hb.recommend(marks=["p2.q2", "p1.q6", "p1.q1"], tried=tried)
    assert [(step.question, step.action, step.text) for step in advice.first_steps] == [
        ("p1.q1", "p1.q1.a1", hb.action("p1.q1.a1").text),
        ("p2.q2", "p2.q2.a2", hb.action("p2.q2.a2").text),
    ]


@pytest.mark.parametrize(
    ("given_", "phrase"),
    [
        ({}, "ui.nothing-given"),
        ({"tried": ["p1.q1.a1"]}, "ui.nothing-given"),
        ({"text": "xqzt wvvk"}, "ui.nothing-fits"),
        ({"marks": ["p1.q1"], "principles": ["p2"]}, "ui.nothing-left"),
        ({"challenges": ["p2.c1"], "countries": ["XK"]}, "ui.nothing-left"),
        ({"text": AFRAID, "countries": ["XK"]}, "ui.nothing-left"),
        ({"text": "xqzt wvvk", "countries": ["SE"]}, "ui.nothing-fits"),
    ],
)
def test_why_there_is_nothing_is_said(hb, given_, phrase):
    advice = hb.recommend(**given_)
    assert not advice
    assert advice.recommendations == advice.first_steps == advice.counterfactuals == ()
    assert advice.message == hb.phrases[phrase]


def test_a_text_that_fits_nothing_adds_nothing_to_a_mark(hb):
    advice = hb.recommend(text="How do I renew my passport before the holidays?", marks=["p2.q2"])
    assert advice
    assert scores(advice) == [("p2.q2", 1000)]
    said = hb.phrases["ui.text-fits-nothing"]
    assert advice.hints == (oh.Hint(kind=oh.HintKind.TEXT_FITS_NOTHING, text=said, language=None),)
    assert advice.message is None
    assert hb.recommend(text=AFRAID, marks=["p2.q2"]).hints == ()


@given(situations())
def test_reasons_add_up_and_every_id_exists(situation):
    advice = HB.recommend(**situation)
    ranked = [each.score for each in advice.recommendations]
    places = [HB.catalogue.places[id_] for id_ in questions_of(advice)]
    assert len(ranked) <= situation["limit"]
    order = list(zip([-score for score in ranked], places, strict=True))
    assert order == sorted(order)
    assert [each.place for each in advice.recommendations] == list(range(1, len(ranked) + 1))
    for each in advice.recommendations:
        assert each.reasons
        assert each.score == sum(reason.points for reason in each.reasons)
        assert all(reason.points > 0 and reason.text for reason in each.reasons)
        assert all(reason.points == sum(part.points for part in reason.evidence) for reason in each.reasons)
        assert not {action.id for action in each.actions} & set(situation["tried"])
        for item in (*each.actions, *each.case_studies, *each.toolkits):
            assert HB[item.id] == item
    last = ranked[-1] if ranked else None
    for runner in advice.receipt.runners_up:
        assert runner.score == sum(points for _, _, points in runner.points) <= last
    assert bool(advice.recommendations) == (advice.message is None) == bool(advice)


@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_makes_no_difference(situation, random):
    shuffled = {
        key: random.sample(value, len(value)) if isinstance(value, list) else value for key, value in situation.items()
    }
    assert HB.recommend(**situation).model_dump_json() == HB.recommend(**shuffled).model_dump_json()


@given(situations(), st.sampled_from(IDS["questions"]))
def test_a_further_mark_never_lifts_an_unmarked_question_over_a_marked_one(situation, further):
    marks = sorted({*situation["marks"], further})
    order = questions_of(HB.recommend(marks=marks, tried=situation["tried"], limit=40))
    assert order == marks


@given(situations())
def test_a_smaller_limit_only_leaves_out(situation):
    whole = HB.recommend(**{**situation, "limit": 40})
    part = HB.recommend(**situation)
    assert part.recommendations == whole.recommendations[: situation["limit"]]
    assert [runner.question for runner in part.receipt.runners_up] == questions_of(whole)[situation["limit"] :]
