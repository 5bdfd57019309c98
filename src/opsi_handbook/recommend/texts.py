"""Which texts of the catalogue a query is held against, and how much each field weighs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from opsi_handbook.ids import Kind, kind_of
from opsi_handbook.model import Catalogue, Item, RelationKind
from opsi_handbook.recommend.index import Index

__all__ = ["item_index", "question_matcher", "question_texts"]

_SEARCHED = {
    Kind.PRINCIPLE, Kind.DIMENSION, Kind.CHALLENGE, Kind.QUESTION, Kind.ACTION, Kind.CASE_STUDY, Kind.TOOLKIT,
    Kind.PASSAGE,
}  # fmt: skip
_FIELDS = {"title": 2.0, "name": 2.0, "text": 1.0, "summary": 1.0, "who": 0.5, "what": 1.0, "outcome": 0.7,
           "audience": 0.5, "helps_with": 1.0, "publisher": 1.0, "organisation": 1.0}  # fmt: skip

_HALF = 15.0
"""The score at which the best question fits half, 50 points: what a clear sentence of fifteen words usually gets."""

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


def question_matcher(
    catalogue: Catalogue, situations: Mapping[str, Iterable[str]]
) -> Callable[[str], Mapping[str, tuple[float, tuple[str, ...]]]]:
    """From a text to the questions it fits, from 0 to 1, and the words that show it.

    A text is held against what the handbook says at each question and against the typical situations that we have
    written for it: people seldom put a problem in the handbook's words.
    """
    texts = question_texts(catalogue)
    for id_, told in situations.items():
        texts[id_] += [(situation, 1.0) for situation in told]
    index = Index(texts, catalogue.language)

    def match(text: str) -> Mapping[str, tuple[float, tuple[str, ...]]]:
        found = index.search(text)
        best = max((score for score, _ in found.values()), default=0.0)
        # The best gets what it is worth, the others in proportion: that keeps them apart in whole points.
        return {id_: (score / (best + _HALF), shown[:5]) for id_, (score, shown) in found.items()}

    return match
