"""What is learned from situations: by the right arithmetic, from all of them, for the words that are ours."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import opsi_handbook as oh
from opsi_handbook.authoring.examples import Example, examples_file
from opsi_handbook.authoring.training import learned_from, train
from opsi_handbook.authoring.word_lists import more_words_in

np = pytest.importorskip("numpy")

from opsi_handbook.authoring.least_squares import Rows, ridge_weights  # noqa: E402 - it needs numpy

QUESTIONS = ("p1.q1", "p1.q2")
WIDTH = 5
NUMBERS = st.floats(-4, 4).filter(lambda number: abs(number) > 1e-3)
LONG = " ".join(f"leaders plan {number}" for number in "one two three four five six seven eight".split())
BANK = (
    *(Example(f"p1.q1.s{place}", text, {"p1.q1": 4}) for place, text in enumerate(
        ("Our leaders hesitate", "No leader decides here", "The leadership is silent", LONG), start=1)),
    *(Example(f"p1.q2.s{place}", text, {"p1.q2": 4, "p1.q1": 1}) for place, text in enumerate(
        ("The plans gather dust", "Our planning ends on paper", "Nobody carries out the plan"), start=1)),
    *(Example(f"off-topic.s{place}", text, {}) for place, text in enumerate(
        ("The bus is late", "Where is my bus", "A bus to Umbrellia, please"), start=1)),
)  # fmt: skip


@given(
    st.lists(st.dictionaries(st.integers(0, WIDTH - 1), NUMBERS), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
def test_it_is_what_solving_the_whole_matrix_gives(rows, random):
    """Rows without a number and columns that nothing has are among them."""
    dense = np.zeros((len(rows), WIDTH))
    for place, row in enumerate(rows):
        for column, number in row.items():
            dense[place, column] = number
    wanted = np.array([[random.uniform(-1, 1) for _ in range(10)] for _ in rows])
    ridge = np.array([random.uniform(0.5, 5) for _ in rows])
    expected = dense.T @ np.linalg.solve(dense @ dense.T + np.diag(ridge), wanted)
    assert ridge_weights(Rows(rows, WIDTH), wanted, ridge) == pytest.approx(expected, abs=1e-8)


def learned(more_words=()):
    return train(BANK, QUESTIONS, "en", more_words)


def weights_of(bank, word):
    at = bank.vocabulary.index(word) * len(bank.questions)
    return bank.weights[at : at + len(bank.questions)]


def test_words_speak_for_what_their_situations_bear_on():
    bank = learned()
    assert weights_of(bank, "leaders")[0] > weights_of(bank, "leaders")[1]
    assert weights_of(bank, "plan")[1] > weights_of(bank, "plan")[0]
    assert bank.off_topic[bank.vocabulary.index("bus")] > 0 > bank.off_topic[bank.vocabulary.index("plan")]


def test_more_words_get_what_their_pieces_have_taught():
    assert "leaderships" not in learned().vocabulary
    bank = learned({"leaderships", "zyxwv"})
    assert weights_of(bank, "leaderships")[0] > weights_of(bank, "leaderships")[1]
    assert list(weights_of(bank, "zyxwv")) == [0, 0]
    assert weights_of(bank, "plan") == weights_of(learned(), "plan")


def test_a_name_is_no_word_of_ours_though_it_be_listed():
    assert "umbrellia" not in learned({"umbrellia"}).vocabulary


def test_a_long_situation_teaches_and_is_not_quoted():
    bank = learned()
    assert "seven" in bank.vocabulary
    assert bank.example_ids == tuple(each.id for each in BANK if each.grades and each.text != LONG)
    assert LONG.encode() not in examples_file(BANK)


def test_what_may_not_be_quoted_teaches_all_the_same():
    """Who lacks what is in order in it would read the contrary of what they said."""
    held_back = (replace(BANK[0], may_be_quoted=False), *BANK[1:])
    bank = train(held_back, QUESTIONS, "en")
    assert (bank.vocabulary, list(bank.weights)) == (learned().vocabulary, list(learned().weights))
    assert set(learned().example_ids) - set(bank.example_ids) == {BANK[0].id}
    assert learned_from(held_back) != learned_from(BANK)


def test_what_was_learned_from_is_told_apart():
    seen = {
        learned_from(BANK), learned_from(BANK[::-1]), learned_from(BANK[1:]), learned_from(BANK, {"leaderships"}),
        learned_from((*BANK[1:], Example(BANK[0].id, BANK[0].text, {"p1.q1": 3}))),
    }  # fmt: skip
    assert len(seen) == 5
    assert learned_from(BANK, ["b", "a"]) == learned_from(BANK, ["a", "b"])


def test_every_fault_of_every_list_is_named(tmp_path):
    folder = tmp_path / "editorial" / "words"
    folder.mkdir(parents=True)
    (folder / "sv.txt").write_text("# forms\nledningar\ntvå ord\nStort\nledningar\n", encoding="utf-8")
    (folder / "xx.txt").write_text("word\n", encoding="utf-8")
    with pytest.raises(oh.ContentError) as told:
        more_words_in(tmp_path, {"sv", "en"})
    assert [(fault.file, fault.line, fault.item) for fault in told.value.faults] == [
        ("words/sv.txt", 3, "'två ord'"), ("words/sv.txt", 4, "'Stort'"), ("words/sv.txt", 5, "ledningar"),
        ("words/xx.txt", 0, ""),
    ]  # fmt: skip
    (folder / "xx.txt").unlink()
    (folder / "sv.txt").write_text("# forms\nledningar\n", encoding="utf-8")
    assert more_words_in(tmp_path, {"sv", "en"}) == {"sv": {"ledningar"}}
    assert more_words_in(tmp_path / "nothing", {"sv"}) == {}
