"""How the classifier is learned: ridge regression from the words of each typical situation to what it bears on.

Hoerl and Kennard, Ridge Regression (1970), in its dual form. The features are pieces of words, so that related words
share what they teach: runs of four letters, which bridge compounds, and beginnings, which keep words apart; pieces
weigh their idf, and a text is of length one. What speaks for a question is learned from texts on a topic alone; what
speaks for off-topic is learned apart, from both sides in equal weight. What is written is whole numbers for whole
words, rounded far above what the order of additions on one processor or another could change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING, Any

from opsi_handbook.authoring.examples import Example, examples_file
from opsi_handbook.authoring.least_squares import Rows, ridge_weights
from opsi_handbook.authoring.proper_names import proper_names
from opsi_handbook.errors import MissingExtraError
from opsi_handbook.matching.bank_file import TrainedBank, digest
from opsi_handbook.matching.neighbours import MAX_GRADE
from opsi_handbook.matching.tokens import beginning, words

if TYPE_CHECKING:
    from numpy import ndarray

    Matrix = ndarray[Any, Any]

__all__ = ["THRESHOLD", "learned_from", "train"]

THRESHOLD = 0
"""How many points for off-topic turn a text away: from where as much speaks for off-topic as against it.

It was not tuned. By cross-validation on the situations (`bench/evaluate.py --cross-validate`), 95 to 97 in 100 texts on
a topic are kept there, and 89 to 91 in 100 hard texts that are off-topic are turned away.
"""

_RUN = 4
_SELDOM = 3
"""A piece that fewer texts have is left out: it would be learned by heart."""
_OFTEN = 40
"""A class of words that more than one situation in so many has does not tell which of them is near."""
_RIDGE = 4.0
_OFF_TOPIC_RIDGE = 10.0
_IDF_UNIT = 16.0
_LARGEST = 127
_LARGEST_OFF_TOPIC = 32767
_DIGITS = 9
"""How many decimals of a weight are looked at: two processors differ in the thirteenth."""


def learned_from(bank: Sequence[Example], more_words: Collection[str] = ()) -> str:
    """What tells all that is learned from, and this way of learning, from all others."""
    settings = ("whole words, without names", _RUN, _SELDOM, _OFTEN, _RIDGE, _OFF_TOPIC_RIDGE, _IDF_UNIT, THRESHOLD)
    lines = [f"{each.id} {each.text} {sorted(each.grades.items())} {each.is_quoted}" for each in bank]
    lines = [repr(settings), *lines, *sorted(more_words)]
    return digest("\n".join(lines).encode())


def train(
    bank: Sequence[Example], questions: Sequence[str], language: str, more_words: Collection[str] = ()
) -> TrainedBank:
    """What the typical situations of a language teach.

    Args:
        bank: the situations, those that are off-topic last.
        questions: the ids of the questions, in printed order.
        language: the language of the situations.
        more_words: words that no situation has, but that are ours all the same: what their pieces teach holds for them.

    Raises:
        MissingExtraError: numpy is not installed.
    """
    try:
        import numpy as np
    except ImportError:
        raise MissingExtraError('training needs numpy: pip install "opsi-handbook[authoring]"') from None
    names = proper_names(example.text for example in bank)
    texts = [sorted(set(words(example.text)) - names) for example in bank]
    pieces = _Pieces.of(texts)
    features = [_features(text, pieces) for text in texts]
    on_topic = np.array([bool(example.grades) for example in bank])
    bears_on = np.array(
        [[example.grades.get(id_, 0) / MAX_GRADE for id_ in questions] for example in bank if example.grades]
    )
    on_topic_rows = Rows([row for row, on in zip(features, on_topic, strict=True) if on], len(pieces.idf))
    weights = ridge_weights(on_topic_rows, bears_on, np.full(len(bears_on), _RIDGE))
    sides = np.where(on_topic, -1.0, 1.0)[:, None]
    balance = np.where(on_topic, 2 * on_topic.sum(), 2 * (~on_topic).sum()) / len(bank)
    off_topic = ridge_weights(Rows(features, len(pieces.idf)), sides, _OFF_TOPIC_RIDGE * balance)
    shown = [(example, text) for example, text in zip(bank, texts, strict=True) if example.is_quoted]
    vocabulary = sorted({word for text in texts for word in text}.union(more_words) - names)
    scale, word_weights = _rounded(_by_word(vocabulary, pieces, weights), _LARGEST)
    off_topic_scale, word_off_topic = _rounded(_by_word(vocabulary, pieces, off_topic), _LARGEST_OFF_TOPIC)
    return TrainedBank(
        language=language,
        examples=digest(examples_file(bank)),
        learned_from=learned_from(bank, more_words),
        questions=tuple(questions),
        threshold=THRESHOLD,
        scale=scale,
        off_topic_scale=off_topic_scale,
        vocabulary=tuple(vocabulary),
        example_ids=tuple(example.id for example, _ in shown),
        weights=word_weights,
        off_topic=word_off_topic,
        lengths=[sum(pieces.idf[number] ** 2 for number in pieces.of_word(word)) for word in vocabulary],
        **_neighbours(shown, questions, vocabulary),
    )


@dataclass(frozen=True)
class _Pieces:
    """The pieces of words that enough texts have, and their idf."""

    numbers: dict[str, int]
    idf: list[int]

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> _Pieces:
        holding = Counter(piece for text in texts for piece in {piece for word in text for piece in _pieces(word)})
        kept = sorted(piece for piece, times in holding.items() if times >= _SELDOM)
        idf = [round(_IDF_UNIT * log((len(texts) + 1) / (holding[piece] + 1))) for piece in kept]
        return cls({piece: number for number, piece in enumerate(kept)}, idf)

    def of_word(self, word: str) -> list[int]:
        return [self.numbers[piece] for piece in _pieces(word) if piece in self.numbers]


def _pieces(word: str) -> list[str]:
    """The runs of four letters of a word, with `_` for its ends; `=` and how it begins; `#` and the whole of it."""
    spread = f"_{word}_"
    runs = (spread[at : at + _RUN] for at in range(max(1, len(spread) - _RUN + 1)))
    return [*dict.fromkeys(runs), f"={beginning(word)}", f"#{word}"]


def _features(text: Sequence[str], pieces: _Pieces) -> dict[int, float]:
    """The pieces of a text, each by its idf; of length one."""
    times = Counter(number for word in text for number in pieces.of_word(word))
    length = max(1.0, sum(count * pieces.idf[number] ** 2 for number, count in times.items()) ** 0.5)
    return {number: count * pieces.idf[number] / length for number, count in times.items()}


def _by_word(vocabulary: Sequence[str], pieces: _Pieces, weights: Matrix) -> Matrix:
    """The weights of whole words: of their pieces, each by its idf."""
    import numpy as np

    scaled = weights * np.array(pieces.idf, dtype=np.float64)[:, None]
    return np.array([scaled[pieces.of_word(word)].sum(axis=0) for word in vocabulary])


def _rounded(weights: Matrix, largest: int) -> tuple[float, list[int]]:
    """Whole numbers, and what one of them is worth; the same whatever the last bits were."""
    import numpy as np

    scale = float(f"{abs(weights).max() / largest:.6g}")
    whole = np.rint(np.round(weights / scale, _DIGITS)).clip(-largest, largest)
    return scale, [int(weight) for weight in whole.ravel()]


def _neighbours(
    shown: Sequence[tuple[Example, Sequence[str]]], questions: Sequence[str], vocabulary: Sequence[str]
) -> dict[str, list[int]]:
    """The situations by the classes of words they have, and what they bear on, as `matching.neighbours` reads them."""
    every = [{beginning(word) for word in text} for _, text in shown]
    times = Counter(class_ for held in every for class_ in held)
    kept = sorted(class_ for class_, number in times.items() if number * _OFTEN <= len(every))
    numbers = {class_: number for number, class_ in enumerate(kept)}
    weights = [round(_IDF_UNIT * log((len(every) + 1) / (times[class_] + 1))) ** 2 for class_ in kept]
    holders: list[list[int]] = [[] for _ in kept]
    for place, held in enumerate(every):
        for class_ in sorted(held & numbers.keys()):
            holders[numbers[class_]].append(place)
    grades = [[(questions.index(id_), grade) for id_, grade in example.grades.items()] for example, _ in shown]
    return {
        "classes": [numbers.get(beginning(word), len(kept)) for word in vocabulary],
        "class_weights": [*weights, 0],
        "starts": _starts(holders),
        "holders": [place for run in holders for place in run],
        "example_lengths": [
            max(1, sum(weights[numbers[class_]] for class_ in held & numbers.keys())) for held in every
        ],
        "grade_starts": _starts(grades),
        "graded": [question for run in grades for question, _ in run],
        "grades": [grade for run in grades for _, grade in run],
    }


def _starts(runs: Iterable[Sequence[object]]) -> list[int]:
    return [0, *accumulate(map(len, runs))]
