"""What is left of a question's examples and tools when the advice is narrowed."""

from __future__ import annotations

from opsi_handbook.model import CaseStudy, Catalogue, Link, Question, Toolkit
from opsi_handbook.recommend.situation import Filters

__all__ = ["case_studies_left", "is_wanted", "toolkits_left"]


def case_studies_left(catalogue: Catalogue, question: Question, filters: Filters) -> tuple[CaseStudy, ...]:
    """The case studies of a question from the countries asked for, with a reachable link if that is asked."""
    countries = set(filters.countries)
    return tuple(
        case
        for case in catalogue.case_studies_of(question.id)
        if (not countries or countries & set(case.countries)) and _is_reachable(case.links, filters)
    )


def toolkits_left(catalogue: Catalogue, question: Question, filters: Filters) -> tuple[Toolkit, ...]:
    """The tools of a question, with a reachable link if that is asked; a tool is not bound to a country."""
    return tuple(tool for tool in catalogue.toolkits_of(question.id) if _is_reachable(tool.links, filters))


def is_wanted(catalogue: Catalogue, question: Question, filters: Filters) -> bool:
    """Whether a question lies within what was asked for, with an example or tool left where those are narrowed."""
    if filters.principles and question.id.partition(".")[0] not in filters.principles:
        return False
    if filters.countries:
        return bool(case_studies_left(catalogue, question, filters))
    return filters.reachable_urls is None or bool(
        case_studies_left(catalogue, question, filters) or toolkits_left(catalogue, question, filters)
    )


def _is_reachable(links: tuple[Link, ...], filters: Filters) -> bool:
    return filters.reachable_urls is None or any(link.url in filters.reachable_urls for link in links)
