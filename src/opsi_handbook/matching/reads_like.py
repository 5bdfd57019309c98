"""Which of our languages a text reads like, by its words: to say so where little of it is of the language asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from opsi_handbook.content import function_words, packaged_catalogue, packaged_languages
from opsi_handbook.matching.bank import packaged_bank
from opsi_handbook.matching.searched import item_fields
from opsi_handbook.matching.tokens import words
from opsi_handbook.model import Catalogue

__all__ = ["reads_like"]

_ENOUGH = 0.5
"""The share of words of a language from which a text is taken for it, and below which it is not."""
_AHEAD = 0.25
"""How much larger that share must be than that of the language asked for."""


def reads_like(text: str, language: str, others: Iterable[str], edition: Catalogue | None = None) -> str | None:
    """The language among others that a text reads like more than like the one asked for; None where it does not.

    Args:
        text: the text.
        language: the language asked for.
        others: the languages to choose from.
        edition: the edition asked for, where the package has none in its language.
    """
    distinct = frozenset(words(text))
    if not distinct:
        return None
    vocabulary = _words_of(edition) if edition and language not in packaged_languages() else _vocabulary(language)
    share = _share(distinct, vocabulary)
    shares = {other: _share(distinct, _vocabulary(other)) for other in others if other != language}
    likely = max(shares, key=lambda other: shares[other], default=None)
    if likely is None or share >= _ENOUGH or shares[likely] < _ENOUGH or shares[likely] - share < _AHEAD:
        return None
    return likely


def _share(distinct: frozenset[str], vocabulary: frozenset[str]) -> float:
    return len(distinct & vocabulary) / len(distinct)


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """Every word that we have in a language: of its typical situations, its edition, its function words."""
    bank = packaged_bank(language)
    return _words_of(packaged_catalogue(language)).union(bank.trained.vocabulary if bank else ())


def _words_of(edition: Catalogue) -> frozenset[str]:
    texts = (text for fields in item_fields(edition, own=True).values() for text, _ in fields)
    return function_words(edition.language).union(*map(words, texts))
