"""Advice that can be defended: every point has its evidence, the verifier agrees, counterfactuals come true."""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opsi_handbook.journey import Sheet

import opsi_handbook as oh
from opsi_handbook.recommend import Advice
from opsi_handbook.verifier import verify

HB = {language: oh.load(language) for language in ("en", "sv", "no")}
TEXTS = {
    language: [
        json.loads(line)["text"]
        for line in (Path(__file__).parent / "eval" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    for language in ("en", "sv")
} | {"no": ["Medarbeiderne tør ikke å prøve noe nytt, og ledelsen følger ikke opp.", "Hvordan måler vi nytten?"]}
IDS = {kind: [item.id for item in getattr(HB["en"], kind)] for kind in ("questions", "challenges", "actions")}
URLS = sorted({link.url for item in (*HB["en"].case_studies, *HB["en"].toolkits) for link in item.links})


def some(ids, most):
    return st.lists(st.sampled_from(ids), unique=True, max_size=most)


SITUATIONS = st.sampled_from(sorted(HB)).flatmap(
    lambda language: st.tuples(
        st.just(language),
        st.fixed_dictionaries(
            {
                "text": st.none() | st.sampled_from(TEXTS[language]),
                "challenges": some(IDS["challenges"], 4),
                "marks": some(IDS["questions"], 5),
                "tried": some(IDS["actions"], 9),
                "limit": st.integers(1, 30),
                "principles": st.just([]) | some(["p1", "p2", "p3", "p4", "p5"], 3),
                "countries": st.just([]) | some(["SE", "DK", "CA", "GB", "US", "EE"], 3),
                "working": st.none() | some(URLS, 40),
            }
        ),
    )
)


@given(SITUATIONS)
def test_the_verifier_agrees(case):
    language, situation = case
    assert verify(HB[language].recommend(**situation).model_dump_json()) == ()


def random_situation(random):
    language = random.choice(["en", "sv"])
    return language, {
        "text": random.choice([None, *random.sample(TEXTS[language], 3)]),
        "challenges": random.sample(IDS["challenges"], random.randint(0, 3)),
        "marks": random.sample(IDS["questions"], random.randint(0, 4)),
        "tried": random.sample(IDS["actions"], random.randint(0, 9)),
        "limit": random.randint(1, 8),
    }


def test_the_verifier_agrees_on_many_seeded_situations():
    random = Random(4)
    for _ in range(10_000 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 400):
        language, situation = random_situation(random)
        assert verify(HB[language].recommend(**situation).model_dump_json()) == (), situation


def test_counterfactuals_come_true():
    random = Random(5)
    carried_out = 0
    for _ in range(150):
        language, situation = random_situation(random)
        for change in HB[language].recommend(**situation).counterfactuals:
            changed = {
                "challenges": [id_ for id_ in situation["challenges"] if id_ not in change.without_challenges],
                "marks": [id_ for id_ in situation["marks"] if id_ not in change.without_marks] + [*change.with_marks],
                "text": None if change.without_text else situation["text"],
                "limit": 30,
            }
            order = [found.question.id for found in HB[language].recommend(**changed).recommendations]
            place = order.index(change.question) + 1 if change.question in order else None
            assert place == change.place, (situation, change)
            carried_out += 1
    assert carried_out > 500


ADVICE = HB["en"].recommend(
    text="our staff are afraid to fail and nobody dares to say so", marks=["p2.q2"], challenges=["p2.c1"], limit=4
)


@pytest.mark.parametrize(
    "forge",
    [
        lambda told: told["recommendations"].reverse(),
        lambda told: told["recommendations"].pop(),
        lambda told: told["recommendations"][0]["reasons"].pop(),
        lambda told: told["recommendations"][0]["reasons"][0].update(points=1001),
        lambda told: told["recommendations"][0]["reasons"][0].update(layer="editorial"),
        lambda told: told["recommendations"][0]["reasons"][-1].update(layer="source"),
        lambda told: told["recommendations"][0].update(score=1),
        lambda told: told["recommendations"][0].update(place=2),
        lambda told: told["recommendations"][0]["actions"].pop(),
        lambda told: told["recommendations"][0]["toolkits"].clear(),
        lambda told: told["recommendations"][0]["reasons"][2]["evidence"][0].update(points=7),
        lambda told: told["runners_up"].pop(),
        lambda told: told["runners_up"][0].update(score=99999),
        lambda told: told["given"]["marks"].append("p1.q1"),
        lambda told: told["given"]["challenges"].clear(),
        lambda told: told["given"]["heard"]["words"].append("pilots"),
        lambda told: told["given"]["heard"].update(rest=[999] * 31),
        lambda told: told["given"].update(limit=2),
        lambda told: told["given"].update(tried=["p2.q2.a1"]),
        lambda told: told.update(message="Nothing fits."),
    ],
)
def test_the_verifier_sees_what_was_changed(forge):
    assert verify(ADVICE.model_dump_json()) == ()
    told = json.loads(ADVICE.model_dump_json())
    forge(told)
    assert verify(json.dumps(told)) != ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no JSON of an advice"),
        ("[]", "no JSON of an advice"),
        ("{}", "language"),
        ('{"language": "../../x", "content_version": "1.0.0"}', "not packaged"),
        ('{"language": "en", "content_version": "0.0.1"}', "0.0.1"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_the_verifier_refuses_what_is_no_advice(text, words):
    with pytest.raises(oh.InvalidInputError) as caught:
        verify(text)
    assert words in str(caught.value)


def test_an_advice_explains_itself_in_its_language():
    english = ADVICE.explain()
    assert "A culture where innovation is welcome (p2.q2) stands at place 1" in english
    assert "1000 points, from the handbook" in english
    assert "our own addition" in english
    swedish = HB["sv"].recommend(text="medarbetarna vågar inte misslyckas", marks=["p1.q1"])
    assert "står på plats 1" in swedish.explain()
    assert "Utan er markering av p1.q1" in swedish.explain()
    assert "None" not in swedish.explain()
    assert "Nothing was given" in HB["en"].recommend().explain()
    again = Advice.model_validate_json(ADVICE.model_dump_json())
    assert again.explain() == english
    assert again.counterfactuals == ADVICE.counterfactuals


def test_first_steps_are_one_untried_action_a_question(hb):
    advice = hb.recommend(marks=["p2.q2", "p1.q6"], tried=["p2.q2.a1", "p1.q6.a1", "p1.q6.a2", "p1.q6.a3"])
    assert [step.id for step in advice.first_steps] == ["p2.q2.a2"]


def test_related_questions_are_linked_by_us_with_a_reason(hb):
    found = hb.recommend(marks=["p1.q1"]).recommendations[0]
    assert {near.question for near in found.related} >= {"p1.q2", "p1.q3", "p2.q6"}
    assert all(near.layer == "editorial" and near.reason and hb[near.question].title == near.title
               for near in found.related)  # fmt: skip


def test_advice_can_be_narrowed(hb):
    marks = IDS["questions"]
    within = hb.recommend(marks=marks, principles=["p2", "p4"], limit=30)
    assert {found.question.id[:2] for found in within.recommendations} == {"p2", "p4"}
    swedish = hb.recommend(marks=marks, countries=["SE"], limit=30)
    assert swedish.recommendations
    for found in swedish.recommendations:
        assert found.case_studies
        assert all("SE" in case.countries for case in found.case_studies)
    working = hb.recommend(marks=marks, working=URLS[:9], limit=30)
    assert working.recommendations
    for found in working.recommendations:
        examples = (*found.case_studies, *found.toolkits)
        assert examples
        assert all({link.url for link in example.links} & set(URLS[:9]) for example in examples)
    assert "nothing of it lies within" in hb.recommend(marks=["p1.q1"], principles=["p2"]).message
    with pytest.raises(oh.OpsiHandbookError) as caught:
        hb.recommend(marks=["p1.q1"], principles=["p9"], countries=["Sweden"], working=[5])
    assert all(word in str(caught.value) for word in ("3 faults", "p9", "Sweden", "working"))


def test_markdown_is_whole_and_takes_nothing_for_markup(hb):
    text = ADVICE.as_markdown()
    assert text == ADVICE.as_markdown()
    for found in ADVICE.recommendations:
        assert f"## {found.place}. {found.question.title}" in text
        assert all(link.url in text for case in found.case_studies for link in case.links)
    assert text.rstrip().endswith("our own addition.")
    assert "## First steps" in text
    assert HB["sv"].recommend(marks=["p1.q1"]).as_markdown().startswith("# Råd")
    assert "Nothing was given" in hb.recommend().as_markdown()


def test_a_group_in_an_advice_is_verified_too(hb):
    random = Random(6)
    sheets = [Sheet(marks=tuple(random.sample(IDS["questions"], 6))) for _ in range(12)]
    advice = hb.recommend(
        sheets=sheets, marks=["p1.q1"], text="our staff are afraid to fail and nobody dares to say so"
    )
    assert advice.given.sheets == 12
    assert {"room", "mark"} <= {reason.kind for found in advice.recommendations for reason in found.reasons}
    assert verify(advice.model_dump_json()) == ()
    forged = json.loads(advice.model_dump_json())
    forged["given"]["room"][3]["marked"] += 3
    assert verify(json.dumps(forged)) != ()
