"""Which texts of a catalogue are searched, and how much each field weighs."""

from __future__ import annotations

from opsi_handbook.ids import Kind, kind_of
from opsi_handbook.model import Catalogue, Item, RelationKind

__all__ = ["Fields", "item_fields", "question_fields", "question_texts"]

Fields = list[tuple[str, float]]

_SEARCHED = {
    Kind.PRINCIPLE, Kind.DIMENSION, Kind.CHALLENGE, Kind.QUESTION, Kind.ACTION, Kind.CASE_STUDY, Kind.TOOLKIT,
    Kind.PASSAGE, Kind.TERM,
}  # fmt: skip
_WEIGHTS = {"title": 2.0, "name": 2.0, "text": 1.0, "summary": 1.0, "who": 0.5, "what": 1.0, "outcome": 0.7,
            "aim": 0.7, "audience": 0.5, "helps_with": 1.0, "publisher": 1.0, "organisation": 1.0,
            "term": 2.0, "definition": 0.3}  # fmt: skip
_QUESTION = {"title": 3.0, "text": 2.0}
_EXAMPLE = {field: 0.4 * weight for field, weight in _WEIGHTS.items()}


def item_fields(catalogue: Catalogue, *, own: bool = False) -> dict[str, Fields]:
    """The texts of every item that a person would look for, by its id, in reading order.

    Args:
        catalogue: the edition.
        own: only what stands in the language of the edition.
    """
    borrowed = _borrowed(catalogue) if own else frozenset()
    return {item.id: _fields(item, _WEIGHTS, borrowed) for item in catalogue.items() if kind_of(item.id) in _SEARCHED}


def question_fields(catalogue: Catalogue) -> dict[str, Fields]:
    """What the handbook says at each question: itself, its actions and examples, the challenges that lead to it."""
    borrowed = _borrowed(catalogue)
    fields: dict[str, Fields] = {}
    for question in catalogue.questions:
        fields[question.id] = [
            *_fields(question, _QUESTION, borrowed),
            *(field for action in question.actions for field in _fields(action, _WEIGHTS, borrowed)),
            *(
                field
                for id_ in (*question.case_studies, *question.toolkits)
                for field in _fields(catalogue.by_id[id_], _EXAMPLE, borrowed)
            ),
            *(
                field
                for challenge, relation in catalogue.links(RelationKind.LEADS_TO, question.id)
                for field in _fields(catalogue.by_id[challenge], {"text": 0.2 * (relation.strength or 0)}, borrowed)
            ),
        ]
    return fields


def question_texts(catalogue: Catalogue) -> dict[str, list[str]]:
    """What the handbook itself says at each question, text by text: the question with its title, then its actions."""
    return {
        question.id: [f"{question.title}. {question.text}", *(action.text for action in question.actions)]
        for question in catalogue.questions
    }


def _borrowed(catalogue: Catalogue) -> frozenset[str]:
    """The units of an edition that stand in a language other than its own: no words of it can be learned there."""
    info = catalogue.translation
    return frozenset(entry.unit for entry in info.fallback) if info else frozenset()


def _fields(item: Item, weights: dict[str, float], borrowed: frozenset[str]) -> Fields:
    return [
        (text, weight)
        for field, weight in weights.items()
        if (text := getattr(item, field, None)) and f"{item.id}.{field}" not in borrowed
    ]
