"""From a situation and what was made of its text to advice."""

from opsi_handbook.recommend.advice import (
    Advice,
    Confidence,
    Counterfactual,
    FirstStep,
    Hint,
    HintKind,
    Reason,
    Receipt,
    Recommendation,
    Related,
    RunnerUp,
)
from opsi_handbook.recommend.ranking import Ranker
from opsi_handbook.recommend.situation import Filters, GroupBand, GroupMark, Request, Situation, situation_of

__all__ = [
    "Advice",
    "Confidence",
    "Counterfactual",
    "Filters",
    "FirstStep",
    "GroupBand",
    "GroupMark",
    "Hint",
    "HintKind",
    "Ranker",
    "Reason",
    "Receipt",
    "Recommendation",
    "Related",
    "Request",
    "RunnerUp",
    "Situation",
    "situation_of",
]  # fmt: skip
