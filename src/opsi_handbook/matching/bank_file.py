"""The file that training writes for a language: numbers learned from the typical situations, bound to them by a hash.

The first line names the format and the checksum of all that follows; the second is a JSON object that describes the
rest: texts, one a line, and whole numbers, little-endian, one array after the other.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple
from zlib import crc32

from opsi_handbook.errors import ContentError

__all__ = ["TrainedBank", "digest", "read_bank", "write_bank"]

_FORMAT = "opsi-handbook bank 2"


class TrainedBank(NamedTuple):
    """What was learned from the typical situations of one language."""

    language: str
    """The language of the situations."""
    examples: str
    """The digest of the file of situations that it was learned from."""
    learned_from: str
    """The digest of all that it was learned from, off-topic texts and grades taken along."""
    questions: tuple[str, ...]
    """The ids of the questions, in the order of the columns of `weights`."""
    threshold: int
    """How many points for off-topic turn a text away."""
    scale: float
    """What a weight is worth in thousandths of points."""
    off_topic_scale: float
    """The same for the weights of `off_topic`."""
    vocabulary: tuple[str, ...]
    """Every word of the situations, in the order of the alphabet; arrays of words follow it."""
    example_ids: tuple[str, ...]
    """The ids of the situations on a topic, in the order of their file."""
    weights: Sequence[int]
    """How much each word speaks for each question, word by word."""
    off_topic: Sequence[int]
    """How much each word speaks for a text on which the handbook has nothing."""
    lengths: Sequence[int]
    """What each word adds to the squared length of a text."""
    classes: Sequence[int]
    """The class of each word: words that begin alike are one when situations are compared; the last class is none."""
    class_weights: Sequence[int]
    """The squared idf of each class; 0 where it tells no situations apart."""
    starts: Sequence[int]
    """Where the situations of each class begin in `holders`, and where the last ends."""
    holders: Sequence[int]
    """The places of the situations that have a word of a class, class by class."""
    example_lengths: Sequence[int]
    """The squared length of each situation."""
    grade_starts: Sequence[int]
    """Where the grades of each situation begin, and where the last ends."""
    graded: Sequence[int]
    """The columns of the questions that situations bear on."""
    grades: Sequence[int]
    """How much: from 1 to 4, on its own question."""


_ARRAYS = {
    "weights": "b", "off_topic": "h", "lengths": "I", "classes": "H", "class_weights": "I", "starts": "I",
    "holders": "H", "example_lengths": "I", "grade_starts": "I", "graded": "B", "grades": "B",
}  # fmt: skip
_TEXTS = ("vocabulary", "example_ids")
_HEAD = ("language", "examples", "learned_from", "questions", "threshold", "scale", "off_topic_scale")


def digest(examples: bytes) -> str:
    """What tells a file of situations from every other one."""
    return blake2b(examples, digest_size=16).hexdigest()


def write_bank(bank: TrainedBank) -> bytes:
    """The bytes of the file; the same for the same numbers on every machine."""
    blocks = [("\n".join(getattr(bank, name)) + "\n").encode() for name in _TEXTS]
    blocks += [_bytes(array(code, getattr(bank, name))) for name, code in _ARRAYS.items()]
    head: dict[str, Any] = {name: getattr(bank, name) for name in _HEAD}
    head["sizes"] = list(map(len, blocks))
    rest = json.dumps(head, sort_keys=True).encode() + b"\n" + b"".join(blocks)
    return f"{_FORMAT} {crc32(rest):08x}\n".encode() + rest


def read_bank(data: bytes, name: str) -> TrainedBank:
    """The numbers in such a file.

    Raises:
        ContentError: it is damaged or of another format.
    """
    first, _, rest = data.partition(b"\n")
    if first != f"{_FORMAT} {crc32(rest):08x}".encode():
        raise ContentError(f"{name} is damaged or of another release; install opsi-handbook again")
    line, _, body = rest.partition(b"\n")
    head: Mapping[str, Any] = json.loads(line)
    values: dict[str, Any] = {name: head[name] for name in _HEAD}
    values["questions"] = tuple(values["questions"])
    start = 0
    for block, size in zip((*_TEXTS, *_ARRAYS), head["sizes"], strict=True):
        part = body[start : start + size]
        start += size
        values[block] = tuple(part.decode().split("\n")[:-1]) if block in _TEXTS else _numbers(part, _ARRAYS[block])
    return TrainedBank(**values)


def _bytes(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(data: bytes, code: str) -> array[int]:
    numbers = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
