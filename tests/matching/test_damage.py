"""Damaged and mismatched data files: one error that names the file, and never another advice."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random

import pytest

import opsi_handbook as oh
from opsi_handbook.content import packaged
from opsi_handbook.handbook import Handbook
from opsi_handbook.matching import reads_like
from opsi_handbook.matching.bank import packaged_bank
from strategies import AFRAID

DATA = Path(oh.__file__).parent / "data"
NAMES = ("en.bank", "sv.bank", "en.examples.jsonl", "sv.examples.jsonl", "function_words.json")
ASKED = {"en": AFRAID, "sv": "medarbetarna vågar inte misslyckas och ingen säger något"}
CATALOGUES = {language: oh.load(language).catalogue for language in ASKED}
CACHES = (packaged_bank, packaged._compiled, packaged._function_words, packaged.function_words, reads_like._vocabulary)


def clear():
    for cached in CACHES:
        cached.cache_clear()


WHOLE = {language: oh.load(language).recommend(text=text) for language, text in ASKED.items()}


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A folder with the data files of the package, which a test may damage."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in (*NAMES, "checksums.txt"):
        (folder / name).symlink_to(DATA / name)
    monkeypatch.setattr(packaged, "_DATA", folder)
    clear()
    yield folder
    clear()


def truncated(random, data, _):
    return data[: random.choice([0, 1, len(data) // 2, random.randrange(len(data)), len(data) - 2])]


def flipped(random, data, _):
    place = random.choice([random.randrange(len(data)), random.randrange(400)])
    return data[:place] + bytes([data[place] ^ 1 << random.randrange(8)]) + data[place + 1 :]


def line_gone(random, data, _):
    lines = data.splitlines(keepends=True)
    del lines[random.choice([0, len(lines) // 2, random.randrange(len(lines) - 1)])]
    return b"".join(lines)


def reordered(random, data, _):
    lines = data.splitlines(keepends=True)
    one = random.randrange(len(lines) - 1)
    return b"".join([*lines[:one], lines[one + 1], lines[one], *lines[one + 2 :]])


def doubled(random, data, _):
    lines = data.splitlines(keepends=True)
    one = random.randrange(len(lines) - 1)
    return b"".join([*lines[:one], lines[one], *lines[one:]])


def of_another_language(_random, _data, name):
    other = {"en": "sv", "sv": "en"}.get(name[:2])
    if other:
        return (DATA / (other + name[2:])).read_bytes()
    words = json.loads((DATA / name).read_bytes())
    return json.dumps({**words, "en": words["sv"], "sv": words["en"]}).encode()


def other_json(random, _data, _name):
    return random.choice(
        [b"{}", b"[]", b"null", b'{"a": 1}', b'{"en": "fail afraid", "sv": ""}', b'"x"', b"[" * 9_000, b"\xff\xfe{}",
         b'{"en": "fail"}', b'{"text": "x"}\n']
    )  # fmt: skip


def with_carriage_returns(_random, data, _name):
    return data.replace(b"\n", b"\r\n", 1)


DAMAGE = (
    truncated, flipped, line_gone, reordered, doubled, of_another_language, other_json, with_carriage_returns,
)  # fmt: skip


def test_no_kind_of_damage_goes_unnoticed(data):
    random = Random(11)
    for number in range(160):
        name, harm = random.choice(NAMES), DAMAGE[number % len(DAMAGE)]
        before = (DATA / name).read_bytes()
        after = harm(random, before, name)
        if after == before:
            continue
        (data / name).unlink()
        (data / name).write_bytes(after)
        clear()
        for language, text in ASKED.items():
            # The other language is not touched; that is looked at now and then.
            if not name.startswith(("f", language)) and number % 16:
                continue
            handbook = Handbook(CATALOGUES[language])
            if not name.startswith(("f", language)):
                assert handbook.recommend(text=text) == WHOLE[language]
                continue
            with pytest.raises(oh.ContentError) as caught:
                handbook.recommend(text=text)
            assert name in str(caught.value), (harm, name)
            assert "\n" not in str(caught.value)
        (data / name).unlink()
        (data / name).symlink_to(DATA / name)


def test_both_files_of_another_language_do_not_pass_for_it(data):
    """They agree with each other, so the hash alone would not tell."""
    for name in ("en.bank", "en.examples.jsonl"):
        (data / name).unlink()
        shutil.copy(DATA / f"sv{name[2:]}", data / name)
    clear()
    with pytest.raises(oh.ContentError, match=r"en\.bank was learned in sv"):
        Handbook(CATALOGUES["en"]).recommend(text=AFRAID)


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_in_the_place_of_a_file(data, name):
    (data / name).unlink()
    (data / name).mkdir()
    clear()
    language = "en" if name[0] == "f" else name[:2]
    with pytest.raises(oh.ContentError, match=f"{name} cannot be read"):
        Handbook(CATALOGUES[language]).recommend(text=ASKED[language])


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_missing(data, name):
    (data / name).unlink()
    clear()
    language = "en" if name[0] == "f" else name[:2]
    with pytest.raises(oh.ContentError, match=f"{name} is missing"):
        Handbook(CATALOGUES[language]).recommend(text=ASKED[language])
