# ruff: noqa: E501  # a case on a line
"""The term list, enforced in both directions: what must stand in a translation, and what must not."""

from __future__ import annotations

import pytest

from opsi_handbook.translate.checks import BLOCKING, check, check_english
from opsi_handbook.translate.locale import Locale, Translation
from opsi_handbook.translate.terms import TermList, TermRule
from opsi_handbook.translate.units import Unit
from opsi_handbook.translate.usage import Usage
from opsi_handbook.translate.vocabulary import Vocabulary

SKILLS = TermRule("skills", ("skill",), ("kompetens",), ("*färdighet*",))
CO_CREATION = TermRule("co-creation", ("co-creat*", "create together"), ("samskapande", "samskapa"), ("skapa",))
PROCUREMENT = TermRule("procurement", ("procurement",), ("upphandling",))
OF_INNOVATION = TermRule("innovation procurement", ("innovation procurement",), ("innovationsupphandling",))
SCALING = TermRule("scaling up", ("scaling up", "scale up", "scaled up"), ("skala upp",))
RULES = (SKILLS, CO_CREATION, PROCUREMENT, OF_INNOVATION, SCALING)
NEVER = {"omvårdnad*": "långsiktigt ansvar", "offentlig =tjänst": "offentlig verksamhet", "växa i skala": "skala upp"}


def advice(source, text, rules=RULES, never=NEVER, names=()):
    return list(TermList(rules, "sv", never, names).advice(source, text))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Develop your skills.", "Utveckla er kompetens."),
        ("Develop your skills.", "Utveckla kompetensen."),
        ("Value innovation skills.", "Sätt värde på innovationskompetens."),
        ("Make a plan for skills.", "Gör en kompetensutvecklingsplan."),
        ("Abilities and skills.", "Färdigheter och kompetens."),  # the word to avoid may stand for the other one
        ("Co-create with users.", "Samskapa med användarna."),
        ("They co-created it.", "De samskapade den."),
        ("Create something.", "Skapa något."),
        ("It can be scaled up.", "Det kan skalas upp."),
        ("Scale up what works.", "Skala det som fungerar upp."),
        ("Use innovation procurement.", "Använd innovationsupphandling."),
        ("The government decides.", "Regeringen beslutar."),
        ("Public services.", "Offentliga tjänster."),
        ("", ""),
    ],
)
def test_no_false_alarm(source, text):
    assert advice(source, text) == []


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("Develop your skills.", "Utveckla er.", "'skills' is 'kompetens' in the term list; use it, or change the list"),
        ("Your skill.", "Era färdigheter.", "'färdigheter' stands for 'skills' here; say 'kompetens'"),
        ("Innovation skills.", "Innovationsfärdigheter.", "'innovationsfärdigheter' stands for 'skills' here; say 'kompetens'"),
        ("Create together.", "Skapar det.", "'skapar' stands for 'co-creation' here; say 'samskapande'"),
        ("Skills, and skills again.", "Kompetens och färdigheter.", "'färdigheter' stands for 'skills' here; say 'kompetens'"),
        ("Innovation procurement.", "Inköp.", "'innovation procurement' is 'innovationsupphandling' in the term list; use it, or change the list"),
        ("Care.", "Omvårdnaden.", "'omvårdnaden' is a word to avoid; say 'långsiktigt ansvar'"),
        ("Service.", "I offentlig tjänst.", "'offentlig tjänst' is a word to avoid; say 'offentlig verksamhet'"),
    ],
)  # fmt: skip
def test_what_is_named(source, text, said):
    assert advice(source, text) == [said]


def test_a_part_of_what_may_stand_is_not_named():
    rule = TermRule("public administration", ("administration",), ("offentlig förvaltning",), ("förvaltning",))
    assert advice("Administration, administration.", "Den offentliga förvaltningen.", [rule]) == []
    said = ["'förvaltningen' stands for 'public administration' here; say 'offentlig förvaltning'"]
    assert advice("Administration, administration.", "Offentlig förvaltning, hela förvaltningen.", [rule]) == said


def test_one_word_is_named_once():
    """A word that stands nowhere is not also told of as the lack of what stands in its place."""
    assert advice("Scale up.", "Låt det växa i skala.") == ["'växa i skala' is a word to avoid; say 'skala upp'"]


def test_a_name_holds_no_term():
    assert advice("The Skills Academy.", "Akademin.") != []
    assert advice("The Skills Academy.", "Akademin.", names=["Skills Academy"]) == []


def test_foreign_letters_in_a_message_are_shown_safely():
    rule = TermRule("x", ("x",), ("a\x1b[31m",))
    assert "\x1b" not in advice("An x.", "Inget.", [rule], {})[0]


def test_terms_are_advice_and_names_of_things_are_left_alone():
    units = [Unit("p1.c1.text", "Your skills.", ""), Unit("toolkit.a-b.name", "Skills", "")]
    locale = Locale(
        "sv", {u.id: Translation(u.id, u.text, "Omvårdnad." if u.id == "p1.c1.text" else "Sju") for u in units}
    )
    findings = check(units, locale, terms=TermList(RULES, "sv", NEVER))
    assert [(finding.unit, finding.kind) for finding in findings] == [("p1.c1.text", "term"), ("p1.c1.text", "term")]
    assert not {"term", "style"} & set(BLOCKING)


def test_the_english_is_held_against_its_own_words(hb):
    usage = Usage.model_validate(
        {"language": "en", "terms": {hb.terms[0].id: {"not": ["our tongue"]}}, "never": {hb["p1"].title: "Less"}}
    )
    findings = check_english(hb.catalogue, usage)
    assert ("p1.title", "term") in {(finding.unit, finding.kind) for finding in findings}


@pytest.mark.parametrize(
    ("phrase", "text", "count"),
    [
        ("driva på", "De driver på. Driv på!", 2),
        ("byta", "Utbyta och byta.", 1),
        ("sköts om", "Det sköts inte om.", 0),
        ("*färdighet*", "Innovationsfärdigheter, färdighet, färdig.", 2),
        ("det * ber om", "Det han ber om.", 1),
        ("=tjänst", "Tjänsten tjänst tjänster.", 1),
        ("", "Något.", 0),
    ],
)
def test_places_of_a_phrase(phrase, text, count):
    vocabulary = Vocabulary("sv")
    assert len(vocabulary.places(vocabulary.read(text), [vocabulary.phrase(phrase)])) == count


def test_english_is_not_stemmed():
    vocabulary = Vocabulary("en")
    reading = vocabulary.read("The governments govern by governance.")
    assert list(vocabulary.places(reading, [vocabulary.phrase("governance")])) == [4]
    assert list(vocabulary.places(reading, [vocabulary.phrase("government")])) == [1]


def test_what_is_filled_in_and_addresses_are_no_words():
    assert Vocabulary("sv").read("{kompetens} på https://kompetens.example/x").words == ("på",)
