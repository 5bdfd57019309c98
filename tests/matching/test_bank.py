"""The file of what was learned: it comes back as written, and nothing else passes for it."""

from __future__ import annotations

import json
import sys
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

import opsi_handbook as oh
from opsi_handbook.handbook import Handbook
from opsi_handbook.matching import bank as bank_module
from opsi_handbook.matching import bank_file
from opsi_handbook.matching.bank import packaged_bank
from opsi_handbook.matching.bank_file import digest, read_bank, write_bank
from strategies import Word, trained_bank

BANK = trained_bank({"ett": Word((127, -127), 5, 70_000, 9), "två": Word((0, 1), -5, 3)}, [("ett två", {1: 4, 0: 2})])


def plain(bank):
    return {name: list(value) if isinstance(value, array) else value for name, value in bank._asdict().items()}


def test_a_bank_comes_back_as_written():
    data = write_bank(BANK)
    assert plain(read_bank(data, "en.bank")) == plain(BANK)
    assert write_bank(read_bank(data, "en.bank")) == data
    first, second, rest = data.split(b"\n", 2)
    assert first.startswith(b"opsi-handbook bank 2 ")
    assert json.loads(second)["sizes"][:2] == [9, 3]
    assert list(json.loads(second)) == sorted(json.loads(second))
    assert rest.startswith("ett\ntvå\n".encode())
    assert rest[12:14] == (127).to_bytes(1, "little") + (-127).to_bytes(1, "little", signed=True)


def test_numbers_are_little_endian_on_every_processor(monkeypatch):
    """On a big-endian processor an array holds its bytes the other way round; made so here."""
    data = write_bank(BANK)
    swapped = {name: array(value.typecode, value) for name, value in BANK._asdict().items() if isinstance(value, array)}
    for value in swapped.values():
        value.byteswap()
    monkeypatch.setattr(sys, "byteorder", "big")
    assert write_bank(BANK._replace(**swapped)) == data
    read = read_bank(data, "en.bank")
    assert all(getattr(read, name) == value for name, value in swapped.items())


@given(st.integers(0, 10**6), st.integers(1, 255))
def test_no_changed_byte_passes(place, flip):
    data = bytearray(write_bank(BANK))
    data[place % len(data)] ^= flip
    with pytest.raises(oh.ContentError, match=r"^en\.bank is damaged"):
        read_bank(bytes(data), "en.bank")


def test_digests_tell_files_apart():
    assert digest(b"a") != digest(b"b")
    assert len(digest(b"")) == 32


@pytest.fixture
def files(monkeypatch):
    """Two files of a language, which a test may change before they are read."""
    lines = b'{"text": "ett tv\xc3\xa5"}\n'
    kept = {"en.bank": write_bank(BANK._replace(examples=digest(lines))), "en.examples.jsonl": lines}
    monkeypatch.setattr(bank_module, "packaged_file", kept.get)
    packaged_bank.cache_clear()
    yield kept
    packaged_bank.cache_clear()


def test_a_bank_with_its_situations(files):
    bank = packaged_bank("en")
    assert packaged_bank("en") is bank
    assert bank.quote(0) == "ett två"
    assert bank.trained.vocabulary == ("ett", "två")
    files.clear()
    packaged_bank.cache_clear()
    assert packaged_bank("en") is None


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("en.bank", None, "en.bank is missing; install"),
        ("en.examples.jsonl", None, "en.examples.jsonl is missing; install"),
        ("en.examples.jsonl", b'{"text": "ett"}\n', "en.bank was learned from other situations than those in en.exam"),
        ("en.bank", b"", "en.bank is damaged or of another release; install"),
        ("en.bank", write_bank(BANK._replace(language="sv")), "en.bank was learned in sv; install"),
        (
            "en.bank",
            write_bank(BANK),
            "en.examples.jsonl; install opsi-handbook again, or run `make train` if you chan",
        ),
    ],
)
def test_files_that_do_not_belong_together_are_refused(files, name, data, problem):
    files[name] = data
    with pytest.raises(oh.ContentError) as caught:
        packaged_bank("en")
    assert problem in str(caught.value)
    assert str(caught.value).count("\n") == 0


def test_the_bank_of_other_questions_is_refused(files):
    assert files
    problem = r"^en\.bank was learned for other questions than the handbook has; install opsi-handbook again, or run"
    with pytest.raises(oh.ContentError, match=problem):
        Handbook(oh.load("en").catalogue).recommend(text="ett")


def test_arrays_are_of_the_sizes_that_are_written():
    assert {name: array(code).itemsize for name, code in bank_file._ARRAYS.items()} == {
        "weights": 1, "off_topic": 2, "lengths": 4, "classes": 2, "class_weights": 4, "starts": 4, "holders": 2,
        "example_lengths": 4, "grade_starts": 4, "graded": 1, "grades": 1,
    }  # fmt: skip
