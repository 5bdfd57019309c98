"""The face: what `load` gives, that nobody can harm it, and what errors say."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import opsi_handbook as oh
from opsi_handbook.handbook import Handbook

PUBLIC = [
    "ContentError", "Fault", "Handbook", "InvalidInputError", "MissingExtraError", "OpsiHandbookError",
    "Sheet", "UnknownIdError", "UnknownLanguageError", "languages", "load", "read_sheets", "verify", "__version__",
]  # fmt: skip


def test_the_face_is_pinned():
    assert oh.__all__ == PUBLIC
    assert dir(oh) == sorted(PUBLIC)
    for name in PUBLIC:
        assert getattr(oh, name) is not None
    with pytest.raises(AttributeError):
        _ = oh.nothing


def test_every_public_name_is_documented():
    for name in PUBLIC[:-1]:
        assert getattr(oh, name).__doc__, name
    for name, member in vars(Handbook).items():
        if not name.startswith("_"):
            documented = getattr(member, "__doc__", None) or getattr(getattr(member, "func", None), "__doc__", None)
            assert documented, name


def test_load_gives_the_same_handbook():
    assert oh.load() is oh.load("en") is oh.load("en-GB")
    assert oh.load("en").language == "en"


@pytest.mark.parametrize("tag", ["tlh", "", "xx-YY-zz", "\x00", "../en", "e" * 5000, "\ud800", "zh"])
def test_an_unknown_language_names_those_there_are(tag):
    with pytest.raises(oh.UnknownLanguageError, match="en"):
        oh.load(tag)


@pytest.mark.parametrize("tag", [None, 5, [], [5]])
def test_a_language_is_a_text(tag):
    with pytest.raises(oh.InvalidInputError):
        oh.load(tag)


def test_items_by_id(hb):
    assert hb["p2.q4"].id == "p2.q4"
    assert hb["p2.q4.a1"] is hb["p2.q4"].actions[0]
    assert "p2.q4" in hb
    assert "p2.q44" not in hb
    assert len({item.id for item in hb}) == len(hb)


@pytest.mark.parametrize(
    ("id_", "near"), [("p2.q7", "p2.q"), ("toolkit.culturemap", "toolkit.culture-map"), ("P2.Q4", "p2.q4")]
)
def test_an_unknown_id_names_near_ones(hb, id_, near):
    with pytest.raises(oh.UnknownIdError) as caught:
        hb[id_]
    assert near in str(caught.value)
    assert isinstance(caught.value, KeyError)


@pytest.mark.parametrize("id_", [None, 5, [], "", "\ud800", "x" * 100_000])
def test_a_senseless_id_is_an_unknown_id(hb, id_):
    with pytest.raises(oh.UnknownIdError) as caught:
        hb[id_]
    assert len(str(caught.value)) < 300


def things_handed_out(hb):
    advice = hb.recommend(text="afraid to fail", marks=["p2.q2"], challenges=["p2.c1"])
    yield from (hb, hb.catalogue, hb.front_matter, advice, *advice.recommendations, *hb)
    yield from (reason for found in advice.recommendations for reason in found.reasons)
    yield from (link for item in (*hb.toolkits, *hb.case_studies) for link in item.links)


def parts(value):
    return [
        name for name in (*getattr(type(value), "model_fields", {}), "_items", "_catalogue") if hasattr(value, name)
    ]


@given(st.data())
def test_nothing_handed_out_can_be_changed(data):
    hb = oh.load()
    before = hb.catalogue.model_dump_json()
    value = data.draw(st.sampled_from(list(things_handed_out(hb))))
    name = data.draw(st.sampled_from(parts(value)))
    part = getattr(value, name)
    for change in (
        lambda: setattr(value, name, "changed"),
        lambda: delattr(value, name),
        lambda: setattr(value, "new", "changed"),
        lambda: part.append("changed"),
        lambda: part.__delitem__(0),
        lambda: part.__setitem__(0, "changed"),
        lambda: part.update(changed="changed"),
    ):
        with pytest.raises((AttributeError, TypeError, ValidationError)):
            change()
    hb.graph.clear()
    assert oh.load().catalogue.model_dump_json() == before


def test_phrases_cannot_be_changed(hb):
    with pytest.raises(TypeError):
        hb.phrases["ui.advice"] = "changed"


def test_search_finds_names_and_words(hb):
    assert hb.search("Culture Map")[0].id == "toolkit.culture-map"
    assert "p4.q4" in [item.id for item in hb.search("foresight", limit=10)]
    assert hb.search("xqztwv") == ()
    for text, limit in (("", 5), ("a", 0), ("x" * 200_000, 5)):
        with pytest.raises(oh.InvalidInputError):
            hb.search(text, limit)


def test_load_and_recommend_leave_networkx_alone():
    code = (
        "import sys, opsi_handbook as oh\n"
        "assert not [name for name in sys.modules if name.startswith('opsi_handbook.')], 'work at import'\n"
        "oh.load().recommend(text='afraid to fail', marks=['p1.q1'])\n"
        "print([name for name in ('networkx', 'yaml', 'polib', 'click', 'langcodes') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_damaged_data_file_is_one_clear_error(hb):
    from opsi_handbook.content import read_catalogue

    whole = hb.catalogue.model_dump_json().encode()
    for damaged in (
        b"",
        b"{",
        whole[:5000],
        whole.replace(b'"p2.q4.a1"', b'"p2.q4.a7"'),
        whole.replace(b"https://", b"htps:/"),
        b"\xff\xfe",
    ):
        with pytest.raises(oh.ContentError) as caught:
            read_catalogue(damaged, "en.json")
        assert "en.json is damaged" in str(caught.value)
        assert caught.value.faults
