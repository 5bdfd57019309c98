"""What goes into a recommendation, checked before anything is done: challenges, marks, tried actions, a group."""

import re
from collections import Counter
from contextlib import suppress
from enum import StrEnum
from operator import index
from typing import Any, NamedTuple

from pydantic import Field

from opsi_handbook.content.problems import problem
from opsi_handbook.errors import Faults, InvalidInputError, OpsiHandbookError, UnknownIdError
from opsi_handbook.ids import Kind, id_of, kind_of
from opsi_handbook.model import Action, Catalogue, Challenge, Item, Model, Principle, Question
from opsi_handbook.model.codes import COUNTRIES
from opsi_handbook.text import shown, unreadable, unwanted

__all__ = [
    "MAX_LIMIT", "MAX_TEXT", "NO_FILTERS", "Filters", "GroupBand", "GroupMark", "Request", "Situation", "checked_limit",
    "checked_text", "situation_of", "whole_number",
]  # fmt: skip

MAX_TEXT = 100_000
"""The longest free text, in characters: some forty pages."""

MAX_LIMIT = 1_000
"""The most recommendations that may be asked for."""


class GroupBand(StrEnum):
    """What is said of how many of a group marked a question, where counts are not shown."""

    FEW = "few"
    """Few: more than half did not."""
    LESS = "less"
    """More than a few, but less than half."""
    HALF = "half"
    """About half."""
    MORE = "more"
    """More than half, but not nearly all."""
    MOST = "most"
    """Most."""
    SOME = "some"
    """Some did, and some did not."""


class GroupMark(Model):
    """How a group answered one question, as published. The share that marked it is `marked` of `answered`."""

    question: str
    """The id of the question."""
    marked: int
    """How many marked it, in an open group; otherwise the middle of the band, as a part of `answered`."""
    answered: int
    """How many answered it, in an open group; otherwise the whole of which `marked` is a part, and no head count."""
    band: GroupBand | None = None
    """What is said of it in words; none in an open group, whose counts are exact."""


class Filters(Model):
    """What the advice was narrowed to."""

    principles: tuple[str, ...] = ()
    """Only questions of these principles; empty for all of them."""
    countries: tuple[str, ...] = ()
    """Only questions with a case study from one of these countries, and only those cases; empty for all."""
    reachable_urls: tuple[str, ...] | None = None
    """Only examples and tools with one of these addresses; none if that was not asked."""


NO_FILTERS = Filters.trusted(principles=(), countries=(), reachable_urls=None)
"""The advice is narrowed to nothing; made so that nothing is validated when this is imported."""


class Situation(Model):
    """Where somebody stands. Ids are sorted, so that the order in which they were named makes no difference."""

    challenges: tuple[str, ...] = ()
    """The ids of challenges that are faced."""
    marks: tuple[str, ...] = ()
    """The ids of questions that were marked "we need to get better at this"."""
    tried: tuple[str, ...] = ()
    """The ids of actions that have been tried."""
    group: tuple[GroupMark, ...] = ()
    """How a group answered, as published."""
    filters: Filters = Field(default_factory=lambda: NO_FILTERS)  # as a default, old pydantic could not show it
    """What the advice is narrowed to."""
    limit: int = 5
    """The most recommendations to give."""


class Request(NamedTuple):
    """What a caller gives, not yet checked; ids may be items."""

    text: Any = None
    challenges: Any = ()
    marks: Any = ()
    tried: Any = ()
    limit: Any = 5
    principles: Any = ()
    countries: Any = ()
    reachable_urls: Any = None
    group: tuple[GroupMark, ...] = ()


_CLASSES: dict[Kind, type[Item]] = {
    Kind.ACTION: Action,
    Kind.CHALLENGE: Challenge,
    Kind.PRINCIPLE: Principle,
    Kind.QUESTION: Question,
}


def situation_of(catalogue: Catalogue, request: Request) -> Situation:
    """Check what a caller gives; every fault is found before anything is said.

    Raises:
        UnknownIdError: an id is not known; near ones are named.
        InvalidInputError: anything else is wrong with what was given.
    """
    faults = Faults()

    def ids(field: str, given: Any, kind: Kind) -> tuple[str, ...]:
        if not _is_given(given):
            return ()
        return tuple(sorted(_ids(catalogue, _listed(field, given, "ids", faults), (field, kind), faults)))

    limit = request.limit
    with faults.collect():
        limit = checked_limit(limit)
    if request.text is not None:
        with faults.collect():
            checked_text(request.text)
    filters = NO_FILTERS
    if any(map(_is_given, (request.principles, request.countries))) or request.reachable_urls is not None:
        urls = request.reachable_urls
        filters = Filters.trusted(
            principles=ids("principles", request.principles, Kind.PRINCIPLE),
            countries=_countries(_listed("countries", request.countries, "codes", faults), faults),
            reachable_urls=None
            if urls is None
            else _urls(_listed("reachable_urls", urls, "addresses", faults), faults),
        )
    situation = Situation.trusted(
        challenges=ids("challenges", request.challenges, Kind.CHALLENGE),
        marks=ids("marks", request.marks, Kind.QUESTION),
        tried=ids("tried", request.tried, Kind.ACTION),
        group=request.group,
        filters=filters,
        limit=limit,
    )
    faults.raise_as(UnknownIdError if faults.unknown_id else InvalidInputError, "what was given")
    return situation


def checked_text(text: object) -> str:
    """A free text that can be worked on.

    Raises:
        InvalidInputError: it is no text, blank, longer than `MAX_TEXT`, or holds NUL or half a character.
    """
    if not isinstance(text, str):
        raise _fault("text", f"must be a text, not {type(text).__name__}")
    if len(text) > MAX_TEXT:
        raise _fault("text", f"has {len(text):,} characters; give at most {MAX_TEXT:,}, the part that matters")
    character = unreadable(text)
    if character:
        raise _fault("text", f"holds the character {character}, which is no text; remove it")
    if not text.strip():
        raise _fault("text", "is empty; describe the problem in your own words, or leave the text out")
    return text


def whole_number(field: str, value: object, bounds: tuple[int, int]) -> int:
    """A whole number within bounds, from any type that stands for one exactly.

    Raises:
        InvalidInputError: it is no whole number or out of bounds.
    """
    try:
        number = None if isinstance(value, bool) else index(value)  # type: ignore[arg-type]  # raises where it is none
    except TypeError:
        number = None
    least, most = bounds
    if number is None or not least <= number <= most:
        raise _fault(field, problem("whole-number", least=least, most=f"{most:,}", value=shown(value, 20)))
    return number


def _fault(field: str, problem: str) -> OpsiHandbookError:
    faults = Faults()
    faults.add(problem, field=field)
    return faults.as_error(InvalidInputError, field)


def checked_limit(limit: object) -> int:
    """The most that is asked for.

    Raises:
        InvalidInputError: it is no whole number from 1 to `MAX_LIMIT`.
    """
    return whole_number("limit", limit, (1, MAX_LIMIT))


def _is_given(value: object) -> bool:
    # Arrays and frames cannot be compared with a tuple.
    return not isinstance(value, tuple) or bool(value)


def _listed(field: str, given: Any, what: str, faults: Faults) -> list[Any]:
    if not isinstance(given, str | bytes | Model):
        with suppress(TypeError):  # also where it says that it can be gone through and cannot, as an array of no axis
            return list(given)
    faults.add(f"must be a list of {what}, not {shown(given, 40)}", field=field)
    return []


def _ids(catalogue: Catalogue, given: list[Any], wanted: tuple[str, Kind], faults: Faults) -> set[str]:
    field, kind = wanted
    ids = {id_of(value) or "" for value in given}
    # Most of what is given has nothing wrong; the closer look is for what has.
    if len(ids) == len(given) and all(type(catalogue.by_id.get(id_)) is _CLASSES[kind] for id_ in ids):
        return ids
    times = Counter(id_of(value) for value in given)
    for value in given:
        id_ = id_of(value) or ""
        if id_ not in catalogue.by_id:
            faults.unknown_id = True
            faults.add(catalogue.unknown(value, _CLASSES[kind]), field=field)
        elif kind_of(id_) is not kind:
            faults.add(f"{id_} is {_a(kind_of(id_))}; name {_a(kind)} here", field=field)
        elif times[id_] > 1:
            faults.add(f"{id_} is named {times[id_]} times; name it once", field=field)
    return ids


def _a(kind: Kind | None) -> str:
    name = str(kind).replace("_", " ")
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _countries(given: list[Any], faults: Faults) -> tuple[str, ...]:
    codes = [code.strip().upper() if isinstance(code, str) else "" for code in given]
    for code, given_as in zip(codes, given, strict=True):
        if code not in COUNTRIES:
            problem = f"{shown(given_as, 20)} is no country; use an ISO 3166-1 code of two letters, EU or XK"
            faults.add(problem, field="countries")
    return tuple(sorted(set(codes)))


def _urls(given: list[Any], faults: Faults) -> tuple[str, ...]:
    for url in given:
        if not isinstance(url, str) or unwanted(url) or re.search(r"\s", url):
            faults.add(f"must hold web addresses, not {shown(url, 60)}", field="reachable_urls")
    return tuple(sorted({url for url in given if isinstance(url, str)}))
