"""Items and advice as pages of plain text, in the edition's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from opsi_handbook.cli.layout import bullets, heading, paragraph
from opsi_handbook.handbook import Handbook
from opsi_handbook.model import CaseStudy, Item, Layer, Link, Principle, Question, Relation, RelationKind, Toolkit
from opsi_handbook.recommend import Advice

__all__ = ["advice_page", "brief", "item_page", "name_of", "notice_page"]


def name_of(item: Item) -> str:
    """What an item is called: its title or name, or its text where it has none."""
    return str(getattr(item, "title", None) or getattr(item, "name", None) or getattr(item, "text", item.id))


def notice_page(hb: Handbook) -> Iterator[str]:
    """What a reader must be told of the edition before anything else."""
    if hb.notice:
        yield paragraph(hb.notice) + "\n"


def brief(item: Item) -> str:
    """An item in one short paragraph, its id first."""
    return paragraph(name_of(item), 0, f"{item.id}  ")


def _layer(hb: Handbook, layer: Layer) -> str:
    return hb.phrases[f"ui.layer-{layer.value}"]


def _links(links: Iterable[Link]) -> Iterator[str]:
    for link in links:
        # An address stands on a line of its own and is never broken.
        yield paragraph(f"{link.label}:", 4)
        yield f"      {link.url}"


def _example(item: CaseStudy | Toolkit) -> Iterator[str]:
    countries = f" ({', '.join(item.countries)})" if item.countries else ""
    yield paragraph(f"{item.name}{countries}", 2, "- ")
    yield paragraph(item.what, 4)
    yield from _links(item.links)


def advice_page(hb: Handbook, advice: Advice) -> Iterator[str]:
    """An advice, question by question, with the reasons last."""
    words = hb.phrases
    yield from notice_page(hb)
    if advice.message:
        yield paragraph(advice.message)
        return
    for found in advice.recommendations:
        points = words["ui.one-point"] if found.score == 1 else words["ui.points"].format(points=found.score)
        yield heading(f"{found.place}. {found.question.title} ({found.question.id}, {points})")
        yield paragraph(found.question.text)
        yield f"\n{words['ui.actions']}"
        if found.actions:
            yield from (paragraph(action.text, 2, f"[ ] {action.id}  ") for action in found.actions)
        else:
            yield paragraph(words["ui.all-tried"], 2)
        if found.question.own_suggestion:
            yield f"  [ ] {words['ui.own-suggestion']} ____________________"
        for title, examples in (("ui.case-studies", found.case_studies), ("ui.toolkits", found.toolkits)):
            if examples:
                yield f"\n{words[title]}"
                for example in examples:
                    yield from _example(example)
        yield f"\n{words['ui.why-here']}"
        for reason in found.reasons:
            points = words["ui.one-point"] if reason.points == 1 else words["ui.points"].format(points=reason.points)
            yield paragraph(f"{reason.text} ({points}, {_layer(hb, reason.layer)})", 2, "- ")
        yield ""
    yield paragraph(advice.provenance)


def item_page(hb: Handbook, item: Item) -> Iterator[str]:
    """Everything about one item: its text, what stands under it, and the links that start or end at it."""
    words = hb.phrases
    kind = words.get(f"ui.{_kind(item)}", _kind(item))
    page = "" if item.page is None else f", {words['ui.page'].format(page=item.page)}"
    yield from notice_page(hb)
    yield heading(name_of(item), "=")
    yield paragraph(f"{kind} {item.id}{page}, {_layer(hb, item.layer)}") + "\n"
    if isinstance(item, Principle):
        yield from _principle(hb, item)
    elif isinstance(item, Question):
        yield from _question(hb, item)
    elif isinstance(item, CaseStudy | Toolkit):
        yield from _whole_example(hb, item)
    elif isinstance(item, Relation):
        yield paragraph(item.reason)
    elif getattr(item, "text", name_of(item)) != name_of(item):
        yield paragraph(str(getattr(item, "text", "")))
        yield from _links(getattr(item, "links", ()))
    yield from _relations(hb, item)


def _kind(item: Item) -> str:
    return "".join(f"-{char.lower()}" if char.isupper() else char for char in type(item).__name__).lstrip("-")


def _principle(hb: Handbook, item: Principle) -> Iterator[str]:
    yield paragraph(item.summary)
    yield f"\n{hb.phrases['ui.why-important']}"
    yield from bullets(argument.text for argument in item.why)
    for title, run in (("dimensions", item.dimensions), ("challenges", item.challenges)):
        yield f"\n{hb.phrases[f'ui.{title}']}"
        yield from (paragraph(part.text, 2, f"{part.id}  ") for part in run)
    yield f"\n{hb.phrases['ui.questions']}"
    yield from (paragraph(f"{part.title}. {part.text}", 2, f"{part.id}  ") for part in item.questions)


def _question(hb: Handbook, item: Question) -> Iterator[str]:
    yield paragraph(item.text)
    yield f"\n{hb.phrases['ui.actions']}"
    yield from (paragraph(action.text, 2, f"{action.id}  ") for action in item.actions)
    for title, ids in (("ui.case-studies", item.case_studies), ("ui.toolkits", item.toolkits)):
        yield f"\n{hb.phrases[title]}"
        for id_ in ids:
            yield from _example(hb[id_])


def _whole_example(hb: Handbook, item: CaseStudy | Toolkit) -> Iterator[str]:
    for field in ("publisher", "who", "countries", "what", "outcome", "audience", "helps_with"):
        value = getattr(item, field, None)
        if value:
            shown = ", ".join(value) if isinstance(value, tuple) else value
            yield paragraph(f"{hb.phrases['ui.' + field.replace('_', '-')]}: {shown}")
    if item.links:
        yield f"\n{hb.phrases['ui.links']}"
        yield from _links(item.links)


def _relations(hb: Handbook, item: Item) -> Iterator[str]:
    titles = {
        RelationKind.LEADS_TO: "ui.leads-to",
        RelationKind.RELATED_TO: "ui.related",
        RelationKind.BEARS_ON: "ui.dimensions",
    }
    for kind, title in titles.items():
        ends = [
            (relation.target, relation)
            for relation in hb.relations
            if relation.kind is kind and relation.source == item.id
        ]
        if kind is RelationKind.RELATED_TO:
            ends += [(r.source, r) for r in hb.relations if r.kind is kind and r.target == item.id]
        if ends:
            yield f"\n{hb.phrases[title]} ({_layer(hb, ends[0][1].layer)})"
            for end, relation in ends:
                yield paragraph(f"{name_of(hb[end])} – {relation.reason}", 2, f"{end}  ")
