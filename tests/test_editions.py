"""The editions that ship: the same handbook in each, whole, and honest about how it was translated."""

from __future__ import annotations

import re

import pytest

import opsi_handbook as oh
from opsi_handbook.translate.checks import BLOCKING, check_locale
from opsi_handbook.translate.locale import State, rows
from opsi_handbook.translate.store import languages_in, read_locale
from opsi_handbook.translate.units import units_of

OTHERS = [tag for tag in oh.languages() if tag != "en"]


def facts(hb):
    """What is the same in every language: ids, pages, countries, addresses, links."""
    for item in hb.values():
        links = [(link.url, link.country, link.language) for link in getattr(item, "links", ())]
        yield item.id, item.layer, item.work, item.page, getattr(item, "countries", ()), links


def test_the_editions_are_these():
    assert oh.languages() == ("en", "fi", "no", "sv")


@pytest.mark.parametrize("tag", OTHERS)
def test_facts_are_the_same_in_every_language(tag, hb):
    assert list(facts(oh.load(tag))) == list(facts(hb))
    assert oh.load(tag).content_version == hb.content_version


@pytest.mark.parametrize("tag", OTHERS)
def test_every_edition_is_whole_and_current(tag):
    edition = oh.load(tag)
    assert dict(edition.fallback) == {}
    assert edition.catalogue.translation.stale == ()


def test_an_edition_says_what_is_a_draft_stale_or_missing():
    drafts = {
        "no": "Dette er et maskinutkast: ingen har gått gjennom oversettelsen.",
        "fi": "Tämä on koneen luonnos: kukaan ei ole tarkistanut käännöstä.",
        "sv": "Översättningen är ett maskinellt utkast som ingen har granskat.",
    }
    for tag, draft in drafts.items():
        edition = oh.load(tag)
        said, info = edition.notice or "", edition.catalogue.translation
        assert said.startswith(draft)
        assert all(str(len(units)) in said for units in (info.stale, info.fallback) if units)


def test_a_draft_says_so_wherever_it_goes():
    for tag in ("sv", "no", "fi"):
        edition = oh.load(tag)
        assert edition.notice in edition.recommend(marks=["p2.q2"]).provenance
        assert edition.graph.graph["notice"] == edition.notice


@pytest.mark.parametrize(
    ("asked", "given"),
    [("sv-FI", "sv"), ("sv-SE", "sv"), ("nb", "no"), ("nb-NO", "no"), ("fi-FI", "fi"), ("en-IE", "en")],
)
def test_a_near_relative_serves(asked, given):
    assert oh.load(asked) is oh.load(given)


@pytest.mark.parametrize("asked", ["da", "is", "et", "pt-BR", "pt"])
def test_a_merely_related_language_does_not(asked):
    with pytest.raises(oh.UnknownLanguageError, match="en, fi, no, sv"):
        oh.load(asked)


def test_answers_given_in_one_language_show_in_another():
    swedish = oh.load("sv")
    advice = swedish.recommend(marks=["p2.q2"], challenges=["p2.c1"])
    again = swedish.in_language("en").recommend(marks=["p2.q2"], challenges=["p2.c1"])
    assert [found.question.id for found in advice.recommendations] == [f.question.id for f in again.recommendations]
    assert advice.recommendations[0].question.title == "En innovationsvänlig kultur"


def test_a_problem_in_swedish_is_answered_in_swedish():
    advice = oh.load("sv").recommend(text="medarbetarna vågar inte misslyckas")
    assert "p2.q2" in [found.question.id for found in advice.recommendations[:3]]


def test_no_english_is_left_in_swedish(hb):
    english = {unit.id: unit.text for unit in units_of(hb.catalogue)}
    telling = re.compile(r"\b(the|and|with|which|what|they|this|that|from|are)\b", re.IGNORECASE)
    left = []
    for unit in units_of(oh.load("sv").catalogue):
        field = unit.id.rpartition(".")[2]
        if field in {"name", "label"} and unit.text == english[unit.id]:
            continue  # a proper name, and a link under that name
        if telling.search(unit.text.replace("Making Innovation Real", "").replace("Ideas that work", "")):
            left.append(unit.id)
    assert left == []


@pytest.mark.checkout
@pytest.mark.parametrize("tag", OTHERS)
def test_translations_lose_nothing(tag, hb, content):
    assert tag in languages_in(content / "locale")
    findings = check_locale(hb.catalogue, read_locale(content / "locale", tag))
    assert [finding for finding in findings if finding.kind in BLOCKING or finding.kind == "name"] == []
    assert {finding.kind for finding in findings} <= {"length", "name", "style", "term"}
    assert [finding for finding in findings if finding.unit.startswith("term.")] == [], "the term list keeps to itself"


@pytest.mark.checkout
def test_little_is_found_in_swedish(hb, content):
    findings = check_locale(hb.catalogue, read_locale(content / "locale", "sv"))
    assert {finding.kind for finding in findings} <= {"term"}
    assert len(findings) < 10


@pytest.mark.checkout
def test_states_are_what_they_are(hb, content):
    units = units_of(hb.catalogue)
    for tag in ("sv", "no", "fi"):
        assert {row.state for row in rows(units, read_locale(content / "locale", tag))} == {State.MACHINE}
