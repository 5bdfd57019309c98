"""Advice narrowed to principles, countries and reachable addresses."""

from __future__ import annotations

import pytest
from hypothesis import given

from opsi_handbook.recommend.filters import case_studies_left, is_wanted, toolkits_left
from opsi_handbook.recommend.situation import Filters
from strategies import HB, IDS, PRINCIPLES, URLS, questions_of, some


def urls_of(item):
    return {link.url for link in item.links}


def narrowed(**filters):
    return HB.recommend(marks=IDS["questions"], limit=30, **filters)


@given(some(PRINCIPLES, 3))
def test_only_questions_of_these_principles(principles):
    advice = narrowed(principles=principles)
    wanted = [id_ for id_ in IDS["questions"] if not principles or id_[:2] in principles]
    assert questions_of(advice) == wanted
    assert advice.receipt.situation.filters.principles == tuple(sorted(principles))


@pytest.mark.parametrize("countries", [["SE"], ["DK", "CA"], ["XK"], ["FI", "SE", "EE"]])
def test_only_cases_from_these_countries_and_questions_with_one(countries):
    advice = narrowed(countries=countries)
    with_one = [question.id for question in HB.questions
                if any(set(case.countries) & set(countries) for case in HB.case_studies_of(question.id))]  # fmt: skip
    assert questions_of(advice) == with_one
    for each in advice.recommendations:
        every = HB.case_studies_of(each.question.id)
        assert each.case_studies == tuple(case for case in every if set(case.countries) & set(countries))
        assert each.toolkits == HB.toolkits_of(each.question.id)
    assert advice.receipt.situation.filters.countries == tuple(sorted(countries))


@given(some(URLS, 12))
def test_only_examples_that_can_be_reached_and_questions_with_one(urls):
    advice = narrowed(reachable_urls=urls)
    left = {
        question.id: (
            tuple(case for case in HB.case_studies_of(question.id) if urls_of(case) & set(urls)),
            tuple(tool for tool in HB.toolkits_of(question.id) if urls_of(tool) & set(urls)),
        )
        for question in HB.questions
    }
    assert {each.question.id: (each.case_studies, each.toolkits) for each in advice.recommendations} == {
        id_: both for id_, both in left.items() if any(both)
    }


def test_a_case_or_a_tool_alone_is_enough():
    case = next(case for case in HB.case_studies if case.links)
    tool = next(tool for tool in HB.toolkits if tool.links)
    for item in (case, tool):
        advice = narrowed(reachable_urls=[item.links[0].url])
        assert [question.id for question in HB.used_by(item)] == questions_of(advice)
        (each,) = advice.recommendations
        assert (each.case_studies, each.toolkits) == (((item,), ()) if item is case else ((), (item,)))


def test_a_case_must_be_from_the_country_and_reachable():
    case = next(case for case in HB.case_studies if case.links and case.countries)
    url, country = case.links[0].url, case.countries[0]
    other = "XK"
    assert questions_of(narrowed(reachable_urls=[url], countries=[country])) == [HB.used_by(case)[0].id]
    assert not narrowed(reachable_urls=[url], countries=[other])
    assert not narrowed(reachable_urls=[], countries=[country])
    assert not narrowed(reachable_urls=[])
    assert questions_of(narrowed(countries=[], principles=[])) == IDS["questions"]


def test_a_tool_is_not_bound_to_a_country():
    question = HB.question("p2.q2")
    filters = Filters(countries=("XK",))
    assert case_studies_left(HB.catalogue, question, filters) == ()
    assert toolkits_left(HB.catalogue, question, filters) == HB.toolkits_of("p2.q2")
    assert not is_wanted(HB.catalogue, question, filters)
    assert is_wanted(HB.catalogue, question, Filters())
    assert is_wanted(HB.catalogue, question, Filters(principles=("p1",))) is False
    assert case_studies_left(HB.catalogue, question, Filters()) == HB.case_studies_of("p2.q2")


def test_what_is_filtered_out_is_no_runner_up_and_changes_no_place():
    advice = HB.recommend(marks=["p1.q1", "p2.q2", "p4.q3"], principles=["p2", "p4"], limit=1)
    assert questions_of(advice) == ["p2.q2"]
    assert [runner.question for runner in advice.receipt.runners_up] == ["p4.q3"]
