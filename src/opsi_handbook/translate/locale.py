"""What has been translated: one translation a unit, the source it was made from, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256

from opsi_handbook.translate.units import Unit, source_hash

__all__ = ["Locale", "Row", "State", "Translation", "debt", "rows", "version_of"]

_MOST_FORMER = 16


class State(StrEnum):
    """How far a translation can be trusted, from not there at all to read by a second person."""

    MISSING = "missing"
    STALE = "stale"
    MACHINE = "machine"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"


@dataclass(frozen=True)
class Translation:
    """The text of a unit in another language, and the source it was made from."""

    id: str
    """The id of the unit."""
    source: str
    """The English from which the text was made."""
    text: str
    """The translation; empty where there is only a comment so far."""
    state: State = State.TRANSLATED
    """How far it can be trusted: machine, translated or reviewed. Whether it is stale is worked out, never stored."""
    comment: str = ""
    """What a translator has noted about it."""
    former: tuple[str, ...] = field(default=(), compare=False)
    """The versions of it that there were before, the last one last; see `version_of`."""

    def after(self, before: Translation) -> Translation:
        """This translation in the place of another, whose version it keeps in mind."""
        version = version_of(before.text, before.state, before.comment)
        return replace(self, former=(*before.former, version)[-_MOST_FORMER:])


def version_of(*parts: str) -> str:
    """A short hash that tells a translation, by its text, state and comment, from what it was before and after."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


@dataclass(frozen=True)
class Locale:
    """All translations into one language. Units that are gone stay here, so that nothing is lost."""

    language: str
    """The BCP 47 tag."""
    translations: Mapping[str, Translation] = field(default_factory=dict)
    """The translations, by the id of their unit."""

    def updated(self, new: Iterable[Translation]) -> Locale:
        """This locale with some translations put in or replaced."""
        return Locale(self.language, {**self.translations, **{translation.id: translation for translation in new}})


@dataclass(frozen=True)
class Row:
    """A unit beside its translation."""

    unit: Unit
    """The unit of the English content."""
    text: str
    """The translation; empty where there is none."""
    state: State
    """How it stands today."""
    kept: State
    """The state it was given, which a stale translation has too."""
    previous: str
    """The older English that a stale translation was made from; empty for all others."""
    comment: str = ""
    """What a translator has noted."""


def rows(units: Iterable[Unit], locale: Locale) -> tuple[Row, ...]:
    """Every unit with its translation, in the order of the units."""
    return tuple(_row(unit, locale.translations.get(unit.id)) for unit in units)


def _row(unit: Unit, translation: Translation | None) -> Row:
    if translation is None:
        return Row(unit, "", State.MISSING, State.MISSING, "")
    if not translation.text:
        return Row(unit, "", State.MISSING, State.MISSING, "", translation.comment)
    if translation.source != unit.text and source_hash(translation.source) != unit.hash:
        return Row(
            unit, translation.text, State.STALE, translation.state, translation.source, translation.comment
        )  # fmt: skip
    return Row(unit, translation.text, translation.state, translation.state, "", translation.comment)


def debt(found: Iterable[Row]) -> dict[str, dict[State, int]]:
    """How many units of each part of the handbook (`p1`, `case`, `ui` …) are in each state; `all` is the sum."""
    counts: dict[str, dict[State, int]] = {}
    for row in found:
        for part in (row.unit.id.partition(".")[0], "all"):
            states = counts.setdefault(part, dict.fromkeys(State, 0))
            states[row.state] += 1
    return {"all": counts.pop("all", dict.fromkeys(State, 0)), **counts}
