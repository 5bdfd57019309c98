"""What matches free text in one edition: by typical situations or the handbook's own words, and an embedding model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from opsi_handbook.errors import ContentError
from opsi_handbook.matching.bank import packaged_bank
from opsi_handbook.matching.contributions import Contribution, EvidenceKind, ReasonKind, Share, TextMatch
from opsi_handbook.model import Catalogue, Layer

if TYPE_CHECKING:
    from opsi_handbook.matching.bank import Bank
    from opsi_handbook.matching.by_examples import ExampleMatcher
    from opsi_handbook.matching.embeddings import Encoder, EncoderSignal
    from opsi_handbook.matching.lexical import LexicalMatcher
    from opsi_handbook.matching.local import LocalExample

__all__ = ["TextMatcher"]


class TextMatcher:
    """What matches free text in one edition.

    In a language for which no typical situations are written, the handbook's own words are all there is to go by.
    """

    def __init__(
        self, catalogue: Catalogue, encoder: Encoder | None = None, examples: Iterable[LocalExample] = ()
    ) -> None:
        bank = packaged_bank(catalogue.language)
        if bank is not None and bank.trained.questions != tuple(catalogue.places):
            problem = f"{catalogue.language}.bank was learned for other questions than the handbook has"
            raise ContentError(f"{problem}; install opsi-handbook again, or run `make train`")
        self._words = _words_of(catalogue, bank, examples)
        self._signal = None if encoder is None else _signal_of(catalogue, encoder)

    def match(self, text: str) -> TextMatch:
        """What speaks for each question in a text, and what is kept of it."""
        match = self._words.match(text)
        if self._signal is None:
            return match
        stated = tuple(sorted(self._signal.points(text).items()))
        contributions = (
            Contribution(question, ReasonKind.ENCODER, Layer.LOCAL, points, (Share(EvidenceKind.ENCODER, "", points),))
            for question, points in stated
        )
        receipt = match.receipt.but(encoder=stated)
        return TextMatch((*match.contributions, *contributions), receipt)


# Each is imported where it is needed, so that the first text in a process does not wait for what it does not use.


def _words_of(
    catalogue: Catalogue, bank: Bank | None, examples: Iterable[LocalExample]
) -> ExampleMatcher | LexicalMatcher:
    if bank is None:
        from opsi_handbook.matching.lexical import LexicalMatcher

        return LexicalMatcher(catalogue)
    from opsi_handbook.matching.by_examples import ExampleMatcher

    return ExampleMatcher(bank, examples)


def _signal_of(catalogue: Catalogue, encoder: Encoder) -> EncoderSignal:
    from opsi_handbook.matching.embeddings import EncoderSignal
    from opsi_handbook.matching.searched import question_texts

    return EncoderSignal(encoder, question_texts(catalogue))
