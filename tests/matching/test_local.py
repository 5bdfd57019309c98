"""Situations of one's own: they join in, stay, say that they are local, and are refused with every fault at once."""

from __future__ import annotations

import json

import pytest

import opsi_handbook as oh
from opsi_handbook.matching.local import LocalExample, local_examples
from strategies import AFRAID, WITH_EXAMPLES, texts

FERRY = "The harbour manual rules the ferry office, and every deviation is refused."
ASKED = "the ferry office refuses every deviation, as the harbour manual says so, and nobody dares to try a new idea"


def local_reasons(advice):
    return [
        (recommendation.question.id, reason)
        for recommendation in advice.recommendations
        for reason in recommendation.reasons
        if reason.layer == "local"
    ]


def test_a_text_that_is_most_like_one_gets_it_and_says_so(hb):
    advice = hb.with_examples({"p1.q5": [FERRY]}).recommend(text=ASKED)
    ((question, reason),) = local_reasons(advice)
    assert (question, reason.kind, reason.evidence[0].what) == ("p1.q5", "example", "local.p1.q5.s1")
    assert reason.evidence[0].text == FERRY
    assert reason.text == hb.phrases.fill("ui.reason-local-example", example=FERRY)
    assert "added locally" in reason.text
    assert "we have written" not in reason.text
    assert advice.receipt.text.local_examples == (("p1.q5", "local.p1.q5.s1", reason.points),)
    assert "(a local addition" not in hb.explain(hb.recommend(text=ASKED))
    assert f"{reason.points} points, a local addition" in hb.explain(advice)
    assert hb.recommend(text=ASKED).receipt.text.local_examples == ()


@pytest.mark.parametrize("language", WITH_EXAMPLES)
def test_a_little_like_one_is_not_quoted_and_still_local(language):
    hb = oh.load(language)
    own = hb.with_examples({id_: [texts(language)[0]] for id_ in hb.catalogue.places})
    advices = (own.recommend(text=text, limit=30) for text in texts(language)[1:60])
    reasons = [reason for advice in advices for _, reason in local_reasons(advice) if reason.points < 40]
    assert len(reasons) > 5
    for reason in reasons:
        assert reason.evidence[0].text is None
        assert reason.text == hb.phrases["ui.reason-local-example-little"] != hb.phrases["ui.reason-example-little"]


def test_given_twice_both_stay_and_keep_their_numbers(hb):
    first = hb.with_examples({"p1.q5": [FERRY]})
    second = first.with_examples({"P1.Q5": ["Another harbour."], hb["p2.q2"]: ["  They tell us off.  "]})
    assert local_reasons(second.recommend(text=ASKED)) == local_reasons(first.recommend(text=ASKED))
    added = local_examples(hb.catalogue, {"p1.q5": ["One.", "Two."]}, [LocalExample("local.p1.q5.s1", "p1.q5", "Zero")])
    assert [example.id for example in added] == ["local.p1.q5.s1", "local.p1.q5.s2", "local.p1.q5.s3"]
    assert [example.text for example in added] == ["Zero", "One.", "Two."]
    assert local_examples(hb.catalogue, {hb["p2.q2"]: ["  They tell us off.  "]}, ()) == (
        LocalExample("local.p2.q2.s1", "p2.q2", "They tell us off."),
    )
    assert not local_reasons(hb.recommend(text=ASKED))


def test_they_are_kept_by_language(hb):
    own = hb.with_examples({"p1.q5": [FERRY]})
    swedish = own.in_language("sv").with_examples({"p1.q5": ["Hamnhandboken styr färjekontoret, allt nekas."]})
    assert not local_reasons(own.in_language("sv").recommend(text="färjekontoret nekar allt för hamnhandboken"))
    assert local_reasons(swedish.in_language("en").recommend(text=ASKED)) == local_reasons(own.recommend(text=ASKED))
    (_, reason), *_ = local_reasons(swedish.recommend(text="ordningen i Hamnhandboken styr färjekontoret, allt nekas"))
    assert "lokalt" in reason.text


@pytest.mark.parametrize(
    ("examples", "faults"),
    [
        (
            {"p9.q9": ["x"], "p2.q2": ["", 5, "y" * 401, "a\u202eb", " \n"], "p2.c1": ["x"], "case.policy-jam": ["x"]},
            [
                "^examples: 8 faults:\n",
                "\n  examples: 'p2.c1': 'p2.c1' is no question\n",
                "\n  examples: 'case.policy-jam': 'case.policy-jam' is no question\n",
                "\n  examples: 'p9.q9': there is no item 'p9.q9'; did you mean",
                "\n  examples: p2.q2: text 1 must be a text of at most 400 characters\n",
                "\n  examples: p2.q2: text 2 must",
                "\n  examples: p2.q2: text 3 must",
                "\n  examples: p2.q2: text 4 holds the character U+202E, which cannot be shown; remove it\n",
                "\n  examples: p2.q2: text 5 must be a text of at most 400 characters$",
            ],
        ),
        ({"p2.q2": "a text"}, ['^examples: p2.q2: must have a list of texts, such as ["We are told off …"]$']),
        ({"p2.q2": 5}, ["p2.q2: must have a list of texts"]),
        ({5: ["a"], "p2.q2": [None]}, ["2 faults", "there is no item 5", "text 1"]),
        (["p2.q2"], ["must be texts by question"]),
        (None, ["must be texts by question"]),
    ],
)
def test_those_that_are_none_are_refused(hb, examples, faults):
    with pytest.raises(oh.InvalidInputError) as caught:
        hb.with_examples(examples)
    message = f"^{caught.value}$"
    assert [fault for fault in faults if fault not in message] == []


def test_the_longest_and_none_are_taken(hb):
    assert hb.with_examples({"p2.q2": ["y" * 400]}).with_examples({"p2.q2": []}).with_examples({}) is not None
    with pytest.raises(oh.InvalidInputError, match="there are none in en-XA yet"):
        oh.load("en-XA").with_examples({"p2.q2": ["Nobody dares."]})


def test_a_retired_question_is_named_with_what_took_its_place(hb):
    from opsi_handbook.handbook import Handbook
    from opsi_handbook.model import Tombstone

    stone = Tombstone(id="p2.q9", reason="it was split", successor="p2.q2")
    with pytest.raises(oh.InvalidInputError, match=r"p2\.q9 was retired: it was split; its place was taken by p2\.q2"):
        Handbook(hb.catalogue.model_copy(update={"tombstones": (stone,)})).with_examples({"p2.q9": ["x"]})


def test_the_quoted_text_is_all_that_is_kept_of_it(hb):
    own = hb.with_examples({"p1.q5": [FERRY], "p5.q5": ["Zanzibar has other worries"]})
    assert "Zanzibar" not in own.recommend(text=ASKED).model_dump_json()
    assert json.loads(own.recommend(text=AFRAID).model_dump_json())["receipt"]["text"]["local_examples"] == []


def test_a_text_that_is_one_letter_by_letter_gets_it(hb):
    assert local_reasons(hb.with_examples({"p1.q5": [FERRY]}).recommend(text=FERRY))
