"""The words that answer a survey: each has one meaning, every language offers its own, damage is an error of ours."""

from __future__ import annotations

import json

import pytest

import opsi_handbook as oh
from opsi_handbook.content import answer_words as module
from opsi_handbook.content import packaged, packaged_file, packaged_languages
from opsi_handbook.content.answer_words import ANSWERS, HEADINGS, ROLES, answer_words, first_word
from opsi_handbook.groups.forms.words import plain


def shipped():
    return json.loads(packaged_file("answer_words.json"))


def test_every_edition_has_words_of_its_own():
    words = shipped()
    for tag in packaged_languages():
        assert {"mark", "fine", "no", "skipped", *ROLES, "role", "better", "id", "time", "person"} <= set(words[tag])
        for meaning in ("mark", "skipped", "leader", "manager", "staff", "role"):
            assert first_word(meaning, tag) == words[tag][meaning][0]
    assert first_word("mark", "sv-FI") == "behöver bli bättre"
    assert first_word("mark", "de") == "needs work"
    assert first_word("yes", "no") == "yes"


@pytest.mark.parametrize("meaning", [*ANSWERS, *ROLES, *HEADINGS])
def test_words_are_written_as_they_are_compared(meaning):
    words = answer_words(meaning)
    assert words
    assert {word for word in words if plain(word) != word} == set()


@pytest.mark.parametrize("data", [None, b"", b"[]", b"{", b'{"en": {}}'])
def test_a_damaged_file_is_an_error_of_ours(monkeypatch, data):
    monkeypatch.setattr(
        packaged, "packaged_file", lambda name: data if name == "answer_words.json" else packaged_file(name)
    )
    module._by_language.cache_clear()
    try:
        with pytest.raises(oh.ContentError, match=r"answer_words\.json is missing or damaged; install"):
            first_word("mark", "en")
    finally:
        module._by_language.cache_clear()
