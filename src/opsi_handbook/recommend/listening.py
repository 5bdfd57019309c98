"""From a free text to the questions it fits: by its words, and by the typical situation it is most like.

The lexicon has learned what texts from elsewhere look like too: where more speaks for elsewhere than for the best
question, or where most of the words are none of ours (another language), nothing fits. In a language for which no
situations are written, the handbook's own words are all there is to go by; see `understanding`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from opsi_handbook.recommend.lexicon import Lexicon, Reading
from opsi_handbook.recommend.local import LocalSituations, OwnSituation
from opsi_handbook.recommend.nearest import Nearest

__all__ = ["FEWEST_KNOWN", "Fit", "Listener"]

FEWEST_KNOWN = 0.5
"""The share of the distinct words of a text that situations of ours must use too."""


class Fit(NamedTuple):
    """What a text is worth at one question: the points of its words, and the nearest situation with its points.

    The situation is known by its id, empty where there is none, and `local` where it is one of the caller's own.
    """

    words: int
    situation: str
    likeness: int
    local: bool = False

    @property
    def points(self) -> int:
        """All of it."""
        return self.words + self.likeness


class Listener:
    """What understands free text in one language."""

    def __init__(
        self, data: Mapping[str, Any], situations: Sequence[tuple[str, str]], own: Sequence[OwnSituation] = ()
    ) -> None:
        self.lexicon = Lexicon(data)
        self.texts = {**dict(situations), **{one.id: one.text for one in own}}
        self._ids = [id_ for id_, _ in situations]
        self._nearest = Nearest(data["situations"], self.lexicon)
        self._local = LocalSituations(own, self.lexicon, self._nearest)

    def listen(self, text: str) -> tuple[Reading, dict[str, Fit]]:
        """How a text is read, and the questions it fits; none where it fits none well enough."""
        reading = self.lexicon.read(text)
        if len(reading.known) < FEWEST_KNOWN * (len(reading.known) + reading.others) or not reading.known:
            return reading, {}
        near, local = self._nearest.find(reading), self._local.find(reading)
        fits: dict[str, Fit] = {}
        for place, id_ in enumerate(self.lexicon.questions):
            words = max(0, self.lexicon.points(reading.weights[place], reading.length))
            found = near.get(place)
            fit = Fit(words, self._ids[found.place], found.points) if found else Fit(words, "", 0)
            if id_ in local and local[id_][1] > fit.likeness:
                fit = Fit(words, local[id_][0].id, local[id_][1], local=True)
            if fit.points:
                fits[id_] = fit
        best = max((fit.points for fit in fits.values()), default=0)
        elsewhere = self.lexicon.points(reading.weights[-1], reading.length)
        return reading, fits if best - elsewhere >= self.lexicon.floor else {}
