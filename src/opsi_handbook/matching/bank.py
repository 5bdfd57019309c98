"""The typical situations of one language and what was learned from them, ready to be used; read at the first text."""

from __future__ import annotations

import json
from functools import cache

from opsi_handbook.content import packaged_file
from opsi_handbook.errors import ContentError
from opsi_handbook.matching.bank_file import TrainedBank, digest, read_bank
from opsi_handbook.matching.classifier import LinearClassifier
from opsi_handbook.matching.neighbours import Neighbours

__all__ = ["Bank", "packaged_bank"]


class Bank:
    """What free text in one language is matched with."""

    def __init__(self, trained: TrainedBank, examples: bytes) -> None:
        self.trained = trained
        self.classifier = LinearClassifier(trained)
        self.neighbours = Neighbours(trained)
        self._lines = examples.split(b"\n")

    def quote(self, place: int) -> str:
        """The text of a situation, by its place."""
        return str(json.loads(self._lines[place])["text"])


@cache
def packaged_bank(language: str) -> Bank | None:
    """The situations that the package has in a language; None where it has none.

    Raises:
        ContentError: a file is damaged, or the numbers were learned in another language or from other situations than
            those that lie beside them.
    """
    name, examples_name = f"{language}.bank", f"{language}.examples.jsonl"
    data, examples = packaged_file(name), packaged_file(examples_name)
    if data is None and examples is None:
        return None
    if data is None or examples is None:
        missing = name if data is None else examples_name
        raise ContentError(f"{missing} is missing; install opsi-handbook again")
    trained = read_bank(data, name)
    if trained.language != language:
        raise ContentError(f"{name} was learned in {trained.language}; install opsi-handbook again")
    if trained.examples != digest(examples):
        problem = f"{name} was learned from other situations than those in {examples_name}"
        raise ContentError(f"{problem}; install opsi-handbook again, or run `make train` if you changed them")
    return Bank(trained, examples)
