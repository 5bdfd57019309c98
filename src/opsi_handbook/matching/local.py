"""Typical situations of one's own, beside the packaged ones: a country's, an agency's, an overlay's.

Nothing is learned anew for them: a text that is more similar to one of them than to any packaged situation gets that
one, and its layer is `local`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from opsi_handbook.errors import Faults, InvalidInputError
from opsi_handbook.ids import Kind, id_of, kind_of
from opsi_handbook.matching.classifier import Features, LinearClassifier
from opsi_handbook.matching.neighbours import EXAMPLE_POINTS, Neighbours
from opsi_handbook.model import Catalogue
from opsi_handbook.text import shown, unwanted

__all__ = ["LocalExample", "LocalNeighbours", "local_examples"]

_LONGEST = 400


class LocalExample(NamedTuple):
    """A typical situation of one's own."""

    id: str
    """`local.`, the question and its number there, such as `local.p2.q2.s1`."""
    question: str
    """The id of the question that it is told of."""
    text: str
    """How somebody with this problem puts it."""


def local_examples(catalogue: Catalogue, examples: object, before: Iterable[LocalExample]) -> tuple[LocalExample, ...]:
    """The situations of a mapping from questions to texts, numbered after those there were before.

    Raises:
        InvalidInputError: a question is not known, or a text is none, blank or longer than 400 characters; every fault
            is in the message.
    """
    added = list(before)
    if not isinstance(examples, Mapping):
        raise InvalidInputError('examples: must be texts by question, such as {"p2.q2": ["We are told off …"]}')
    faults = Faults("examples")
    for key, texts in examples.items():
        question = id_of(key) or ""
        if question not in catalogue.places:
            is_id = kind_of(question) in {None, Kind.QUESTION}
            faults.add(catalogue.unknown(key) if is_id else f"{shown(key)} is no question", item=shown(key))
        else:
            _add(question, _listed(question, texts, faults), added, faults)
    faults.raise_as(InvalidInputError, "examples")
    return tuple(added)


def _listed(question: str, texts: Any, faults: Faults) -> list[Any]:
    if not isinstance(texts, str):
        with suppress(TypeError):
            return list(texts)
    faults.add('must have a list of texts, such as ["We are told off …"]', item=question)
    return []


def _add(question: str, texts: Iterable[Any], added: list[LocalExample], faults: Faults) -> None:
    number = sum(example.question == question for example in added)
    for place, text in enumerate(texts, start=1):
        if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST:
            faults.add(f"text {place} must be a text of at most {_LONGEST} characters", item=question)
        elif character := unwanted(text):
            faults.add(f"text {place} holds the character {character}, which cannot be shown; remove it", item=question)
        else:
            number += 1
            added.append(LocalExample(f"local.{question}.s{number}", question, text.strip()))


class LocalNeighbours:
    """Situations of one's own, ready to be held against texts in the same way as the packaged ones."""

    def __init__(self, examples: Iterable[LocalExample], classifier: LinearClassifier, neighbours: Neighbours) -> None:
        self._neighbours = neighbours
        self._examples = [
            (example, neighbours.discriminative(classifier.features(example.text))) for example in examples
        ]

    def nearest(self, features: Features) -> dict[str, tuple[LocalExample, int]]:
        """The situation worth most at each question, and its points; of equals the first."""
        if not self._examples:
            return {}
        asked = self._neighbours.discriminative(features)
        length = sum(asked.values())
        best: dict[str, tuple[LocalExample, int]] = {}
        for example, held in self._examples:
            common = sum(weight for class_, weight in asked.items() if class_ in held)
            points = round(EXAMPLE_POINTS * common * common / (length * sum(held.values()))) if common else 0
            if points > (best[example.question][1] if example.question in best else 0):
                best[example.question] = (example, points)
        return best
