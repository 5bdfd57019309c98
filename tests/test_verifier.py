"""The verifier: it agrees to every advice that is given, and to nothing else, and nothing brings it down."""

from __future__ import annotations

import ast
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import opsi_handbook as oh
from opsi_handbook import verifier
from opsi_handbook.cli.main import cli
from opsi_handbook.recommend import ranking
from opsi_handbook.verifier import differences, stated, verify

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
HERE = Path(__file__).resolve().parent
LANGUAGES = ("en", "sv", "no", "fi")
HB = {language: oh.load(language) for language in LANGUAGES}
IDS = {kind: [item.id for item in getattr(HB["en"], kind)] for kind in ("questions", "challenges", "actions")}
URLS = sorted({link.url for item in (*HB["en"].case_studies, *HB["en"].toolkits) for link in item.links})
NOTHING = "xyzzy blorb 123 snarf"
AFRAID = "our staff are afraid to fail and nobody dares to say so"
LOCAL_TEXTS = [
    "Our staff are afraid to fail, and those who fail are told off in front of everybody.",
    "Nobody dares to say so when a project {example} fails.",
    "Afraid",
]


class Letters:
    """An encoder of a kind: a text is how often it has which letters, one and two places apart."""

    def encode(self, texts: list[str]) -> Iterator[list[float]]:
        for text in texts:
            pairs = Counter(zip(text.lower(), text.lower()[1:], strict=False))
            yield [sum(times for pair, times in pairs.items() if hash_of(pair) == place) for place in range(64)]


def hash_of(pair: tuple[str, str]) -> int:
    return (ord(pair[0]) * 31 + ord(pair[1]) * 7) % 64


def texts_in(language: str) -> list[str]:
    path = HERE / "texts" / f"{language}.jsonl"
    if path.exists():
        return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    return [f"{question.text} {question.actions[0].text}" for question in HB[language].questions]


TEXTS = {language: texts_in(language) for language in LANGUAGES}
ENCODED = {language: hb.with_encoder(Letters()) for language, hb in HB.items()}
LOCAL = HB["en"].with_examples({"p2.q2": LOCAL_TEXTS, "p4.q4": TEXTS["en"][:3], "p1.q1": ["Who pays?"]})
BOTH = LOCAL.with_encoder(Letters())


def some(ids: list[str], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ids), unique=True, max_size=most)


SHEETS = st.lists(some(IDS["questions"], 9), min_size=5, max_size=12).map(
    lambda marks: [oh.Sheet(marks=tuple(ids)) for ids in marks]
)
TEXT = st.sampled_from(LANGUAGES).flatmap(lambda language: st.sampled_from(TEXTS[language]))


def situations(language: str) -> st.SearchStrategy[dict[str, Any]]:
    own = st.sampled_from([*TEXTS[language], NOTHING, "1 2 3"])
    return st.fixed_dictionaries(
        {
            "text": st.none() | own | own | TEXT | st.tuples(own, TEXT).map(" ".join),
            "challenges": some(IDS["challenges"], 4),
            "marks": some(IDS["questions"], 5),
            "tried": some(IDS["actions"], 40),
            "limit": st.integers(1, 31) | st.just(1000),
            "principles": st.just([]) | some(["p1", "p2", "p3", "p4", "p5"], 3),
            "countries": st.just([]) | some(["SE", "DK", "CA", "GB", "US", "EE", "FR"], 3),
            "reachable_urls": st.none() | some([*URLS, "https://example.org/none"], 40),
            "sheets": st.just(()) | SHEETS,
        }
    )


@settings(max_examples=10_000 if THOROUGH else 60, deadline=None)
@given(st.sampled_from(LANGUAGES).flatmap(lambda tag: st.tuples(st.just(tag), situations(tag))))
def test_it_agrees_to_every_advice(case):
    language, situation = case
    advice = HB[language].recommend(**situation)
    assert verify(advice.model_dump_json()) == ()
    assert stated(advice)


@settings(max_examples=10_000 if THOROUGH else 40, deadline=None)
@given(
    st.sampled_from([LOCAL, BOTH, *ENCODED.values()]).flatmap(
        lambda hb: st.tuples(st.just(hb), situations(hb.language))
    )
)
def test_it_agrees_to_what_an_encoder_and_local_examples_add(case):
    hb, situation = case
    assert verify(hb.recommend(**situation)) == ()


def test_a_handbook_verifies_its_own_advice():
    for hb in (*HB.values(), BOTH):
        advice = hb.recommend(text=AFRAID, marks=["p1.q1"])
        assert hb.verify(advice) == hb.verify(advice.model_dump_json()) == ()
    with pytest.raises(
        oh.InvalidInputError, match="is in 'sv', and the edition in en; check it against the edition in"
    ):
        HB["en"].verify(HB["sv"].recommend(marks=["p1.q1"]))
    forged = json.loads(HB["en"].recommend(marks=["p1.q1"]).model_dump_json())
    forged["recommendations"][0]["score"] += 1
    assert HB["en"].verify(json.dumps(forged)) == ("recommendations[0].score: is 1001, and must be 1000",)


def test_it_agrees_to_an_edition_from_a_folder_and_to_the_made_up_one(tmp_path):
    (tmp_path / "de.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n', encoding="utf-8"
    )
    advice = oh.load("de", po_dir=tmp_path).recommend(marks=["p1.q1"], challenges=["p2.c1"])
    assert verify(advice, po_dir=tmp_path) == verify(advice, po_dir=str(tmp_path)) == ()
    with pytest.raises(
        oh.InvalidInputError, match="there is no edition in 'de'; name the folder of PO files that it was"
    ):
        verify(advice)
    made_up = oh.load("en-XA")
    advice_in_it = made_up.recommend(marks=["p1.q1"], text=made_up.question("p2.q2").text)
    assert advice_in_it.receipt is not None
    assert advice_in_it.receipt.text is not None
    assert advice_in_it.receipt.text.fits
    assert verify(advice_in_it) == ()
    with pytest.raises(oh.InvalidInputError, match="there is no folder"):
        verify(advice, po_dir=tmp_path / "none")


# The law: no leaf that is changed, removed, added or doubled passes, but what the receipt states as the caller's.


@cache
def law_advices() -> tuple[dict[str, Any], ...]:
    random = Random(10)
    sheets = [oh.Sheet(marks=tuple(random.sample(IDS["questions"], 8))) for _ in range(11)]
    swedish, norwegian = TEXTS["sv"], TEXTS["no"]
    given_ = [
        (HB["en"], {"text": AFRAID, "marks": ["p2.q2"], "challenges": ["p2.c1"], "limit": 2}),
        (HB["en"], {"text": AFRAID, "tried": ["p2.q2.a1", "p5.q7.a1"], "limit": 1}),
        (HB["en"], {"marks": ["p1.q1", "p3.q2", "p5.q7"], "limit": 2}),
        (HB["en"], {"sheets": sheets, "marks": ["p1.q1"], "text": AFRAID, "limit": 2}),
        (HB["en"], {"text": NOTHING, "marks": ["p4.q4"]}),
        (HB["en"], {"text": NOTHING}),
        (HB["en"], {"text": swedish[0]}),
        (HB["en"], {}),
        (HB["en"], {"marks": ["p1.q1"], "principles": ["p2"], "tried": ["p1.q1.a2"]}),
        (HB["en"], {"text": AFRAID, "marks": IDS["questions"], "countries": ["DK", "SE"], "limit": 2}),
        (HB["en"], {"text": AFRAID, "marks": IDS["questions"], "reachable_urls": URLS[:9], "limit": 2}),
        (ENCODED["en"], {"text": AFRAID, "challenges": ["p1.c1"], "limit": 2}),
        (ENCODED["en"], {"text": NOTHING, "limit": 2}),
        (LOCAL, {"text": AFRAID, "limit": 2}),
        (BOTH, {"text": "Who pays for this, and nobody is told?", "marks": ["p1.q1"], "limit": 2}),
        (HB["sv"], {"text": swedish[3], "limit": 2}),
        (HB["sv"], {"text": swedish[5], "challenges": ["p4.c1"], "sheets": sheets, "limit": 1}),
        (HB["no"], {"text": norwegian[2], "limit": 2}),
        (HB["no"], {"text": norwegian[9], "marks": ["p1.q2"], "challenges": ["p3.c1"], "limit": 2}),
        (HB["no"], {"text": AFRAID, "marks": ["p1.q2"], "limit": 1}),
    ]
    return tuple(json.loads(hb.recommend(**situation).model_dump_json()) for hb, situation in given_)


def nodes(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every part of a document, the document itself left out."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in entries:
        yield (*at, key)
        yield from nodes(part, (*at, key))


def others(value: Any) -> list[Any]:
    """What a leaf could be instead: near it, of another type, or nothing."""
    if isinstance(value, bool):
        return [not value, int(value)]
    if isinstance(value, int):
        return [value + 1, value - 1, float(value), str(value), *([bool(value)] if value in {0, 1} else [])]
    if isinstance(value, str):
        return [value + " ", value[:-1], None] if value else ["x", None]
    return ["", 0, [], {}] if value is None else [None, {} if isinstance(value, list) else []]


def forgeries(document: Any) -> Iterator[tuple[str, str]]:
    """Every leaf changed, every part removed, doubled, and something added everywhere: one at a time."""
    for *above, key in list(nodes(document)):
        holder = document
        for step in above:
            holder = holder[step]
        path = re.sub(r"\.(\d+)", "[]", ".".join(map(str, (*above, key))))
        value = holder[key]
        for other in others(value):
            holder[key] = other
            yield f"{path} changed", json.dumps(document)
        holder[key] = value
        if isinstance(value, dict):
            value["more"] = None
            yield f"{path} added", json.dumps(document)
            del value["more"]
        elif isinstance(value, list):
            value.append("more")
            yield f"{path} added", json.dumps(document)
            value.pop()
        kept = dict(holder) if isinstance(holder, dict) else list(holder)
        del holder[key]
        yield f"{path} removed", json.dumps(document)
        holder.clear()
        if isinstance(holder, dict):
            holder.update(kept)
        else:
            holder.extend([*kept[:key], value, *kept[key:]])
            yield f"{path} doubled", json.dumps(document)
            del holder[key]


def agrees(text: str) -> bool:
    try:
        return verify(text) == ()
    except oh.InvalidInputError:
        return False


STATED = {
    r"receipt\.situation\..*": "the situation (",
    r"receipt\.text\.(words(\[\])?|unknown_words) .*": "the words of the text (",
    r"hints\[\] removed": "whether the text reads like another language",
}


@pytest.mark.few(5)
@pytest.mark.parametrize("number", range(20))
def test_no_single_leaf_passes_but_what_is_stated(number):
    document = law_advices()[number]
    assert verify(json.dumps(document)) == ()
    sample = islice(forgeries(document), 0 if THOROUGH else number % 15, None, 1 if THOROUGH else 15)
    tried = 0
    for kind, text in sample:
        tried += 1
        if agrees(text):
            names = [name for pattern, name in STATED.items() if re.fullmatch(pattern, kind)]
            assert names, kind
            assert names[0] in "; ".join(stated(text)), kind
    assert tried > (90 if THOROUGH else 5)
    assert verify(json.dumps(document)) == ()


def test_what_passes_as_stated_is_what_has_no_consequence():
    number_of_kinds = Counter()
    for number in (5, 6, 7, 8, 19):
        number_of_kinds.update({kind for kind, text in forgeries(law_advices()[number]) if agrees(text)})
    assert set(number_of_kinds) == {
        "hints[] removed",
        "receipt.situation.filters.reachable_urls changed",
        "receipt.situation.limit changed",
        "receipt.situation.tried[] removed",
        "receipt.text.unknown_words changed",
        "receipt.text.words added",
        "receipt.text.words[] changed",
        "receipt.text.words[] removed",
    }


# Forging an advice, one kind after the other.

TEXTED, GROUPED, WITH_ENCODER, WITH_LOCAL = (0, 3, 11, 13)
SILENT, IN_SWEDISH, NORWEGIAN = (5, 6, 19)


def forged(number: int, forge: Callable[[Any], object]) -> tuple[str, ...]:
    document = json.loads(json.dumps(law_advices()[number]))
    forge(document)
    return verify(json.dumps(document))


def first(document: Any) -> Any:
    return document["recommendations"][0]


def of_kind(document: Any, kind: str) -> Any:
    return next(
        reason
        for recommendation in document["recommendations"]
        for reason in recommendation["reasons"]
        if reason["kind"] == kind
    )


def local_reason(document: Any) -> Any:
    return next(
        reason
        for recommendation in document["recommendations"]
        for reason in recommendation["reasons"]
        if reason["kind"] == "example" and reason["layer"] == "local"
    )


def given_in(document: Any) -> Any:
    return document["receipt"]["situation"]


def text_of(document: Any) -> Any:
    return document["receipt"]["text"]


@pytest.mark.parametrize(
    ("number", "forge", "difference"),
    [
        (TEXTED, lambda d: d.update(provenance="An official recommendation of the OECD."),
         "provenance: is 'An official recommendation of the OECD.', and must be 'From the Innov"),
        (TEXTED, lambda d: first(d)["question"].update(title="Buy our consultancy"),
         "recommendations[0].question.title: is 'Buy our consultancy', and must be 'A culture open to i"),
        (TEXTED, lambda d: first(d)["toolkits"][0]["links"][0].update(url="https://evil.example/"),
         "recommendations[0].toolkits[0].links[0].url: is 'https://evil.example/', and must be 'https://"),
        (TEXTED, lambda d: first(d)["toolkits"][0]["links"][0].update(country="SE"),
         "recommendations[0].toolkits[0].links[0].country: is 'SE', and must be none"),
        (TEXTED, lambda d: first(d)["actions"].pop(), "recommendations[0].actions: has 5 entries, and must have 6"),
        (TEXTED, lambda d: first(d).update(place=True), "recommendations[0].place: is True, and must be 1"),
        (TEXTED, lambda d: first(d).pop("place"), "recommendations[0].place: is missing"),
        (TEXTED, lambda d: first(d).update(a=1, b=2, c=3, d=4),
         "recommendations[0]: has 'a', 'b', 'c' and 1 more, which does not belong there"),
        (TEXTED, lambda d: d.update({"note\u001b": 1}), "advice: has 'note\\u001b', which does not belong there"),
        (TEXTED, lambda d: d.update(recommendations={}), "recommendations: is an object, and must be a list"),
        (TEXTED, lambda d: d.update(hints=["Pay us."]), "hints: has 1 entries, and must have 0"),
        (TEXTED, lambda d: d["recommendations"].reverse(), "recommendations[0].place: is 2, and must be 1"),
        (TEXTED, lambda d: d["receipt"]["runners_up"].pop(), "receipt.runners_up: has "),
        (TEXTED, lambda d: d["receipt"].update(signature="x"),
         "receipt: must have the keys situation, text, runners_up, and no others"),
        (TEXTED, lambda d: d.update(receipt=[]), "receipt: must be an object"),
        (TEXTED, lambda d: given_in(d).update(sheets=9),
         "receipt.situation: must have the keys challenges, marks, tried, group, filters, limit, and no others"),
        (TEXTED, lambda d: given_in(d).update(filters=None), "receipt.situation.filters: must be an object"),
        (TEXTED, lambda d: d["receipt"].update(situation=7), "receipt.situation: must be an object"),
        (TEXTED, lambda d: given_in(d).update(marks="p2.q2"), "receipt.situation.marks: must be a list"),
        (TEXTED, lambda d: given_in(d).update(marks=["p2.q2", "p2.q2"]),
         "receipt.situation.marks: 'p2.q2' is named twice, or out of order"),
        (TEXTED, lambda d: given_in(d).update(marks=["p2.q2", "p1.q1"]),
         "receipt.situation.marks: 'p1.q1' is named twice, or out of order"),
        (TEXTED, lambda d: given_in(d).update(marks=["p2.c1"]), "receipt.situation.marks: 'p2.c1' is no question"),
        (TEXTED, lambda d: given_in(d).update(challenges=["p2.q2"]),
         "receipt.situation.challenges: 'p2.q2' is no challenge"),
        (TEXTED, lambda d: given_in(d).update(tried=["p2.q2.a99"]),
         "receipt.situation.tried: 'p2.q2.a99' is no action"),
        (TEXTED, lambda d: given_in(d)["filters"].update(principles=["p9"]),
         "receipt.situation.filters.principles: 'p9' is no principle"),
        (TEXTED, lambda d: given_in(d)["filters"].update(countries=["Sweden"]),
         "receipt.situation.filters.countries: 'Sweden' is no country"),
        (TEXTED, lambda d: given_in(d)["filters"].update(reachable_urls=["https://a b"]),
         "receipt.situation.filters.reachable_urls: 'https://a b' is no address"),
        (TEXTED, lambda d: given_in(d)["filters"].update(reachable_urls=["https://a\u202e"]),
         "receipt.situation.filters.reachable_urls: 'https://a\\u202e' is no address"),
        (TEXTED, lambda d: given_in(d).update(limit=0),
         "receipt.situation.limit: is 0, and must be a whole number from 1 to 1000"),
        (TEXTED, lambda d: given_in(d).update(limit=1001),
         "receipt.situation.limit: is 1001, and must be a whole number from 1 to 1000"),
        (TEXTED, lambda d: given_in(d).update(limit=True),
         "receipt.situation.limit: is True, and must be a whole number from 1 to 1000"),
        (TEXTED, lambda d: given_in(d).update(limit=1000), "recommendations: has 2 entries, and must have 2"),
        (TEXTED, lambda d: text_of(d)["words"].append("\u001b[31m"),
         "receipt.text.words: '\\u001b[31m' is no word of ours"),
        (TEXTED, lambda d: text_of(d)["words"].reverse(), "receipt.text.words: "),
        (TEXTED, lambda d: text_of(d).update(words=["afraid"] * 1000),
         "receipt.text.words: 'afraid' is named twice, or out of order"),
        (TEXTED, lambda d: text_of(d).update(unknown_words=-1),
         "receipt.text.unknown_words: is -1, and must be a whole number from 0 to 100000"),
        (TEXTED, lambda d: text_of(d).update(unknown_words=100_001),
         "receipt.text.unknown_words: is 100001, and must be a whole number from 0 to 100000"),
        (TEXTED, lambda d: text_of(d).update(fits=False), "receipt.text.fits: is False, and must be True"),
        (TEXTED, lambda d: text_of(d).update(fits=1), "receipt.text.fits: is 1, and must be True"),
        (TEXTED, lambda d: text_of(d).pop("encoder"),
         "receipt.text: must have the keys words, unknown_words, fits, local_examples, encoder, and no others"),
        (TEXTED, lambda d: text_of(d).update(encoder=[["p2.q2"]]),
         "receipt.text.encoder: must be a list of lists of 2"),
        (TEXTED, lambda d: text_of(d).update(encoder=None), "receipt.text.encoder: must be a list of lists of 2"),
        (TEXTED, lambda d: text_of(d).update(encoder=[["p9.q9", 5]]), "receipt.text.encoder: 'p9.q9' is no question"),
        (TEXTED, lambda d: text_of(d).update(encoder=[["p2.q2", 0]]),
         "receipt.text.encoder[0]: is 0, and must be a whole number from 1 to 1000"),
        (TEXTED, lambda d: text_of(d).update(encoder=[["p2.q1", 1], ["p2.q2", 1001]]),
         "receipt.text.encoder[1]: is 1001, and must be a whole number from 1 to 1000"),
        (TEXTED, lambda d: text_of(d).update(encoder=[["p2.q2", 5], ["p2.q1", 5]]),
         "receipt.text.encoder: 'p2.q1' is named twice, or out of order"),
        (TEXTED, lambda d: text_of(d).update(encoder=[[id_, 9] for id_ in IDS["questions"][:15]]),
         "receipt.text.encoder: names 15 questions, and an encoder speaks for less than half of them"),
        (TEXTED, lambda d: text_of(d).update(local_examples=[["p2.q2", "local.p2.q2.s1"]]),
         "receipt.text.local_examples: must be a list of lists of 3"),
        (TEXTED, lambda d: text_of(d).update(local_examples=[["p2.q2", "local.p2.q1.s1", 400]]),
         "receipt.text.local_examples[0]: 'local.p2.q1.s1' is no situation of the caller's own at p2.q2"),
        (TEXTED, lambda d: text_of(d).update(local_examples=[["p2.q2", "local.p2.q2.s0", 400]]),
         "receipt.text.local_examples[0]: 'local.p2.q2.s0' is no situation of the caller's own at p2.q2"),
        (TEXTED, lambda d: text_of(d).update(local_examples=[["p2.q2", "local.p2.q2.s1", 501]]),
         "receipt.text.local_examples[0]: is 501, and must be a whole number from 1 to 500"),
        (TEXTED, lambda d: text_of(d).update(local_examples=[["p2.q2", "local.p2.q2.s1", 1]]),
         "receipt.text.local_examples: has 1 entries, and must have 0"),
        (TEXTED, lambda d: text_of(d).update(local_examples=[["p9.q2", "local.p9.q2.s1", 1]]),
         "receipt.text.local_examples: 'p9.q2' is no question"),
        (TEXTED, lambda d: text_of(d).update(local_examples=[[id_, f"local.{id_}.s1", 1] for id_ in ("p2.q2", "p1.q1")]
         ),
         "receipt.text.local_examples: 'p1.q1' is named twice, or out of order"),
        (GROUPED, lambda d: given_in(d).update(group=None), "receipt.situation.group: must be a list"),
        (GROUPED, lambda d: given_in(d)["group"][0].update(rounded=1),
         "receipt.situation.group[0]: must have the keys question, marked, answered, band, and no others"),
        (GROUPED, lambda d: given_in(d)["group"][0].update(question="p1.c1"),
         "receipt.situation.group: 'p1.c1' is no question"),
        (GROUPED, lambda d: given_in(d)["group"].insert(0, given_in(d)["group"][0]),
         "receipt.situation.group: 'p1.q2' is named twice, or out of order"),
        (GROUPED, lambda d: given_in(d)["group"].reverse(),
         "receipt.situation.group: 'p5.q5' is named twice, or out of order"),
        (GROUPED, lambda d: given_in(d)["group"][0].update(marked=12),
         "receipt.situation.group[0].marked: is 12, and must be a whole number from 0 to 6"),
        (GROUPED, lambda d: given_in(d)["group"][1].update(marked=-1),
         "receipt.situation.group[1].marked: is -1, and must be a whole number from 0 to 6"),
        (GROUPED, lambda d: given_in(d)["group"][0].update(answered=10**7 + 1),
         "receipt.situation.group[0].answered: is 10000001, and must be a whole number from 0 to 10000000"),
        (GROUPED, lambda d: given_in(d)["group"][0].update(answered=-1),
         "receipt.situation.group[0].answered: is -1, and must be a whole number from 0 to 10000000"),
        (SILENT, lambda d: d.update(message="Ask us."),
         "message: is 'Ask us.', and must be 'Nothing in the handbook fits this."),
        (SILENT, lambda d: text_of(d).update(local_examples=[["p2.q2", "local.p2.q2.s1", 500]]),
         "recommendations: has 0 entries, and must have 1"),
        (IN_SWEDISH, lambda d: d["hints"].append(d["hints"][0]), "hints: has 2 entries, and must have 0"),
        (IN_SWEDISH, lambda d: d["hints"][0].update(text=d["hints"][0]["text"].replace("Swedish", "English")),
         "hints: has 1 entries, and must have 0"),
        (IN_SWEDISH, lambda d: d["hints"][0].update(language="fi"), "hints: has 1 entries, and must have 0"),
        (IN_SWEDISH, lambda d: d["hints"][0].update(kind="text-fits-nothing"), "hints: has 1 entries, and must have 0"),
        (IN_SWEDISH, lambda d: d["hints"][0].pop("language"), "hints: has 1 entries, and must have 0"),
        (IN_SWEDISH, lambda d: d.update(hints=["Ask us."]), "hints: has 1 entries, and must have 0"),
        (NORWEGIAN, lambda d: d["hints"].reverse(), "hints: has 2 entries, and must have 1"),
        (NORWEGIAN, lambda d: d["hints"].pop(0), "hints[0].kind: is 'other-language', and must be 'text-fits-nothing'"),
        (WITH_LOCAL, lambda d: local_reason(d).update(layer="editorial"),
         "].layer: is 'editorial', and must be 'local'"),
        (WITH_ENCODER, lambda d: encoded_but_not_shown(d).__setitem__(1, 7), "receipt.runners_up"),
    ],
)  # fmt: skip
def test_what_was_forged_is_named(number, forge, difference):
    assert difference in forged(number, forge)[0]


def encoded_but_not_shown(document: Any) -> Any:
    """What an encoder says of a question that is not among the recommended."""
    recommended = {each["question"]["id"] for each in document["recommendations"]}
    return next(entry for entry in text_of(document)["encoder"] if entry[0] not in recommended)


def quote(document: Any, text: str) -> None:
    """Put other words into the mouth of a situation of the caller's own, sentence and all."""
    reason = local_reason(document)
    reason["text"] = reason["text"].replace(reason["evidence"][0]["text"], text)
    reason["evidence"][0]["text"] = text


def test_a_local_example_is_quoted_in_words_that_have_its_points():
    assert forged(WITH_LOCAL, lambda d: quote(d, local_reason(d)["evidence"][0]["text"])) == ()
    assert forged(WITH_LOCAL, lambda d: quote(d, "AFRAID!")) == ()
    assert forged(WITH_LOCAL, lambda d: quote(d, "Afraid" + "!" * 394)) == ()
    for text in ("Afraid" + "!" * 395, " Afraid", "Afraid\u202e", "", "Buy from us"):
        assert forged(WITH_LOCAL, lambda d, text=text: quote(d, text)), text
    assert "and must be 'the words of a situation of the caller's own" in forged(
        WITH_LOCAL, lambda d: quote(d, "Afraid" + "!" * 395)
    )[0].replace("\\'", "'")
    assert forged(WITH_LOCAL, lambda d: local_reason(d)["evidence"][0].update(text="AFRAID!"))
    assert forged(WITH_LOCAL, lambda d: local_reason(d).update(text="Ours is best: Afraid"))


def test_a_language_hint_is_taken_as_stated_only_where_nothing_fits():
    swedish = law_advices()[IN_SWEDISH]["hints"][0]
    finnish = {**swedish, "text": swedish["text"].replace("Swedish", "Finnish"), "language": "fi"}
    assert forged(IN_SWEDISH, lambda d: d.update(hints=[finnish])) == ()
    assert forged(IN_SWEDISH, lambda d: d.update(hints=[])) == ()
    assert forged(SILENT, lambda d: d.update(hints=[swedish])) == ()
    assert forged(TEXTED, lambda d: d.update(hints=[swedish])) == ("hints: has 1 entries, and must have 0",)
    assert forged(7, lambda d: d.update(hints=[swedish])) == ("hints: has 1 entries, and must have 0",)
    assert forged(12, lambda d: d.update(hints=[swedish])) == ("hints: has 1 entries, and must have 0",)
    assert forged(SILENT, lambda d: (text_of(d).update(unknown_words=0), d.update(hints=[swedish])))


def test_what_is_no_advice_states_nothing():
    with pytest.raises(oh.InvalidInputError, match="is no JSON"):
        stated("{")
    with pytest.raises(oh.InvalidInputError, match="has no receipt"):
        stated(HB["en"].recommend(marks=["p1.q1"]).model_copy(update={"receipt": None}))
    assert oh.stated is stated


def test_what_was_taken_as_stated_is_named():
    assert [
        stated(json.dumps(document)) for document in (law_advices()[number] for number in (0, 3, 6, 7, 9, 10, 14))
    ] == [
        ("the situation (1 challenge, 1 mark, limit 2)", "the words of the text (11 of ours, 0 others)"),
        (
            "the situation (1 mark, limit 2)",
            "the published figures of a group (20 questions)",
            "the words of the text (11 of ours, 0 others)",
        ),
        (
            "the situation (limit 5)",
            "the words of the text (2 of ours, 19 others)",
            "whether the text reads like another language",
        ),
        ("the situation (limit 5)",),
        ("the situation (30 marks, filters, limit 2)", "the words of the text (11 of ours, 0 others)"),
        ("the situation (30 marks, filters, limit 2)", "the words of the text (11 of ours, 0 others)"),
        (
            "the situation (1 mark, limit 2)",
            "the words of the text (8 of ours, 0 others)",
            "situations of the caller's own (1 question)",
            f"the points of an encoder ({len(text_of(law_advices()[14])['encoder'])} questions)",
        ),
    ]
    tried = HB["en"].recommend(tried=["p1.q1.a1", "p1.q1.a2"], reachable_urls=[])
    assert stated(tried) == ("the situation (2 tried actions, filters, limit 5)",)


# What is no advice, and what would bring a verifier down.

GOOD = json.dumps(law_advices()[0])
VERSION = HB["en"].content_version


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "advice: is no JSON (line 1, column 1); give the JSON of an advice, whole"),
        (GOOD[:-1], "advice: is no JSON (line 1, column "),
        ("\ufeff" + GOOD, "advice: is no JSON (line 1, column 1); "),
        ("[]", "advice: must be a JSON object; give the JSON of an advice, whole"),
        ("[" * 100_000, "advice: is nested too deep; give the JSON of an advice"),
        ('{"a":' * 100_000, "advice: is nested too deep; give the JSON of an advice"),
        ("[" * 4_000_001, "advice: has 4,000,001 characters; an advice has at most 4,000,000"),
        ("{}", "advice: schema version 2 is checked here, and this has none; ask for the advice again with this rel"),
        ('{"schema_version": 1}', "advice: schema version 2 is checked here, and this has 1; ask for the advice again"),
        ('{"schema_version": true}', "this has True; "),
        ('{"schema_version": [2]}', "this has a list; "),
        ('{"schema_version": 2.0}', "advice: holds the number '2.0'; every number of an advice is whole and small"),
        ('{"schema_version": NaN}', "advice: holds the number 'NaN'; "),
        ('{"schema_version": -Infinity}', "advice: holds the number '-Infinity'; "),
        ('{"schema_version": 1e999}', "advice: holds the number '1e999'; "),
        ('{"schema_version": 2' + "0" * 400 + "}", "advice: holds the number '20000000000000000000…'; "),
        ('{"schema_version": 1000000000000000}', "advice: holds the number '1000000000000000'; "),
        ('{"schema_version": 100000000000000}', "this has 100000000000000; "),
        ('{"schema_version": 2, "schema_version": 2}',
         "advice: the key 'schema_version' is written twice in one object"),
        ('{"a": 1, "\\u001b": {"x": 1, "y": 2, "y": 3}}', "advice: the key 'y' is written twice in one object"),
        ('{"schema_version": 2}', "advice: its language must be a language tag, not none"),
        ('{"schema_version": 2, "language": "../../x"}', "advice: its language must be a language tag, not '../../x'"),
        ('{"schema_version": 2, "language": "en\\n"}', "advice: its language must be a language tag, not 'en\\u000a'"),
        (json.dumps({"schema_version": 2, "language": "e" * 41}),
         "advice: its language must be a language tag, not 'eee"),
        ('{"schema_version": 2, "language": "en", "content_version": 1}',
         "advice: its content_version must be a text, not 1"),
        ('{"schema_version": 2, "language": "en", "content_version": "0.0.1"}',
         "advice: has no receipt, so it cannot be worked out again; keep the receipt"),
        ('{"schema_version": 2, "language": "en", "content_version": "0.0.1", "receipt": null}', "has no receipt"),
        ('{"schema_version": 2, "language": "en", "content_version": "0.0.1", "receipt": {}}',
         f"advice: was drawn from content '0.0.1', and here is {VERSION}; check it with the release that has its"),
        ('{"schema_version": 2, "language": "nb", "content_version": "2.0.0", "receipt": {}}',
         "advice: there is no edition in 'nb'; name the folder of PO files that it was drawn from"),
        ('{"schema_version": 2, "language": "xx-yy-1", "content_version": "2.0.0", "receipt": {}}',
         "there is no edition in"),
        ('{"schema_version": 2, "language": "function_words", "content_version": "2.0.0", "receipt": {}}',
         "its language must be a language tag"),
        ('{"schema_version": 2, "language": "function", "content_version": "2.0.0", "receipt": {}}',
         "there is no edition"),
        (None, "advice: must be an Advice or its JSON as a text, not NoneType"),
        (b"{}", "advice: must be an Advice or its JSON as a text, not bytes"),
        (oh.Advice, "advice: must be an Advice or its JSON as a text, not ModelMetaclass"),
    ],
)  # fmt: skip
def test_what_is_no_advice_is_refused(text, message):
    with pytest.raises(oh.InvalidInputError, match=re.escape(message)):
        verify(text)


def test_an_advice_without_a_receipt_is_refused():
    advice = HB["en"].recommend(marks=["p1.q1"])
    for bare in (
        json.dumps(advice.model_dump(mode="json", exclude={"receipt"})),
        advice.model_copy(update={"receipt": None}),
    ):
        with pytest.raises(oh.InvalidInputError, match="has no receipt"):
            verify(bare)


def test_an_advice_that_holds_half_a_character_is_refused():
    advice = HB["en"].recommend(marks=["p1.q1"]).model_copy(update={"provenance": "\ud800"})
    with pytest.raises(oh.InvalidInputError, match="holds what cannot be written as JSON"):
        verify(advice)
    assert forged(0, lambda d: d.update(provenance="\ud800"))[0].startswith(
        "provenance: is '\\ud800', and must be 'From"
    )


@pytest.mark.few(4)
@pytest.mark.parametrize(
    "forge",
    [
        lambda d: text_of(d).update(words=[f"word{number}" for number in range(200_000)]),
        lambda d: text_of(d).update(words=["afraid"] * 300_000),
        lambda d: text_of(d).update(words=[[]] * 900_000),
        lambda d: text_of(d).update(encoder=[["p1.q1", 1]] * 200_000),
        lambda d: text_of(d).update(local_examples=[["p1.q1", "local.p1.q1.s1", 1]] * 90_000),
        lambda d: given_in(d).update(group=[{"question": "p1.q1", "marked": 1, "answered": 1}] * 70_000),
        lambda d: given_in(d).update(group=[{}] * 900_000),
        lambda d: given_in(d).update(marks=list(range(400_000))),
        lambda d: given_in(d)["filters"].update(
            reachable_urls=[f"https://{number:07}.example" for number in range(120_000)]
        ),
        lambda d: d.update(recommendations=[first(d)] * 250),
        lambda d: d.update(recommendations=[{"reasons": [{"evidence": [{"what": 1, "text": 2}, 3]}, None]}] * 60_000),
        lambda d: d["recommendations"].append({str(number): {} for number in range(200_000)}),
        lambda d: d.update({f"key {number}": {} for number in range(200_000)}),
        lambda d: d.update(provenance="x" * 3_000_000),
        lambda d: d.update(hints=[" "] * 600_000),
    ],
)
def test_what_is_too_much_is_a_difference(forge):
    document = json.loads(GOOD)
    forge(document)
    text = json.dumps(document)
    unlike = verify(text)
    assert unlike
    assert len(unlike) < 2000
    assert all(len(difference) < 500 for difference in unlike)


def test_plain_data_of_any_kind_is_compared():
    edition = HB["en"].catalogue.model_dump(mode="json", exclude_none=True)
    for value, as_shown in (
        (10**5000, "a number of more than 20 digits"),
        (10**20, "a number of more than 20 digits"),
        (10**20 - 1, "99999999999999999999"),
        (float("nan"), "nan"),
        (1.0, "1.0"),
        ((), "a list"),
        (None, "none"),
    ):
        document = json.loads(GOOD)
        first(document)["place"] = value
        assert differences(document, edition) == (f"recommendations[0].place: is {as_shown}, and must be 1",)
        document["schema_version"] = value
        with pytest.raises(oh.InvalidInputError, match=re.escape(f"this has {as_shown};")):
            differences(document, edition)
    assert differences(json.loads(GOOD), edition) == ()


def test_documents_of_random_parts_never_bring_it_down():
    random = Random(3)
    parts: list[Any] = [
        None,
        True,
        0,
        -1,
        1,
        2,
        "",
        "p1.q1",
        "\ud800",
        [],
        {},
        [[]],
        [["p1.q1", 1]],
        {"question": "p1.q1"},
    ]
    for _ in range(20_000 if THOROUGH else 400):
        document = json.loads(json.dumps(law_advices()[random.randrange(20)]))
        for _ in range(random.randint(1, 4)):
            *above, key = random.choice([path for path in nodes(document) if random.random() < 0.1] or [("receipt",)])
            holder = document
            for step in above:
                holder = holder[step]
            holder[key] = json.loads(json.dumps(random.choice(parts)))
        agrees(json.dumps(document))


# It shares nothing with what it verifies.


def test_it_imports_nothing_of_what_it_verifies():
    folder = Path(verifier.__file__).parent
    names = {
        node.module if isinstance(node, ast.ImportFrom) else alias.name
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    rooms = {name.split(".")[1] for name in names if name and name.startswith("opsi_handbook.")}
    assert rooms == {"verifier", "errors", "text", "plurals", "editions"}


def test_it_sees_a_fault_of_the_engine(monkeypatch):
    monkeypatch.setattr(ranking, "STRENGTH_POINTS", 201)
    assert "recommendations[0].score: is " in verify(HB["en"].recommend(challenges=["p2.c1"]))[0]


def test_the_command_names_what_was_taken_as_stated(tmp_path):
    path = tmp_path / "advice.json"
    path.write_text(GOOD, encoding="utf-8")
    outcome = CliRunner().invoke(cli, ["verify", str(path)])
    assert outcome.exit_code == 0
    assert outcome.output == (
        f"{path}: agrees\ntaken as stated: the situation (1 challenge, 1 mark, limit 2); "
        "the words of the text (11 of ours, 0 others)\n"
    )
    path.write_text(GOOD.replace("A culture open", "\x1b[31m A culture").replace("\x1b", "\\u001b"), encoding="utf-8")
    outcome = CliRunner().invoke(cli, ["verify", str(path)])
    assert outcome.exit_code == 1
    assert "\x1b" not in outcome.output
    assert "differs: recommendations[0].question.title: is '\\u001b[31m A culture to innovation'" in outcome.output
