"""Matching by the handbook's own words, where no situations are written: whole words, with a topic, enough of them."""

from __future__ import annotations

import pytest

import opsi_handbook as oh
from opsi_handbook.matching import Contribution, lexical
from opsi_handbook.matching.contributions import Share
from opsi_handbook.matching.lexical import LexicalMatcher

NORWEGIAN = oh.load("no").catalogue


class Scores:
    """An index whose scores are set."""

    def __init__(self, weights):
        self._weights = weights
        self.terms = frozenset(weights)

    def weights(self, term):
        return self._weights[term]


def matcher(monkeypatch, weights):
    monkeypatch.setattr(lexical, "Index", lambda _fields, _terms: Scores(weights))
    return LexicalMatcher(NORWEGIAN)


def test_the_numbers_of_a_small_match(monkeypatch):
    weights = {"feil": [("p2.q2", 8.0), ("p4.q2", 1.0)], "risiko": [("p2.q2", 2.0)], "nytte": [("p5.q7", 0.01)]}
    match = matcher(monkeypatch, weights).match("Ingen risiko å gjøre feil; hva er nytte?")
    # 600 / (10 + 15) = 24 points for each unit.
    assert match.contributions == (
        Contribution(
            "p2.q2", "handbook-words", "editorial", 240, (Share("word", "feil", 192), Share("word", "risiko", 48))
        ),
        Contribution("p4.q2", "handbook-words", "editorial", 24, (Share("word", "feil", 24),)),
    )
    assert match.receipt.model_dump() == {
        "words": ("feil", "nytte", "risiko"), "unknown_words": 5, "fits": True, "local_examples": (), "encoder": (),
    }  # fmt: skip


def test_however_much_fits_it_is_worth_less_than_six_hundred(monkeypatch):
    """600 / (60 + 15) points for each unit."""
    match = matcher(monkeypatch, {"feil": [("p2.q2", 40.0)], "risiko": [("p2.q2", 20.0)]}).match("risiko feil")
    assert [contribution.points for contribution in match.contributions] == [480]


@pytest.mark.parametrize(("best", "fits"), [(7.5, True), (7.4, False)])
def test_below_two_hundred_points_nothing_fits(monkeypatch, best, fits):
    match = matcher(monkeypatch, {"feil": [("p2.q2", best - 1)], "tør": [("p2.q2", 1.0)]}).match("tør feil")
    assert (bool(match.contributions), match.receipt.fits) == (fits, fits)
    assert match.receipt.words == ("feil", "tør")
    assert sum(contribution.points for contribution in match.contributions) == (200 if fits else 0)


def test_one_word_alone_does_not_fit(monkeypatch):
    small = matcher(monkeypatch, {"feil": [("p2.q2", 99.0)], "tør": []})
    assert not small.match("feil feil").contributions
    assert small.match("feil tør").contributions
    assert not small.match("zyx").contributions


def test_function_words_are_none_of_its_terms():
    match = LexicalMatcher(NORWEGIAN).match("ledelsen har ikke noe å si om det som er hva vi gjør med innovasjon")
    assert "innovasjon" in match.receipt.words
    assert not {"har", "ikke", "noe", "som", "er", "hva", "vi", "med", "om", "det"} & set(match.receipt.words)


@pytest.mark.parametrize("language", ["no", "fi"])
def test_the_handbook_s_own_words_find_their_question(language):
    catalogue = oh.load(language).catalogue
    by_words = LexicalMatcher(catalogue)
    for question in catalogue.questions[::6]:
        contributions = by_words.match(f"{question.title}. {question.text}").contributions
        assert max(contributions, key=lambda each: each.points).question == question.id
        assert {(each.kind, each.layer) for each in contributions} == {("handbook-words", "editorial")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "How do I renew my passport?"),
        ("fi", "Vatkaa kananmunat ja sokeri, lisää jauhot ja paista neljäkymmentä minuuttia."),
        ("fi", "meillä ei ole"),
        ("fi", "ei mitä että eikä"),
        ("no", "har ingen hva ikke"),
        ("no", "xqzt wvvk"),
        ("no", "Hunden min er for tjukk"),
    ],
)
def test_function_words_and_other_topics_fit_nothing(language, text):
    advice = oh.load(language).recommend(text=text)
    assert advice.recommendations == ()
    assert advice.message == oh.load(language).phrases["ui.nothing-fits"]
