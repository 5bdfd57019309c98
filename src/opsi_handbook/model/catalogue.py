"""The validated whole: every item of one edition in one language."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from opsi_handbook.model.base import LanguageTag, Model
from opsi_handbook.model.integrity import faults_of
from opsi_handbook.model.items import (
    CaseStudy,
    FrontMatter,
    Item,
    Phrase,
    Principle,
    Relation,
    Term,
    Tombstone,
    Toolkit,
    Translation,
    Work,
)

__all__ = ["SCHEMA_VERSION", "Catalogue"]

SCHEMA_VERSION: Literal[1] = 1
"""The version of the shape of a catalogue's JSON; it grows when a reader of the old shape would fail."""


class Catalogue(Model):
    """One edition, whole: ids are unique, numbers have no gaps, and whatever is referred to is there."""

    schema_version: Literal[1] = SCHEMA_VERSION
    content_version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    language: LanguageTag
    works: tuple[Work, ...]
    front_matter: FrontMatter
    principles: tuple[Principle, ...]
    case_studies: tuple[CaseStudy, ...]
    toolkits: tuple[Toolkit, ...]
    relations: tuple[Relation, ...]
    phrases: tuple[Phrase, ...]
    terms: tuple[Term, ...]
    tombstones: tuple[Tombstone, ...] = ()
    translation: Translation | None = None
    """How this edition was translated; None for English, in which the content is written."""

    @model_validator(mode="after")
    def _is_whole(self) -> "Catalogue":
        faults = faults_of(self)
        if faults:
            listing = "\n".join(f"{item}: {problem}" for item, problem in faults)
            raise PydanticCustomError("catalogue", "{listing}", {"listing": listing, "faults": faults})
        return self

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
