"""The handbook: a mapping that nobody can harm, typed accessors, ways up and across, editions, and what errors say."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import opsi_handbook as oh
from helpers import PROBLEM, Lengths, german

KINDS = {
    "principle": ("p2", oh.Principle),
    "dimension": ("p2.d3", oh.Dimension),
    "challenge": ("p2.c1", oh.Challenge),
    "question": ("p2.q4", oh.Question),
    "action": ("p2.q4.a1", oh.Action),
    "case_study": ("case.policy-jam", oh.CaseStudy),
    "toolkit": ("toolkit.culture-map", oh.Toolkit),
}


def test_load_gives_the_same_handbook():
    assert oh.load() is oh.load("en") is oh.load("en-GB") is oh.load(["en"])
    assert (oh.load("en").language, oh.load(["tlh", "sv", "en"]).language) == ("en", "sv")
    assert repr(oh.load("sv")) == f"<Handbook sv {oh.load().content_version}>"


@pytest.mark.parametrize("tag", ["tlh", "", "xx-YY-zz", "\x00", "../en", "e" * 5000, "\ud800", "zh", ["tlh", "zh"]])
def test_an_unknown_language_names_those_there_are(tag):
    with pytest.raises(oh.UnknownLanguageError, match="en, fi, no, sv") as caught:
        oh.load(tag)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("tag", [None, 5, [], [5], ["en", None], b"en", {"en"}])
def test_a_language_is_a_text(tag):
    for call in (oh.load, oh.load().in_language):
        with pytest.raises(oh.InvalidInputError, match="lang: must be a language tag"):
            call(tag)


def test_it_is_a_mapping_of_ids_to_items_in_reading_order(hb):
    assert isinstance(hb, Mapping)
    ids = list(hb)
    assert ids == [item.id for item in hb.catalogue.items()]
    assert len(hb) == len(ids) == len(set(ids)) > 600
    assert list(hb.keys()) == ids
    assert list(hb.values()) == list(hb.catalogue.items())
    assert list(hb.items()) == list(zip(ids, hb.catalogue.items(), strict=True))
    assert dict(hb) == {id_: hb[id_] for id_ in ids}
    assert hb.keys() & {"p1", "p9"} == {"p1"}
    assert hb.get("p2.q4") is hb["p2.q4"]
    assert (hb.get("p2.q44"), hb.get("p2.q44", 5)) == (None, 5)
    with pytest.raises(TypeError, match="not reversible"):
        reversed(hb)
    assert ids[0].startswith("work.")
    assert ids.index("p1") < ids.index("p1.w1") < ids.index("p1.d1") < ids.index("p1.c1") < ids.index("p1.q1.a1")


def test_ids_may_be_in_capitals_or_items(hb):
    question = hb["p2.q4"]
    for key in ("P2.Q4", " p2.q4 ", "p2.q4\n", question, oh.load("sv")["p2.q4"]):
        assert hb[key] is question
        assert key in hb
        assert hb.get(key) is hb.question(key) is question
    assert hb["p2.q4.a1"] is question.actions[0]
    for key in ("p2.q44", "p 2", "", None, 5, [], {}, object()):
        assert key not in hb


@pytest.mark.parametrize("accessor", KINDS)
def test_each_kind_has_a_typed_accessor(hb, accessor):
    ask = getattr(hb, accessor)
    for kind, (id_, type_) in KINDS.items():
        if kind == accessor:
            assert ask(id_) is hb[id_]
            assert type(ask(id_)) is type_
        else:
            with pytest.raises(oh.InvalidInputError) as caught:
                ask(id_)
            named = kind.replace("_", " ")
            assert str(caught.value) == f"{id_} is of the kind {named}; ask for it by hb['{id_}']"
    with pytest.raises(oh.UnknownIdError):
        ask("p2.q44")


def test_kinds_parents_and_labels(hb):
    assert {hb.kind(item) for item in hb.values()} == set(oh.Kind)
    for kind, (id_, _) in KINDS.items():
        assert hb.kind(id_) == kind
    parents = {item.id: hb.parent(item) for item in hb.values()}
    for principle in hb.principles:
        assert parents[principle.id] is None
        for part in (*principle.why, *principle.dimensions, *principle.challenges, *principle.questions):
            assert parents.pop(part.id) is principle
    for question in hb.questions:
        for action in question.actions:
            assert parents.pop(action.id) is question
    assert set(parents.values()) == {None}
    labels = {item.label for item in hb.values()}
    assert {"A culture open to innovation", "Culture Map", hb["p2.c1"].text, hb.relations[0].reason} <= labels
    assert hb["front.makers.advisers"].label == hb.front_matter.makers[1].role
    assert oh.Relation.model_construct(id="a", reason="").label == "a"
    assert hb.terms[0].label == hb.terms[0].term


def test_where_an_example_is_used(hb):
    for example in (*hb.case_studies, *hb.toolkits):
        questions = hb.used_by(example)
        assert questions
        for question in hb.questions:
            stands = example in (*hb.case_studies_of(question), *hb.toolkits_of(question.id))
            assert stands == (question in questions)
            assert stands == (example.id in (*question.case_studies, *question.toolkits))
    assert [each.id for each in hb.used_by("TOOLKIT.culture-map")] == ["p2.q2"]
    for id_ in ("p2.q2", "p1", "work.handbook"):
        with pytest.raises(oh.InvalidInputError, match=f"{id_}: only case studies and toolkits"):
            hb.used_by(id_)
    with pytest.raises(oh.InvalidInputError, match="of the kind principle"):
        hb.case_studies_of("p1")
    with pytest.raises(oh.InvalidInputError, match="of the kind action"):
        hb.toolkits_of("p2.q2.a1")


def test_every_run_is_the_catalogues(hb):
    runs = (
        "principles", "dimensions", "challenges", "questions", "actions", "case_studies", "toolkits", "relations",
        "terms", "works", "front_matter", "language", "content_version",
    )  # fmt: skip
    for name in runs:
        assert getattr(hb, name) is getattr(hb.catalogue, name)
    assert hb.phrases is hb.catalogue.texts
    for name, kind in zip(runs[:7], oh.Kind, strict=False):
        assert {type(item) for item in getattr(hb, name)} == {type(getattr(hb, name)[0])}, kind


@pytest.mark.parametrize(
    ("id_", "near"), [("p2.q7", "p2.q"), ("toolkit.culturemap", "toolkit.culture-map"), ("P2 Q4", "p2.q4")]
)
def test_an_unknown_id_names_near_ones(hb, id_, near):
    with pytest.raises(oh.UnknownIdError, match="did you mean") as caught:
        hb[id_]
    assert near in str(caught.value)


@pytest.mark.parametrize(
    ("ask", "id_", "near"),
    [
        (lambda hb: hb.question, "p2.q9", r"p2\.q\d$"),
        (lambda hb: hb.challenge, "p2.c9", r"p2\.c"),
        (lambda hb: hb.action, "p2.q2.a99", r"p2\.q2\.a"),
        (lambda hb: hb.toolkit, "case.policy-jamm", "toolkit"),
        (lambda hb: lambda id_: hb.recommend(marks=[id_]), "p2.q2.a99", r"p2\.q\d$"),
        (lambda hb: lambda id_: hb.recommend(challenges=[id_]), "p2.c99", r"p2\.c"),
    ],
)
def test_near_ids_are_of_the_kind_that_is_meant(hb, ask, id_, near):
    with pytest.raises(oh.UnknownIdError) as caught:
        ask(hb)(id_)
    _, said, hints = str(caught.value).partition("; did you mean ")
    kinds = {hb.kind(hint) for hint in hints.rstrip("?").split(" or ")} if said else set()
    assert kinds <= {hb.kind(next(known for known in hb if re.match(near, known)))}
    assert caught.value.faults[0].problem.startswith(f"there is no item '{id_}'")


def test_the_typed_accessors_of_what_is_ours(hb):
    for ask, run in ((hb.relation, hb.relations), (hb.term, hb.terms), (hb.work, hb.works)):
        assert all(ask(item.id) is item for item in run)
        with pytest.raises(oh.InvalidInputError, match="of the kind question"):
            ask("p2.q2")


def test_an_unknown_id_that_is_near_none(hb):
    with pytest.raises(oh.UnknownIdError) as caught:
        hb["zzzz"]
    assert str(caught.value) == "there is no item 'zzzz'"


@pytest.mark.parametrize("id_", [None, 5, [], "", "\ud800", "x" * 100_000, b"p1", {"id": "p1"}])
def test_a_senseless_id_is_an_unknown_id(hb, id_):
    for ask in (hb.__getitem__, hb.question, hb.kind, hb.parent, hb.used_by):
        with pytest.raises(oh.UnknownIdError, match="there is no item") as caught:
            ask(id_)
        assert len(str(caught.value)) < 300


def things_handed_out(hb):
    advice = hb.recommend(text="afraid to fail", marks=["p2.q2"], challenges=["p2.c1"])
    yield from (hb, hb.catalogue, hb.front_matter, hb.phrases, advice, advice.receipt, *advice.recommendations)
    yield from hb.values()
    yield from (reason for found in advice.recommendations for reason in found.reasons)
    yield from (link for item in (*hb.toolkits, *hb.case_studies) for link in item.links)


def parts(value):
    names = [*getattr(type(value), "model_fields", {}), "_items", "_catalogue", "_phrases", "_name", "by_id", "places"]
    return [name for name in names if hasattr(value, name)]


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
        lambda: value.__setitem__("p1", "changed"),
        lambda: value.__delitem__("p1"),
        lambda: part.append("changed"),
        lambda: part.__delitem__(0),
        lambda: part.__setitem__(0, "changed"),
        lambda: part.update(changed="changed"),
    ):
        with pytest.raises((AttributeError, TypeError, ValidationError)):
            change()
    if hasattr(value, "model_fields_set"):
        value.model_fields_set.clear()
        assert value.model_fields_set
    hb.graph.clear()
    assert oh.load().catalogue.model_dump_json() == before


@pytest.mark.parametrize("deep", [False, True])
def test_a_changed_copy_of_the_catalogue_is_another(hb, deep):
    catalogue = hb.catalogue
    assert catalogue.by_id
    changed = catalogue.model_copy(update={"language": "xx", "principles": catalogue.principles[:1]}, deep=deep)
    assert (changed.language, catalogue.language, hb.language) == ("xx", "en", "en")
    assert (len(changed.questions), len(catalogue.questions)) == (len(catalogue.principles[0].questions), 30)
    assert "p2" in catalogue.by_id
    assert "p2" not in changed.by_id


@pytest.mark.parametrize("name", ["language", "_catalogue", "new", "phrases"])
def test_a_handbook_says_that_it_is_frozen(hb, name):
    with pytest.raises(AttributeError, match=f"a Handbook is frozen: {name} cannot be set"):
        setattr(hb, name, "changed")
    with pytest.raises(AttributeError, match=f"a Handbook is frozen: {name} cannot be deleted"):
        delattr(hb, name)
    with pytest.raises(AttributeError, match=f"phrases are frozen: {name} cannot be set"):
        setattr(hb.phrases, name, "changed")
    with pytest.raises(AttributeError, match=f"phrases are frozen: {name} cannot be deleted"):
        delattr(hb.phrases, name)


def test_phrases_are_a_mapping_that_names_what_is_missing(hb):
    phrases = hb.phrases
    assert dict(phrases) == {phrase.id: phrase.text for phrase in hb.catalogue.phrases}
    assert (len(phrases), list(phrases)) == (len(hb.catalogue.phrases), [each.id for each in hb.catalogue.phrases])
    assert "ui.advice" in phrases
    assert "ui.nothing" not in phrases
    assert (phrases.get("ui.nothing"), phrases.get("ui.nothing", 5)) == (None, 5)
    assert phrases.get("ui.advice") == phrases["ui.advice"]
    for ask in (phrases.__getitem__, phrases.fill):
        with pytest.raises(oh.ContentError, match=r"^the edition in en: lacks the phrase ui\.nothing; add it$"):
            ask("ui.nothing")


@pytest.mark.parametrize("text", ["{pontok} pont", "{} pont", "{0} pont", "{points.x} pont", "{points!z}", "a } b"])
def test_a_placeholder_that_nothing_is_meant_for_is_named(text):
    phrase = oh.Phrase.model_construct(id="ui.points", text=text)
    phrases = oh.Phrases((phrase,), "de", "de.po")
    with pytest.raises(oh.ContentError, match=r"de\.po: ui\.points: .* cannot be filled in; write only {points}, {n}$"):
        phrases.fill("ui.points", points=5, n=2)
    right = oh.Phrases((oh.Phrase.model_construct(id="ui.points", text="{points} of {n}"),), "de", "de.po")
    assert right.fill("ui.points", points=5, n=2) == "5 of 2"


def test_search_finds_names_and_words(hb):
    assert hb.search("Culture Map")[0].id == "toolkit.culture-map"
    assert "p4.q4" in [item.id for item in hb.search("foresight", limit=10)]
    assert hb.search("xqztwv") == ()
    assert len(hb.search("innovation")) == 10
    assert len(hb.search("innovation", 1)) == 1
    for text, limit in (("", 5), ("a", 0), ("a", 1001), ("a", True), ("a", 1.0), (None, 5), ("x" * 200_000, 5)):
        with pytest.raises(oh.InvalidInputError):
            hb.search(text, limit)


EXAMPLES = {"p2.q2": ["Nobody tells the manager what went wrong."], "p5.q3": ["We buy the same thing every year."]}
MORE = {"p2.q2": ["Mistakes are punished here."]}


def given_to(hb):
    return {"encoder": hb._encoder, "examples": hb._examples, "folder": hb._po_dir}


def test_what_was_given_is_kept_in_any_order(tmp_path):
    folder = german(tmp_path)
    encoder = Lengths()
    steps = {
        "encoder": lambda hb: hb.with_encoder(encoder),
        "examples": lambda hb: hb.with_examples(EXAMPLES),
        "more": lambda hb: hb.with_examples(MORE),
        "swedish": lambda hb: hb.in_language("sv").in_language("en"),
        "folder": lambda hb: hb.in_language("en", po_dir=folder),
    }
    for order in (list(steps), ["folder", "swedish", "more", "examples", "encoder"], ["more", "encoder", "folder"]):
        hb = oh.load()
        for step in order:
            hb = steps[step](hb)
        given_ = given_to(hb)
        assert given_["encoder"] is encoder
        assert given_["folder"] == folder
        texts = sorted(example.text for example in given_["examples"]["en"])
        assert texts == sorted(
            text
            for step, run in (("examples", EXAMPLES), ("more", MORE))
            if step in order
            for texts_ in run.values()
            for text in texts_
        )
        ids = [example.id for example in given_["examples"]["en"]]
        assert len(set(ids)) == len(ids)
        assert hb.language == "en"
        reasons = {
            r.kind for each in hb.recommend(text=MORE["p2.q2"][0], limit=30).recommendations for r in each.reasons
        }
        assert oh.ReasonKind.ENCODER in reasons
    assert given_to(oh.load()) == {"encoder": None, "examples": {}, "folder": None}


def test_what_was_given_changes_nothing_for_others(hb):
    own = hb.with_examples(EXAMPLES)
    assert own != hb
    assert own is not hb
    assert hb.recommend(text=PROBLEM) == oh.load().recommend(text=PROBLEM)
    quoted = own.recommend(text=EXAMPLES["p2.q2"][0]).recommendations[0]
    assert quoted.question.id == "p2.q2"
    assert oh.Layer.LOCAL in {reason.layer for reason in quoted.reasons}


def test_examples_of_another_language_wait_for_it():
    own = oh.load().with_examples(EXAMPLES).in_language("sv")
    assert own.recommend(text=PROBLEM) == oh.load("sv").recommend(text=PROBLEM)
    both = own.with_examples({"p2.q2": ["Ingen säger något till chefen."]})
    assert {tag: len(run) for tag, run in both._examples.items()} == {"en": 2, "sv": 1}
    assert oh.load("fi").with_examples(MORE) is not None


@pytest.mark.parametrize("encoder", [5, None, object(), type("Encoder", (), {"encode": 5})()])
def test_an_encoder_has_encode(hb, encoder):
    with pytest.raises(oh.InvalidInputError, match=r"encoder: must have encode\(texts\), and a "):
        hb.with_encoder(encoder)


def test_in_language_of_a_plain_handbook_is_the_loaded_one(hb):
    assert hb.in_language("sv") is oh.load("sv")
    assert hb.in_language("sv").in_language("en") is hb
    with pytest.raises(oh.UnknownLanguageError):
        hb.in_language("tlh")


def test_editions_of_a_folder_are_first_class(tmp_path):
    folder = german(tmp_path)
    assert oh.languages() == ("en", "fi", "no", "sv")
    assert oh.languages(po_dir=folder) == oh.languages(po_dir=str(folder)) == ("en", "de", "fi", "no", "sv")
    made = oh.load("de", po_dir=folder)
    assert made.language == "de"
    assert made["p2.q2"].label == "Kultur, die Neues mag"
    assert oh.load("en", po_dir=folder).in_language("de-AT") == made
    assert made.in_language("sv").in_language("de") == made
    assert made.in_language("sv") == oh.load("sv", po_dir=folder)
    assert len(made.fallback) == len(made.catalogue.translation.fallback) > 900
    assert set(made.fallback.values()) == {"en"}
    assert "p2.q2.title" not in made.fallback
    assert dict(oh.load("en").fallback) == {}
    assert made.notice
    with pytest.raises(TypeError):
        made.fallback["p1.title"] = "sv"
    with pytest.raises(oh.UnknownLanguageError, match="de"):
        made.in_language("tlh")
    advice = made.recommend(marks=["p2.q2"])
    with pytest.raises(oh.InvalidInputError, match=r"is in de, and this handbook in en; use hb\.in_language\('de'\)"):
        oh.load().explain(advice)
    with pytest.raises(oh.InvalidInputError, match="is in de"):
        oh.load().as_markdown(advice)
    assert "Kultur, die Neues mag" in made.explain(advice) + made.as_markdown(advice)


@pytest.mark.parametrize("folder", ["nowhere", "", " ", "a\x00b", 5, b"locale", True, __file__, "x" * 5000])
def test_a_slip_in_the_name_of_a_folder_is_an_error(folder):
    for call in (
        lambda: oh.load("sv", po_dir=folder),
        lambda: oh.languages(po_dir=folder),
        lambda: oh.load().in_language("sv", po_dir=folder),
        lambda: oh.load(["de", "en"], po_dir=folder),
    ):
        with pytest.raises(oh.InvalidInputError, match="po_dir: there is no folder") as caught:
            call()
        assert len(str(caught.value)) < 200
