"""How a text is set and addresses its reader: what a careful reader of the language would mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from opsi_handbook.text import shown
from opsi_handbook.translate.usage import Usage
from opsi_handbook.translate.vocabulary import Vocabulary

__all__ = ["address_advice", "label_advice", "style_advice"]

_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")
_TWICE = re.compile(r"\b([^\W\d_]+)\s+\1\b", re.IGNORECASE)
_STRAIGHT = re.compile(r"\"|(?<!\w)'(?=\w)")
_MARKS = "“”„«»‹›"
_LABELS = {"who", "what", "outcome", "audience", "helps_with", "publisher"}
_NEAR_THE_BEGINNING = 3


def style_advice(source: str, text: str, usage: Usage) -> Iterator[str]:
    """What to mend in how a text is set. What is the same in the English is taken to be meant.

    Args:
        source: the English; empty where the text is the English.
        text: the text.
        usage: how its language is written.
    """
    twice = {match[1].lower() for match in _TWICE.finditer(text)} - {m[1].lower() for m in _TWICE.finditer(source)}
    for word in sorted(twice):
        yield f"the word {shown(word)} stands twice in a row"
    if usage.quotes:
        if _STRAIGHT.search(text):
            yield f"straight quotation marks; set them as {usage.quotes}"
        others = sorted(set(text) & set(_MARKS) - set(usage.quotes))
        if others:
            yield f"the quotation marks {' '.join(others)} are not those of the language; set them as {usage.quotes}"
    for number in _THOUSANDS.findall(text):
        yield f"an ordinary space in {shown(number)}; put a no-break space (U+00A0)"
    if usage.units:
        units = "|".join(map(re.escape, usage.units))
        for match in re.finditer(rf"[\d}}] ({units})(?![\w])", text):
            yield f"an ordinary space before {shown(match[1])}; put a no-break space (U+00A0)"


def address_advice(texts: Mapping[str, str], usage: Usage) -> Iterator[tuple[str, str]]:
    """The units of an edition that address the reader in another way than most do, and what is wrong with each."""
    vocabulary = Vocabulary("en")  # pronouns are listed in full: no stem may make others of them
    using: dict[str, set[str]] = {}
    for way, its_words in usage.address.items():
        using[way] = {id_ for id_, text in texts.items() if not set(its_words).isdisjoint(vocabulary.read(text).words)}
    ways = sorted((way for way in using if using[way]), key=lambda way: -len(using[way]))
    for way in ways[1:]:
        for id_ in texts:
            if id_ in using[way]:
                yield id_, f"the reader is {way} here, and {ways[0]} in {len(using[ways[0]])} other texts; keep to one"


def label_advice(field: str, text: str, labels: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[str]:
    """Whether a text begins with what its label on the page has said already.

    Args:
        field: the field that the text stands in.
        text: the text.
        labels: the texts of the edition by their units, those of the labels among them.
        vocabulary: what tells the words of the language as alike.
    """
    label = labels.get(f"ui.{field.replace('_', '-')}.text", "") if field in _LABELS else ""
    longest = max(vocabulary.read(label).stems, key=len, default="")
    if longest and longest in vocabulary.read(text).stems[:_NEAR_THE_BEGINNING]:
        yield f"the label {shown(label)} is said again; let the text go on from it"
