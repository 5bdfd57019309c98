"""An advice as JSON: all that a front end shows stands in it, no item twice; the receipt can be left out."""

from __future__ import annotations

import json
from collections import Counter
from random import Random

import pydantic
import pytest
from hypothesis import given

import opsi_handbook as oh
from opsi_handbook.model import Model
from strategies import AFRAID, HB, random_situation, situations

FULL = HB.recommend(text=AFRAID, marks=["p2.q1"], challenges=["p2.c1"], limit=4)
SCHEMAS = (oh.Advice, oh.Catalogue)


def objects(value):
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from objects(part)
    elif isinstance(value, list):
        for part in value:
            yield from objects(part)


def test_the_shape_of_an_advice():
    data = json.loads(FULL.model_dump_json())
    assert list(data) == [
        "schema_version", "content_version", "language", "recommendations", "first_steps", "counterfactuals",
        "message", "hints", "provenance", "receipt",
    ]  # fmt: skip
    assert (data["schema_version"], data["language"], data["content_version"]) == (2, "en", HB.content_version)
    assert list(data["recommendations"][0]) == [
        "place", "score", "confidence", "confidence_text", "question", "reasons", "actions", "case_studies",
        "toolkits", "related",
    ]  # fmt: skip
    assert list(data["receipt"]) == ["situation", "text", "runners_up"]
    assert list(data["receipt"]["text"]) == ["words", "unknown_words", "fits", "local_examples", "encoder"]
    assert data["provenance"] == HB.phrases["ui.provenance"]
    assert data["message"] is None
    assert oh.load("fi").recommend().provenance == " ".join(
        [oh.load("fi").phrases["ui.provenance"], oh.load("fi").notice]
    )


def test_what_a_front_end_shows_stands_in_it():
    data = json.loads(FULL.model_dump_json(exclude={"receipt"}))
    assert len(data["recommendations"]) == len(data["first_steps"]) == 4
    assert len(data["counterfactuals"]) > 4
    for part in (*data["first_steps"], *data["counterfactuals"]):
        assert part["text"]
    for each in data["recommendations"]:
        assert each["confidence_text"]
        assert each["question"]["title"]
        assert all(reason["text"] for reason in each["reasons"])
        assert {"word", "example", "relation"} & {
            part["kind"] for reason in each["reasons"] for part in reason["evidence"]
        }


def test_no_item_stands_in_it_twice():
    random = Random(9)
    for _ in range(60):
        language, situation = random_situation(random)
        data = json.loads(oh.load(language).recommend(**{**situation, "limit": 30}).model_dump_json())
        items = Counter(part["id"] for part in objects(data) if {"id", "layer"} <= part.keys())
        assert [id_ for id_, times in items.items() if times > 1] == []
    everything = HB.recommend(marks=[question.id for question in HB.questions], limit=30)
    items = Counter(
        part["id"] for part in objects(json.loads(everything.model_dump_json())) if {"id", "layer"} <= part.keys()
    )
    assert set(items.values()) == {1}
    assert len(items) == len(HB.questions) + len(HB.actions) + len(HB.case_studies) + len(HB.toolkits)


@given(situations())
def test_it_is_read_back_as_it_was(situation):
    advice = HB.recommend(**situation)
    again = oh.Advice.model_validate_json(advice.model_dump_json())
    assert again == advice
    assert again.model_dump_json() == advice.model_dump_json()
    assert oh.Advice.model_validate(advice.model_dump()) == advice


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_without_the_receipt_it_reads_the_same(language):
    hb = oh.load(language)
    for situation in ({"text": AFRAID, "marks": ["p2.q1"]}, {"text": "xqzt"}, {}, {"marks": ["p1.q1"], "limit": 1}):
        advice = hb.recommend(**situation)
        short = oh.Advice.model_validate_json(advice.model_dump_json(exclude={"receipt"}))
        assert short.receipt is None
        assert hb.explain(short) == hb.explain(advice)
        assert hb.as_markdown(short) == hb.as_markdown(advice)
        assert len(short.model_dump_json()) < len(advice.model_dump_json())


def test_an_advice_of_another_shape_or_language_is_refused():
    data = json.loads(FULL.model_dump_json())
    for harm in ({"schema_version": 1}, {"extra": 1}, {"recommendations": None}):
        with pytest.raises(pydantic.ValidationError):
            oh.Advice.model_validate({**data, **harm})
    for verb in (oh.load("sv").explain, oh.load("sv").as_markdown):
        with pytest.raises(oh.InvalidInputError, match=r"advice: is in en, and this handbook in sv; use hb.in_lang"):
            verb(FULL)


def test_what_may_be_left_out_is_as_if_nothing_was_changed():
    change = oh.Counterfactual.model_validate({"question": "p1.q1", "place": 1, "text": "x"})
    assert change.model_dump() == {
        "question": "p1.q1", "without_marks": (), "without_challenges": (), "without_text": False, "with_marks": (),
        "place": 1, "text": "x",
    }  # fmt: skip
    assert oh.Situation().model_dump(exclude={"filters"}) == {
        "challenges": (), "marks": (), "tried": (), "group": (), "limit": 5,
    }  # fmt: skip


def test_an_advice_cannot_be_changed():
    with pytest.raises(pydantic.ValidationError):
        FULL.recommendations = ()
    with pytest.raises(pydantic.ValidationError):
        FULL.recommendations[0].question.title = "x"
    assert isinstance(FULL.recommendations, tuple)
    assert hash(FULL) == hash(oh.Advice.model_validate_json(FULL.model_dump_json()))


@pytest.mark.parametrize("model", SCHEMAS, ids=lambda model: model.__name__)
def test_every_field_of_a_schema_is_described(model):
    schema = model.model_json_schema()
    definitions = {model.__name__: schema, **schema["$defs"]}
    assert len(definitions) > 10
    assert [
        f"{name}.{field}"
        for name, definition in definitions.items()
        for field, value in definition.get("properties", {}).items()
        if len(value.get("description", "").split()) < 2
    ] == []
    assert [name for name, definition in definitions.items() if not definition.get("description")] == []


def test_every_record_of_these_rooms_is_described():
    from opsi_handbook import matching, recommend

    records = [
        value for room in (matching, recommend) for value in (getattr(room, name) for name in room.__all__)
        if isinstance(value, type) and issubclass(value, Model)
    ]  # fmt: skip
    assert len(records) >= 13
    for record in records:
        properties = record.model_json_schema()["properties"]
        assert set(properties) == set(record.model_fields)
        assert all(value.get("description", "").endswith(".") for value in properties.values())
