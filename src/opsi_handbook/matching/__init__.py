"""From a free text to what speaks for each question."""

from opsi_handbook.matching.contributions import (
    Contribution,
    Evidence,
    EvidenceKind,
    ReasonKind,
    TextMatch,
    TextReceipt,
)
from opsi_handbook.matching.embeddings import Encoder
from opsi_handbook.matching.local import LocalExample
from opsi_handbook.matching.matcher import TextMatcher

__all__ = [
    "Contribution", "Encoder", "Evidence", "EvidenceKind", "LocalExample", "ReasonKind", "TextMatch", "TextMatcher",
    "TextReceipt",
]  # fmt: skip
