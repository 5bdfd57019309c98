"""Which texts of the catalogue a query is held against, and how much each field weighs."""

from __future__ import annotations

from collections import defaultdict

from opsi_handbook.ids import Kind, kind_of
from opsi_handbook.model import Catalogue, Item, RelationKind
from opsi_handbook.recommend.index import Index

__all__ = ["item_index", "own_texts", "question_texts"]

_SEARCHED = {
    Kind.PRINCIPLE, Kind.DIMENSION, Kind.CHALLENGE, Kind.QUESTION, Kind.ACTION, Kind.CASE_STUDY, Kind.TOOLKIT,
    Kind.PASSAGE,
}  # fmt: skip
_FIELDS = {"title": 2.0, "name": 2.0, "text": 1.0, "summary": 1.0, "who": 0.5, "what": 1.0, "outcome": 0.7,
           "audience": 0.5, "helps_with": 1.0, "publisher": 1.0, "organisation": 1.0}  # fmt: skip

Fields = list[tuple[str, float]]


def _fields(item: Item, weight: float = 1.0) -> Fields:
    found = ((getattr(item, field, None), share * weight) for field, share in _FIELDS.items())
    return [(text, share) for text, share in found if text]


def item_index(catalogue: Catalogue) -> Index:
    """An index over every item that a person would look for."""
    texts = {item.id: _fields(item) for item in catalogue.items() if kind_of(item.id) in _SEARCHED}
    return Index(texts, catalogue.language)


def question_texts(catalogue: Catalogue) -> dict[str, Fields]:
    """What the handbook says at each question: itself, its actions and examples, the challenges that lead to it."""
    examples: dict[str, Item] = {item.id: item for item in (*catalogue.case_studies, *catalogue.toolkits)}
    challenges = {
        challenge.id: challenge.text for principle in catalogue.principles for challenge in principle.challenges
    }
    leading: dict[str, Fields] = defaultdict(list)
    for relation in catalogue.relations:
        if relation.kind is RelationKind.LEADS_TO and relation.source in challenges:
            leading[relation.target].append((challenges[relation.source], 0.2 * (relation.strength or 0)))
    texts: dict[str, Fields] = {}
    for principle in catalogue.principles:
        for question in principle.questions:
            texts[question.id] = [
                (question.title, 3.0),
                (question.text, 2.0),
                *((action.text, 1.0) for action in question.actions),
                *(
                    field
                    for id_ in (*question.case_studies, *question.toolkits)
                    for field in _fields(examples[id_], 0.4)
                ),
                *leading[question.id],
            ]
    return texts


def own_texts(catalogue: Catalogue) -> dict[str, list[str]]:
    """What the handbook itself says at each question, text by text: the question with its title, then its actions."""
    return {
        question.id: [f"{question.title}. {question.text}", *(action.text for action in question.actions)]
        for principle in catalogue.principles
        for question in principle.questions
    }
