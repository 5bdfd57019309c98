"""What the things are worth that speak for a question, and how sure a score is."""

from opsi_handbook.recommend.advice import Confidence

__all__ = ["CLEAR_FROM", "LIKELY_FROM", "MARK_POINTS", "STRENGTH_POINTS", "confidence_of"]

MARK_POINTS = 1000
"""What a mark is worth; for a group, the share that marked."""

STRENGTH_POINTS = 200
"""What each grade of strength of a link from a challenge is worth."""

CLEAR_FROM, LIKELY_FROM = 400, 250
"""The scores from which a recommendation is clear, and likely."""


def confidence_of(score: int) -> Confidence:
    """How sure a recommendation with a score is."""
    if score >= CLEAR_FROM:
        return Confidence.CLEAR
    return Confidence.LIKELY if score >= LIKELY_FROM else Confidence.UNSURE
