"""Plain text for a terminal of eighty columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from opsi_handbook.render.layout import WIDTH, bullets, heading, paragraph


def test_a_paragraph_hangs_under_what_opens_it():
    text = "word " * 20
    assert paragraph("a  b\n c") == "a b c"
    lines = paragraph(text, 2, "- ").split("\n")
    assert lines[0] == "  - " + "word " * 14 + "word"
    assert lines[1] == "    " + "word " * 4 + "word"
    assert paragraph("", 2, "- ") == ""
    assert WIDTH == 78


def test_long_words_and_addresses_are_not_broken():
    address = "https://example.org/" + "a-b" * 40
    assert address in paragraph(f"see {address} there").split("\n")


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=20), min_size=1))
def test_every_word_stays_in_its_order_within_the_width(words):
    lines = paragraph(" ".join(words), 4).split("\n")
    assert " ".join(lines).split() == words
    assert all(len(line) <= WIDTH and line.startswith("    ") for line in lines)


def test_lists_and_headings():
    assert bullets(["one", "two"]) == ["  - one", "  - two"]
    assert bullets(["one"], 0) == ["- one"]
    assert heading("Title") == "Title\n-----"
    assert heading("Title", "=") == "Title\n====="
    long = heading("word " * 20)
    first, second, line = long.split("\n")
    assert len(first) == len(line) == 74
    assert second == "word word word word word"
    assert heading("x" * 90).split("\n")[1] == "-" * 78
