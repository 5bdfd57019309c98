"""Advice in sentences: every reason, change and silence has one, in the edition's language."""

from __future__ import annotations

import re

import pytest

import opsi_handbook as oh
from opsi_handbook.recommend import Ranker, Situation
from opsi_handbook.render.sentences import explanation, in_sentences, points_in_words
from strategies import AFRAID, HB, texts


def test_points_in_words():
    swedish = oh.load("sv").catalogue
    assert points_in_words(HB.catalogue, 1) == "1 point"
    assert points_in_words(HB.catalogue, 0) == "0 points"
    assert points_in_words(HB.catalogue, 1000) == "1000 points"
    assert points_in_words(swedish, 1) == "1\u00a0poäng"
    assert [points_in_words(oh.load("fi").catalogue, number) for number in (1, 2)] == ["1 piste", "2 pistettä"]


def test_the_explanation_has_a_paragraph_a_question():
    advice = HB.recommend(text=AFRAID, marks=["p2.q1"], challenges=["p2.c1"], limit=3)
    blocks = HB.explain(advice).split("\n\n")
    assert len(blocks) == 3 + 2
    assert blocks[-1] == advice.provenance
    assert blocks[-2] == HB.phrases["ui.explain-order"]
    for block, each in zip(blocks, advice.recommendations, strict=False):
        title = f"{each.question.title} ({each.question.id})"
        assert block.startswith(
            f"{title} stands at place {each.place} with {each.score} points. {each.confidence_text}"
        )
        for reason in each.reasons:
            layer = {"source": "from the handbook", "editorial": "our own addition"}[reason.layer]
            points = "1 point" if reason.points == 1 else f"{reason.points} points"
            assert f"{reason.text} ({points}, {layer})" in block
        mine = [change for change in advice.counterfactuals if change.question == each.question.id]
        for change in mine:
            assert (change.text in block) == (change.place != each.place)
        assert mine
    assert all(change.text not in HB.explain(advice) for change in advice.counterfactuals
               if change.place == 1 and change.question == advice.recommendations[0].question.id)  # fmt: skip


def test_silence_and_hints_are_explained():
    assert HB.explain(HB.recommend()) == HB.phrases["ui.nothing-given"]
    advice = HB.recommend(text="medarbetarna vågar inte misslyckas")
    assert HB.explain(advice) == f"{advice.message}\n\n{advice.hints[0].text}"
    advice = HB.recommend(text="medarbetarna vågar inte misslyckas", marks=["p1.q1"])
    assert "\n\n".join(hint.text for hint in advice.hints) in HB.explain(advice)


@pytest.mark.parametrize("language", ["en", "sv", "no", "fi"])
def test_no_placeholder_is_left_in_any_language(language):
    hb = oh.load(language)
    for situation in (
        {"text": texts(language if language in {"en", "sv", "no"} else "en")[0], "marks": ["p2.q1"]},
        {"challenges": ["p2.c1", "p4.c2"], "limit": 9},
        {"text": "xqzt wvvk"},
        {},
    ):
        advice = hb.recommend(**situation)
        for text in (hb.explain(advice), hb.as_markdown(advice)):
            assert not re.search(r"[{}]|None|\bui\.", text)


def test_the_swedish_edition_speaks_swedish():
    hb = oh.load("sv")
    text = hb.explain(hb.recommend(text="medarbetarna vågar inte misslyckas", marks=["p1.q1"]))
    assert hb.phrases["ui.explain-place"].partition("{place}")[0].partition("{question}")[2] in text
    assert f"Utan er markering av p1.q1 ({hb.question('p1.q1').title})" in text
    assert hb.phrases["ui.reason-words"].partition("{")[0] in text


def test_an_advice_of_ids_and_points_gets_its_sentences_and_nothing_else():
    situation = Situation(marks=("p1.q1",), challenges=("p1.c1",))
    plain = Ranker(HB.catalogue).advise(situation, None)
    hint = oh.Hint(kind=oh.HintKind.OTHER_LANGUAGE, text="One more.", language="sv")
    written = in_sentences(HB.catalogue, plain, (hint,))
    assert plain.provenance == ""
    assert written.hints == (hint,)
    assert explanation(HB.catalogue, written).split("\n\n")[-3] == "One more."
    empty = {"recommendations": (), "counterfactuals": (), "hints": (), "provenance": ""}
    assert plain.model_copy(update=empty) == written.model_copy(update=empty)
    assert {change.text for change in plain.counterfactuals} == {""}
    assert {each.confidence_text for each in plain.recommendations} == {""}
    assert all(reason.text == "" for each in plain.recommendations for reason in each.reasons)
    bare = plain.model_copy(update={"receipt": None})
    assert in_sentences(HB.catalogue, bare).recommendations == written.recommendations
    nothing = Ranker(HB.catalogue).advise(Situation(), None).model_copy(update={"receipt": None})
    assert in_sentences(HB.catalogue, nothing).message == HB.phrases["ui.nothing-given"]


def test_a_language_without_a_name_is_named_by_its_tag():
    from opsi_handbook.render.sentences import other_language

    assert other_language(HB.catalogue, "fi").text.startswith("This reads like Finnish, and ")
    assert other_language(HB.catalogue, "pt-BR").text.startswith("This reads like pt-BR, and ")
    assert other_language(HB.catalogue, "pt-BR").language == "pt-BR"
