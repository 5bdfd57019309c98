"""How near sentences stand to a source: made-up texts, and a second way to work the measures out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsi_handbook.authoring.wording import Limits, nearness
from opsi_handbook.cli import main

SOURCE = """
THE OLD HARBOUR
When the old harbour was closed, the town council bought every boat and lent them to schools.
Children learned to row before they learned to read maps, and nobody drow-
ned. The light house keeper kept count of every boat until the winter came.
"""


def near(text, source=SOURCE, exempt=(), **limits):
    return nearness({"p1.w1.text": text}, source, exempt, "en", Limits(**limits))


def test_our_own_words_are_no_finding():
    assert near("Pupils could borrow boats, for the municipality had taken over the whole fleet of the port.") == ()
    assert near("") == near("Boats.") == near("x", "") == ()


def test_a_run_of_words_is_found_across_lines_and_broken_words():
    (found,) = near("Long ago children learned to row before they learned to read maps and nobody drowned there.")
    assert (found.unit, found.run) == ("p1.w1.text", 13)
    assert "learned to row before they learned to read maps and nobody drowned" in found.source
    (found,) = near("So it was said that the lighthouse keeper kept count of every boat in those far away days.")
    assert found.run == 8


def test_a_skeleton_with_words_exchanged_is_found():
    text = "When the old port was shut, the town council bought each boat and lent them to pupils."
    (found,) = near(text, share=0.7)
    assert (found.sentence, found.words, found.share) == (text, 17, 0.76)
    assert near(text, share=0.8) == ()


def test_words_in_another_order_are_our_own():
    assert (
        near("Schools lent boats, every one bought by the council, when it closed the harbour of old.", share=0.6) == ()
    )


def test_each_sentence_is_measured_by_itself():
    said = near("We like boats a lot. Children learned to row before they learned to read maps. And so on it went.")
    assert [each.sentence for each in said] == ["Children learned to row before they learned to read maps."]


def test_terms_and_names_are_passed_over_in_any_inflection():
    text = "The town council bought every boat and lent them to schools."
    assert near(text)[0].words == 11
    (found,) = near(text, exempt=["town council", "boats", "school"])
    assert (found.words, found.share) == (7, 1.0)
    assert near(text, exempt=["town council", "bought every boat and lent"]) == ()


def test_short_sentences_are_not_measured_by_share():
    assert near("The town council bought every.", share=0.5) == ()
    assert near("The town council bought every boat.", share=0.5)[0].share == 1.0


def test_what_is_filled_in_is_nobody_s_words():
    assert near("{children} {learned} {to} {row} {before} {they} {learned} {to}") == ()


WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=14)


@given(WORDS, WORDS, st.sampled_from([0.2, 0.5, 0.75, 1.0]))
def test_the_measures_agree_with_a_plain_way_to_work_them_out(ours, theirs, least):
    ours, theirs = [f"w{word}" for word in ours], [f"w{word}" for word in theirs]
    run = max(
        (n for n in range(len(ours) + 1) for i in range(len(ours) - n + 1) for j in range(len(theirs) - n + 1)
         if ours[i : i + n] == theirs[j : j + n]), default=0,
    )  # fmt: skip
    stretch = 2 * len(ours)
    common = max((in_order(ours, theirs[start : start + stretch]) for start in range(len(theirs) + 1)), default=0)
    share = round(common / len(ours), 2) if ours and common >= least * len(ours) else 0.0
    said = nearness({"u": " ".join(ours)}, " ".join(theirs), (), "en", Limits(run=1, share=least, words=1))
    assert [(each.run, each.share) for each in said] == ([(run, share)] if run or share else [])


def in_order(a, b):
    """The longest common subsequence, by its definition."""
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            rows[i][j] = rows[i - 1][j - 1] + 1 if x == y else max(rows[i - 1][j], rows[i][j - 1])
    return rows[-1][-1]


@pytest.mark.checkout
def test_the_command(content, tmp_path, capsys):
    title = "Den gamla hamnen stängdes, och staden köpte varenda båt."
    folder = tmp_path / "content"
    source = tmp_path / "source.txt"
    source.write_text(title, encoding="utf-8")

    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            main(["content", "wording", str(content), "--against", str(source), *arguments])
        return left.value.code or 0, *capsys.readouterr()

    assert run("--lang", "sv") == (0, "0 sentences are too near\n", "")
    hidden = json.loads((content.parent / "src/opsi_handbook/data/sv.json").read_text(encoding="utf-8"))
    text = hidden["principles"][0]["why"][0]["text"]
    source.write_text(text.replace(" ", "\n"), encoding="utf-8")
    status, out, err = run("--lang", "sv", "--json")
    assert status == 1
    assert json.loads(out)[0]["unit"] == "p1.w1.text"
    assert "of our sentences are too near to it; put them in our own words" in err
    assert run("--lang", "sv")[1].startswith("p1.w1.text: run ")
    assert run("--lang", "tlh") == (1, "", f"opsi-handbook: {content}: has no 'tlh'; there is en, fi, no, sv\n")
    source.unlink()
    assert run()[0] == 1
    assert not folder.exists()
