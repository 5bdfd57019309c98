"""The validated whole: every item of one edition in one language, and the indexes over it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from opsi_handbook.errors import UnknownIdError
from opsi_handbook.ids import id_of
from opsi_handbook.model.base import LanguageTag, Model
from opsi_handbook.model.front import FrontMatter, Phrase, Phrases, Term, Tombstone, Translation, Work
from opsi_handbook.model.items import (
    Action,
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
from opsi_handbook.text import did_you_mean, shown

__all__ = ["SCHEMA_VERSION", "Catalogue"]

SCHEMA_VERSION: Literal[1] = 1
"""The version of the shape of a catalogue's JSON; it grows when a reader of the old shape would fail."""


class Catalogue(Model):
    """One edition, whole. What binds its items together is checked where it is read, by `content.read_catalogue`."""

    schema_version: Literal[1] = SCHEMA_VERSION
    """The version of the shape of this document."""
    content_version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    """The version of the content, as major.minor.patch."""
    language: LanguageTag
    """The language of the edition."""
    works: tuple[Work, ...]
    """The works that the content derives from, with their licences."""
    front_matter: FrontMatter
    """What stands around the principles."""
    principles: tuple[Principle, ...]
    """The principles, with their dimensions, challenges, questions and actions."""
    case_studies: tuple[CaseStudy, ...]
    """The case studies, in printed order."""
    toolkits: tuple[Toolkit, ...]
    """The toolkits, in printed order."""
    relations: tuple[Relation, ...]
    """The links that this project draws, with their reasons."""
    phrases: tuple[Phrase, ...]
    """The library's own sentences."""
    terms: tuple[Term, ...]
    """The words of the field, with what is meant by them."""
    tombstones: tuple[Tombstone, ...] = ()
    """The ids that were retired."""
    translation: Translation | None = None
    """How this edition was translated; none for English, in which the content is written."""

    def items(self) -> Iterator[Item]:
        """Every item with an id, in reading order."""
        yield from self.works
        yield from self.front_matter.passages
        yield from self.front_matter.makers
        for principle in self.principles:
            yield principle
            yield from principle.why
            yield from principle.dimensions
            yield from principle.challenges
            for question in principle.questions:
                yield question
                yield from question.actions
        yield from self.case_studies
        yield from self.toolkits
        yield from self.relations
        yield from self.phrases
        yield from self.terms

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """Every item by its id, in reading order."""
        return MappingProxyType({item.id: item for item in self.items()})

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in printed order."""
        return tuple(question for principle in self.principles for question in principle.questions)

    @cached_property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Every dimension, in printed order."""
        return tuple(dimension for principle in self.principles for dimension in principle.dimensions)

    @cached_property
    def challenges(self) -> tuple[Challenge, ...]:
        """Every challenge, in printed order."""
        return tuple(challenge for principle in self.principles for challenge in principle.challenges)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """Every action, in printed order."""
        return tuple(action for question in self.questions for action in question.actions)

    @cached_property
    def _examples(self) -> Mapping[str, tuple[tuple[CaseStudy, ...], tuple[Toolkit, ...]]]:
        cases = {case.id: case for case in self.case_studies}
        tools = {tool.id: tool for tool in self.toolkits}
        return MappingProxyType(
            {
                question.id: (
                    tuple(cases[id_] for id_ in question.case_studies),
                    tuple(tools[id_] for id_ in question.toolkits),
                )
                for question in self.questions
            }
        )

    def case_studies_of(self, question: str) -> tuple[CaseStudy, ...]:
        """The case studies on the page of a question, by its id."""
        return self._examples[question][0]

    def toolkits_of(self, question: str) -> tuple[Toolkit, ...]:
        """The toolkits on the page of a question, by its id."""
        return self._examples[question][1]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each question in printed order, counted from 0: equal scores stand in that order."""
        return MappingProxyType({question.id: place for place, question in enumerate(self.questions)})

    @cached_property
    def _links(self) -> Mapping[tuple[RelationKind, str], tuple[tuple[str, Relation], ...]]:
        links: dict[tuple[RelationKind, str], list[tuple[str, Relation]]] = defaultdict(list)
        for relation in self.relations:
            links[relation.kind, relation.source].append((relation.target, relation))
            links[relation.kind, relation.target].append((relation.source, relation))
        return MappingProxyType({key: tuple(run) for key, run in links.items()})

    def links(self, kind: RelationKind, end: str) -> tuple[tuple[str, Relation], ...]:
        """The relations of a kind at one of their ends, each with the id of its other end."""
        return self._links.get((kind, end), ())

    @cached_property
    def texts(self) -> Phrases:
        """The library's own sentences by id, to be filled in."""
        return Phrases(self.phrases, self.language)

    @cached_property
    def notice(self) -> str | None:
        """What a reader must be told of this translation: a machine's draft, incomplete, stale. None if nothing."""
        info = self.translation
        if info is None:
            return None
        parts = [self.texts["ui.machine-draft"]] if info.machine else []
        if info.fallback:
            languages = ", ".join(sorted({entry.language for entry in info.fallback}))
            parts.append(self.texts.fill("ui.incomplete", count=len(info.fallback), languages=languages))
        if info.stale:
            parts.append(self.texts.fill("ui.stale", count=len(info.stale)))
        return " ".join(parts) or None

    def get(self, id_: object, kind: type[Item] = Item) -> Item:
        """The item with an id, in capitals or small letters; an item is given back as this edition has it.

        Args:
            id_: the id, or the item.
            kind: what kind of item is meant; near ids of others are not named.

        Raises:
            UnknownIdError: there is none; the message names near ids, or what took the place of a retired one.
        """
        item = self.by_id.get(id_of(id_) or "")
        if item is None:
            raise UnknownIdError(self.unknown(id_, kind))
        return item

    def unknown(self, id_: object, kind: type[Item] = Item) -> str:
        """What to say of an id that is not there: retired and why, or near which known ones of the kind meant."""
        wanted = id_of(id_) or ""
        for stone in self.tombstones:
            if stone.id == wanted:
                successor = f"; its place was taken by {stone.successor}" if stone.successor else ""
                return f"{stone.id} was retired: {stone.reason}{successor}"
        near = did_you_mean(wanted, (known for known, item in self.by_id.items() if isinstance(item, kind)))
        return f"there is no item {shown(id_)}{near}"

    def __getstate__(self) -> dict[Any, Any]:
        # The indexes are made again where they are needed.
        state = super().__getstate__()
        fields = type(self).model_fields
        return {**state, "__dict__": {name: value for name, value in state["__dict__"].items() if name in fields}}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:  # noqa: ARG002
        """Another catalogue, with some fields set otherwise and indexes of its own; this one stays as it is."""
        return self.but(**(update or {}))

    def but(self, **changes: Any) -> Self:
        """The same catalogue with some fields changed, and indexes of its own."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return self.trusted(**fields | changes)

    def __copy__(self) -> Self:
        # A new one, without the indexes: `model_copy` changes what it gets from here.
        copy = self.__new__(type(self))
        copy.__setstate__(self.__getstate__())
        return copy

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return self.__copy__()  # nothing in its parts can be changed
