"""How a text is set: what a careful reader would mend, and what they would not."""

from __future__ import annotations

import pytest

from opsi_handbook.translate.checks import check
from opsi_handbook.translate.locale import Locale, Translation
from opsi_handbook.translate.style import style_advice
from opsi_handbook.translate.units import Unit
from opsi_handbook.translate.usage import Usage

SV = Usage.model_validate(
    {
        "language": "sv", "quotes": "”…”", "units": ["%", "kr", "min"],
        "address": {"ni": ["ni", "er", "ert", "era"], "du": ["du", "dig", "din"]},
    }
)  # fmt: skip
NO = Usage.model_validate({"language": "no", "quotes": "«…»"})


def styles(texts, usage=SV, sources=None):
    """What is said of the style of texts, by unit."""
    units = [Unit(id_, (sources or {}).get(id_, "An English text."), "") for id_ in texts]
    locale = Locale(usage.language, {unit.id: Translation(unit.id, unit.text, texts[unit.id]) for unit in units})
    return [(f.unit, f.message) for f in check(units, locale, usage=usage) if f.kind == "style"]


@pytest.mark.parametrize(
    "text",
    [
        "Vi sade ”ja”.", "Det kostar 19\u00a0000\u00a0kr.", "Året 2022 kom 100 personer.", "Om 5 minuter.", "40\u00a0%",
        "’Ja’, sade hon.", "Det är det.", "Sida 12 och 100.", "{minutes}\u00a0min", "fem min", "Nordens' land",
    ],
)  # fmt: skip
def test_what_is_well_set(text):
    assert list(style_advice("", text, SV)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('Vi sade "ja".', "straight quotation marks; set them as ”…”"),
        ("Vi sade 'ja'.", "straight quotation marks; set them as ”…”"),
        ("Vi sade «ja».", "the quotation marks « » are not those of the language; set them as ”…”"),
        ("19 000 medlemmar", "an ordinary space in '19 000'; put a no-break space (U+00A0)"),
        ("1 234 567 kronor", "an ordinary space in '1 234 567'; put a no-break space (U+00A0)"),
        ("om 5 min.", "an ordinary space before 'min'; put a no-break space (U+00A0)"),
        ("{minutes} min", "an ordinary space before 'min'; put a no-break space (U+00A0)"),
        ("40 %", "an ordinary space before '%'; put a no-break space (U+00A0)"),
        ("Det är är bra.", "the word 'är' stands twice in a row"),
        ("Det Det är bra.", "the word 'det' stands twice in a row"),
    ],
)
def test_what_is_named(text, said):
    assert list(style_advice("", text, SV)) == [said]


def test_what_the_english_does_too_is_meant():
    assert list(style_advice("Very very good.", "Very very bra.", SV)) == []
    assert list(style_advice("Very good.", "Mycket mycket bra.", SV)) != []


def test_each_language_has_its_quotes_and_one_without_usage_is_left_alone():
    assert list(style_advice("", "«ja»", NO)) == []
    assert list(style_advice("", "”ja”", NO)) == [
        "the quotation marks ” are not those of the language; set them as «…»"
    ]
    assert list(style_advice("", '"ja" «ja»', Usage(language="et"))) == []


def test_du_beside_ni_in_one_edition():
    texts = {"p1.c1.text": "Gör ni?", "p1.c2.text": "Era mål.", "p1.c3.text": "Vad du gör."}
    said = "the reader is du here, and ni in 2 other texts; keep to one"
    assert styles(texts) == [("p1.c3.text", said)]
    assert styles({"p1.c3.text": texts["p1.c3.text"]}) == []  # an edition may say du throughout
    assert styles({**texts, "p1.c4.text": "Din.", "p1.c5.text": "Dig."})[0][0] == "p1.c1.text"  # the fewer are named
    assert styles({"p1.c1.text": "Gör ni?", "p1.c2.text": "Duktig och dinosaurie."}) == []


def test_a_label_that_is_said_again():
    labels = {"ui.helps-with.text": "Hjälper till med"}
    said = [("toolkit.x-y.helps_with", "the label 'Hjälper till med' is said again; let the text go on from it")]
    assert styles({**labels, "toolkit.x-y.helps_with": "Den hjälper chefer att mäta."}) == said
    assert styles({**labels, "toolkit.x-y.helps_with": "Att mäta, som ett verktyg som hjälper."}) == []
    assert styles({**labels, "toolkit.x-y.what": "Den hjälper chefer att mäta."}) == []
    assert styles({"toolkit.x-y.helps_with": "Den hjälper chefer."}) == []
