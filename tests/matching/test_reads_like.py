"""A text in another language that we have is told so, with how to ask; nothing is switched behind the user's back."""

from __future__ import annotations

import importlib

import pytest

import opsi_handbook as oh
from strategies import AFRAID

reads_like = importlib.import_module("opsi_handbook.matching.reads_like")


@pytest.mark.parametrize(
    ("language", "text", "likely"),
    [
        ("en", "medarbetarna vågar inte misslyckas", "sv"),
        ("fi", AFRAID, "en"),
        ("sv", "We are not allowed to try anything new and nobody listens to the residents", "en"),
        ("en", "Työntekijät eivät uskalla epäonnistua, koska johto ei tue heitä", "fi"),
        ("fi", "vi vet inte vad invånarna vill och ingen frågar dem", "sv"),
        ("en", "Medarbeiderne vil ikke gjøre noe nytt for innbyggerne, og det er ingen som lærer av hverandre", "no"),
    ],
)
def test_what_reads_like_another_language_says_so(language, text, likely):
    hb = oh.load(language)
    advice = hb.recommend(text=text)
    assert advice.recommendations == ()
    assert advice.language == language
    (hint,) = advice.hints
    assert hint.text == hb.phrases.fill("ui.reads-like", language=hb.phrases[f"ui.language-{likely}"])
    assert (hint.kind, hint.language) == ("other-language", likely)


def test_the_hint_in_words(hb):
    (hint,) = hb.recommend(text="medarbetarna vågar inte misslyckas").hints
    assert hint.text == "This reads like Swedish, and there is an edition in that language."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Wie können wir die Bürgerinnen und Bürger besser in die Planung einbeziehen?"),
        ("en", "نريد أن نحسن خدماتنا العامة"),
        ("en", "xqzt wvvk"),
        ("en", "🙂 42"),
        ("en", "How do I renew my passport before the holidays?"),
        ("en", AFRAID),
        ("sv", "medarbetarna vågar inte misslyckas"),
        ("sv", "Hur förnyar jag mitt pass?"),
        ("fi", "ei mitä että eikä"),
    ],
)
def test_what_does_not_gets_no_hint(language, text):
    assert oh.load(language).recommend(text=text).hints == ()


def test_a_hint_stands_beside_what_a_mark_recommends(hb):
    advice = hb.recommend(text="medarbetarna vågar inte misslyckas", marks=["p2.q2"])
    assert [each.question.id for each in advice.recommendations] == ["p2.q2"]
    assert advice.hints[0].text == hb.phrases["ui.text-fits-nothing"]
    assert "Swedish" in advice.hints[1].text
    assert len(advice.hints) == 2


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("a b c d e f g h", None),
        ("x y c d e f g h", None),
        ("w x y z e f g h", None),
        ("w x y z 1 2 ? é", "xx"),
        ("w x y z a é è ê", "xx"),
        ("w x y é a b c è", None),
        ("w x y z a b é è", "xx"),
        ("w x y z a b c è", None),
        ("w x y z v a b c", "xx"),
        ("w x y é", "xx"),
        ("", None),
        ("? 42", None),
    ],
)
def test_half_of_the_words_and_a_quarter_more_than_of_the_language_asked_for(monkeypatch, text, likely):
    vocabularies = {"en": "abcdefgh", "xx": "vwxyz", "yy": "w"}
    monkeypatch.setattr(reads_like, "_vocabulary", lambda language: frozenset(vocabularies[language]))
    assert reads_like.reads_like(text, "en", ("en", "yy", "xx")) == likely
    assert reads_like.reads_like(text, "en", ("en",)) is None
    assert reads_like.reads_like(text, "en", ()) is None


def test_below_half_of_the_language_asked_for(monkeypatch):
    """Words may be of two languages at once: half of them being of the one asked for is enough to be read as it."""
    vocabularies = {"en": "abcd", "xx": "abcdefgh"}
    monkeypatch.setattr(reads_like, "_vocabulary", lambda language: frozenset(vocabularies[language]))
    assert reads_like.reads_like("a b c d e f g h", "en", ("xx",)) is None
    assert reads_like.reads_like("a b c e f g h", "en", ("xx",)) == "xx"


def test_of_two_languages_the_first_where_they_tie(monkeypatch):
    monkeypatch.setattr(reads_like, "_vocabulary", lambda language: frozenset("a" if language == "en" else "wxyz"))
    assert reads_like.reads_like("w x y z", "en", ("en", "yy", "xx")) == "yy"


def test_the_words_of_a_language_are_all_that_we_have_in_it():
    english, finnish = reads_like._vocabulary("en"), reads_like._vocabulary("fi")
    assert {"afraid", "fail", "the", "passport", "innovation"} <= english
    assert {"ei", "innovaatio"} & finnish == {"ei", "innovaatio"} & finnish
    assert "ei" in finnish
    assert "epäonnistua" in finnish or len(finnish) > 1000
