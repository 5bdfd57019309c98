"""An advice as a Markdown document: to be pasted into minutes, a plan, a message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opsi_handbook.model import CaseStudy, Catalogue, Toolkit
from opsi_handbook.recommend import Advice, Recommendation
from opsi_handbook.render.sentences import points_in_words

__all__ = ["address", "advice_markdown", "plain"]

_ENTITY = r"&(?=#?\w+;)"


def advice_markdown(catalogue: Catalogue, advice: Advice) -> str:
    """The advice with its reasons, actions, examples and tools; headings from the first level down."""
    texts = catalogue.texts
    lines = [f"# {plain(texts['ui.advice'])}", ""]
    for note in filter(None, (advice.message, *(hint.text for hint in advice.hints))):
        lines += [plain(note), ""]
    for each in advice.recommendations:
        lines += _section(catalogue, each)
    if advice.first_steps:
        lines += [f"## {plain(texts['ui.first-steps'])}", ""]
        lines += [f"- [ ] {plain(step.text)} ({step.action})" for step in advice.first_steps]
        lines.append("")
    return "\n".join([*lines, "---", "", plain(advice.provenance), ""])


def _section(catalogue: Catalogue, each: Recommendation) -> Iterator[str]:
    texts = catalogue.texts
    points = plain(points_in_words(catalogue, each.score))
    yield f"## {each.place}. {plain(each.question.title)}"
    yield ""
    yield f"*{plain(each.question.text)}* ({each.question.id}, {points})"
    yield ""
    yield plain(each.confidence_text)
    yield ""
    yield f"### {plain(texts['ui.actions'])}"
    yield ""
    yield from (f"- [ ] {plain(action.text)} ({action.id})" for action in each.actions)
    if not each.actions:
        yield plain(texts["ui.all-tried"])
    if each.question.own_suggestion:
        yield f"- [ ] {plain(texts['ui.own-suggestion'])} …"
    yield ""
    for title, examples in (("ui.case-studies", each.case_studies), ("ui.toolkits", each.toolkits)):
        if examples:
            yield from (f"### {plain(texts[title])}", "", *map(_example, examples), "")
    yield f"### {plain(texts['ui.why-here'])}"
    yield ""
    for reason in each.reasons:
        worth = f"{points_in_words(catalogue, reason.points)}, {texts[f'ui.layer-{reason.layer.value}']}"
        yield f"- {plain(reason.text)} ({plain(worth)})"
    yield ""
    if each.related:
        yield f"### {plain(texts['ui.related'])}"
        yield ""
        for near in each.related:
            layer = plain(texts[f"ui.layer-{near.layer.value}"])
            yield f"- {plain(near.title)} ({near.question}): {plain(near.reason)} ({layer})"
        yield ""


def _example(item: CaseStudy | Toolkit) -> str:
    countries = f" ({', '.join(item.countries)})" if item.countries else ""
    links = "".join(f" [{plain(link.label)}](<{address(link.url)}>)" for link in item.links)
    return f"- **{plain(item.name)}**{countries}: {plain(item.what)}{links}"


def plain(text: str) -> str:
    """A text on one line, in which nothing is taken for Markdown or HTML."""
    escaped = re.sub(rf"[\\`*_\[\]<>#|~]|{_ENTITY}", r"\\\g<0>", " ".join(text.split()))
    return re.sub(r"\A([0-9]*)([-+=.)])", r"\1\\\2", escaped)


def address(url: str) -> str:
    """An address as it stands between angle brackets, from which nothing in it breaks out."""
    return re.sub(rf"[\\<>]|{_ENTITY}", r"\\\g<0>", url)
