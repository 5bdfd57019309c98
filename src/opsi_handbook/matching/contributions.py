"""The one value that travels from what was given to the advice: some points at a question, and what they rest on."""

from enum import StrEnum
from typing import NamedTuple

from opsi_handbook.model import Layer, Model

__all__ = ["Contribution", "Evidence", "EvidenceKind", "ReasonKind", "Share", "TextMatch", "TextReceipt"]


class ReasonKind(StrEnum):
    """What a reason rests on."""

    MARK = "mark"
    """Your mark, "we need to get better at this"."""
    GROUP = "group"
    """The share of your group that marked it."""
    CHALLENGE = "challenge"
    """A challenge of yours leads there."""
    WORDS = "words"
    """The words of your text, by what typical situations taught of them."""
    HANDBOOK_WORDS = "handbook-words"
    """The words of your text that the handbook uses too, in a language without typical situations."""
    EXAMPLE = "example"
    """The typical situation that your text is most like."""
    ENCODER = "encoder"
    """An embedding model of your own."""


class EvidenceKind(StrEnum):
    """What kind of thing a piece of evidence is."""

    QUESTION = "question"
    """A marked question, by its id."""
    RELATION = "relation"
    """A link from a challenge, by its id."""
    WORD = "word"
    """A word of the text that is one of ours, letter by letter."""
    FUNCTION_WORDS = "function-words"
    """All words of the text that carry no topic, such as articles and pronouns, in one sum."""
    OTHER_WORDS = "other-words"
    """All other words of the text that are ours, in one sum; a part of them may speak against the question."""
    EXAMPLE = "example"
    """A typical situation, by its id."""
    ENCODER = "encoder"
    """An embedding model of the caller's."""


class Share(NamedTuple):
    """One thing that points rest on, before it stands in an advice; see `Evidence`."""

    kind: EvidenceKind
    what: str
    points: int
    text: str | None = None


class Contribution(NamedTuple):
    """Some points at a question: of which kind, whose word it is, and what they rest on. The shares add up."""

    question: str
    kind: ReasonKind
    layer: Layer
    points: int
    evidence: tuple[Share, ...]


class Evidence(Model):
    """One thing that a reason rests on, and its points."""

    kind: EvidenceKind
    """What kind of thing it is."""
    what: str
    """The id of an item, link or typical situation, or the word; empty where many are added up."""
    points: int
    """What it adds to the reason, or takes from it."""
    text: str | None
    """The words of a typical situation, where they are quoted; or, of many words in one sum, what they have in common
    in the edition's language; none for all else."""


class TextReceipt(Model):
    """What is kept of a free text: which of our own words it has, never the text itself or anything of other words."""

    words: tuple[str, ...]
    """The distinct words of the text that are ours too, letter by letter, in the order of the alphabet."""
    unknown_words: int
    """How many distinct words it has beside them. They add nothing."""
    fits: bool
    """Whether anything that we have fits the text."""
    local_examples: tuple[tuple[str, str, int], ...]
    """Typical situations of the caller's own that came nearer than ours: question, id and points, as stated."""
    encoder: tuple[tuple[str, int], ...]
    """What an embedding model of the caller's gave: question and points, as stated. They depend on every word."""


class TextMatch(NamedTuple):
    """What became of a text."""

    contributions: tuple[Contribution, ...]
    """What speaks for each question in it; none where nothing fits."""
    receipt: TextReceipt
    """What is kept of it."""
