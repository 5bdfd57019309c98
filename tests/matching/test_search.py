"""Search: by stems and parts of compounds, the best first; and which texts are searched at all."""

from __future__ import annotations

import pytest

import opsi_handbook as oh
from opsi_handbook.matching import search as search_module
from opsi_handbook.matching.search import ItemSearch
from opsi_handbook.matching.searched import item_fields, question_fields, question_texts
from opsi_handbook.model import Translation


def ids(language, text, limit=10):
    return [item.id for item in oh.load(language).search(text, limit)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "innovations", "case.making-innovation-real"),
        ("en", "foresight", "p4.q4"),
        ("en", "failing", "case.unicef-fail-fridays"),
        ("sv", "kultur", "toolkit.culture-map"),
        ("sv", "kulturen", "p2.q2"),
        ("sv", "medarbetarsamverkan", "p2.q1"),
        ("sv", "medarbetarsamverkan", "p3.q5"),
        ("sv", "innovationskulturen", "p2.q2"),
        ("no", "kulturkart", "toolkit.culture-map"),
        ("fi", "kulttuurin", "p2.q2"),
    ],
)
def test_forms_of_a_word_and_parts_of_a_compound_find_it(language, text, wanted):
    assert wanted in ids(language, text, 30)


@pytest.mark.parametrize(("text", "again"), [("innovation", "Innovations"), ("public sector", "the PUBLIC of sectors")])
def test_forms_and_function_words_make_no_difference(text, again):
    assert ids("en", text) == ids("en", again) == ids("en", f"{text} {again}")


@pytest.mark.parametrize("text", ["the and of", "xqzt", "42", "…"])
def test_what_is_not_there_is_not_found(text):
    assert ids("en", text) == []


@pytest.fixture
def small(monkeypatch, hb):
    """A search over made-up texts of a few items."""

    def made(**fields):
        every = {id_.replace("_", "."): run for id_, run in fields.items()}
        monkeypatch.setattr(search_module, "item_fields", lambda _: every)
        return lambda text, limit=9: [item.id for item in ItemSearch(hb.catalogue).find(text, limit)]

    return made


def test_a_whole_word_is_worth_more_than_its_part(small):
    find = small(p1=[("teamwork here", 1.0)], p2=[("team here", 1.0)], p3=[("here", 1.0)], p4=[("steam here", 1.0)])
    assert find("team") == ["p2", "p1", "p4"]
    assert find("teams") == ["p2", "p1", "p4"]
    assert find("teamwork") == ["p1", "p2"]
    assert find("team", 2) == ["p2", "p1"]


def test_a_part_is_worth_two_fifths(small):
    # Of three texts alike but for weights, a compound counts 0.4 of a word: weights in between tell.
    find = small(p1=[("teamwork", 1.0)], p2=[("team", 0.1505)], p3=[("fridge", 1.0)], p4=[("fridge", 1.0)])
    assert find("team") == ["p1", "p2"]
    find = small(p1=[("teamwork", 1.0)], p2=[("team", 0.1525)], p3=[("fridge", 1.0)], p4=[("fridge", 1.0)])
    assert find("team") == ["p2", "p1"]


def test_parts_have_four_letters_and_stand_at_an_end(small):
    find = small(p1=[("bluebird", 1.0)], p2=[("xbluex", 1.0)], p3=[("redbird", 1.0)], p4=[("blu", 1.0)])
    assert find("blue") == ["p1"]
    assert find("bird") == ["p1", "p3"]
    assert find("blueberry") == []
    assert find("blu") == ["p4"]
    assert find("red") == []
    assert find("bluebird") == ["p1"]


def test_ties_stand_in_reading_order_and_words_count_once(small):
    find = small(p3=[("alpha", 1.0)], p1=[("alpha", 1.0)], p2=[("beta", 1.0)], p4=[("gamma", 1.0)])
    assert find("alpha") == ["p1", "p3"]
    assert find("beta alpha") == ["p2", "p1", "p3"]
    assert find("beta alpha alpha alpha") == ["p2", "p1", "p3"]


def test_what_a_person_would_look_for_is_searched(hb):
    fields = item_fields(hb.catalogue)
    prefixes = ("p", "case.", "toolkit.", "front.", "term.")
    assert all(id_.startswith(prefixes) for id_ in fields)
    assert not [id_ for id_ in fields if hb.kind(id_) in {"argument", "work", "phrase", "relation"}]
    assert list(fields) == [id_ for id_ in hb if id_ in fields]
    assert len(fields) == sum(
        len(run)
        for run in (
            hb.principles, hb.dimensions, hb.challenges, hb.questions, hb.actions, hb.case_studies, hb.toolkits,
            hb.front_matter.passages, hb.front_matter.makers, hb.terms,
        )
    )  # fmt: skip
    question, case, tool = hb.question("p2.q2"), hb.case_study("case.policy-jam"), hb.toolkit("toolkit.culture-map")
    assert fields["p2.q2"] == [(question.title, 2.0), (question.text, 1.0)]
    assert fields["p2"] == [(hb.principle("p2").title, 2.0), (hb.principle("p2").summary, 1.0)]
    assert fields[case.id] == [
        (text, weight)
        for text, weight in (
            (case.name, 2.0), (case.who, 0.5), (case.what, 1.0), (case.outcome, 0.7), (case.aim, 0.7),
        ) if text
    ]  # fmt: skip
    assert fields[tool.id] == [
        (text, weight)
        for text, weight in (
            (tool.name, 2.0), (tool.what, 1.0), (tool.audience, 0.5), (tool.helps_with, 1.0), (tool.publisher, 1.0),
        ) if text
    ]  # fmt: skip


def test_publishers_and_makers_are_searched(hb):
    fields = item_fields(hb.catalogue)
    tools = [tool for tool in hb.toolkits if tool.publisher]
    assert tools
    assert all((tool.publisher, 1.0) in fields[tool.id] for tool in tools)
    makers = [maker for maker in hb.front_matter.makers if maker.organisation]
    assert makers
    assert all(fields[maker.id] == [(maker.organisation, 1.0)] for maker in makers)


def test_what_the_handbook_says_at_a_question(hb):
    fields = question_fields(hb.catalogue)
    assert list(fields) == [question.id for question in hb.questions]
    for id_ in ("p2.q2", "p4.q3", "p5.q5"):
        question = hb.question(id_)
        expected = [(question.title, 3.0), (question.text, 2.0), *((action.text, 1.0) for action in question.actions)]
        for case in hb.case_studies_of(id_):
            expected += [(case.name, 0.8), (case.who, 0.2), (case.what, 0.4), (case.outcome, 0.28), (case.aim, 0.28)]
        for tool in hb.toolkits_of(id_):
            expected += [(tool.name, 0.8), (tool.what, 0.4), (tool.audience, 0.2), (tool.helps_with, 0.4)]
            expected += [(tool.publisher, 0.4)]
        links = [relation for relation in hb.relations if (relation.kind, relation.target) == ("leads-to", id_)]
        expected += [(hb.challenge(link.source).text, 0.2 * link.strength) for link in links]
        assert fields[id_] == [(text, pytest.approx(weight)) for text, weight in expected if text]
        assert links


def test_the_texts_that_an_encoder_is_asked_for(hb):
    question = hb.question("p2.q2")
    assert question_texts(hb.catalogue)["p2.q2"] == [
        f"{question.title}. {question.text}",
        *(action.text for action in question.actions),
    ]


def test_borrowed_texts_are_no_words_of_an_edition(hb):
    fallback = [{"unit": "p2.q2.title", "language": "en"}, {"unit": "p2.q2.a1.text", "language": "en"}]
    info = Translation(source_language="en", machine=0, translated=9, reviewed=0, state="translated", fallback=fallback)
    catalogue = hb.catalogue.model_copy(update={"translation": info})
    question = hb.question("p2.q2")
    assert item_fields(catalogue, own=True)["p2.q2"] == [(question.text, 1.0)]
    assert item_fields(catalogue, own=True)["p2.q2.a1"] == []
    assert item_fields(catalogue) == item_fields(hb.catalogue)  # what a reader sees can be looked for all the same
    assert item_fields(catalogue, own=True)["p2.q1"] == item_fields(hb.catalogue)["p2.q1"]
    fields = question_fields(catalogue)["p2.q2"]
    assert fields == [
        field for field in question_fields(hb.catalogue)["p2.q2"] if field[0] not in
        {question.title, question.actions[0].text}
    ]  # fmt: skip
