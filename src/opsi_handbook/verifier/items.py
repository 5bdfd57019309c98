"""The items of an edition as an advice shows them, and what filters leave of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opsi_handbook.verifier.edition import Edition, Entry

__all__ = ["actions_left", "case_studies_left", "is_wanted", "related_to", "summary_of", "toolkits_left"]

_ITEM = ("id", "layer", "work", "page")
_QUESTION = (*_ITEM, "title", "text", "own_suggestion")
_ACTION = (*_ITEM, "text")
_CASE_STUDY = (*_ITEM, "name", "countries", "who", "what", "outcome", "aim")
_TOOLKIT = (*_ITEM, "name", "publisher", "countries", "what", "audience", "helps_with")
_LINK = ("url", "label", "country", "language")

Filters = Mapping[str, Any]


def summary_of(question: Entry) -> dict[str, Any]:
    """A question without what stands on its page."""
    return _only(question, _QUESTION)


def actions_left(question: Entry, tried: list[str]) -> list[dict[str, Any]]:
    """The actions of a question that were not tried."""
    return [_only(action, _ACTION) for action in question["actions"] if action["id"] not in tried]


def case_studies_left(question: Entry, edition: Edition, filters: Filters) -> list[dict[str, Any]]:
    """The case studies of a question from the countries asked for, and with an address that is known to work."""
    cases = [edition.case_studies[id_] for id_ in question["case_studies"]]
    wanted = set(filters["countries"])
    return [
        _linked(case, _CASE_STUDY)
        for case in cases
        if (not wanted or not wanted.isdisjoint(case["countries"])) and _is_reachable(case, filters)
    ]


def toolkits_left(question: Entry, edition: Edition, filters: Filters) -> list[dict[str, Any]]:
    """The tools of a question, from wherever they are, with an address that is known to work."""
    tools = [edition.toolkits[id_] for id_ in question["toolkits"]]
    return [_linked(tool, _TOOLKIT) for tool in tools if _is_reachable(tool, filters)]


def is_wanted(question: Entry, edition: Edition, filters: Filters) -> bool:
    """Whether a question lies within the filters."""
    if filters["principles"] and question["id"].split(".")[0] not in filters["principles"]:
        return False
    if filters["countries"]:
        return bool(case_studies_left(question, edition, filters))
    if filters["reachable_urls"] is None:
        return True
    return bool(case_studies_left(question, edition, filters) or toolkits_left(question, edition, filters))


def related_to(question: Entry, edition: Edition) -> list[dict[str, Any]]:
    """The questions near to one, with the reason why."""
    return [
        {
            "question": other,
            "title": edition.questions[other]["title"],
            "layer": relation["layer"],
            "reason": relation["reason"],
        }
        for other, relation in edition.related.get(question["id"], ())
    ]


def _only(entry: Entry, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: entry.get(name) for name in names}


def _linked(entry: Entry, names: tuple[str, ...]) -> dict[str, Any]:
    links = [_only(link, _LINK) for link in entry["links"]]
    return {**_only(entry, names), "countries": list(entry["countries"]), "links": links}


def _is_reachable(entry: Entry, filters: Filters) -> bool:
    addresses = filters["reachable_urls"]
    return addresses is None or any(link["url"] in addresses for link in entry["links"])
