"""What we count on in other libraries, with the lowest versions that we allow and with the newest."""

from __future__ import annotations

import pytest
import snowballstemmer


@pytest.mark.parametrize(
    ("language", "word", "stem"),
    [
        ("english", "added", "add"),  # "ad" before 3.0
        ("english", "internal", "internal"),  # "intern" before 3.1
        ("swedish", "anbudet", "anbud"),  # "anbudet" before 3.0
        ("norwegian", "tvers", "tvers"),  # "tver" before 3.0
        ("finnish", "henkilöstömme", "henkilöstö"),
    ],
)
def test_stems_are_those_that_advice_rests_on(language, word, stem):
    assert snowballstemmer.stemmer(language).stemWord(word) == stem
