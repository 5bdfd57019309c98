"""An advice as a Markdown document: to be pasted into minutes, a plan, a message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from opsi_handbook.model import CaseStudy, Toolkit
from opsi_handbook.recommend.advice import Advice, Recommendation
from opsi_handbook.recommend.explaining import phrases_of, points_in_words

__all__ = ["markdown"]


def markdown(advice: Advice, phrases: Mapping[str, str] | None = None) -> str:
    """The advice with its reasons, actions, examples and tools; headings from the first level down."""
    told = phrases or phrases_of(advice)
    lines = [f"# {told['ui.advice']}", ""]
    if advice.message:
        lines += [_plain(advice.message), ""]
    for found in advice.recommendations:
        lines += _section(found, told)
    steps = advice.first_steps
    if steps:
        lines += [f"## {told['ui.first-steps']}", ""]
        lines += [f"- [ ] {_plain(step.text)} ({step.id})" for step in steps]
        lines.append("")
    return "\n".join([*lines, "---", "", _plain(advice.provenance), ""])


def _section(found: Recommendation, told: Mapping[str, str]) -> Iterator[str]:
    points = points_in_words(found.score, told)
    yield f"## {found.place}. {_plain(found.question.title)}"
    yield ""
    yield f"*{_plain(found.question.text)}* ({found.question.id}, {points})"
    yield ""
    yield f"### {told['ui.actions']}"
    yield ""
    yield from (f"- [ ] {_plain(action.text)} ({action.id})" for action in found.actions)
    if not found.actions:
        yield _plain(told["ui.all-tried"])
    if found.question.own_suggestion:
        yield f"- [ ] {told['ui.own-suggestion']} …"
    yield ""
    for title, examples in (("ui.case-studies", found.case_studies), ("ui.toolkits", found.toolkits)):
        if examples:
            yield from (f"### {told[title]}", "", *map(_example, examples), "")
    yield f"### {told['ui.why-here']}"
    yield ""
    for reason in found.reasons:
        layer = told[f"ui.layer-{reason.layer.value}"]
        yield f"- {_plain(reason.text)} ({points_in_words(reason.points, told)}, {layer})"
    yield ""
    if found.related:
        yield f"### {told['ui.related']}"
        yield ""
        for near in found.related:
            layer = told[f"ui.layer-{near.layer.value}"]
            yield f"- {_plain(near.title)} ({near.question}): {_plain(near.reason)} ({layer})"
        yield ""


def _example(item: CaseStudy | Toolkit) -> str:
    countries = f" ({', '.join(item.countries)})" if item.countries else ""
    links = "".join(f" [{_plain(link.label)}](<{link.url}>)" for link in item.links)
    return f"- **{_plain(item.name)}**{countries}: {_plain(item.what)}{links}"


def _plain(text: str) -> str:
    """A text on one line, in which nothing is taken for Markdown or HTML."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", " ".join(text.split()))
