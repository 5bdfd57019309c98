"""From what a caller gives to advice in sentences: match the text, rank the questions, write it out."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from opsi_handbook.content import packaged_languages
from opsi_handbook.model import Catalogue
from opsi_handbook.recommend import Advice, Ranker, Request, situation_of
from opsi_handbook.render.sentences import in_sentences, other_language

if TYPE_CHECKING:
    from opsi_handbook.matching.embeddings import Encoder
    from opsi_handbook.matching.local import LocalExample
    from opsi_handbook.matching.matcher import TextMatcher

__all__ = ["Adviser"]


class Adviser:
    """What gives advice from one edition; what it needs for that is made once, when it is first needed."""

    def __init__(
        self, catalogue: Catalogue, encoder: Encoder | None = None, examples: tuple[LocalExample, ...] = ()
    ) -> None:
        self._catalogue = catalogue
        self._encoder = encoder
        self._examples = examples
        self._ranker = Ranker(catalogue)

    @cached_property
    def _matcher(self) -> TextMatcher:
        from opsi_handbook.matching.matcher import TextMatcher  # only for those who have a text

        return TextMatcher(self._catalogue, self._encoder, self._examples)

    def advise(self, request: Request) -> Advice:
        """The advice for what a caller gives, in sentences.

        Raises:
            UnknownIdError: an id is not known.
            InvalidInputError: anything else is wrong with what was given; every fault is in the message.
        """
        situation = situation_of(self._catalogue, request)
        if request.text is None:
            return in_sentences(self._catalogue, self._ranker.advise(situation, None))
        match = self._matcher.match(request.text)
        likely = None
        if not match.contributions:
            from opsi_handbook.matching.reads_like import reads_like

            likely = reads_like(request.text, self._catalogue.language, packaged_languages(), self._catalogue)
        hints = (other_language(self._catalogue, likely),) if likely else ()
        return in_sentences(self._catalogue, self._ranker.advise(situation, match), hints)
