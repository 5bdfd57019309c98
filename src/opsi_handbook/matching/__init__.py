"""From a free text to what speaks for each question."""

from opsi_handbook.matching.contributions import (
    Contribution,
    Evidence,
    EvidenceKind,
    ReasonKind,
    Share,
    TextMatch,
    TextReceipt,
)

__all__ = ["Contribution", "Evidence", "EvidenceKind", "ReasonKind", "Share", "TextMatch", "TextReceipt"]
