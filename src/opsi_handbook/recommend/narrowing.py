"""What is left of a question's examples and tools when the advice is narrowed."""

from __future__ import annotations

from collections.abc import Mapping

from opsi_handbook.model import CaseStudy, Link, Question, Toolkit
from opsi_handbook.recommend.advice import Narrowed

__all__ = ["narrowed_case_studies", "narrowed_toolkits"]


def narrowed_case_studies(
    question: Question, case_studies: Mapping[str, CaseStudy], narrowed: Narrowed
) -> tuple[CaseStudy, ...]:
    """The case studies of a question from the countries asked for, with a link that is known to work if that is
    asked.
    """
    return tuple(
        case
        for case in map(case_studies.__getitem__, question.case_studies)
        if (not narrowed.countries or set(case.countries) & set(narrowed.countries)) and _works(case.links, narrowed)
    )


def narrowed_toolkits(question: Question, toolkits: Mapping[str, Toolkit], narrowed: Narrowed) -> tuple[Toolkit, ...]:
    """The tools of a question, with a link that is known to work if that is asked; a tool is not bound to a country."""
    return tuple(tool for tool in map(toolkits.__getitem__, question.toolkits) if _works(tool.links, narrowed))


def _works(links: tuple[Link, ...], narrowed: Narrowed) -> bool:
    return narrowed.working is None or any(link.url in narrowed.working for link in links)
