"""Sentences with a number: each language has the forms that it needs, in the content, the exchange and the verifier."""

from __future__ import annotations

import pytest

import opsi_handbook as oh
from opsi_handbook.content import read_catalogue
from opsi_handbook.plurals import FORMS, examples_of, form_of, forms_of
from opsi_handbook.translate.edition import edition
from opsi_handbook.translate.exchange import exported
from opsi_handbook.translate.locale import Locale, State, Translation
from opsi_handbook.translate.store import write_locale
from opsi_handbook.translate.units import units_of
from translating import ENGLISH, VERSION, taken

LANGUAGES = """
    am ar be bg bn bs cs cy da de el en es et fa fi fil fr ga gd he hi hr hu hy id is it ja ka ko lt lv mk ms mt nb nl
    nn no pl pt pt-BR pt-PT ro ru sk sl sq sr sv sw th tr uk ur vi zh
""".split()
WITH_A_NUMBER = [phrase for phrase in ENGLISH.phrases if phrase.counts]


@pytest.mark.parametrize(
    ("tag", "number", "form"),
    [
        ("en", 1, "one"), ("en", 0, ""), ("en", 2, ""), ("en-XA", 1, "one"), ("sv", 1, "one"), ("sv", 21, ""),
        ("fr", 0, "one"), ("fr", 2, ""), ("pt", 0, "one"), ("pt-PT", 0, ""), ("ja", 1, ""),
        ("pl", 1, "one"), ("pl", 3, "few"), ("pl", 13, ""), ("pl", 21, ""), ("pl", 22, "few"), ("pl", 25, ""),
        ("ru", 21, "one"), ("ru", 11, ""), ("ar", 0, "zero"), ("ar", 2, "two"), ("ar", 5, "few"), ("ar", 11, "many"),
        ("ar", 100, ""), ("sl", 101, "one"), ("sl", 104, "few"), ("lt", 21, "one"), ("lt", 12, ""), ("ga", 7, "many"),
        ("xx", 1, "one"),
    ],
)  # fmt: skip
def test_the_form_of_a_number(tag, number, form):
    assert form_of(tag, number) == form


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_forms_are_those_of_cldr(tag):
    babel = pytest.importorskip("babel")
    theirs = babel.Locale.parse(tag, sep="-").plural_form
    all_forms = {theirs(number) for number in range(1000)}
    rest = "other" if "other" in all_forms else "many"
    assert set(forms_of(tag)) == all_forms - {rest}
    assert all((form_of(tag, number) or rest) == theirs(number) for number in range(1000))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_form_has_examples(tag):
    runs = [examples_of(tag, form) for form in (*forms_of(tag), "")]
    assert set(forms_of(tag)) <= set(FORMS)
    assert all(runs)
    assert len({number for run in runs for number in run}) == sum(map(len, runs))


def test_each_edition_says_one_and_many():
    said = {
        tag: [oh.load(tag).phrases.fill("ui.minutes", minutes=number) for number in (1, 2)]
        for tag in ("en", "sv", "no", "fi")
    }
    assert said == {
        "en": ["1 minute", "2 minutes"],
        "sv": ["1\u00a0minut", "2\u00a0minuter"],
        "no": ["1 minutt", "2 minutter"],
        "fi": ["1 minuutti", "2 minuuttia"],
    }
    assert oh.load().phrases["ui.minutes"] == oh.load().phrases.get("ui.minutes") == "{minutes} minutes"


def test_a_language_with_other_forms_has_units_for_them():
    units = {unit.id: unit for unit in units_of(ENGLISH, "pl")}
    assert units["ui.points.few"].text == "{points} points"
    assert units["ui.points.few"].note.endswith("The form for 2, 3, 4, 22 and the like.")
    assert units["ui.points.text"].note.endswith("The form for 0, 5, 6, 7 and the like.")
    assert [form for form in FORMS if f"ui.points.{form}" in units] == ["one", "few"]
    arabic = {unit.id for unit in units_of(ENGLISH, "ar")}
    assert {f"{phrase.id}.{form}" for phrase in WITH_A_NUMBER for form in (*FORMS, "text")} <= arabic
    assert not {f"ui.points.{form}" for form in FORMS} & {unit.id for unit in units_of(ENGLISH, "ja")}


def in_polish(*ids: str) -> Locale:
    texts = {
        "ui.points.one": "{points} punkt", "ui.points.few": "{points} punkty", "ui.points.text": "{points} punktów",
        "ui.incomplete.one": "Nie przetłumaczono {count} tekstu ({languages}).",
        "ui.incomplete.few": "Nie przetłumaczono {count} tekstów, few ({languages}).",
        "ui.incomplete.text": "Nie przetłumaczono {count} tekstów, many ({languages}).",
    }  # fmt: skip
    sources = {unit.id: unit.text for unit in units_of(ENGLISH, "pl")}
    return Locale(
        "pl", {id_: Translation(id_, sources[id_], text) for id_, text in texts.items() if id_.startswith(ids)}
    )


def test_an_edition_speaks_with_the_forms_of_its_language():
    texts = edition(ENGLISH, in_polish("ui.")).texts
    said = [texts.fill("ui.points", points=number) for number in (1, 3, 5, 22)]
    assert said == ["1 punkt", "3 punkty", "5 punktów", "22 punkty"]


def test_a_form_that_is_missing_stands_in_english_and_is_named():
    made = edition(ENGLISH, in_polish("ui.points.one", "ui.points.text"))
    assert made.texts.fill("ui.points", points=3) == "3 points"
    assert "ui.points.few" in {entry.unit for entry in made.translation.fallback}


@pytest.mark.few(3)
@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
@pytest.mark.parametrize("language", ["pl", "ar", "ja"])
def test_all_forms_come_back_untouched(format_, language):
    units = units_of(ENGLISH, language)
    locale = Locale(language, {u.id: Translation(u.id, u.text, f"x {u.text}", State.TRANSLATED) for u in units})
    out = exported(units, locale, VERSION, format_)
    back = taken(out, locale, units=units)
    assert (back.changed, back.faults, back.absent) == (0, (), 0)
    from_nothing = taken(out, Locale(language), units=units)
    assert from_nothing.changed == len(units)
    assert read_catalogue(edition(ENGLISH, from_nothing.locale).model_dump(), "again").language == language


@pytest.mark.few(1)
@pytest.mark.parametrize("left_out", [0, 1, 3, 20])
def test_the_verifier_agrees_in_every_form(tmp_path, left_out):
    units = units_of(ENGLISH, "pl")
    polish = in_polish("ui.").translations
    rest = [unit for unit in units if unit.id not in polish][left_out:]
    locale = Locale("pl", {**polish, **{unit.id: Translation(unit.id, unit.text, unit.text) for unit in rest}})
    write_locale(tmp_path, units, locale, VERSION)
    hb = oh.load("pl", po_dir=tmp_path)
    advice = hb.recommend(marks=["p2.q2"], challenges=["p2.c1"])
    assert (hb.notice or "").count("Nie przetłumaczono") == bool(left_out)
    assert oh.verify(advice, po_dir=tmp_path) == ()
    assert oh.verify(advice.model_copy(update={"provenance": "x"}), po_dir=tmp_path)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"one": None}, "its forms by number must be those of en beside the text: one"),
        ({"few": "{points} points"}, "its forms by number must be those of en beside the text: one"),
        ({"counts": None}, "its forms by number must be those of en beside the text: none; `counts` says"),
        ({"counts": "sheets"}, "it counts 'sheets', which is not filled in; write {sheets}"),
        ({"one": "{points point"}, "a brace stands alone"),
    ],
)
def test_forms_that_do_not_hold_are_refused(change, problem):
    data = ENGLISH.model_dump()
    phrase = next(phrase for phrase in data["phrases"] if phrase["id"] == "ui.points")
    phrase.update(change)
    with pytest.raises(oh.ContentError, match=r"ui\.points") as caught:
        read_catalogue(data, "it")
    assert problem in str(caught.value)
