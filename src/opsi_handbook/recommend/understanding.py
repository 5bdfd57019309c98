"""What becomes of a free text: read by the listener of its language, and by an embedding model if there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from opsi_handbook.model import Catalogue, Layer
from opsi_handbook.recommend.advice import Evidence, Heard, ReasonKind
from opsi_handbook.recommend.engine import Point, Understood
from opsi_handbook.recommend.lexicon import Reading
from opsi_handbook.recommend.listening import Fit, Listener
from opsi_handbook.recommend.local import OwnSituation

if TYPE_CHECKING:
    from opsi_handbook.recommend.encoder import Encoder, EncoderSignal
    from opsi_handbook.recommend.index import Index

__all__ = ["by_handbook_words", "understand", "understanding"]

_SHOWN = 6
"""How many words are shown one by one; the rest of a text's points stand in one sum."""

_TELLING = 12
"""A word is shown if it adds at least a twelfth of the points."""

_HALF = 15.0
"""The BM25 score at which the handbook's own words are worth half their points."""

_OWN_POINTS = 600
_OWN_FLOOR = 200
"""Matches of the handbook's own words alone are worth less, and below this nothing: they are a weaker sign."""


def understanding(
    catalogue: Catalogue,
    lexicon: Mapping[str, Any] | None,
    situations: Sequence[tuple[str, str]],
    encoder: Encoder | None = None,
    told: Sequence[OwnSituation] = (),
) -> Callable[[str], Understood]:
    """What understands free text for an edition: its listener, or the handbook's words where nobody has written
    situations.
    """
    listener = Listener(lexicon, situations, told) if lexicon else None
    own, signal = None, None
    # Imported where they are needed, so that the first text in a new process does not wait for what it does not use.
    if listener is None:
        from opsi_handbook.recommend.index import Index
        from opsi_handbook.recommend.texts import question_texts

        own = Index(question_texts(catalogue), catalogue.language)
    if encoder is not None:
        from opsi_handbook.recommend.encoder import EncoderSignal
        from opsi_handbook.recommend.texts import own_texts

        signal = EncoderSignal(encoder, own_texts(catalogue))
    return partial(understand, listener, own, signal)


def understand(listener: Listener | None, own: Index | None, signal: EncoderSignal | None, text: str) -> Understood:
    """The points of a text at each question: its words, the nearest situations, the embedding model's."""
    points: dict[str, list[Point]] = {}
    heard: Heard | None = None
    own_words: tuple[tuple[str, int], ...] = ()
    local: tuple[tuple[str, str, int], ...] = ()
    evidence: Callable[[str, Point], tuple[Evidence, ...]] = _whole
    quote: Callable[[str], str] = str
    if listener is not None:
        reading, fits = listener.listen(text)
        heard = Heard.model_construct(
            words=tuple(reading.known), others=reading.others, rest=reading.rest, rest_length=reading.rest_length,
            fits=bool(fits),
        )  # fmt: skip
        points = {id_: _heard(fit) for id_, fit in fits.items()}
        local = tuple((id_, fit.situation, fit.likeness) for id_, fit in fits.items() if fit.local)
        evidence = partial(_by_word, listener, reading)
        quote = listener.texts.__getitem__
    elif own is not None:
        shown = by_handbook_words(own, text)
        own_words = tuple(sorted((id_, worth) for id_, (worth, _) in shown.items()))
        points = {id_: [Point(ReasonKind.WORDS, Layer.EDITORIAL, "*", worth)] for id_, worth in own_words}
        evidence = partial(_by_match, shown)
    likened = signal.points(text) if signal is not None else {}
    for id_, worth in likened.items():
        points.setdefault(id_, []).append(Point(ReasonKind.ENCODER, Layer.LOCAL, id_, worth))
    return Understood(
        heard,
        own_words,
        local,
        tuple(sorted(likened.items())),
        {id_: tuple(run) for id_, run in points.items()},
        evidence,
        quote,
    )


def by_handbook_words(own: Index, text: str) -> Mapping[str, tuple[int, tuple[str, ...]]]:
    """What a text is worth by the handbook's own words alone, and which of them it has; nothing below a floor."""
    found = own.search(text)
    best = max((score for score, _ in found.values()), default=0.0)
    worth = {id_: round(_OWN_POINTS * score / (best + _HALF)) for id_, (score, _) in found.items()}
    if max(worth.values(), default=0) < _OWN_FLOOR:
        return {}
    return {id_: (points, found[id_][1]) for id_, points in worth.items() if points > 0}


def _heard(fit: Fit) -> list[Point]:
    found = [Point(ReasonKind.WORDS, Layer.EDITORIAL, "*", fit.words)] if fit.words else []
    if fit.likeness:
        layer = Layer.LOCAL if fit.local else Layer.EDITORIAL
        found.append(Point(ReasonKind.SITUATION, layer, fit.situation, fit.likeness))
    return found


def _by_word(listener: Listener, reading: Reading, question: str, point: Point) -> tuple[Evidence, ...]:
    """The words that add most, and all others in one sum, so that the evidence adds up to the points."""
    place = listener.lexicon.questions.index(question)
    shares = listener.lexicon.shares(reading, place)
    most = [share for share in shares if share[1] * _TELLING >= point.points][:_SHOWN]
    rest = point.points - sum(points for _, points in most)
    found = [Evidence.model_construct(what=word, points=points) for word, points in most]
    return (*found, Evidence.model_construct(what="*", points=rest)) if rest else tuple(found)


def _by_match(shown: Mapping[str, tuple[int, tuple[str, ...]]], question: str, point: Point) -> tuple[Evidence, ...]:
    words = shown[question][1][:_SHOWN]
    each, odd = divmod(point.points, len(words))
    return tuple(
        Evidence.model_construct(what=word, points=each + (1 if place < odd else 0)) for place, word in enumerate(words)
    )


def _whole(_: str, point: Point) -> tuple[Evidence, ...]:
    return (Evidence.model_construct(what=point.what, points=point.points),)
