"""How the lexicon is learned: ridge regression from the pieces of the words of each situation to what it bears on.

Hoerl and Kennard, Ridge Regression (1970), in its dual form; pieces weigh their rarity, a text is of length one. The
handbook's own words are learned from too. The result is rounded to whole numbers of one byte: a quarter of the size,
and the same on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log
from typing import Any

from opsi_handbook.authoring.situations import Told
from opsi_handbook.errors import MissingExtraError
from opsi_handbook.model import Catalogue
from opsi_handbook.recommend.lexicon import packed
from opsi_handbook.recommend.nearest import WHOLE
from opsi_handbook.recommend.texts import own_texts
from opsi_handbook.recommend.words import beginning, pieces, words

__all__ = ["FLOOR", "learn", "own_words"]

FLOOR = 10
"""How far the best question must lie above what speaks for elsewhere (`recommend.listening`) before anything is said.

Chosen by cross-validation so that nine in ten texts from elsewhere, hard ones, are turned away; `make eval` shows
what it costs.
"""

_SELDOM = 3
"""A piece that fewer texts have is left out: it would be learned by heart."""
_OFTEN = 20
"""A word that more than one situation in so many has tells nothing of which of them is near."""
_RIDGE = 10.0
_RARITY_UNIT = 16.0
_LARGEST = 127


def own_words(catalogue: Catalogue) -> tuple[Told, ...]:
    """What the handbook itself says at each question, as texts to learn from."""
    return tuple(Told(text, {id_: WHOLE}) for id_, texts in own_texts(catalogue).items() for text in texts)


def learn(bank: Sequence[Told], own: Sequence[Told], questions: Sequence[str], language: str) -> dict[str, Any]:
    """The lexicon of a language, and where its situations stand by their words, ready to be written.

    Raises:
        MissingExtraError: numpy is not installed.
    """
    try:
        import numpy as np  # only for authors
    except ImportError:
        raise MissingExtraError('learning needs numpy: pip install "opsi-handbook[authoring]"') from None
    told = [*bank, *own]
    texts = [sorted(set(words(one.text))) for one in told]
    spelled = {word: pieces(word) for text in texts for word in text}
    holding = Counter(piece for text in texts for piece in {piece for word in text for piece in spelled[word]})
    kept = sorted(piece for piece, texts_ in holding.items() if texts_ >= _SELDOM)
    numbers = {piece: number for number, piece in enumerate(kept)}
    rarity = [round(_RARITY_UNIT * log((len(texts) + 1) / (holding[piece] + 1))) for piece in kept]
    features = np.zeros((len(told), len(kept)))
    for place, text in enumerate(texts):
        found = [numbers[piece] for word in text for piece in spelled[word] if piece in numbers]
        for number in found:
            features[place, number] += rarity[number]
        features[place] /= max(1.0, sum(rarity[number] ** 2 for number in found) ** 0.5)
    # The last column is for elsewhere: what speaks for a text on which the handbook has nothing.
    bears_on = np.array(
        [[*(one.grades.get(id_, 0) / WHOLE for id_ in questions), 0.0 if one.grades else 1.0] for one in told]
    )
    likeness = features @ features.T
    weights = features.T @ np.linalg.solve(likeness + _RIDGE * np.eye(len(told)), bears_on)
    weights *= np.array(rarity)[:, None]
    unit = float(abs(weights).max()) / _LARGEST
    return {
        "language": language,
        "questions": list(questions),
        "floor": FLOOR,
        "scale": unit,
        "pieces": " ".join(kept),
        "rarity": packed(rarity, "B"),
        "weights": packed((int(weight) for weight in np.rint(weights / unit).ravel()), "b"),
        "situations": _placed(bank, questions, numbers, rarity),
    }


def _placed(
    bank: Sequence[Told], questions: Sequence[str], numbers: dict[str, int], rarity: Sequence[int]
) -> dict[str, str]:
    """The situations by the known words they have, and what they bear on, as `recommend.nearest` reads them."""
    known = (({beginning(word) for word in words(one.text)} & numbers.keys()) for one in bank if one.grades)
    every = [{numbers[piece] for piece in own} for own in known]
    often = {number for number, times in Counter(number for own in every for number in own).items()
             if times * _OFTEN > len(every)}  # fmt: skip
    held = [own - often for own in every]
    holders: dict[int, list[int]] = {number: [] for number in range(len(rarity))}
    for place, own in enumerate(held):
        for number in sorted(own):
            holders[number].append(place)
    bears = [[(questions.index(id_), grade) for id_, grade in one.grades.items()] for one in bank if one.grades]
    return {
        "starts": packed(_starts(holders.values()), "I"),
        "holders": packed((place for run in holders.values() for place in run), "H"),
        "lengths": packed((max(1, sum(rarity[number] ** 2 for number in own)) for own in held), "I"),
        "graded": packed(_starts(bears), "I"),
        "bears_on": packed((question for run in bears for question, _ in run), "B"),
        "grades": packed((grade for run in bears for _, grade in run), "B"),
    }


def _starts(runs: Iterable[Sequence[object]]) -> list[int]:
    return [0, *accumulate(map(len, runs))]
