"""Matching by typical situations: by the words that they taught the classifier, and by the nearest of them.

Where a text speaks more for off-topic than the threshold allows, or where most of its words are none of theirs (another
language), nothing of ours fits; a situation of the caller's own that is near to it counts all the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from opsi_handbook.content import function_words
from opsi_handbook.matching.bank import Bank
from opsi_handbook.matching.classifier import Features
from opsi_handbook.matching.contributions import Contribution, EvidenceKind, ReasonKind, Share, TextMatch, TextReceipt
from opsi_handbook.matching.evidence import WordEvidence
from opsi_handbook.matching.local import LocalExample, LocalNeighbours
from opsi_handbook.model import Layer

__all__ = ["FEWEST_KNOWN", "QUOTED_FROM", "ExampleMatcher"]

FEWEST_KNOWN = 0.5
"""The share of the distinct words of a text that must be known before anything fits."""

QUOTED_FROM = 40
"""The points from which a typical situation is quoted; below, it is too little like the text to be shown."""


class ExampleMatcher:
    """The typical situations of one language, and those of the caller's own."""

    def __init__(self, bank: Bank, examples: Iterable[LocalExample] = ()) -> None:
        self._bank = bank
        self._function_words = function_words(bank.trained.language)
        self._local = LocalNeighbours(examples, bank.classifier, bank.neighbours)

    def match(self, text: str) -> TextMatch:
        """What speaks for each question in a text; nothing where it fits none well enough."""
        features = self._bank.classifier.features(text)
        on_topic = (
            self._is_known(features) and self._bank.classifier.off_topic_points(features) < self._bank.trained.threshold
        )
        if on_topic:
            contributions = (*self._by_words(features), *self._by_likeness(features))
        else:
            contributions = tuple(self._by_local_alone(features))
        stated = tuple(
            (contribution.question, share.what, share.points)
            for contribution in contributions
            if contribution.layer is Layer.LOCAL
            for share in contribution.evidence
        )
        receipt = TextReceipt.trusted(
            words=features.words, unknown_words=features.unknown, fits=on_topic and bool(contributions),
            local_examples=stated, encoder=(),
        )  # fmt: skip
        return TextMatch(contributions, receipt)

    def _is_known(self, features: Features) -> bool:
        """Whether enough of a text is known, and not only articles, pronouns and their like."""
        known = len(features.words)
        has_topic = not self._function_words.issuperset(features.words)
        return has_topic and known >= FEWEST_KNOWN * (known + features.unknown)

    def _by_words(self, features: Features) -> Iterable[Contribution]:
        classifier = self._bank.classifier
        evidence = WordEvidence(features.words, self._function_words)
        worth = classifier.worth(features)
        for question, weights in zip(self._bank.trained.questions, classifier.columns(features), strict=True):
            points = round(worth * sum(weights))
            if points > 0:
                shares = evidence.shares(weights, worth, points)
                yield Contribution(question, ReasonKind.WORDS, Layer.EDITORIAL, points, shares)

    def _by_likeness(self, features: Features) -> Iterable[Contribution]:
        """The nearest situation at each question, ours or the caller's, whichever is nearer; ours where they tie."""
        bank = self._bank
        nearest = bank.neighbours.nearest(features)
        local = self._local.nearest(features)
        for column, question in enumerate(bank.trained.questions):
            place, points = nearest.get(column, (0, 0))
            if question in local and local[question][1] > points:
                example, points = local[question]
                quoted = example.text if points >= QUOTED_FROM else None
                yield _likeness(question, Layer.LOCAL, points, example.id, quoted)
            elif points:
                quoted = bank.quote(place) if points >= QUOTED_FROM else None
                yield _likeness(question, Layer.EDITORIAL, points, bank.trained.example_ids[place], quoted)

    def _by_local_alone(self, features: Features) -> Iterable[Contribution]:
        """The nearest situations of the caller's own, where nothing of ours fits; only those that are quoted."""
        local = self._local.nearest(features)
        for question in self._bank.trained.questions:
            if question in local and local[question][1] >= QUOTED_FROM:
                example, points = local[question]
                yield _likeness(question, Layer.LOCAL, points, example.id, example.text)


def _likeness(question: str, layer: Layer, points: int, example: str, quoted: str | None) -> Contribution:
    evidence = (Share(EvidenceKind.EXAMPLE, example, points, quoted),)
    return Contribution(question, ReasonKind.EXAMPLE, layer, points, evidence)
