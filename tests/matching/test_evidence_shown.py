"""What is shown for a text can be shown to a director: words with content, situations that are like it."""

from __future__ import annotations

import pytest

import opsi_handbook as oh
from opsi_handbook.content import function_words
from strategies import AFRAID, WITH_EXAMPLES, texts

# Written without a look at our own lists: the words that would embarrass most.
WORST = {
    "en": (
        "the a an and or but if of to in on at by for from with without as than then that this these those it its he "
        "she they we you i our your their his her my us them who whom which what when where why how not no nor never "
        "is are was were be been being am do does did has have had will would can could shall should may must there "
        "here so too very just only also any some all"
    ).split(),
    "sv": (
        "och eller men om att en ett den det de dem som är var varit vara blir blev ha har hade ska skulle kan kunde "
        "vill ville må måste inte ej ingen inget inga aldrig jag du han hon vi ni man mig dig oss er sin sitt sina min "
        "mitt mina vår vårt våra deras dess i på av till från för med utan under över vid hos när där här hur varför "
        "vad vem vilka så också bara"
    ).split(),
}  # fmt: skip


@pytest.mark.parametrize("language", WITH_EXAMPLES)
def test_no_function_word_is_shown_for_any_statement(language):
    hb = oh.load(language)
    assert len(WORST[language]) >= 60
    assert len(texts(language)) >= 240
    never = function_words(language).union(WORST[language])
    in_one_line, quoted, unquoted = 0, 0, 0
    for text in texts(language):
        for recommendation in hb.recommend(text=text).recommendations:
            for reason in recommendation.reasons:
                kinds = [part.kind.value for part in reason.evidence]
                shown = [part.what for part in reason.evidence if part.kind == "word"]
                assert not never.intersection(shown)
                assert all(len(word) > 1 and word.partition("'")[0] not in never for word in shown)
                assert kinds.count("function-words") <= 1
                assert kinds.count("other-words") <= 1
                assert len(shown) <= 6
                in_one_line += kinds.count("function-words")
                for part in reason.evidence:
                    if not part.what:
                        assert part.text == hb.phrases[f"ui.evidence-{part.kind}"]
                if reason.kind == "words":
                    assert all(word in reason.text for word in shown)
                    if not shown:
                        assert reason.text == hb.phrases["ui.reason-no-words"]
                elif reason.points < 40:
                    unquoted += 1
                    assert reason.evidence[0].text is None
                    assert reason.text == hb.phrases["ui.reason-example-little"]
                else:
                    quoted += 1
                    assert reason.evidence[0].text in reason.text
    assert min(in_one_line, quoted, unquoted) > 50


@pytest.mark.parametrize(("language", "text"), [("en", "they have had nobody"), ("sv", "de har inte haft någon")])
def test_words_without_a_topic_alone_fit_nothing(language, text):
    advice = oh.load(language).recommend(text=text)
    assert advice.recommendations == ()
    assert not advice.receipt.text.fits
    assert oh.verify(advice) == ()


def test_where_no_telling_word_is_left_the_reason_says_so(hb):
    advice = hb.recommend(text="it is the same again every year")
    reasons = [reason for each in advice.recommendations for reason in each.reasons if reason.kind == "words"]
    plain = [reason for reason in reasons if not any(part.kind == "word" for part in reason.evidence)]
    assert plain
    assert {reason.text for reason in plain} == {hb.phrases["ui.reason-no-words"]}
    assert all({part.kind.value for part in reason.evidence} <= {"function-words", "other-words"} for reason in plain)


def test_the_readme_s_own_sentence(hb):
    """A quarter of what version 0.1.0 showed were words such as `our` and `are`."""
    reason = hb.recommend(text=AFRAID).recommendations[0].reasons[0]
    words = [part.what for part in reason.evidence if part.kind == "word"]
    assert {"afraid", "fail"} <= set(words)
    assert not {"our", "are", "to", "and", "nobody", "so"} & set(words)


@pytest.mark.parametrize("language", WITH_EXAMPLES)
def test_a_situation_is_nearest_to_itself_and_quoted(language):
    from opsi_handbook.matching.bank import packaged_bank

    bank = packaged_bank(language)
    hb = oh.load(language)
    for place in range(0, len(bank.trained.example_ids), 397):
        text = bank.quote(place)
        advice = hb.recommend(text=text, limit=30)
        examples = [reason.evidence[0] for r in advice.recommendations for reason in r.reasons
                    if reason.kind == "example"]  # fmt: skip
        assert not advice or (bank.trained.example_ids[place], text) in {(part.what, part.text) for part in examples}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "we have had three pilots and none of them went anywhere", "p4.q3"),
        ("en", "nobody dares to tell the director that the project has failed", "p2.q2"),
        ("en", "when the old head retired all her knowledge disappeared and we started again from zero", "p5.q3"),
        ("sv", "medarbetarna vågar inte misslyckas", "p2.q2"),
        ("sv", "allt vi lärde oss försvann när projektledaren slutade", "p5.q3"),
        ("sv", "de som berörs får tycka till först när allt redan är bestämt", "p3.q7"),
    ],
)
def test_problems_as_people_put_them(language, text, wanted):
    advice = oh.load(language).recommend(text=text, limit=3)
    assert wanted in [recommendation.question.id for recommendation in advice.recommendations]
