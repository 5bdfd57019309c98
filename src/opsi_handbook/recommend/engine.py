"""The score: what speaks for each question, in whole points that add up exactly.

1,000 for your mark (for a group: the share that marked it); 200 for each grade of strength with which a challenge of
yours leads there; up to 1,000 for the words of your text and up to 500 for the typical situation that it is most
like; what an embedding model of your own adds, if you bring one. Equal scores stand in printed order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import NamedTuple

from opsi_handbook.model import Action, CaseStudy, Layer, Question, Relation, RelationKind, Toolkit
from opsi_handbook.recommend.advice import (
    Advice,
    Evidence,
    Given,
    Heard,
    Narrowed,
    Reason,
    ReasonKind,
    Recommendation,
    Related,
    Standing,
)
from opsi_handbook.recommend.narrowing import narrowed_case_studies, narrowed_toolkits
from opsi_handbook.recommend.situation import Situation

__all__ = ["MARK_POINTS", "STRENGTH_POINTS", "Deck", "Point", "Understood", "advise"]

MARK_POINTS = 1000
STRENGTH_POINTS = 200


class Point(NamedTuple):
    """Some points at a question, before they are put into words: what they rest on and whose word that is."""

    kind: ReasonKind
    layer: Layer
    what: str
    points: int


class Understood(NamedTuple):
    """What became of a text: what to keep of it, its points by question, and how to show those of its words."""

    heard: Heard | None
    own_words: tuple[tuple[str, int], ...]
    local: tuple[tuple[str, str, int], ...]
    encoder: tuple[tuple[str, int], ...]
    points: Mapping[str, tuple[Point, ...]]
    evidence: Callable[[str, Point], tuple[Evidence, ...]]
    quote: Callable[[str], str]


class Deck:
    """What advice is dealt from: the questions in printed order and all that hangs on them, by id."""

    __slots__ = (
        "case_studies", "content_version", "language", "leads_to", "links", "notice", "phrases", "places", "questions",
        "related", "toolkits",
    )  # fmt: skip

    def __init__(
        self,
        questions: Mapping[str, Question],
        case_studies: Mapping[str, CaseStudy],
        toolkits: Mapping[str, Toolkit],
        relations: tuple[Relation, ...],
        phrases: Mapping[str, str],
        language: str,
        content_version: str,
        notice: str | None,
    ) -> None:
        self.questions = questions
        self.case_studies = case_studies
        self.toolkits = toolkits
        self.phrases = phrases
        self.language = language
        self.notice = notice
        self.content_version = content_version
        self.places = {id_: place for place, id_ in enumerate(questions)}
        self.links = {relation.id: relation for relation in relations}
        self.leads_to: dict[str, list[Relation]] = defaultdict(list)
        self.related: dict[str, list[tuple[str, Relation]]] = defaultdict(list)
        for relation in relations:
            if relation.kind is RelationKind.LEADS_TO:
                self.leads_to[relation.source].append(relation)
            elif relation.kind is RelationKind.RELATED_TO:
                self.related[relation.source].append((relation.target, relation))
                self.related[relation.target].append((relation.source, relation))


def advise(deck: Deck, given: Situation, understood: Understood | None) -> Advice:
    """Rank the questions for a situation; `understood` is what became of its text, if it has one."""
    points = _points(deck, given, understood)
    scores = {id_: sum(point.points for point in found) for id_, found in points.items()}
    ranked = sorted(
        (id_ for id_ in scores if _is_wanted(deck, id_, given.narrowed)),
        key=lambda id_: (-scores[id_], deck.places[id_]),
    )
    best, rest = ranked[: given.limit], ranked[given.limit :]
    return Advice.model_construct(
        content_version=deck.content_version,
        language=deck.language,
        given=Given.model_construct(
            challenges=given.challenges,
            marks=given.marks,
            tried=given.tried,
            heard=understood.heard if understood else None,
            own_words=understood.own_words if understood else (),
            local=understood.local if understood else (),
            encoder=understood.encoder if understood else (),
            sheets=given.sheets,
            room=given.room,
            narrowed=given.narrowed,
            limit=given.limit,
        ),
        recommendations=tuple(
            _recommendation(deck, place, id_, points[id_], given, understood) for place, id_ in enumerate(best, start=1)
        ),
        runners_up=tuple(
            Standing.model_construct(
                question=id_,
                score=scores[id_],
                points=tuple((point.kind, point.what, point.points) for point in points[id_]),
            )
            for id_ in rest
        ),
        message=None if ranked else deck.phrases[_silence(given, scores)],
        provenance=" ".join(filter(None, (deck.phrases["ui.provenance"], deck.notice))),
    )


def _points(deck: Deck, given: Situation, understood: Understood | None) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = defaultdict(list)
    for id_ in given.marks:
        found[id_].append(Point(ReasonKind.MARK, Layer.SOURCE, id_, MARK_POINTS))
    for row in given.room:
        share = round(MARK_POINTS * row.marked / given.sheets)
        if share:
            found[row.question].append(Point(ReasonKind.ROOM, Layer.SOURCE, row.question, share))
    for challenge in given.challenges:
        for relation in deck.leads_to.get(challenge, ()):
            points = STRENGTH_POINTS * (relation.strength or 0)
            found[relation.target].append(Point(ReasonKind.CHALLENGE, relation.layer, relation.id, points))
    if understood:
        for id_, heard in understood.points.items():
            found[id_] += heard
    return found


def _is_wanted(deck: Deck, id_: str, narrowed: Narrowed) -> bool:
    """Whether a question lies within what was asked for, with an example or tool left where those are narrowed."""
    question = deck.questions[id_]
    if narrowed.principles and id_.partition(".")[0] not in narrowed.principles:
        return False
    if narrowed.countries:
        return bool(narrowed_case_studies(question, deck.case_studies, narrowed))
    return narrowed.working is None or bool(
        narrowed_case_studies(question, deck.case_studies, narrowed)
        or narrowed_toolkits(question, deck.toolkits, narrowed)
    )


def _silence(given: Situation, scores: Mapping[str, int]) -> str:
    if scores:
        return "ui.nothing-left"
    return "ui.nothing-fits" if given.text is not None or given.room else "ui.nothing-given"


def _recommendation(
    deck: Deck, place: int, id_: str, points: list[Point], given: Situation, understood: Understood | None
) -> Recommendation:
    # Made of values that hold already: validating them again would double the time of an advice.
    question = deck.questions[id_]
    tried = frozenset(given.tried)
    actions: tuple[Action, ...] = tuple(action for action in question.actions if action.id not in tried)
    return Recommendation.model_construct(
        place=place,
        score=sum(point.points for point in points),
        question=question,
        reasons=tuple(_reason(deck, id_, point, given, understood) for point in points),
        actions=actions,
        case_studies=narrowed_case_studies(question, deck.case_studies, given.narrowed),
        toolkits=narrowed_toolkits(question, deck.toolkits, given.narrowed),
        related=tuple(
            Related.model_construct(
                question=other, title=deck.questions[other].title, layer=relation.layer, reason=relation.reason
            )
            for other, relation in deck.related.get(id_, ())
        ),
    )


def _reason(deck: Deck, id_: str, point: Point, given: Situation, understood: Understood | None) -> Reason:
    evidence: tuple[Evidence, ...] = (Evidence.model_construct(what=point.what, points=point.points),)
    phrase = deck.phrases[f"ui.reason-{point.kind.value}"]
    match point.kind:
        case ReasonKind.MARK:
            text = phrase
        case ReasonKind.ROOM:
            row = next(row for row in given.room if row.question == id_)
            text = phrase.format(marked=row.marked, sheets=given.sheets)
        case ReasonKind.CHALLENGE:
            relation = deck.links[point.what]
            text = phrase.format(challenge=relation.source, why=relation.reason)
        case ReasonKind.WORDS if understood:
            evidence = understood.evidence(id_, point)
            shown = [one.what for one in evidence if one.points > 0 and one.what != "*"]
            text = phrase.format(words=", ".join(shown)) if shown else deck.phrases["ui.reason-parts"]
        case ReasonKind.SITUATION if understood:
            text = phrase.format(situation=understood.quote(point.what))
        case _:
            text = phrase
    return Reason.model_construct(kind=point.kind, layer=point.layer, points=point.points, evidence=evidence, text=text)
