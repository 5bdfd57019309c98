"""From a situation to advice."""

from opsi_handbook.recommend.advice import Advice, Evidence, Reason, ReasonKind, Recommendation
from opsi_handbook.recommend.encoder import Encoder
from opsi_handbook.recommend.situation import Situation, situation

__all__ = ["Advice", "Encoder", "Evidence", "Reason", "ReasonKind", "Recommendation", "Situation", "situation"]
