"""What goes into a recommendation: challenges, marks, tried actions and free text, checked before anything is done."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from opsi_handbook.errors import Fault, InvalidInputError, UnknownIdError
from opsi_handbook.ids import Kind, kind_of, near
from opsi_handbook.model import Model
from opsi_handbook.model.codes import COUNTRIES
from opsi_handbook.recommend.advice import Narrowed, Room

__all__ = ["MAX_LIMIT", "MAX_TEXT", "Situation", "checked_text", "situation"]

MAX_TEXT = 100_000
"""The longest free text, in characters: some forty pages."""

MAX_LIMIT = 1_000
"""The most recommendations that may be asked for."""

_UNSEEN = re.compile(r"[\x00\ud800-\udfff]")


class Situation(Model):
    """Where somebody stands. Ids are sorted, so that the order in which they were named makes no difference."""

    text: str | None = None
    challenges: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    limit: int = 5
    narrowed: Narrowed = Narrowed()
    sheets: int = 0
    room: tuple[Room, ...] = ()


def checked_text(text: object) -> str:
    """A free text that can be worked on.

    Raises:
        InvalidInputError: it is no text, blank, longer than `MAX_TEXT`, or holds NUL or half a character.
    """
    if not isinstance(text, str):
        raise InvalidInputError(f"text: must be a text, not {type(text).__name__}")
    if len(text) > MAX_TEXT:
        raise InvalidInputError(f"text: has {len(text):,} characters; give at most {MAX_TEXT:,}, the part that matters")
    unseen = _UNSEEN.search(text)
    if unseen:
        problem = f"holds the character U+{ord(unseen[0]):04X} at place {unseen.start()}, which is no text; remove it"
        raise InvalidInputError(f"text: {problem}")
    if not text.strip():
        raise InvalidInputError("text: is empty; describe the problem in your own words, or leave the text out")
    return text


def situation(
    known: Iterable[str],
    text: str | None = None,
    challenges: Iterable[str] = (),
    marks: Iterable[str] = (),
    tried: Iterable[str] = (),
    limit: int = 5,
    *,
    principles: Iterable[str] = (),
    countries: Iterable[str] = (),
    working: Iterable[str] | None = None,
    sheets: int = 0,
    room: tuple[Room, ...] = (),
) -> Situation:
    """Check what a caller gives against the known ids; every fault is found before anything is said.

    `sheets` and `room` come from a group's published table and are taken as they are.

    Raises:
        UnknownIdError: an id is not known; near ones are named.
        InvalidInputError: anything else is wrong with what was given.
    """
    known = known if isinstance(known, dict | frozenset | set) else frozenset(known)
    faults: list[Fault] = []
    unknown = False

    def ids(field: str, given: Iterable[str], kind: Kind) -> tuple[str, ...]:
        nonlocal unknown
        found = _listed(field, given, "ids", faults)
        for problem, missing in _problems(found, kind, known):
            unknown = unknown or missing
            faults.append(Fault("", 0, "", field, problem))
        return tuple(sorted(id_ for id_ in found if isinstance(id_, str)))

    sorted_ids = {
        "challenges": ids("challenges", challenges, Kind.CHALLENGE),
        "marks": ids("marks", marks, Kind.QUESTION),
        "tried": ids("tried", tried, Kind.ACTION),
    }
    narrowed = Narrowed.model_construct(
        principles=ids("principles", principles, Kind.PRINCIPLE),
        countries=_countries(_listed("countries", countries, "codes", faults), faults),
        working=None if working is None else _addresses(_listed("working", working, "addresses", faults), faults),
    )
    for check in (lambda: text is None or checked_text(text), lambda: _checked_limit(limit)):
        _collect(check, faults)
    if faults:
        error = UnknownIdError if unknown else InvalidInputError
        if len(faults) == 1:
            raise error(str(faults[0]), faults=())
        raise error(f"the situation has {len(faults)} faults:", faults)
    return Situation.model_construct(
        text=text,
        challenges=sorted_ids["challenges"],
        marks=sorted_ids["marks"],
        tried=sorted_ids["tried"],
        limit=limit,
        narrowed=narrowed,
        sheets=sheets,
        room=room,
    )


def _listed(field: str, given: Any, what: str, faults: list[Fault]) -> list[Any]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        faults.append(Fault("", 0, "", field, f"must be a list of {what}, such as [{repr(given)[:40]}]"))
        return []
    return list(given)


def _countries(given: list[Any], faults: list[Fault]) -> tuple[str, ...]:
    for code in given:
        if code not in COUNTRIES:
            problem = f"{str(code)[:20]!r} is no country; use an ISO 3166-1 code of two capital letters, EU or XK"
            faults.append(Fault("", 0, "", "countries", problem))
    return tuple(sorted({str(code) for code in given}))


def _addresses(given: list[Any], faults: list[Fault]) -> tuple[str, ...]:
    faults += (
        Fault("", 0, "", "working", f"must hold web addresses, not {type(url).__name__}")
        for url in given
        if not isinstance(url, str)
    )
    return tuple(sorted({url for url in given if isinstance(url, str)}))


def _collect(check: Callable[[], object], faults: list[Fault]) -> None:
    try:
        check()
    except InvalidInputError as error:
        field, _, problem = error.message.partition(": ")
        faults.append(Fault("", 0, "", field, problem))


def _problems(given: list[str], kind: Kind, known: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Each problem with a list of ids, and whether it is an id that is not known."""
    for id_, times in Counter(map(str, given)).items():
        shown = id_[:80].encode("ascii", "backslashreplace").decode()
        if id_ not in known:
            near_ones = near(id_, (other for other in known if kind_of(other) is kind))
            hint = f"; did you mean {' or '.join(near_ones)}?" if near_ones else ""
            yield f"{shown!r} is not known{hint}", True
        elif kind_of(id_) is not kind:
            yield f"{shown} is a {str(kind_of(id_)).replace('_', ' ')}; name a {kind.value} here", False
        if times > 1:
            yield f"{shown} is named {times} times; name it once", False


def _checked_limit(limit: object) -> int:
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= MAX_LIMIT:
        raise InvalidInputError(f"limit: must be a whole number from 1 to {MAX_LIMIT:,}, not {str(limit)[:20]}")
    return limit
