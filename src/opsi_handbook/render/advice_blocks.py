"""An advice as part of a page: question by question, with actions, examples, tools and reasons."""

from __future__ import annotations

from collections.abc import Iterator

from opsi_handbook.model import Catalogue
from opsi_handbook.recommend import Advice, Recommendation
from opsi_handbook.render.page import Block, Entry, Heading, Listing, example_entries
from opsi_handbook.render.sentences import points_in_words

__all__ = ["blocks_of_advice"]


def blocks_of_advice(catalogue: Catalogue, advice: Advice) -> Iterator[Block]:
    """What an advice says, with headings from the second level down."""
    texts = catalogue.texts
    yield Heading(texts["ui.advice"], 2)
    for note in filter(None, (advice.message, *(hint.text for hint in advice.hints))):
        yield Entry(note)
    for each in advice.recommendations:
        yield from _recommendation(catalogue, each)
    if advice.first_steps:
        yield Heading(texts["ui.first-steps"], 2)
        yield Listing(tuple(Entry(step.text, "", step.action) for step in advice.first_steps), "box")


def _recommendation(catalogue: Catalogue, each: Recommendation) -> Iterator[Block]:
    texts = catalogue.texts
    question = each.question
    points = points_in_words(catalogue, each.score)
    yield Heading(f"{each.place}. {question.title}", 3, f"{question.id}, {points}")
    yield Entry(question.text)
    yield Entry(each.confidence_text)
    yield Heading(texts["ui.actions"], 4)
    if not each.actions:
        yield Entry(texts["ui.all-tried"])
    idea = texts["ui.own-suggestion"] if question.own_suggestion else ""
    if each.actions or idea:
        yield Listing(tuple(Entry(action.text, "", action.id) for action in each.actions), "box", idea)
    for title, examples in (("ui.case-studies", each.case_studies), ("ui.toolkits", each.toolkits)):
        if examples:
            yield Heading(texts[title], 4)
            yield Listing(example_entries(examples))
    yield Heading(texts["ui.why-here"].removesuffix(":"), 4)
    yield Listing(
        tuple(
            Entry(
                reason.text,
                "",
                f"{points_in_words(catalogue, reason.points)}, {texts[f'ui.layer-{reason.layer.value}']}",
            )
            for reason in each.reasons
        )
    )
