"""Bring your own embedding model: one more signal beside the words, stated as such, and across languages if the model
is.

The library ships no model. Whatever turns texts into vectors will do; the vectors of the handbook's own texts are
computed once, at the first use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite, sqrt
from typing import Protocol, runtime_checkable

from opsi_handbook.errors import InvalidInputError

__all__ = ["ENCODER_POINTS", "Encoder", "EncoderSignal"]

ENCODER_POINTS = 1000
"""What an encoder is worth at a question whose text it takes for the same as the given one."""

_FLOOR = 0.1
"""How far the best question must lie above the middling one, as a share of the way to similarity itself."""


@runtime_checkable
class Encoder(Protocol):
    """Anything with `encode`: a vector for each text, all of one length, of finite numbers, the same at every call."""

    def encode(self, texts: list[str], /) -> Iterable[Iterable[float]]:
        """The vectors of some texts, in their order."""
        ...


class EncoderSignal:
    """The points that an encoder gives, against what the handbook says at each question.

    A question is as similar to a text as the most similar of its own texts (cosine). Models differ in how similar they
    find everything, so only what lies above the middling question counts.
    """

    def __init__(self, encoder: Encoder, texts: Mapping[str, Sequence[str]]) -> None:
        self._encoder = encoder
        self._owners = [id_ for id_, run in texts.items() for _ in run]
        self._vectors = _unit_vectors(encoder, [text for run in texts.values() for text in run])

    def points(self, text: str) -> dict[str, int]:
        """The points of a text by question; none where the best question hardly stands out.

        Raises:
            InvalidInputError: the encoder does not give what it should.
        """
        (vector,) = _unit_vectors(self._encoder, [text])
        if len(vector) != len(self._vectors[0]):
            raise InvalidInputError(f"encoder: gives vectors of {len(vector)} and of {len(self._vectors[0])} numbers")
        similarity: dict[str, float] = {}
        for owner, other in zip(self._owners, self._vectors, strict=True):
            similarity[owner] = max(similarity.get(owner, -1.0), sum(map(float.__mul__, vector, other)))
        middle = sorted(similarity.values())[len(similarity) // 2]
        above = {id_: (value - middle) / (1 - middle) if middle < 1 else 0.0 for id_, value in similarity.items()}
        if max(above.values()) < _FLOOR:
            return {}
        worth = {id_: min(round(ENCODER_POINTS * value), ENCODER_POINTS) for id_, value in above.items()}
        return {id_: points for id_, points in worth.items() if points > 0}


def _unit_vectors(encoder: Encoder, texts: list[str]) -> list[list[float]]:
    try:
        vectors = [[float(number) for number in vector] for vector in encoder.encode(texts)]
    except (TypeError, ValueError) as error:
        raise InvalidInputError(f"encoder: encode(texts) must give a list of vectors of numbers ({error})") from None
    if len(vectors) != len(texts):
        raise InvalidInputError(f"encoder: gave {len(vectors)} vectors for {len(texts)} texts; give one for each")
    lengths = [sqrt(sum(number * number for number in vector)) for vector in vectors]
    if len({len(vector) for vector in vectors}) != 1 or not all(isfinite(length) and length for length in lengths):
        raise InvalidInputError("encoder: the vectors must be of one length, finite, and not all zeros")
    return [[number / length for number in vector] for vector, length in zip(vectors, lengths, strict=True)]
