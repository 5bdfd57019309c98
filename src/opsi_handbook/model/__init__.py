"""The typed items of the handbook and the catalogue, the validated whole."""

from opsi_handbook.model.base import Layer, Model
from opsi_handbook.model.catalogue import SCHEMA_VERSION, Catalogue
from opsi_handbook.model.items import (
    Action,
    Argument,
    CaseStudy,
    Challenge,
    Dimension,
    FrontMatter,
    Item,
    Link,
    Maker,
    Passage,
    Phrase,
    Principle,
    Question,
    Relation,
    RelationKind,
    Tombstone,
    Toolkit,
    Work,
)

__all__ = [
    "SCHEMA_VERSION",
    "Action",
    "Argument",
    "CaseStudy",
    "Catalogue",
    "Challenge",
    "Dimension",
    "FrontMatter",
    "Item",
    "Layer",
    "Link",
    "Maker",
    "Model",
    "Passage",
    "Phrase",
    "Principle",
    "Question",
    "Relation",
    "RelationKind",
    "Tombstone",
    "Toolkit",
    "Work",
]
