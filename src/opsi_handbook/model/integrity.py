"""What must hold between the items of a catalogue, beyond the shape of each. Every fault is found, not the first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from opsi_handbook.ids import Kind, kind_of, number_of, owner_of
from opsi_handbook.model.base import Layer
from opsi_handbook.model.catalogue import Catalogue
from opsi_handbook.model.front import Maker, Passage, Phrase, Term, Work
from opsi_handbook.model.items import (
    Action,
    Argument,
    CaseStudy,
    Challenge,
    Dimension,
    Item,
    Principle,
    Question,
    Relation,
    RelationKind,
    Toolkit,
)
from opsi_handbook.plurals import FORMS, forms_of
from opsi_handbook.text import did_you_mean, shown

__all__ = ["faults_of"]

_KINDS: dict[type[Item], Kind] = {
    Principle: Kind.PRINCIPLE,
    Argument: Kind.ARGUMENT,
    Dimension: Kind.DIMENSION,
    Challenge: Kind.CHALLENGE,
    Question: Kind.QUESTION,
    Action: Kind.ACTION,
    CaseStudy: Kind.CASE_STUDY,
    Toolkit: Kind.TOOLKIT,
    Passage: Kind.PASSAGE,
    Maker: Kind.PASSAGE,
    Relation: Kind.RELATION,
    Work: Kind.WORK,
    Phrase: Kind.PHRASE,
    Term: Kind.TERM,
}

_ENDS = {
    RelationKind.LEADS_TO: (Kind.CHALLENGE, Kind.QUESTION),
    RelationKind.BEARS_ON: (Kind.QUESTION, Kind.DIMENSION),
    RelationKind.RELATED_TO: (Kind.QUESTION, Kind.QUESTION),
}


def faults_of(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Every fault between the items, as (id of the item, what is wrong and what to do)."""
    items = list(catalogue.items())
    known = {item.id for item in items}
    found = [*_ids(items, {stone.id for stone in catalogue.tombstones})]
    for principle in catalogue.principles:
        found += _numbered(principle)
    numbers = sorted(number_of(principle.id) for principle in catalogue.principles)
    if numbers != list(range(1, len(numbers) + 1)):
        found.append(("principles", f"they are numbered {numbers}; number them from 1 without a gap"))
    found += _references(catalogue, known)
    found += _relations(catalogue.relations, known)
    found += _texts(catalogue)
    for item in items:
        if item.layer is Layer.SOURCE and item.page is None and not isinstance(item, Work | Maker):
            found.append((item.id, "an item of the handbook must say its printed page; add `page`"))
    return found


def _ids(items: Sequence[Item], retired: set[str]) -> Iterator[tuple[str, str]]:
    for id_, times in Counter(item.id for item in items).items():
        if times > 1:
            yield id_, f"{times} items have this id; give each its own"
        if id_ in retired:
            yield id_, "this id was retired and is never used again; take a new one"
    for item in items:
        expected = _KINDS[type(item)]
        if kind_of(item.id) is not expected:
            yield item.id, f"this is no well-formed id for a {expected.value}"


def _numbered(principle: Principle) -> Iterator[tuple[str, str]]:
    runs: list[tuple[str, str, Sequence[Item]]] = [
        (principle.id, "w", principle.why),
        (principle.id, "d", principle.dimensions),
        (principle.id, "c", principle.challenges),
        (principle.id, "q", principle.questions),
        *((question.id, "a", question.actions) for question in principle.questions),
    ]
    for owner, letter, run in runs:
        printed = (item for item in run if item.layer is not Layer.LOCAL)
        for place, item in enumerate(printed, start=1):
            if item.id == f"{owner}.{letter}{place}":
                continue
            if owner_of(item.id) != owner:
                yield item.id, f"it stands under {owner}, so its id must begin with {owner}."
            elif number_of(item.id) != place:
                yield item.id, f"it is number {place} of its run; numbers follow the printed order without gaps"


def _missing(owner: str, id_: str, kind: Kind, known: set[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a reference to an item of a kind, if anything is."""
    if id_ not in known:
        hint = did_you_mean(id_, (other for other in known if kind_of(other) is kind))
        yield owner, f"it refers to {shown(id_)}, which is not there{hint}"
    elif kind_of(id_) is not kind:
        yield owner, f"it refers to {id_}, which is no {kind.value}"


def _references(catalogue: Catalogue, known: set[str]) -> Iterator[tuple[str, str]]:
    on_a_page: set[str] = set()
    for question in catalogue.questions:
        on_a_page.update(question.case_studies, question.toolkits)
        for id_ in question.case_studies:
            yield from _missing(question.id, id_, Kind.CASE_STUDY, known)
        for id_ in question.toolkits:
            yield from _missing(question.id, id_, Kind.TOOLKIT, known)
    for example in (*catalogue.case_studies, *catalogue.toolkits):
        if example.id not in on_a_page and example.layer is Layer.SOURCE:
            yield example.id, "no question shows it; name it at the question on whose page it stands"
    for item in catalogue.items():
        if item.work:
            yield from _missing(item.id, item.work, Kind.WORK, known)
    for stone in catalogue.tombstones:
        if stone.successor is not None and stone.successor not in known:
            yield stone.id, f"its successor {shown(stone.successor)} is not there"


def _relations(relations: Sequence[Relation], known: set[str]) -> Iterator[tuple[str, str]]:
    for relation in relations:
        from_kind, to_kind = _ENDS[relation.kind]
        yield from _missing(relation.id, relation.source, from_kind, known)
        yield from _missing(relation.id, relation.target, to_kind, known)
        if (relation.kind is RelationKind.LEADS_TO) != (relation.strength is not None):
            yield relation.id, "a challenge leads to a question with a strength from 1 to 3; no other relation has one"
        if relation.source == relation.target:
            yield relation.id, "an item is not related to itself; name two"
        if relation.id != f"{relation.kind.value}.{relation.source}.{relation.target}":
            yield relation.id, "the id of a relation is its kind and its two ends"


def _texts(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    linking: tuple[CaseStudy | Toolkit | Passage, ...] = (
        *catalogue.case_studies,
        *catalogue.toolkits,
        *catalogue.front_matter.passages,
    )
    for item in linking:
        for url, times in Counter(link.url for link in item.links if not link.country).items():
            if times > 1:
                yield item.id, f"it gives {url} {times} times; once will do"
    for phrase in catalogue.phrases:
        forms = {form: text for form in FORMS if (text := getattr(phrase, form)) is not None}
        if any(re.search(r"{(?![a-z_]+})|(?<!{)(?<![a-z_])}", text) for text in (phrase.text, *forms.values())):
            yield phrase.id, "a brace stands alone; what is filled in is written {name}"
        yield from _forms(phrase, set(forms), catalogue.language)
        if phrase.counts and catalogue.translation is None and f"{{{phrase.counts}}}" not in phrase.text:
            yield phrase.id, f"it counts {shown(phrase.counts)}, which is not filled in; write {{{phrase.counts}}}"


def _forms(phrase: Phrase, forms: set[str], language: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the forms that a phrase has by number, if anything is."""
    wanted = set(forms_of(language)) if phrase.counts else set()
    if forms != wanted:
        listed = (
            ", ".join(form for form in FORMS if form in wanted) or "none; `counts` says of a phrase that it has them"
        )
        yield phrase.id, f"its forms by number must be those of {language} beside the text: {listed}"
