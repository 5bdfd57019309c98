"""What a receipt states: whether it is of the right shape, known, in order and within bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from itertools import pairwise
from typing import Any

from opsi_handbook.text import shown, unwanted
from opsi_handbook.verifier.comparing import in_brief
from opsi_handbook.verifier.edition import Edition

__all__ = ["faults_of"]

_MOST_ANSWERS = 10_000_000
_MOST_WORDS = 100_000
_MOST_LIMIT = 1_000
_MOST_OF_ENCODER = 1_000
_MOST_OF_EXAMPLE = 500

_RECEIPT = ("situation", "text", "runners_up")
_SITUATION = ("challenges", "marks", "tried", "group", "filters", "limit")
_FILTERS = ("principles", "countries", "reachable_urls")
_TEXT = ("words", "unknown_words", "fits", "local_examples", "encoder")
_GROUP = ("question", "marked", "answered", "band")
_BANDS = {"few": (-1,), "less": (-1,), "half": (0,), "more": (1,), "most": (1,), "some": (-1, 0, 1), None: (-1, 0, 1)}
"""On which side of the half the share may lie of which each band is said."""

Known = Callable[[Any], bool]


def faults_of(receipt: Any, edition: Edition, vocabulary: Container[str]) -> list[str]:
    """What is wrong with what a receipt states; the advice can be worked out again from it where nothing is.

    Args:
        receipt: the receipt, as it came.
        edition: the edition of the advice.
        vocabulary: the words that a text is matched by.
    """
    faults = [*_keys(receipt, _RECEIPT, "receipt")]
    if not faults:
        faults += _situation(receipt["situation"], edition)
        if receipt["text"] is not None:
            faults += _text(receipt["text"], edition, vocabulary)
    return faults


def _situation(situation: Any, edition: Edition) -> Iterator[str]:
    at = "receipt.situation"
    if wrong := [*_keys(situation, _SITUATION, at), *_keys(_at(situation, "filters"), _FILTERS, f"{at}.filters")]:
        yield from wrong
        return
    filters = situation["filters"]
    yield from _ordered(situation["challenges"], edition.challenges.__contains__, f"{at}.challenges", "challenge")
    yield from _ordered(situation["marks"], edition.questions.__contains__, f"{at}.marks", "question")
    yield from _ordered(situation["tried"], edition.actions.__contains__, f"{at}.tried", "action")
    yield from _ordered(filters["principles"], edition.principles.__contains__, f"{at}.filters.principles", "principle")
    yield from _ordered(filters["countries"], _is_code, f"{at}.filters.countries", "country")
    if filters["reachable_urls"] is not None:
        yield from _ordered(filters["reachable_urls"], _is_address, f"{at}.filters.reachable_urls", "address")
    yield from _number(situation["limit"], (1, _MOST_LIMIT), f"{at}.limit")
    yield from _group(situation["group"], edition.places, f"{at}.group")


def _group(group: Any, places: Mapping[str, int], at: str) -> Iterator[str]:
    if type(group) is not list:
        yield f"{at}: must be a list"
        return
    for number, entry in enumerate(group):
        if wrong := [*_keys(entry, _GROUP, f"{at}[{number}]")]:
            yield from wrong
            return
    yield from _ordered([entry["question"] for entry in group], places.__contains__, at, "question", places.get)
    for number, entry in enumerate(group):
        where = f"{at}[{number}]"
        wrong = [*_number(entry["answered"], (0, _MOST_ANSWERS), f"{where}.answered")]
        wrong = wrong or [*_number(entry["marked"], (0, entry["answered"]), f"{where}.marked")]
        yield from wrong or _band(entry, f"{where}.band")


def _band(entry: dict[str, Any], at: str) -> Iterator[str]:
    band, twice, answered = entry["band"], 2 * entry["marked"], entry["answered"]
    side = (twice > answered) - (twice < answered)
    if not (band is None or isinstance(band, str)) or side not in _BANDS.get(band, ()):
        yield f"{at}: is {shown(band)}, and does not go with {entry['marked']} of {answered}"


def _text(text: Any, edition: Edition, vocabulary: Container[str]) -> Iterator[str]:
    at = "receipt.text"
    if wrong := [*_keys(text, _TEXT, at)]:
        yield from wrong
        return
    yield from _ordered(text["words"], vocabulary.__contains__, f"{at}.words", "word of ours")
    yield from _number(text["unknown_words"], (0, _MOST_WORDS), f"{at}.unknown_words")
    places = edition.places
    yield from _tuples(text["encoder"], 2, f"{at}.encoder") or _encoder(text["encoder"], places, f"{at}.encoder")
    local = text["local_examples"]
    yield from _tuples(local, 3, f"{at}.local_examples") or _local(local, places, f"{at}.local_examples")


def _encoder(entries: list[Any], places: Mapping[str, int], at: str) -> Iterator[str]:
    yield from _ordered([question for question, _ in entries], places.__contains__, at, "question")
    if 2 * len(entries) >= len(places):
        yield f"{at}: names {len(entries)} questions, and an encoder speaks for less than half of them"
    for number, (_, points) in enumerate(entries[: len(places)]):
        yield from _number(points, (1, _MOST_OF_ENCODER), f"{at}[{number}]")


def _local(entries: list[Any], places: Mapping[str, int], at: str) -> Iterator[str]:
    wrong = [*_ordered([question for question, _, _ in entries], places.__contains__, at, "question", places.get)]
    if wrong:
        yield from wrong
        return
    for number, (question, id_, points) in enumerate(entries):
        if type(id_) is not str or not re.fullmatch(re.escape(f"local.{question}.s") + r"[1-9][0-9]{0,5}", id_):
            yield f"{at}[{number}]: {in_brief(id_)} is no situation of the caller's own at {question}"
        yield from _number(points, (1, _MOST_OF_EXAMPLE), f"{at}[{number}]")


def _ordered(
    values: Any, is_known: Known, at: str, what: str, rank: Callable[[Any], Any] = lambda value: value
) -> Iterator[str]:
    """The first fault of a list of things that are known, each once, in their order."""
    if type(values) is not list:
        yield f"{at}: must be a list"
        return
    for value in values:
        if type(value) is not str or not is_known(value):
            yield f"{at}: {in_brief(value)} is no {what}"
            return
    for before, value in pairwise(values):
        if rank(before) >= rank(value):
            yield f"{at}: {shown(value)} is named twice, or out of order"
            return


def _number(value: Any, bounds: tuple[int, int], at: str) -> Iterator[str]:
    least, most = bounds
    if type(value) is not int or not least <= value <= most:
        yield f"{at}: is {in_brief(value)}, and must be a whole number from {least} to {most}"


def _tuples(values: Any, size: int, at: str) -> list[str]:
    if type(values) is not list or not all(type(value) is list and len(value) == size for value in values):
        return [f"{at}: must be a list of lists of {size}"]
    return []


def _keys(value: Any, names: tuple[str, ...], at: str) -> Iterator[str]:
    """Whether something is an object of just these keys."""
    if type(value) is not dict:
        yield f"{at}: must be an object"
    elif value.keys() != set(names):
        yield f"{at}: must have the keys {', '.join(names)}, and no others"


def _at(value: Any, key: str) -> Any:
    return value.get(key) if type(value) is dict else None


def _is_code(value: Any) -> bool:
    return re.fullmatch("[A-Z]{2}", value) is not None


def _is_address(value: Any) -> bool:
    return unwanted(value) is None and re.search(r"\s", value) is None
