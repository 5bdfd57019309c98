"""Texts at the edge: what may stand in one, and how a foreign one is shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsi_handbook.text import did_you_mean, normalised, printable, shown, unreadable, unwanted

UNWANTED = (
    "\x00 \x08 \x0b \x0c \r \x1b \x1f \x7f \x85 \x9f \u00ad \u061c \u115f \u180e \u200b \u200e \u200f \u202a \u202e "
    "\u2028 \u2029 \u2060 \u2064 \u2066 \u2069 \u206a \u206f \u3164 \ud800 \udfff \ue000 \uf8ff \ufdd0 \ufdef \ufeff "
    "\uffa0 \ufff9 \ufffb \ufffd \ufffe \uffff \U0001fffe \U0001ffff \U000efffe \U000e0001 \U000e007f \U000f0000 "
    "\U0010ffff"
).split(" ")
WANTED = [*"aZåß9 \t\n~\xa0\u200c\u200d\u2010\u2013\u2019\u2026\u2030\ufb01\ufffc\U0001f642 ", "", "e\u0301"]


@pytest.mark.parametrize("char", UNWANTED)
def test_what_must_not_stand_in_a_text_is_named(char):
    assert unwanted(f"a{char}b\x07") == f"U+{ord(char):04X}"


def test_what_may_stand_there():
    assert [text for text in WANTED if unwanted(f"a{text}b")] == []


def test_control_characters_are_unwanted_by_their_class():
    for number in range(0x500):
        char = chr(number)
        is_control = unicodedata.category(char) == "Cc" and char not in "\t\n"
        assert bool(unwanted(char)) == (is_control or char in "\u00ad\u061c")


def test_what_no_free_text_can_hold():
    assert unreadable("a\x00b\ud800") == "U+0000"
    assert unreadable("a\ud800b") == "U+D800"
    assert unreadable("\udfff") == "U+DFFF"
    assert unreadable("\x01\x1b\u202e\ufffe\ue000\U0010ffff\x7f") is None


def test_what_is_printed_is_no_command():
    assert printable("a\x1b[31mb\x07\u202ec\u2028d\r\ne\tf\ud800") == "a[31mbcd\ne\tf"
    assert printable("soft\u00adhyphen \u200b åß🙂") == "soft\u00adhyphen \u200b åß🙂"
    assert printable("\x9b2J\x85") == "2J"


@given(st.text())
def test_printing_twice_changes_nothing_more(text):
    once = printable(text)
    assert printable(once) == once
    assert "\x1b" not in once
    once.encode()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", "'plain'"),
        ("it's", r"'it\'s'"),
        ("a\\b", r"'a\\b'"),
        ("a\nb\t\x1b\u202e", r"'a\u000ab\u0009\u001b\u202e'"),
        ("\ud800", r"'\ud800'"),
        ("é🙂", "'é🙂'"),
        ("x" * 80, f"'{'x' * 80}'"),
        ("x" * 81, f"'{'x' * 80}…'"),
        (5, "5"),
        (None, "None"),
        (["a"], "['a']"),
        (b"\xff", r"b'\xff'"),
        (list(range(99)), str(list(range(99)))[:80] + "…"),
    ],
)
def test_something_foreign_is_shown_on_one_line(value, expected):
    assert shown(value) == expected
    shown(value).encode()


def test_it_is_cut_where_that_is_asked():
    assert shown("abcdef", 3) == "'abc…'"
    assert shown("abc", 3) == "'abc'"
    assert shown([1, 2, 3], 2) == "[1…"


def test_a_hint_names_near_words():
    known = ["p2.q1", "p2.q2", "p2.q3", "p2.q4", "case.policy-jam"]
    assert did_you_mean("p2.q9", known) == "; did you mean p2.q4 or p2.q3 or p2.q2?"
    assert did_you_mean(" CASE.policyjam ", known) == "; did you mean case.policy-jam?"
    assert did_you_mean("p2.q9", known, most=1) == "; did you mean p2.q4?"
    assert did_you_mean("xyz", known) == ""
    assert did_you_mean("", known) == ""
    assert did_you_mean("p2.q9", iter(reversed(known))) == did_you_mean("p2.q9", known)
    # Of a long word only the first eighty letters are looked at: with one more, it would be less than half alike.
    assert did_you_mean("k" * 27 + "x" * 9_999, ["k" * 27 + "z"]) == f"; did you mean {'k' * 27}z?"


@pytest.mark.parametrize(("word", "near"), [("abcd", True), ("abcxyz", True), ("abxyzv", False)])
def test_a_hint_is_half_alike(word, near):
    assert bool(did_you_mean(word, ["abcdef"])) is near


@given(st.text())
def test_reading_twice_changes_nothing_more(text):
    once = normalised(text)
    assert not set("\u200b\u200c\u200d\ufeff\u202e\ufe0f\u2019") & set(once)
    assert "ﬁ" not in once
    assert once == once.lower()


def test_a_text_as_it_is_read():
    assert normalised("Don’t ＦＡＩＬ ﬁrst") == "don't fail first"
    assert normalised("a\r\nb") == "a\r\nb"
    assert normalised("co-\n op\u00ad\ner-\r\nate") == "co\u00adop\u00ader\u00adate"
    assert normalised("one -\ntwo- three\n-four") == "one -\ntwo- three\n-four"
