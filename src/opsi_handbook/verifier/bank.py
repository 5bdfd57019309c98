"""The numbers that were learned from the typical situations of a language, read from their file as they are needed."""

from __future__ import annotations

import json
from functools import cache, cached_property
from hashlib import blake2b
from itertools import pairwise
from struct import calcsize, unpack_from
from zlib import crc32

from opsi_handbook.errors import ContentError
from opsi_handbook.verifier.data import data_file

__all__ = ["Bank", "bank_of"]

_BLOCKS = (
    "vocabulary", "example_ids", "weights", "off_topic", "lengths", "classes", "class_weights", "starts", "holders",
    "example_lengths", "grade_starts", "graded", "grades",
)  # fmt: skip


class Bank:
    """One file of numbers, and the situations that they were learned from."""

    def __init__(self, language: str, data: bytes, examples: bytes) -> None:
        """Take a file apart.

        Raises:
            ContentError: it is damaged, or was learned from other situations.
        """
        mark, _, rest = data.partition(b"\n")
        line, _, body = rest.partition(b"\n")
        if mark.decode("latin-1") != f"opsi-handbook bank 2 {crc32(rest):08x}":
            raise ContentError(f"{language}.bank is damaged or of another release; install opsi-handbook again")
        head = json.loads(line)
        if head["examples"] != blake2b(examples, digest_size=16).hexdigest():
            raise ContentError(f"{language}.bank was learned from other situations; install opsi-handbook again")
        self.questions: tuple[str, ...] = tuple(head["questions"])
        self.threshold: int = head["threshold"]
        self.scale: float = head["scale"]
        self.off_topic_scale: float = head["off_topic_scale"]
        self._blocks: dict[str, bytes] = {}
        for name, size in zip(_BLOCKS, head["sizes"], strict=True):
            self._blocks[name], body = body[:size], body[size:]
        self._lines = examples.split(b"\n")
        self.numbers = {word: number for number, word in enumerate(self._texts("vocabulary"))}
        self.example_ids = self._texts("example_ids")

    def _texts(self, name: str) -> list[str]:
        return self._blocks[name].decode().splitlines()

    def _values(self, name: str, code: str, start: int, count: int) -> tuple[int, ...]:
        return unpack_from(f"<{count}{code}", self._blocks[name], start * calcsize(f"<{code}"))

    def weights(self, word: str) -> tuple[int, ...]:
        """How much a word speaks for each question."""
        width = len(self.questions)
        return self._values("weights", "b", self.numbers[word] * width, width)

    def off_topic(self, word: str) -> int:
        """How much a word speaks for a text that is on none of them."""
        return self._values("off_topic", "h", self.numbers[word], 1)[0]

    def length(self, word: str) -> int:
        """What a word adds to the squared length of a text."""
        return self._values("lengths", "I", self.numbers[word], 1)[0]

    def class_of(self, word: str) -> int:
        """The class of words that begin alike."""
        return self._values("classes", "H", self.numbers[word], 1)[0]

    def class_weight(self, class_: int) -> int:
        """What a class weighs where situations are compared; 0 where it tells none apart."""
        return self._values("class_weights", "I", class_, 1)[0]

    def holders(self, class_: int) -> tuple[int, ...]:
        """The places of the situations that have a word of a class."""
        start, end = self._values("starts", "I", class_, 2)
        return self._values("holders", "H", start, end - start)

    @cached_property
    def example_lengths(self) -> tuple[int, ...]:
        """The squared length of each situation."""
        return self._values("example_lengths", "I", 0, len(self.example_ids))

    @cached_property
    def grades(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each situation the columns of the questions that it bears on, and how much."""
        starts = self._values("grade_starts", "I", 0, len(self.example_ids) + 1)
        pairs = tuple(zip(self._blocks["graded"], self._blocks["grades"], strict=True))
        return tuple(pairs[start:end] for start, end in pairwise(starts))

    def example(self, place: int) -> str:
        """The text of a situation."""
        return str(json.loads(self._lines[place])["text"])


@cache
def bank_of(language: str) -> Bank | None:
    """What was learned in a language; None where nothing was.

    Raises:
        ContentError: a file is missing or damaged.
    """
    data, examples = data_file(f"{language}.bank"), data_file(f"{language}.examples.jsonl")
    if data is None and examples is None:
        return None
    if data is None or examples is None:
        raise ContentError(f"{language}.bank and {language}.examples.jsonl go together; install opsi-handbook again")
    return Bank(language, data, examples)
