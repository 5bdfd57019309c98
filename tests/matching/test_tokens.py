"""Words of a text: split, made whole at line ends, and told apart from those that carry no topic."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import opsi_handbook as oh
from opsi_handbook.matching.bank import packaged_bank
from opsi_handbook.matching.tokens import beginning, carries_topic, stemmer, words
from opsi_handbook.text import JOINT, normalised
from strategies import WITH_EXAMPLES, texts

SIGNS = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u202a\u2069\u034f\ufe0f\u180e\U000e0041"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our staff, 3 of 40, ARE afraid!", ["our", "staff", "of", "are", "afraid"]),
        ("snake_case e-mail", ["snake", "case", "e", "mail"]),
        ("don't can’t 'quoted'", ["don't", "can't", "quoted"]),
        ("l2l x²", ["l", "l", "x"]),
        ("Ångest ångest", ["ångest", "ångest"]),
        ("", []),
        ("42 … 🙂", []),
    ],
)
def test_words_are_runs_of_letters(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011", "\u00ad", "-\u00ad", "\u00ad-", "\uff0d", "-\u200b"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " \n  ", "\u2028", "\x85", "\x0b", "\x0c", "\n\u200b"])
def test_a_word_broken_at_the_end_of_a_line_is_whole(hyphen, end):
    text = f"public{hyphen}{end}sector"
    assert words(text, {"public", "sector"}) == ["public", "sector"]
    assert words(text, {"publicsector", "public", "sector"}) == ["publicsector"]
    assert words(text, {"public"}) == words(text, {"sector"}) == words(text) == ["publicsector"]


def test_only_words_are_broken_at_the_end_of_a_line():
    assert words("A list:\n- one\n- two\nyear 2-\n3 x -\ny") == ["a", "list", "one", "two", "year", "x", "y"]
    assert words("non-\ngov-\nern", {"non", "gov", "ern"}) == ["non", "gov", "ern"]
    assert words("non-\ngov-\nern", {"non", "gov"}) == ["nongovern"]
    assert normalised("co-\nop") == f"co{JOINT}op"
    assert normalised("e-mail\u00ads") == "e-mails"


def test_other_forms_of_a_letter_are_that_letter():
    assert words("ﬁnd ＩＮＮＯＶＡＴＩＯＮ ｅｘ Ⅳ") == ["find", "innovation", "ex", "iv"]
    assert words("rädda \u0072\u0061\u0308dda re\u200b\u0301sume\u00ad\u0301") == ["rädda", "rädda", "résumé"]
    assert words("cafe\u0301-\nteria") == ["caféteria"]
    assert words("a\x01b") == ["a", "b"]


@pytest.mark.parametrize("language", WITH_EXAMPLES)
@given(data=st.data())
def test_signs_that_cannot_be_seen_change_no_advice(language, data):
    text = data.draw(st.sampled_from(texts(language)))
    hb = oh.load(language)
    random = Random(data.draw(st.integers(0, 2**32)))
    form = data.draw(st.sampled_from(["NFC", "NFD", "NFKD"]))
    disguised = "".join(
        chr(ord(char) + 0xFEE0) if "a" <= char <= "z" and random.random() < 0.1 else char
        for char in unicodedata.normalize(form, text.replace("ff", "ﬀ").replace("fi", "ﬁ"))
    )
    for _ in range(random.randint(1, 9)):
        place = random.randint(0, len(disguised))
        disguised = disguised[:place] + random.choice(SIGNS) * random.randint(1, 2) + disguised[place:]
    assert hb.recommend(text=disguised).model_dump_json() == hb.recommend(text=text).model_dump_json()


@pytest.mark.parametrize("language", WITH_EXAMPLES)
def test_the_width_of_a_page_changes_no_advice(language):
    """Words of ours that a line breaks are still words of ours, with either line end."""
    hb = oh.load(language)
    random = Random(7)
    known = frozenset(packaged_bank(language).trained.vocabulary)
    for text in texts(language)[::8]:
        broken = []
        for word in text.split(" "):
            at = random.randint(1, max(1, len(word) - 1))
            halves = word[:at].lower(), word[at:].lower()
            breakable = word.isalpha() and len(word) > 1 and word.lower() in known and not known.issuperset(halves)
            broken.append(f"{word[:at]}-\n{word[at:]}" if breakable else word)
        narrow = " ".join(broken)
        wanted = hb.recommend(text=text).model_dump_json()
        assert hb.recommend(text=narrow).model_dump_json() == wanted
        assert hb.recommend(text=narrow.replace("\n", "\r\n")).model_dump_json() == wanted
        assert hb.recommend(text=text.replace(" ", "\r\n")).model_dump_json() == wanted


def test_a_word_carries_a_topic_or_not():
    function_words = {"we", "not", "a"}
    assert carries_topic("fail", function_words)
    assert carries_topic("it", function_words)
    assert carries_topic("minister's", function_words)
    assert not carries_topic("we", function_words)
    assert not carries_topic("we've", function_words)
    assert not carries_topic("we'd've", function_words)
    assert not carries_topic("x", ())
    assert not carries_topic("not", function_words)


def test_beginnings_and_stems():
    assert beginning("innovations") == "innovat"
    assert beginning("new") == "new"
    assert stemmer("en")("innovations") == stemmer("en")("innovation")
    assert stemmer("sv-FI")("kulturer") == stemmer("sv")("kulturen") == stemmer("sv")("kultur")
    assert stemmer("nb")("bøker") == stemmer("no")("bøker") == stemmer("nn")("bøker") != "bøker"
    assert stemmer("mt")("kotba") == "kotba"
    assert stemmer("zh")("kotba") == "kotba"


def test_a_language_whose_stemmer_is_not_installed_has_none(monkeypatch):
    import snowballstemmer

    stemmer.cache_clear()
    monkeypatch.setattr(snowballstemmer, "algorithms", lambda: ["swedish"])
    assert stemmer("en")("innovations") == "innovations"
    assert stemmer("sv")("kulturer") == "kultur"
    stemmer.cache_clear()
