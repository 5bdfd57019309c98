"""Nothing of a text is kept but words of ours: what an advice says is searched, and fitted again."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import opsi_handbook as oh
from opsi_handbook.matching.bank import packaged_bank
from opsi_handbook.matching.tokens import words
from strategies import WITH_EXAMPLES, texts

DATA = Path(oh.__file__).parent / "data"
LANGUAGES = ("en", "sv", "no", "fi")
OUR_FILES = ("{}.json", "{}.examples.jsonl", "function_words.json")
SAYS = {
    "en": "our staff are afraid to fail and nobody dares to say so to the managers in the {} project",
    "sv": "medarbetarna vågar inte misslyckas och ingen säger något till cheferna i projektet {}",
    "no": "ledelsen støtter ikke innovasjon og innbyggerne får ikke delta i prosjektet {}",
    "fi": "johto ei tue innovaatiota ja kansalaiset eivät saa osallistua hankkeeseen {}",
}
SURNAMES = (
    "Lindqvist Chamberlain Zetterholm Papadopoulos Nguyenova Oyelaran Kowalczyk Haugland Virtasalmi Quixworth"
).split()
PROJECTS = ["Projektfalken", "innovationsrådetandersson", "Bluebirdlaunch", "failurewatchers", "kulturstegetplus"]
NUMBER = "19840317-4387"
TEXTS = {
    language: f"{says.format(PROJECTS[0])}. {' '.join(f'{name} sade nej.' for name in SURNAMES)} "
    f"{', '.join(PROJECTS)} {NUMBER} astrid.lindqvist@falkenby.example +46 70 123 45 67"
    for language, says in SAYS.items()
}
CANDIDATES = (
    "andersson johansson karlsson nilsson eriksson larsson olsson persson svensson gustafsson pettersson jonsson "
    "hansson lindqvist lindstrom chamberlain zetterholm papadopoulos oyelaran kowalczyk haugland virtasalmi quixworth "
    "projektfalken innovationsrådetandersson failurewatchers innovatsson failberg afraidson managersson staffanson "
    "medarbetaresson vågarsson misslyckasen ledelsenes johtonen kansalainenen"
).split()


@cache
def ours(language):
    """Every text that we ship in a language, in one: what an advice may have its letters from."""
    files = [DATA / name.format(language) for name in OUR_FILES]
    assert [file.exists() for file in files] == [True, True, True]
    bank = packaged_bank(language)
    texts_ = (file.read_text(encoding="utf-8").lower() for file in files if file.exists())
    return "\n".join([*texts_, *(bank.trained.vocabulary if bank else ())])


@cache
def our_words(language):
    return frozenset(words(ours(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_run_of_four_letters_is_kept_that_is_not_ours(language):
    advice = oh.load(language).recommend(text=TEXTS[language], limit=30)
    kept = advice.model_dump_json().lower()
    assert advice.receipt.text.unknown_words >= len(SURNAMES) + len(PROJECTS)
    for word in {*re.findall(r"\w+", TEXTS[language].lower()), "lindqvist@falkenby"}:
        for start in range(len(word) - 3):
            run = word[start : start + 4]
            if run in kept:
                assert run in ours(language), (word, run)
    for secret in (*SURNAMES, *PROJECTS, "falkenby", "4387", "123 45"):
        assert secret.lower() not in kept


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_kept_that_is_not_ours_letter_by_letter(language):
    """`projektfalken` begins like `projekt`, and that is not enough; neither is a stem of a word of ours kept."""
    known = our_words(language)
    for text in (TEXTS[language], *(texts(language)[:40] if language in WITH_EXAMPLES else ())):
        advice = oh.load(language).recommend(text=text)
        kept = advice.receipt.text.words
        assert set(kept) <= set(words(text))
        assert set(kept) <= known
        assert kept == tuple(sorted(kept))
        shown = [part.what for r in advice.recommendations for reason in r.reasons for part in reason.evidence
                 if part.kind == "word"]  # fmt: skip
        assert set(shown) <= set(kept)
    kept = oh.load(language).recommend(text=TEXTS[language]).receipt.text.words
    assert not {*map(str.lower, (*SURNAMES, *PROJECTS)), "astrid"} & set(kept)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_can_be_fitted_again(language):
    """Whoever has the advice, the library and a list of names cannot say which of them stood in the text."""
    hb = oh.load(language)
    known = our_words(language)
    candidates = [name for name in CANDIDATES if name not in known]
    assert len(candidates) > 30
    dumps = {hb.recommend(text=SAYS[language].format(name), marks=["p1.q1"]).model_dump_json() for name in candidates}
    assert len(dumps) == 1
    assert json.loads(dumps.pop())["receipt"]["text"]["unknown_words"] >= 1
    pairs = [f"{one} {other}" for one, other in pairwise(candidates)]
    assert len({hb.recommend(text=SAYS[language].format(pair)).model_dump_json() for pair in pairs}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_fits_no_name_can_be_fitted_either(language):
    hb = oh.load(language)
    known = frozenset().union(*map(our_words, LANGUAGES))
    names = [name for name in CANDIDATES if name not in known]
    assert len({hb.recommend(text=f"{name} xqzt").model_dump_json() for name in names}) == 1


def test_a_caller_s_own_examples_give_no_name_away(hb):
    own = hb.with_examples(
        {"p2.q2": ["Lindqvist at the harbour punishes whoever fails", "Chamberlain fails the ferry"]}
    )
    says = "{} at the harbour punishes whoever fails with the ferry"
    names = ("Lindqvist", "Chamberlain", "Zetterholm")
    assert len({own.recommend(text=says.format(name)).model_dump_json() for name in names}) == 1


def test_a_text_is_nowhere_else_kept(hb):
    """Not in the receipt of an advice that nothing fits, not in a filter, not in a sentence."""
    advice = hb.recommend(text="Quixworth zyzzyva 19840317-4387 renews a passport", marks=["p2.q2"])
    # The last three are words of texts that the handbook has nothing on, which are ours too.
    assert advice.receipt.text.words == ("a", "passport", "renews")
    assert advice.receipt.text.unknown_words == 2
    assert not advice.receipt.text.fits
    rest = advice.model_dump_json(exclude={"receipt"})
    assert "passport" not in rest
    assert "renews" not in rest
