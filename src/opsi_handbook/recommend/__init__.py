"""From a situation to advice."""

from opsi_handbook.recommend.advice import Advice, Evidence, Reason, ReasonKind, Recommendation
from opsi_handbook.recommend.situation import Situation, situation

__all__ = ["Advice", "Evidence", "Reason", "ReasonKind", "Recommendation", "Situation", "situation"]
