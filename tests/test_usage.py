# ruff: noqa: E501  # a case on a line
"""How each language is written here: what is written holds, agrees with the term list, and its faults are named."""

from __future__ import annotations

import re

import pytest

import opsi_handbook as oh
from opsi_handbook.authoring.usages import read_usages, usage_file
from opsi_handbook.content import packaged
from opsi_handbook.translate import usage as usage_module
from opsi_handbook.translate.terms import TermList, TermRule
from opsi_handbook.translate.usage import packaged_usage
from opsi_handbook.translate.vocabulary import Vocabulary


def test_there_are_about_sixty_terms_each_with_a_definition_of_our_own(hb):
    assert 55 <= len(hb.terms) <= 75
    assert {term.layer for term in hb.terms} == {oh.Layer.EDITORIAL}
    assert len({term.term.casefold() for term in hb.terms}) == len(hb.terms)
    assert [term.id for term in hb.terms if not re.search(r"[.]$", term.definition)] == []


@pytest.mark.parametrize("tag", ["sv", "no", "fi"])
def test_a_term_is_translated_by_a_word_that_may_stand_for_it(tag):
    vocabulary, usage = Vocabulary(tag), packaged_usage(tag)
    for term in oh.load(tag).terms:
        said = usage.terms.get(term.id)
        if said and said.say:
            reading = vocabulary.read(term.term)
            assert vocabulary.mentions(reading, map(vocabulary.phrase, said.say)), term.term


def test_swedish_has_words_for_every_term(hb):
    assert {term.id for term in hb.terms} == set(packaged_usage("sv").terms)


@pytest.mark.parametrize("tag", ["en", "sv", "no", "fi"])
def test_what_is_to_be_said_is_nowhere_avoided(tag):
    """Neither for its own term nor for any: nobody may be sent from one word to avoid to the next."""
    usage = packaged_usage(tag)
    words = TermList((), tag, usage.never)
    instead = [*usage.never.values(), *(text for said in usage.terms.values() for text in said.say)]
    assert [text for text in instead if list(words.advice("", text))] == []
    for said in usage.terms.values() if tag != "en" else ():  # which has forms to look for, not words to say
        rule = TermRule("x", ("x",), said.say, said.avoid)
        assert [text for text in said.say if list(TermList([rule], tag).advice("x x", text))] == []


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("Support and stewardship", "Stöd och omvårdnad", "'omvårdnad' is a word to avoid; say 'långsiktigt ansvar'"),
        ("Transparent partnerships", "Genomlysta partnerskap", "'genomlysta' is a word to avoid; say 'transparent'"),
        ("the conditions to innovate", "villkor för innovation", "'villkor' stands for 'conditions' here; say 'förutsättningar'"),
        ("Test in real conditions.", "Testa under verkliga förhållanden.", None),
        ("Public servants decide.", "Tjänstepersonerna beslutar.", None),
        ("Build capacity and skills.", "Bygg kapacitet och kompetens.", None),
        ("The whole public administration.", "Hela den offentliga förvaltningen.", None),
        ("The whole public administration.", "Hela förvaltningen.",
         "'förvaltningen' stands for 'public administration' here; say 'offentlig förvaltning'"),
        ("Public services and policies.", "Offentliga tjänster och policyer.", None),
    ],
)  # fmt: skip
def test_the_swedish_list_on_sentences(hb, source, text, said):
    usage, english = packaged_usage("sv"), packaged_usage("en")
    rules = [
        TermRule(term.term, english.terms[term.id].say + english.terms[term.id].avoid
                 if term.id in english.terms else (term.term,), usage.terms[term.id].say, usage.terms[term.id].avoid)
        for term in hb.terms
    ]  # fmt: skip
    assert list(TermList(rules, "sv", usage.never).advice(source, text)) == ([said] if said else [])


@pytest.mark.parametrize(
    ("word", "id_"),
    [
        ("kompetens", "term.skills"), ("samskapande", "term.co-creation"), ("samskapa", "term.co-creation"),
        ("transparens", "term.transparency"), ("transparent", "term.transparency"), ("upphandling", "term.procurement"),
        ("intressenter", "term.stakeholder"), ("förutsättningar", "term.conditions"), ("byråkrati", "term.bureaucracy"),
        ("tjänsteperson", "term.public-servant"), ("missionsinriktad", "term.mission-oriented-innovation"),
        ("riskaversion", "term.risk-aversion"), ("agil", "term.agile"), ("samverkan", "term.collaboration"),
    ],
)  # fmt: skip
def test_the_words_of_the_field_are_found(word, id_):
    assert id_ in [item.id for item in oh.load("sv").search(word, 3)]


def test_a_language_without_usage_and_a_region(monkeypatch):
    assert packaged_usage("et").terms == {}
    assert packaged_usage("sv-FI").language == "sv"
    packaged_usage.cache_clear()
    whole = packaged.packaged_file
    for data in (None, b"{", b"[]\n", b"{}\n", b"\xff"):
        usage_module._packaged.cache_clear()
        monkeypatch.setattr(
            packaged, "packaged_file", lambda name, data=data: data if name == "usage.jsonl" else whole(name)
        )
        with pytest.raises(oh.ContentError, match=r"usage.jsonl is missing or damaged; install"):
            packaged_usage("et")


@pytest.mark.checkout
def test_what_ships_is_what_is_written(hb, content):
    made = usage_file(read_usages(content / "usage", hb.catalogue).values())
    assert made == (content.parent / "src/opsi_handbook/data/usage.jsonl").read_bytes()


def test_every_fault_is_named(hb, tmp_path):
    (tmp_path / "sv.yaml").write_text(
        "terms:\n  term.skils: {say: [x]}\n  term.skills: {say: [''], nay: 1}\nquotes: '\"'\nmore: 1\n",
        encoding="utf-8",
    )
    (tmp_path / "swedish words.yaml").write_text("terms: {}\n", encoding="utf-8")
    (tmp_path / "fi.yaml").write_text("terms: [", encoding="utf-8")
    (tmp_path / "no.yaml").write_text("[a]", encoding="utf-8")
    with pytest.raises(oh.ContentError) as caught:
        read_usages(tmp_path, hb.catalogue)
    said = "\n".join(map(str, caught.value.faults))
    for part in ("sv.yaml:2: terms: there is no term 'term.skils'; did you mean term.skills", "sv.yaml:3: terms.term.skills.say.0",
                 "sv.yaml:3: terms.term.skills.nay", "sv.yaml:4: quotes", "sv.yaml:5: more", "no.yaml:1: terms",
                 "swedish words.yaml: is not named after a language", "fi.yaml:2: this is no YAML"):  # fmt: skip
        assert part in said, part
    assert read_usages(tmp_path / "none", hb.catalogue) == {}
