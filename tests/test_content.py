"""The content itself: all of the printed handbook is there, in its place, and our additions are marked as ours."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from opsi_handbook.model import SCHEMA_VERSION, Layer, RelationKind


def urls_of(item):
    return [link.url for link in item.links]


def test_totals(hb, printed):
    totals = printed["totals"]
    assert len(hb.principles) == totals["principles"]
    assert len(hb.dimensions) == totals["dimensions"]
    assert len(hb.challenges) == totals["challenge_questions"]
    assert len(hb.questions) == totals["assessment_questions"]
    assert len(hb.actions) == totals["actions"]
    assert len(hb.case_studies) == totals["case_studies"]
    assert len(hb.toolkits) == totals["toolkits"]
    assert sum(question.own_suggestion for question in hb.questions) == totals["own_suggestion_lines"]


def test_every_page_has_what_is_printed_on_it(hb, printed):
    for id_, figures in printed["principles"].items():
        principle = hb[id_]
        assert len(principle.dimensions) == figures["dimensions"], id_
        assert len(principle.challenges) == figures["challenges"], id_
        assert [question.id for question in principle.questions] == list(figures["questions"])
        for question_id, page in figures["questions"].items():
            question = hb[question_id]
            assert (question.page, len(question.actions)) == (page["page"], page["actions"]), question_id
            for ids, examples in (
                (question.case_studies, page["case_studies"]),
                (question.toolkits, page["toolkits"]),
            ):
                found = [hb[example] for example in ids]
                assert [item.name for item in found] == [example["name"] for example in examples]
                assert [list(item.countries) for item in found] == [example["countries"] for example in examples]
                assert [urls_of(item) for item in found] == [example["urls"] for example in examples]
                assert [item.page for item in found] == [page["page"]] * len(found)
                publishers = [getattr(item, "publisher", None) for item in found]
                assert all(
                    wanted in (None, publisher)
                    for wanted, publisher in zip(
                        (example["publisher"] for example in examples), publishers, strict=True
                    )
                )


def test_every_printed_url_is_there_and_no_other(hb, printed):
    wanted = {*printed["front_matter_links"], *printed["declaration_translations"].values()}
    for figures in printed["principles"].values():
        for page in figures["questions"].values():
            wanted |= {url for example in (*page["case_studies"], *page["toolkits"]) for url in example["urls"]}
    assert len(wanted) == printed["totals"]["distinct_urls"] == 93
    front = hb.front_matter
    found = {link.url for link in front.declaration_translations}
    for item in (*front.passages, *hb.case_studies, *hb.toolkits, *hb.catalogue.works):
        found |= set(urls_of(item))
    assert found == wanted


def test_the_declaration_is_offered_in_seven_languages(hb, printed):
    links = {link.language: link.url for link in hb.front_matter.declaration_translations}
    assert links == printed["declaration_translations"]


def test_fifteen_countries_stand_behind_the_copenhagen_manual(hb):
    manual = hb["case.copenhagen-manual"]
    assert {link.country for link in manual.links if link.country} == set(manual.countries)
    assert len(manual.countries) == 15
    assert "20" in manual.who


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("case.public-innovators-network", ["19,000"]),
        ("case.ric", ["two", "twelve"]),
        ("case.copicola", ["2018"]),
        ("case.use-it", ["West Birmingham", "Smethwick"]),
        ("case.interoperability-test-bed", ["MBRCGI"]),
        ("case.un-innovation-hub", ["Thailand", "Chad", "Ghana"]),
        ("case.etorkizuna-eraikiz", ["Gipuzkoa"]),
        ("front.declaration", ["May 2019", "43"]),
    ],
)
def test_names_and_numbers_stand(hb, id_, words):
    text = hb[id_].model_dump_json()
    assert [word for word in words if word not in text] == []


def test_mojibake_is_restored(hb):
    text = hb.catalogue.model_dump_json()
    assert "\ufffd" not in text
    assert "servidores+públicos+-+Versión+1" in text


def test_makers_are_countries_and_organisations(hb):
    makers = {maker.id: maker for maker in hb.front_matter.makers}
    assert len(makers["front.makers.steering-group"].countries) == 10
    assert set(makers["front.makers.advisers"].countries) == {"FI", "DK"}


def test_what_is_ours_says_so(hb):
    assert {relation.layer for relation in hb.relations} == {Layer.EDITORIAL}
    for run in (hb.principles, hb.dimensions, hb.challenges, hb.questions, hb.actions, hb.case_studies, hb.toolkits):
        assert {item.layer for item in run} == {Layer.SOURCE}
    assert {dimension.work for dimension in hb.dimensions} == {"work.declaration"}
    text = " ".join(passage.text for passage in hb.front_matter.attribution)
    assert "not an official OECD work" in text
    assert "original prevails" in text
    assert "CC BY-SA 3.0 IGO" in text


def test_every_challenge_leads_on_and_every_question_is_reached(hb):
    leads = [relation for relation in hb.relations if relation.kind == "leads-to"]
    for challenge in hb.challenges:
        ends = [relation for relation in leads if relation.source == challenge.id]
        assert 2 <= len(ends) <= 5, challenge.id
        assert 1 <= sum(relation.strength == 3 for relation in ends) <= 2, challenge.id
    assert {relation.target for relation in leads} == {question.id for question in hb.questions}
    bears = [relation for relation in hb.relations if relation.kind == "bears-on"]
    assert {relation.source for relation in bears} == {question.id for question in hb.questions}
    assert {relation.target for relation in bears} == {dimension.id for dimension in hb.dimensions}
    pairs = [frozenset((r.source, r.target)) for r in hb.relations if r.kind == "related-to"]
    assert len(pairs) == len(set(pairs)) >= 20


def texts(value, at=""):
    if isinstance(value, dict):
        for key, part in value.items():
            yield from texts(part, f"{at}.{key}")
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from texts(part, f"{at}.{place}")
    elif isinstance(value, str):
        yield at, value


def test_texts_are_set_cleanly(hb):
    data = hb.catalogue.model_dump(mode="json", exclude_none=True)
    prose = [
        (at, text) for at, text in texts(data) if re.search(r"\.(text|what|outcome|summary|reason|who|helps_with)$", at)
    ]
    assert len(prose) > 400
    assert [at for at, text in prose if re.search(r" {2}|\s[,.;:!?]|—|\.\.|“|”", text)] == []
    full = r"[.!?:\"”)}]$"
    unfinished = [at for at, text in prose if not re.search(full, text) and not at.startswith(".phrases")]
    assert unfinished == []


def test_no_two_actions_say_the_same(hb):
    texts_ = sorted(action.text.lower() for action in hb.actions)
    assert [first for first, second in pairwise(texts_) if first == second] == []


def test_a_reader_is_told_what_stands_where(hb):
    assert hb.catalogue.schema_version == SCHEMA_VERSION == 1
    assert [hb.catalogue.places[question.id] for question in hb.questions] == list(range(30))
    for challenge in hb.challenges:
        for other, relation in hb.catalogue.links(RelationKind.LEADS_TO, challenge.id):
            assert (relation.source, relation.target) == (challenge.id, other)
            assert (challenge.id, relation) in hb.catalogue.links(RelationKind.LEADS_TO, other)
    assert hb.catalogue.links(RelationKind.LEADS_TO, "p1") == ()
    assert sum(len(hb.catalogue.links(RelationKind.RELATED_TO, q.id)) for q in hb.questions) == 2 * len(
        [relation for relation in hb.relations if relation.kind == "related-to"]
    )


def test_front_matter_is_whole(hb):
    front = hb.front_matter
    fields = (
        "what_it_is", "what_it_is_not", "qualities", "steps", "use_in_groups", "feedback", "translation_call",
        "attribution",
    )  # fmt: skip
    expected = [passage for field in fields for passage in getattr(front, field)]
    assert sorted(p.id for p in (*expected, front.disclaimer, front.licence)) == sorted(p.id for p in front.passages)
    assert len(front.steps) == 3
    ids = [item.id for item in hb.catalogue.items()]
    assert ids[: len(hb.catalogue.works)] == [work.id for work in hb.catalogue.works]
    assert set(ids) >= {passage.id for passage in front.passages} | {maker.id for maker in front.makers}
