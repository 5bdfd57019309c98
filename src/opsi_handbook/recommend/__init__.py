"""From a situation to advice."""

from opsi_handbook.recommend.advice import Advice, Reason, ReasonKind, Recommendation
from opsi_handbook.recommend.situation import Situation, situation

__all__ = ["Advice", "Reason", "ReasonKind", "Recommendation", "Situation", "situation"]
