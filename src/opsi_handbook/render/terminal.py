"""Items and advice as pages of plain text, in the edition's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from opsi_handbook.ids import kind_of
from opsi_handbook.model import (
    CaseStudy,
    Catalogue,
    Item,
    Layer,
    Link,
    Principle,
    Question,
    Relation,
    RelationKind,
    Term,
    Toolkit,
)
from opsi_handbook.recommend import Advice, Recommendation
from opsi_handbook.render.layout import bullets, heading, paragraph
from opsi_handbook.render.sentences import points_in_words

__all__ = ["advice_page", "brief", "explanation_page", "item_page", "notice_page"]


def notice_page(catalogue: Catalogue) -> Iterator[str]:
    """What a reader must be told of the edition before anything else."""
    if catalogue.notice:
        yield paragraph(catalogue.notice) + "\n"


def brief(item: Item) -> str:
    """An item in one short paragraph, its id first; a term with what is meant by it."""
    text = f"{item.label}: {item.definition}" if isinstance(item, Term) else item.label
    return paragraph(text, 0, f"{item.id}  ")


def _layer(catalogue: Catalogue, layer: Layer) -> str:
    return catalogue.texts[f"ui.layer-{layer.value}"]


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


def advice_page(catalogue: Catalogue, advice: Advice) -> Iterator[str]:
    """An advice, question by question, with the reasons last."""
    yield from notice_page(catalogue)
    if advice.message:
        yield paragraph(advice.message)
    for each in advice.recommendations:
        yield from _recommendation(catalogue, each)
    for hint in advice.hints:
        ask = f" {catalogue.texts.fill('ui.ask-in', tag=hint.language)}" if hint.language else ""
        yield paragraph(hint.text + ask) + "\n"
    if not advice.message:
        yield paragraph(advice.provenance)


def _recommendation(catalogue: Catalogue, each: Recommendation) -> Iterator[str]:
    texts = catalogue.texts
    yield heading(f"{each.place}. {each.question.title} ({each.question.id}, {points_in_words(catalogue, each.score)})")
    yield paragraph(each.confidence_text) + "\n"
    yield paragraph(each.question.text)
    yield f"\n{texts['ui.actions']}"
    if each.actions:
        yield from (paragraph(action.text, 2, f"[ ] {action.id}  ") for action in each.actions)
    else:
        yield paragraph(texts["ui.all-tried"], 2)
    if each.question.own_suggestion:
        yield f"  [ ] {texts['ui.own-suggestion']} ____________________"
    for title, examples in (("ui.case-studies", each.case_studies), ("ui.toolkits", each.toolkits)):
        if examples:
            yield f"\n{texts[title]}"
            for example in examples:
                yield from _example(example)
    yield f"\n{texts['ui.why-here']}"
    for reason in each.reasons:
        points = points_in_words(catalogue, reason.points)
        yield paragraph(f"{reason.text} ({points}, {_layer(catalogue, reason.layer)})", 2, "- ")
    yield ""


def explanation_page(text: str) -> Iterator[str]:
    """An explanation, its paragraphs broken into lines."""
    return map(paragraph, text.split("\n"))


def item_page(catalogue: Catalogue, item: Item) -> Iterator[str]:
    """Everything about one item: its text, what stands under it, and the links that start or end at it."""
    texts = catalogue.texts
    kind = (kind_of(item.id) or "").replace("_", "-")
    kind = texts.get(f"ui.{kind}", kind)
    page = "" if item.page is None else f", {texts.fill('ui.page', page=item.page)}"
    yield from notice_page(catalogue)
    yield heading(item.label, "=")
    yield paragraph(f"{kind} {item.id}{page}, {_layer(catalogue, item.layer)}") + "\n"
    if isinstance(item, Principle):
        yield from _principle(catalogue, item)
    elif isinstance(item, Question):
        yield from _question(catalogue, item)
    elif isinstance(item, CaseStudy | Toolkit):
        yield from _whole_example(catalogue, item)
    elif isinstance(item, Relation):
        yield from (paragraph(catalogue.by_id[end].label, 2, f"{end}  ") for end in (item.source, item.target))
    else:
        yield from _fields(item)
    yield from _relations(catalogue, item)


def _principle(catalogue: Catalogue, item: Principle) -> Iterator[str]:
    yield paragraph(f"{item.summary} ({_layer(catalogue, item.summary_layer)})")
    yield f"\n{catalogue.texts['ui.why-important']}"
    yield from bullets(argument.text for argument in item.why)
    for title, run in (("dimensions", item.dimensions), ("challenges", item.challenges)):
        yield f"\n{catalogue.texts[f'ui.{title}']}"
        yield from (paragraph(part.text, 2, f"{part.id}  ") for part in run)
    yield f"\n{catalogue.texts['ui.questions']}"
    yield from (paragraph(f"{part.title}. {part.text}", 2, f"{part.id}  ") for part in item.questions)


def _question(catalogue: Catalogue, item: Question) -> Iterator[str]:
    yield paragraph(item.text)
    yield f"\n{catalogue.texts['ui.actions']}"
    yield from (paragraph(action.text, 2, f"{action.id}  ") for action in item.actions)
    examples = (
        ("ui.case-studies", catalogue.case_studies_of(item.id)),
        ("ui.toolkits", catalogue.toolkits_of(item.id)),
    )
    for title, run in examples:
        yield f"\n{catalogue.texts[title]}"
        for example in run:
            yield from _example(example)


def _whole_example(catalogue: Catalogue, item: CaseStudy | Toolkit) -> Iterator[str]:
    for field in ("publisher", "who", "countries", "what", "outcome", "aim", "audience", "helps_with"):
        value = getattr(item, field, None)
        if value:
            shown = ", ".join(value) if isinstance(value, tuple) else value
            yield paragraph(f"{catalogue.texts['ui.' + field.replace('_', '-')]}: {shown}")
    if item.links:
        yield f"\n{catalogue.texts['ui.links']}"
        yield from _links(item.links)


def _fields(item: Item) -> Iterator[str]:
    """What an item says beside what it is called, where it has no page of its own shape."""
    for field in ("text", "definition", "organisation", "countries", "holder", "licence", "notice"):
        value = getattr(item, field, None)
        if value and value != item.label:
            yield paragraph(", ".join(value) if isinstance(value, tuple) else value)
    yield from _links(getattr(item, "links", ()))


def _relations(catalogue: Catalogue, item: Item) -> Iterator[str]:
    titles = {
        RelationKind.LEADS_TO: "ui.leads-to",
        RelationKind.RELATED_TO: "ui.related",
        RelationKind.BEARS_ON: "ui.dimensions",
    }
    for kind, title in titles.items():
        links = [
            (other, relation)
            for other, relation in catalogue.links(kind, item.id)
            if relation.source == item.id or kind is RelationKind.RELATED_TO
        ]
        if links:
            yield f"\n{catalogue.texts[title]} ({_layer(catalogue, links[0][1].layer)})"
            for other, relation in links:
                yield paragraph(f"{catalogue.by_id[other].label} – {relation.reason}", 2, f"{other}  ")
