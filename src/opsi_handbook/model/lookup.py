"""Looking items up: a catalogue as a mapping of ids to items, with one typed accessor a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Never, Self, TypeVar

from opsi_handbook.errors import InvalidInputError
from opsi_handbook.ids import Kind, id_of, kind_of, owner_of
from opsi_handbook.model.catalogue import Catalogue
from opsi_handbook.model.front import FrontMatter, Phrases, Term, Work
from opsi_handbook.model.items import (
    Action,
    CaseStudy,
    Challenge,
    Dimension,
    Item,
    Principle,
    Question,
    Relation,
    Toolkit,
)

__all__ = ["ItemLookup"]

AnyItem = TypeVar("AnyItem", bound=Item)


class ItemLookup(Mapping[str, Item]):
    """Every item of one edition by its id, in reading order. Ids may be in capitals, or be items."""

    _catalogue: Catalogue

    def __init__(self, catalogue: Catalogue) -> None:
        self.__dict__["_catalogue"] = catalogue

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"a {type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"a {type(self).__name__} is frozen: {name} cannot be deleted")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self  # nothing in it can be changed

    @property
    def catalogue(self) -> Catalogue:
        """The validated whole behind it."""
        return self._catalogue

    def __getitem__(self, id_: str | Item) -> Item:
        """The item with an id.

        Raises:
            UnknownIdError: there is none; the message names near ids, or what took the place of a retired one.
        """
        return self._catalogue.get(id_)

    def __contains__(self, id_: object) -> bool:
        return id_of(id_) in self._catalogue.by_id

    def __iter__(self) -> Iterator[str]:
        return iter(self._catalogue.by_id)

    def __len__(self) -> int:
        return len(self._catalogue.by_id)

    def _of(self, kind: type[AnyItem], id_: object) -> AnyItem:
        item = self._catalogue.get(id_, kind)
        if not isinstance(item, kind):
            kind_ = self.kind(item).replace("_", " ")
            raise InvalidInputError(f"{item.id} is of the kind {kind_}; ask for it by hb[{item.id!r}]")
        return item

    def principle(self, id_: str | Item) -> Principle:
        """The principle with an id, such as `p2`. Like each of the typed accessors, it raises as `hb[id]` does, and
        `InvalidInputError` for an item of another kind.
        """
        return self._of(Principle, id_)

    def dimension(self, id_: str | Item) -> Dimension:
        """The dimension with an id, such as `p2.d3`."""
        return self._of(Dimension, id_)

    def challenge(self, id_: str | Item) -> Challenge:
        """The challenge with an id, such as `p2.c1`."""
        return self._of(Challenge, id_)

    def question(self, id_: str | Item) -> Question:
        """The question with an id, such as `p2.q4`."""
        return self._of(Question, id_)

    def action(self, id_: str | Item) -> Action:
        """The action with an id, such as `p2.q4.a1`."""
        return self._of(Action, id_)

    def case_study(self, id_: str | Item) -> CaseStudy:
        """The case study with an id, such as `case.policy-jam`."""
        return self._of(CaseStudy, id_)

    def toolkit(self, id_: str | Item) -> Toolkit:
        """The toolkit with an id, such as `toolkit.culture-map`."""
        return self._of(Toolkit, id_)

    def relation(self, id_: str | Item) -> Relation:
        """The link between two items with an id, such as `leads-to.p1.c1.p1.q1`."""
        return self._of(Relation, id_)

    def term(self, id_: str | Item) -> Term:
        """The word of the field with an id, such as `term.innovation`."""
        return self._of(Term, id_)

    def work(self, id_: str | Item) -> Work:
        """The work that content derives from, with an id such as `work.handbook`."""
        return self._of(Work, id_)

    def kind(self, id_: str | Item) -> Kind:
        """What kind of item an id names."""
        return Kind(kind_of(self._catalogue.get(id_).id) or "")

    def parent(self, id_: str | Item) -> Item | None:
        """The item that one stands under: the question of an action, the principle of a question; None for others."""
        return self._catalogue.by_id.get(owner_of(self._catalogue.get(id_).id))

    def used_by(self, id_: str | Item) -> tuple[Question, ...]:
        """The questions on whose pages a case study or toolkit stands, in printed order.

        Raises:
            UnknownIdError: there is no such item.
            InvalidInputError: it is of another kind.
        """
        item = self._catalogue.get(id_)
        if not isinstance(item, CaseStudy | Toolkit):
            raise InvalidInputError(f"{item.id}: only case studies and toolkits stand on the pages of questions")
        wanted = item.id
        return tuple(
            question
            for question in self._catalogue.questions
            if wanted in question.case_studies or wanted in question.toolkits
        )

    def case_studies_of(self, question: str | Item) -> tuple[CaseStudy, ...]:
        """The case studies on the page of a question."""
        return self._catalogue.case_studies_of(self.question(question).id)

    def toolkits_of(self, question: str | Item) -> tuple[Toolkit, ...]:
        """The toolkits on the page of a question."""
        return self._catalogue.toolkits_of(self.question(question).id)

    @property
    def language(self) -> str:
        """The BCP 47 tag of the edition."""
        return self._catalogue.language

    @property
    def content_version(self) -> str:
        """The version of the content, as major.minor.patch."""
        return self._catalogue.content_version

    @property
    def fallback(self) -> Mapping[str, str]:
        """The units of text that this edition lacks, and the language in which each of them stands instead."""
        info = self._catalogue.translation
        return MappingProxyType({entry.unit: entry.language for entry in info.fallback} if info else {})

    @property
    def notice(self) -> str | None:
        """What a reader must be told of this translation: a machine's draft, incomplete, stale. None if nothing."""
        return self._catalogue.notice

    @property
    def front_matter(self) -> FrontMatter:
        """What stands around the principles: purpose, steps, makers, licence, disclaimer."""
        return self._catalogue.front_matter

    @property
    def principles(self) -> tuple[Principle, ...]:
        """The five principles, in printed order."""
        return self._catalogue.principles

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Every dimension, in printed order."""
        return self._catalogue.dimensions

    @property
    def challenges(self) -> tuple[Challenge, ...]:
        """Every challenge, in printed order."""
        return self._catalogue.challenges

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every assessment question, in printed order."""
        return self._catalogue.questions

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action, in printed order."""
        return self._catalogue.actions

    @property
    def case_studies(self) -> tuple[CaseStudy, ...]:
        """Every case study, in printed order."""
        return self._catalogue.case_studies

    @property
    def toolkits(self) -> tuple[Toolkit, ...]:
        """Every toolkit, in printed order."""
        return self._catalogue.toolkits

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Every link that this project draws between items, with its reason."""
        return self._catalogue.relations

    @property
    def terms(self) -> tuple[Term, ...]:
        """The field's words and what they mean here."""
        return self._catalogue.terms

    @property
    def works(self) -> tuple[Work, ...]:
        """The works that the content derives from, with their licences."""
        return self._catalogue.works

    @property
    def phrases(self) -> Phrases:
        """The sentences of reports and of the command line, by id, in the edition's language."""
        return self._catalogue.texts
