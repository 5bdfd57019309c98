"""The model: what a value must be, what binds items together, and what is said of what does not hold."""

from __future__ import annotations

import re

import pytest
from pydantic import TypeAdapter, ValidationError

import opsi_handbook as oh
from opsi_handbook.authoring.lenient import lenient_catalogue
from opsi_handbook.model import Link, Model, base
from opsi_handbook.model.codes import COUNTRIES, LANGUAGES
from opsi_handbook.model.integrity import faults_of

EN = oh.load("en").catalogue


def refused(annotation, value):
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(annotation).validate_python(value)
    return [error["msg"].removeprefix("Value error, ") for error in caught.value.errors()]


@pytest.mark.parametrize("text", ["a", "Two words.", "å", "a\nb", "a\tb", "日本語", "עברית", "a\u200db"])
def test_texts(text):
    assert TypeAdapter(base.Text).validate_python(text) == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the text is empty; write it, or leave the field out where it may be left out"),
        (" \n", "the text is empty; write it, or leave the field out where it may be left out"),
        (" a", "the text begins or ends with a space; remove it"),
        ("a\n", "the text begins or ends with a space; remove it"),
        ("a\x1bb", "the text holds the character U+001B, which cannot be shown; remove it"),
        ("a\u202eb", "the text holds the character U+202E, which cannot be shown; remove it"),
    ],
)
def test_what_is_no_text(text, problem):
    assert refused(base.Text, text) == [problem]


@pytest.mark.parametrize(
    "url",
    ["https://oecd-opsi.org/a", "http://a.b", "HTTPS://A.b/Ä+%20?q#f", "https://a.b:8080/x", "https://münchen.de/"],
)
def test_addresses_are_kept_letter_by_letter(url):
    assert TypeAdapter(base.Url).validate_python(url) == url


@pytest.mark.parametrize(
    "url",
    ["", "a.b", "ftp://a.b", "https://", "https://ab", "javascript:alert(1)", "https://a.b/c d", "https://a.b\n", "/a",
     "mailto:a@b.c", "https:/ /a.b"],
)  # fmt: skip
def test_what_is_no_address(url):
    assert refused(base.Url, url) == [
        f"{url!r} is no web address; give a whole one, https://…".replace("\\n", "\\u000a")
    ]


def test_countries_and_languages():
    for code in ("SE", "EU", "XK", "GB"):
        assert TypeAdapter(base.Country).validate_python(code) == code
    for code in ("se", "XX", "UK", "", "SWE"):
        assert refused(base.Country, code) == [
            f"{code!r} is no country; use an ISO 3166-1 code of two letters, EU or XK"
        ]
    assert TypeAdapter(base.LanguageTag).validate_python("pt-BR") == "pt-BR"
    assert refused(base.LanguageTag, "sv-") == ["'sv-' is no language; use a BCP 47 tag such as sv or pt-BR"]
    assert (len(COUNTRIES), len(LANGUAGES)) == (249 + 2, 183)
    assert all(re.fullmatch("[A-Z]{2}", code) for code in COUNTRIES)
    assert all(re.fullmatch("[a-z]{2}", code) for code in LANGUAGES)


@pytest.mark.parametrize("tag", sorted(LANGUAGES))
def test_the_two_letter_codes_are_registered(tag):
    import langcodes

    assert langcodes.Language.get(tag, normalize=False).is_valid()
    assert base.is_language(tag)
    assert base.is_language(f"{tag}-SE")


def test_records_are_frozen_and_refuse_what_they_do_not_know():
    link = Link(url="https://a.b", label="A")
    for change in (lambda: setattr(link, "label", "B"), lambda: delattr(link, "label"), lambda: setattr(link, "c", 1)):
        with pytest.raises(ValidationError):
            change()
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Link(url="https://a.b", label="A", colour="red")
    assert link.model_fields_set == {"url", "label"}
    assert link == Link(url="https://a.b", label="A")
    assert hash(link) == hash(Link(url="https://a.b", label="A"))


def test_a_trusted_record_is_like_any_other():
    given = {"url": "https://a.b", "label": "A", "country": None, "language": None}
    trusted, made = Link.trusted(**given), Link(**given)
    assert trusted == made
    assert hash(trusted) == hash(made)
    assert trusted.model_dump_json() == made.model_dump_json()
    assert trusted.model_dump(exclude_unset=True) == given
    assert trusted.model_fields_set == set(given)
    trusted.model_fields_set.clear()
    assert Link.trusted(**given).model_fields_set == set(given)
    assert (trusted.model_extra, Model.trusted().model_dump()) == (None, {})
    assert trusted.model_copy(update={"label": "B"}).label == "B"


@pytest.mark.parametrize(
    ("model", "field", "right", "wrong"),
    [
        ("Action", "page", [1, 999, None], [0, 1000, "x"]),
        ("Action", "id", ["x" * 120], ["", "x" * 121]),
        ("Relation", "strength", [1, 3, None], [0, 4]),
        ("Catalogue", "content_version", ["1.2.0"], ["1.2", "v1.2.0", "1.2.0-dev", ""]),
        ("Catalogue", "schema_version", [1], [2, 0]),
        ("FrontMatter", "published", ["2021-06"], ["2021", "2021-6", "06-2021"]),
        ("Work", "licence", ["CC-BY-SA-3.0-IGO", "LicenseRef-x"], ["", "CC BY", "a/b"]),
        ("Translation", "machine", [0], [-1]),
        ("Translation", "translated", [0], [-1]),
        ("Translation", "reviewed", [0], [-1]),
        ("Question", "actions", [EN.questions[0].actions[:1]], [()]),
        ("Principle", "questions", [EN.questions[:1]], [()]),
        ("Principle", "dimensions", [EN.dimensions[:1]], [()]),
        ("Principle", "challenges", [EN.challenges[:1]], [()]),
        ("Principle", "why", [EN.principles[0].why[:1]], [()]),
    ],
)
def test_bounds(model, field, right, wrong):
    info = getattr(oh, model).model_fields[field]
    adapter = TypeAdapter(info.annotation if not info.metadata else info.rebuild_annotation())
    for value in right:
        adapter.validate_python(value)
    for value in wrong:
        with pytest.raises(ValidationError):
            adapter.validate_python(value)


def test_works_and_layers_by_default():
    assert oh.Action(id="p1.q1.a1", text="A.").layer is oh.Layer.SOURCE
    assert oh.Action(id="p1.q1.a1", text="A.").work == "work.handbook"
    assert oh.Dimension(id="p1.d1", text="A.").work == "work.declaration"
    assert oh.Work(id="work.a", title="A", holder="B", licence="C", notice="D").work == ""
    for made in (
        oh.Phrase(id="ui.a", text="A"),
        oh.Term(id="term.a", term="A", definition="B"),
        oh.Relation(id="leads-to.a.b", kind="leads-to", source="a", target="b", reason="C."),
    ):
        assert (made.layer, made.work) == (oh.Layer.EDITORIAL, "work.opsi-handbook")


PRINCIPLE = EN.principles[1]
QUESTION = PRINCIPLE.questions[1]
CASE = EN.case_studies[0]
RELATION = EN.relations[0]
LOCAL = oh.Layer.LOCAL


def changed(item, **update):
    return item.model_copy(update=update)


def swapped(run, new):
    return tuple(new if item.id == new.id or item.id == getattr(new, "was", None) else item for item in run)


def with_question(at=1, **update):
    questions = list(PRINCIPLE.questions)
    questions[at] = changed(questions[at], **update)
    return with_principle(questions=tuple(questions))


def with_principle(at=1, **update):
    principles = list(EN.principles)
    principles[at] = changed(principles[at], **update)
    return changed(EN, principles=tuple(principles))


def with_first(field, **update):
    run = list(getattr(EN, field))
    run[0] = changed(run[0], **update)
    return changed(EN, **{field: tuple(run)})


def renumbered(run, at, id_):
    return tuple(changed(item, id=id_) if place == at else item for place, item in enumerate(run))


LEADS = next(place for place, each in enumerate(EN.relations) if each.kind == "leads-to")
BEARS = next(place for place, each in enumerate(EN.relations) if each.kind == "bears-on")


def with_relation(at, **update):
    relations = list(EN.relations)
    relations[at] = changed(relations[at], **update)
    return changed(EN, relations=tuple(relations))


NOT_THERE = "it refers to {}, which is not there"
STRENGTH = "a challenge leads to a question with a strength from 1 to 3; no other relation has one"
GAP = "it is number {} of its run; numbers follow the printed order without gaps"
URL = next(link.url for case in EN.case_studies for link in case.links if not link.country)
LINKING = next(case for case in EN.case_studies if case.links and not case.links[0].country)
STONE = oh.Tombstone(id="p9", reason="Merged.")

FAULTS = {
    "an id twice": (
        lambda: changed(EN, terms=(*EN.terms, EN.terms[0])),
        [(EN.terms[0].id, "2 items have this id; give each its own")],
    ),
    "a retired id": (
        lambda: changed(EN, tombstones=(oh.Tombstone(id="p2.c1", reason="A."),)),
        [("p2.c1", "this id was retired and is never used again; take a new one")],
    ),
    "a successor that is not there": (
        lambda: changed(EN, tombstones=(changed(STONE, successor="p8"),)),
        [("p9", "its successor 'p8' is not there")],
    ),
    "a successor that is there": (lambda: changed(EN, tombstones=(changed(STONE, successor="p2"),)), []),
    "an id of another kind": (
        lambda: with_first("terms", id="ui.term"),
        [("ui.term", "this is no well-formed id for a term")],
    ),
    "an ill-formed id": (
        lambda: with_first("phrases", id="UI.a"),
        [("UI.a", "this is no well-formed id for a phrase")],
    ),
    "under another owner": (
        lambda: with_question(actions=renumbered(QUESTION.actions, 0, "p2.q3.a9")),
        [("p2.q3.a9", "it stands under p2.q2, so its id must begin with p2.q2.")],
    ),
    "a gap of actions": (
        lambda: with_question(actions=renumbered(QUESTION.actions, 1, "p2.q2.a77")),
        [("p2.q2.a77", GAP.format(2))],
    ),
    "a gap of arguments": (
        lambda: with_principle(why=renumbered(PRINCIPLE.why, 0, "p2.w9")),
        [("p2.w9", GAP.format(1))],
    ),
    "a gap of dimensions": (
        lambda: changed(
            with_principle(dimensions=(*PRINCIPLE.dimensions, changed(PRINCIPLE.dimensions[0], id="p2.d99")))
        ),
        [("p2.d99", GAP.format(len(PRINCIPLE.dimensions) + 1))],
    ),
    "a gap of challenges": (
        lambda: with_principle(challenges=(*PRINCIPLE.challenges, changed(PRINCIPLE.challenges[0], id="p2.c99"))),
        [("p2.c99", GAP.format(len(PRINCIPLE.challenges) + 1))],
    ),
    "a local action has any number, and any place": (
        lambda: with_question(
            actions=(changed(QUESTION.actions[0], id="p2.q2.a99", layer=LOCAL, page=None), *QUESTION.actions)
        ),
        [],
    ),
    "a gap after a local action": (
        lambda: with_question(
            actions=(
                changed(QUESTION.actions[0], id="p2.q2.a99", layer=LOCAL, page=None),
                *renumbered(QUESTION.actions, 0, "p2.q2.a88"),
            )
        ),
        [("p2.q2.a88", GAP.format(1))],
    ),
    "principles in another order": (lambda: changed(EN, principles=EN.principles[::-1]), []),
    "principles with a gap": (
        lambda: changed(
            EN, principles=(*EN.principles[:1], *EN.principles[2:]), relations=(), case_studies=(), toolkits=()
        ),
        [("principles", "they are numbered [1, 3, 4, 5]; number them from 1 without a gap")],
    ),
    "a case that is not there": (
        lambda: with_question(case_studies=(*QUESTION.case_studies, "case.policy-jamm")),
        [("p2.q2", NOT_THERE.format("'case.policy-jamm'") + "; did you mean case.")],
    ),
    "a tool in the place of a case": (
        lambda: with_question(case_studies=(*QUESTION.case_studies, "toolkit.culture-map")),
        [("p2.q2", "it refers to toolkit.culture-map, which is no case_study")],
    ),
    "a case in the place of a tool": (
        lambda: with_question(toolkits=(*QUESTION.toolkits, CASE.id)),
        [("p2.q2", f"it refers to {CASE.id}, which is no toolkit")],
    ),
    "a case that no page shows": (
        lambda: changed(EN, case_studies=(*EN.case_studies, changed(CASE, id="case.new"))),
        [("case.new", "no question shows it; name it at the question on whose page it stands")],
    ),
    "a local case that no page shows": (
        lambda: changed(EN, case_studies=(*EN.case_studies, changed(CASE, id="case.new", layer=LOCAL, page=None))),
        [],
    ),
    "a work that is not there": (
        lambda: with_first("terms", work="work.nothing-at-all-x"),
        [(EN.terms[0].id, NOT_THERE.format("'work.nothing-at-all-x'"))],
    ),
    "no work": (lambda: with_first("terms", work=""), []),
    "a work that is none": (
        lambda: with_first("terms", work="p2"),
        [(EN.terms[0].id, "it refers to p2, which is no work")],
    ),
    "a relation from the wrong kind": (
        lambda: with_relation(LEADS, source="p5.q1", id=f"leads-to.p5.q1.{EN.relations[LEADS].target}"),
        [(f"leads-to.p5.q1.{EN.relations[LEADS].target}", "it refers to p5.q1, which is no challenge")],
    ),
    "a relation to the wrong kind": (
        lambda: with_relation(BEARS, target="p1.q1", id=f"bears-on.{EN.relations[BEARS].source}.p1.q1"),
        None,
    ),
    "a relation without strength": (
        lambda: with_relation(LEADS, strength=None),
        [(EN.relations[LEADS].id, STRENGTH)],
    ),
    "a relation with one too many": (lambda: with_relation(BEARS, strength=2), [(EN.relations[BEARS].id, STRENGTH)]),
    "a relation under another id": (
        lambda: with_relation(BEARS, id="bears-on.p1.q1.p5.d1"),
        [("bears-on.p1.q1.p5.d1", "the id of a relation is its kind and its two ends")],
    ),
    "an item related to itself": (
        lambda: changed(
            EN,
            relations=(
                *EN.relations,
                oh.Relation(id="related-to.p1.q1.p1.q1", kind="related-to", source="p1.q1", target="p1.q1", reason="B"),
            ),
        ),
        [("related-to.p1.q1.p1.q1", "an item is not related to itself; name two")],
    ),
    "an address twice": (
        lambda: changed(
            EN, case_studies=swapped(EN.case_studies, changed(LINKING, links=(*LINKING.links, LINKING.links[0])))
        ),
        [(LINKING.id, f"it gives {LINKING.links[0].url} 2 times; once will do")],
    ),
    "an address twice, for countries": (
        lambda: changed(
            EN,
            case_studies=swapped(
                EN.case_studies, changed(LINKING, links=(changed(LINKING.links[0], country="SE"),) * 2)
            ),
        ),
        [],
    ),
    "a page left out": (
        lambda: with_first("case_studies", page=None),
        [(CASE.id, "an item of the handbook must say its printed page; add `page`")],
    ),
    "a page left out of what is ours": (lambda: with_first("terms", page=None), []),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_binds_items(name):
    make, expected = FAULTS[name]
    found = faults_of(make())
    if expected is None:
        assert found[0][1] == "it refers to p1.q1, which is no dimension"
    else:
        cut = [(item, problem.partition("policy-jam or")[0]) for item, problem in found]
        assert (cut[:1] if name == "principles with a gap" else cut) == expected


def test_a_case_that_is_called_like_a_tool_is_compared_with_cases():
    ((item, problem),) = faults_of(with_question(case_studies=(*QUESTION.case_studies, "case.culture-map")))
    assert (item, re.findall(r"(\w+)\.[a-z]", problem)) == ("p2.q2", ["case"] * 4)


@pytest.mark.parametrize("text", ["{Name}", "{a} }", "{ a}", "{", "a }", "{a.b}", "{a!r}", "{}", "{1}", "{a}}", "{{a}"])
def test_a_brace_that_stands_alone(text):
    id_ = EN.phrases[0].id
    assert faults_of(with_first("phrases", text=text)) == [
        (id_, "a brace stands alone; what is filled in is written {name}")
    ]


@pytest.mark.parametrize("text", ["{a}", "{a_b} and {c}", "none", "{a}{b}."])
def test_braces_with_a_name(text):
    assert faults_of(with_first("phrases", text=text)) == []


def test_all_that_ships_holds():
    for tag in oh.languages():
        assert faults_of(oh.load(tag).catalogue) == []


def test_retired_ids_name_their_successor():
    stones = (
        oh.Tombstone(id="p9.q1", reason="Merged.", successor="p2.q2"),
        oh.Tombstone(id="p9.q2", reason="None, because it was said twice."),
    )
    catalogue = changed(EN, tombstones=stones)
    for id_, words in (
        ("p9.q1", "p9.q1 was retired: Merged.; its place was taken by p2.q2"),
        (" P9.Q2", "p9.q2 was retired: None, because it was said twice."),
    ):
        with pytest.raises(oh.UnknownIdError) as caught:
            catalogue.get(id_)
        assert str(caught.value) == words
    hb = oh.Handbook(catalogue)
    for call in (hb.question, lambda id_: hb.recommend(marks=[id_])):
        with pytest.raises(oh.OpsiHandbookError, match=r"was retired: Merged\.; its place was taken by p2\.q2"):
            call("p9.q1")


def translation(**update):
    return oh.Translation(source_language="en", machine=0, translated=0, reviewed=0, state="machine").model_copy(
        update=update
    )


def test_a_notice_says_all_there_is_to_say():
    texts = EN.texts
    missing = (
        oh.Fallback(unit="p1.title", language="sv"),
        oh.Fallback(unit="p2.title", language="en"),
        *(oh.Fallback(unit="p3.title", language=tag) for tag in ("fi", "no", "da", "is")),
    )
    draft = texts["ui.machine-draft"]
    stale = texts.fill("ui.stale", count=2)
    incomplete = texts.fill("ui.incomplete", count=6, languages="da, en, fi, is, no, sv")
    for update, notice in (
        (None, None),
        ({}, None),
        ({"reviewed": 5}, None),
        ({"machine": 1}, draft),
        ({"stale": ("p1.title", "p2.title")}, stale),
        ({"fallback": missing}, incomplete),
        ({"machine": 1, "fallback": missing, "stale": ("a", "b")}, f"{draft} {incomplete} {stale}"),
    ):
        info = None if update is None else translation(**update)
        catalogue = changed(EN, translation=info)
        assert catalogue.notice == oh.Handbook(catalogue).notice == notice


def test_what_is_lenient_fits_what_fits_and_empties_the_rest():
    parts = EN.model_dump(mode="json")
    assert lenient_catalogue(parts) == EN
    parts["principles"][1]["questions"][1] |= {"title": 5, "own_suggestion": "no", "page": "x", "actions": {"a": 1}}
    parts["relations"][0] |= {"kind": "bears_on", "strength": "much", "layer": 5}
    parts["terms"] = "none"
    parts["content_version"] = None
    parts["front_matter"] = []
    made = lenient_catalogue(parts)
    question = made.principles[1].questions[1]
    assert (question.title, question.own_suggestion, question.page, question.actions) == ("5", False, 0, ())
    assert (made.relations[0].strength, made.terms, made.content_version) == (0, (), "")
    assert made.relations[0].kind in oh.RelationKind
    assert made.front_matter.passages[-2].id == ""
    assert faults_of(made)
