"""Data files that ship: damaged ones are one clear error with every fault, and languages are negotiated."""

from __future__ import annotations

import copy
import json
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import opsi_handbook as oh
from opsi_handbook.content import negotiate, packaged, packaged_catalogue, packaged_languages, read_catalogue
from opsi_handbook.model.base import is_language

DATA = json.loads((packaged._DATA / "en.json").read_bytes())
MEND = "; install opsi-handbook again, or mend the file if it is yours"


def places(node, at=()):
    yield at
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, part in parts:
        yield from places(part, (*at, key))


PLACES = [at for at in places(DATA) if at]
LEAVES = [at for at in PLACES if at[-1] in {"text", "title", "name", "url", "label", "what", "reason", "page"}]
RECORDS = [at[:-1] for at in PLACES if at[-1] == "id"]


def at_place(data, at):
    for step in at:
        data = data[step]
    return data


def planted(chance, data):
    """One fault of shape put into the data, and the place where it must be told."""
    kind = chance.choice(["type", "blank", "extra", "missing", "surrogate"])
    if kind in {"extra", "missing"}:
        at = chance.choice(RECORDS)
        if kind == "extra":
            at_place(data, at)["colour"] = "red"
            return (*at, "colour")
        del at_place(data, at)["id"]
        return (*at, "id")
    at = chance.choice(LEAVES)
    odd = {"type": [5.5], "blank": " ", "surrogate": "a\u202eb"}[kind]
    at_place(data, at[:-1])[at[-1]] = odd
    return at


@pytest.mark.few(20)
@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_edition_is_one_error_with_every_fault(seed):
    chance = random.Random(seed)
    data = copy.deepcopy(DATA)
    wanted = set()
    while len(wanted) < chance.choice([1, 3]):
        try:
            wanted.add(".".join(map(str, planted(chance, data))))
        except (KeyError, TypeError):  # at a place that is damaged already
            continue
    for given_ in (data, json.dumps(data).encode()):
        with pytest.raises(oh.ContentError) as caught:
            read_catalogue(given_, "en.json")
        error = caught.value
        assert {fault.field for fault in error.faults} == wanted
        assert {fault.file for fault in error.faults} == {"en.json"}
        assert not any("Value error" in fault.problem for fault in error.faults)
        if len(error.faults) == 1:
            assert error.message.startswith(f"en.json: {error.faults[0].field}: ")
        else:
            assert error.message == f"en.json is damaged: {len(error.faults)} faults{MEND}:"
        assert MEND in str(error)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[]", b"null", b"[" * 100_000, b'{"schema_version": 2}', {}])
def test_what_is_no_edition_is_one_error(data):
    with pytest.raises(oh.ContentError, match=r"^en\.json") as caught:
        read_catalogue(data, "en.json")
    assert caught.value.faults
    assert MEND in str(caught.value)


@pytest.mark.parametrize("cut", [1, 5_000, 100_000, -2])
def test_an_edition_that_ends_too_early(cut):
    whole = json.dumps(DATA).encode()
    with pytest.raises(oh.ContentError, match=r"^en\.json: Invalid JSON") as caught:
        read_catalogue(whole[:cut], "en.json")
    assert len(caught.value.faults) == 1


def test_what_binds_items_is_checked_too():
    data = copy.deepcopy(DATA)
    data["principles"][1]["questions"][3]["id"] = "p2.q9"
    data["toolkits"][0]["work"] = "work.nothing"
    with pytest.raises(oh.ContentError) as caught:
        read_catalogue(data, "mine")
    told = {(fault.item, fault.problem.partition(",")[0]) for fault in caught.value.faults}
    assert (
        "p2.q9",
        "it is number 4 of its run; numbers follow the printed order without gaps".partition(",")[0],
    ) in told
    assert (data["toolkits"][0]["id"], "it refers to 'work.nothing'") in told


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    """The data of the package in a folder of its own, and nothing of it read before."""
    for path in packaged._DATA.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(packaged, "_DATA", tmp_path)
    cached = [
        packaged.packaged_languages, packaged.packaged_catalogue, packaged._compiled, packaged._function_words,
        packaged.function_words,
    ]  # fmt: skip
    for function in cached:
        function.cache_clear()
    yield tmp_path
    for function in cached:
        function.cache_clear()


def test_editions_are_those_there_are(data_folder):
    (data_folder / "de.json").write_bytes(b"{}")
    (data_folder / "sv.json").unlink()
    assert packaged_languages() == ("en", "de", "fi", "no")
    with pytest.raises(oh.ContentError, match=r"^sv\.json is missing; install opsi-handbook again$"):
        packaged_catalogue("sv")
    with pytest.raises(oh.ContentError, match=r"^de\.json is damaged"):
        packaged_catalogue("de")
    (data_folder / "no.json").unlink()
    (data_folder / "no.json").mkdir()
    with pytest.raises(oh.ContentError, match=r"^no\.json cannot be read \(.+\); install opsi-handbook again$"):
        packaged_catalogue("no")
    assert packaged.packaged_file("nothing.json") is None
    assert packaged.packaged_file("de.json") == b"{}"


@pytest.mark.parametrize(
    "data",
    [None, b"", b"[]", b"{}", b'{"en": "a"}', b"[" * 100_000, b"\xff", b"5"],
)
def test_damaged_function_words_are_one_error(data_folder, data):
    path = data_folder / "function_words.json"
    path.unlink() if data is None else path.write_bytes(data)
    with pytest.raises(oh.ContentError, match=r"^function_words\.json is missing or damaged; install"):
        packaged.function_words("en")


def test_function_words_of_a_region_are_those_of_the_language(data_folder):
    words = {"en": "a of", "pt-BR": "um", "sv": "um"}
    data = json.dumps(words).encode()
    (data_folder / "function_words.json").write_bytes(data)
    (data_folder / "checksums.txt").write_text(f"{packaged.checksum_of(data)}  function_words.json\n")
    assert packaged.function_words("en-IE") == packaged.function_words("en") == {"a", "of"}
    assert packaged.function_words("pt-BR") == packaged.function_words("sv-Latn-FI") == {"um"}
    assert packaged.function_words("pt") == frozenset()


@pytest.mark.parametrize(
    ("asked", "served"),
    [("sv-FI", "sv"), ("nb", "no"), ("NB-no", "no"), ("EN", "en"), ("fi_FI", "fi"), ("sv", "sv")],
)
def test_a_near_relative_serves(asked, served):
    assert negotiate(asked, packaged_languages()) == served


@pytest.mark.parametrize("asked", ["da", "de", "", "\x00", "x" * 500, "sv-", "-", "s v", "\ud800", "*"])
def test_no_other_does(asked):
    with pytest.raises(oh.UnknownLanguageError, match=r"there is no edition in '.*'; there is en, fi, no, sv$"):
        negotiate(asked, packaged_languages())


def test_what_is_asked_for_is_shown_short():
    long = "abcdefghij" * 9
    for call, value in ((oh.load, long), (oh.load, [5, long])):
        with pytest.raises(oh.OpsiHandbookError) as caught:
            call(value)
        shown = str(value)[:40]
        assert f"{shown}…" in str(caught.value)


def test_pseudo_english_is_asked_for_by_its_tag():
    assert oh.load("en-XA").language == oh.load(["en-XA", "sv"]).language == "en-XA"
    assert oh.load("en-XA")["p2.q2"].label != oh.load()["p2.q2"].label
    assert oh.load(["sv", "en-XA"]) is oh.load("sv")


@pytest.mark.parametrize(
    "tag", ["sv", "en-GB", "pt-BR", "zh-Hant", "sr-Latn-RS", "nb-NO", "es-419", "de-1996", "fil", "en-XK", "se", "kl"]
)
def test_tags_of_languages(tag):
    assert is_language(tag)


MALFORMED = (
    "sv-|-sv|-||sv--SE|sv_SE|sv-se-|sv SE|sv\n|sv-SE\n| sv|e|1|12|xx|xx-SE|sv-00|sv-SE-SE|svenska|språk|sv-Sverige|en-a"
    "|ｓｖ|en-UK|no-bok|sv-SE-toolongforit"
).split("|")


@pytest.mark.parametrize("tag", MALFORMED)
def test_malformed_tags(tag):
    assert not is_language(tag)


SIGNS = st.sampled_from("-_. \n/\x00ä٣0")


@given(st.sampled_from(["sv", "en-GB", "zh-Hant-TW", "de"]), st.data())
def test_a_tag_with_a_sign_at_an_end_or_twice_is_none(tag, data):
    sign = data.draw(SIGNS.filter(lambda sign: not sign.isalnum() or not sign.isascii()))
    assert not is_language(tag + sign)
    assert not is_language(sign + tag)
    assert not is_language(tag.replace("-", "--") if "-" in tag else f"{tag}--SE")


@given(st.text(st.sampled_from("aesvx-S1ä_ "), max_size=14) | st.text(max_size=9))
@example("a-b")
@example("i-x")
@example("x-a-b")
@example("sv-x")
def test_any_text_is_a_tag_or_none_and_never_a_crash(tag):
    said = is_language(tag)
    assert isinstance(said, bool)
    if said:
        assert all(part.isascii() and part.isalnum() and len(part) <= 8 for part in tag.split("-"))


def test_an_edition_that_is_not_as_compiled_is_refused(tmp_path, monkeypatch):
    """A word changed is whole by every other check; a packaged edition must be just what was compiled."""
    data = (packaged._DATA / "en.json").read_bytes()
    (tmp_path / "checksums.txt").write_bytes((packaged._DATA / "checksums.txt").read_bytes())
    monkeypatch.setattr(packaged, "_DATA", tmp_path)
    packaged._compiled.cache_clear()
    read = packaged.packaged_catalogue.__wrapped__
    (tmp_path / "en.json").write_bytes(data)
    assert read("en").language == "en"
    (tmp_path / "en.json").write_bytes(data.replace(b"A culture open to innovation", b"A culture open to invention"))
    with pytest.raises(oh.ContentError, match=r"en\.json is not what was compiled"):
        read("en")
    (tmp_path / "en.json").write_bytes(data.replace(b'"p2.q4.a1"', b'"p2.q4.a7"'))
    with pytest.raises(oh.ContentError, match=r"p2\.q4\.a7.*number 1 of its run"):
        read("en")
    packaged._compiled.cache_clear()
