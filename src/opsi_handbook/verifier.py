"""A check of an advice: worked out again from its JSON and the data of the edition, by code of its own.

Nothing of the rooms that give advice is imported here, so that a fault there cannot hide. What only the caller can
work out again is taken as stated: what an encoder or situations of the caller's own gave, and the published figures of
a group.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass

__all__ = ["verify"]

_DATA = Path(__file__).parent / "data"
