"""The handbook as a graph: every item a node, every link an edge that says whose it is.

A step of the journey is a path: a challenge `leads_to` questions (editorial) or `belongs_to` a principle that is
`explored_by` them (the handbook's own way); a question is `improved_by` actions, `illustrated_by` case studies and
`supported_by` toolkits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from opsi_handbook.errors import InvalidInputError
from opsi_handbook.ids import kind_of
from opsi_handbook.model import Catalogue, Item, Layer, Principle, RelationKind

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["FORMATS", "GRAPH_SCHEMA", "export", "graph_of"]

GRAPH_SCHEMA = "opsi-handbook/graph/1"
"""The name and version of our node-link JSON."""

_EDITORIAL_EDGES = {
    RelationKind.LEADS_TO: "leads_to",
    RelationKind.BEARS_ON: "bears_on",
    RelationKind.RELATED_TO: "related_to",
}

_LICENCE = "CC-BY-SA-3.0-IGO"

Edge = tuple[str, str, dict[str, Any]]


def graph_of(catalogue: Catalogue) -> nx.MultiDiGraph[str]:
    """A new graph of the catalogue, the caller's to change.

    Nodes carry `kind`, `layer`, `label` (in the edition's language) and `page` where there is one; edges are keyed by
    their `kind` and carry `kind`, `layer`, `reason` (empty where the handbook's own structure is the reason) and, on
    `leads_to`, `strength` from 1 to 3.
    """
    import networkx as nx  # takes longer than everything else together

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        name=catalogue.front_matter.title,
        language=catalogue.language,
        content_version=catalogue.content_version,
        notice=catalogue.notice or "",
        licence=_LICENCE,
        provenance=catalogue.texts["ui.provenance"],
    )
    for item in _items(catalogue):
        page = {} if item.page is None else {"page": item.page}
        kind = str(kind_of(item.id) or "")
        graph.add_node(item.id, kind=kind, layer=item.layer.value, label=item.label, **page)
    for source, target, data in _edges(catalogue):
        graph.add_edge(source, target, key=data["kind"], **data)
    return graph


def _items(catalogue: Catalogue) -> Iterator[Item]:
    for principle in catalogue.principles:
        yield principle
        yield from principle.dimensions
        yield from principle.challenges
        for question in principle.questions:
            yield question
            yield from question.actions
    yield from catalogue.case_studies
    yield from catalogue.toolkits


def _edges(catalogue: Catalogue) -> Iterator[Edge]:
    for principle in catalogue.principles:
        yield from _within(principle)
    for relation in catalogue.relations:
        data: dict[str, Any] = {
            "kind": _EDITORIAL_EDGES[relation.kind],
            "layer": relation.layer.value,
            "reason": relation.reason,
        }
        if relation.strength is not None:
            data["strength"] = relation.strength
        yield relation.source, relation.target, dict(data)
        if relation.kind is RelationKind.RELATED_TO:
            yield relation.target, relation.source, dict(data)


def _within(principle: Principle) -> Iterator[Edge]:
    """The edges that the printed pages themselves draw."""

    def edge(source: str, kind: str, target: str, layer: Layer) -> Edge:
        return source, target, {"kind": kind, "layer": layer.value, "reason": ""}

    for part in (*principle.dimensions, *principle.challenges):
        yield edge(principle.id, "has", part.id, part.layer)
    for challenge in principle.challenges:
        yield edge(challenge.id, "belongs_to", principle.id, challenge.layer)
    for question in principle.questions:
        yield edge(principle.id, "explored_by", question.id, question.layer)
        for action in question.actions:
            yield edge(question.id, "improved_by", action.id, action.layer)
        for case in question.case_studies:
            yield edge(question.id, "illustrated_by", case, question.layer)
        for toolkit in question.toolkits:
            yield edge(question.id, "supported_by", toolkit, question.layer)


def _as_json(graph: nx.MultiDiGraph[str]) -> str:
    document = {
        "schema": GRAPH_SCHEMA,
        "graph": graph.graph,
        "directed": True,
        "multigraph": True,
        "nodes": [{"id": node, **data} for node, data in graph.nodes(data=True)],
        "edges": [{"source": s, "target": t, "key": k, **data} for s, t, k, data in graph.edges(keys=True, data=True)],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _as_graphml(graph: nx.MultiDiGraph[str]) -> str:
    import networkx as nx

    return "\n".join(nx.generate_graphml(graph, named_key_ids=True)) + "\n"


def _as_gexf(graph: nx.MultiDiGraph[str]) -> str:
    import networkx as nx

    # The date of today and the release of networkx are taken out, so that the same graph gives the same file.
    text = re.sub(r' lastmodifieddate="[^"]*"', "", "\n".join(nx.generate_gexf(graph))) + "\n"
    origin = f"<description>{escape(_origin(graph), quote=False)}</description>"
    return re.sub(r"<creator>[^<]*</creator>", lambda _: f"<creator>opsi-handbook</creator>{origin}", text, count=1)


def _short(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"


_CONTAINMENT = {"has", "belongs_to", "explored_by", "improved_by"}


def _origin(graph: nx.MultiDiGraph[str]) -> str:
    """Where the content comes from and what must be told of it, on one line, for formats that know no such thing."""
    return " ".join(f"{graph.graph.get('provenance', '')} {graph.graph.get('notice', '')}".split())


def _as_mermaid(graph: nx.MultiDiGraph[str]) -> str:
    # Mermaid draws no more than 500 edges, and a diagram cannot lift that: what stands under a principle or a question
    # is drawn inside its box, and a link that goes both ways is drawn once.
    names = {node: f"n{place}" for place, node in enumerate(graph)}
    inside: dict[str, list[str]] = {}
    for owner, part, data in graph.edges(data=True):
        if data["kind"] in _CONTAINMENT - {"belongs_to"}:
            inside.setdefault(owner, []).append(part)
    contained = {part for run in inside.values() for part in run}

    def box(node: str, indent: str) -> Iterator[str]:
        label = f"{node} {_short(graph.nodes[node]['label'])}".replace("#", "#35;").replace('"', "#quot;")
        if node not in inside:
            yield f'{indent}{names[node]}["{label}"]'
            return
        yield f'{indent}subgraph {names[node]}["{label}"]'
        for part in inside[node]:
            yield from box(part, indent + "  ")
        yield f"{indent}end"

    head = ["flowchart LR", f"  %% {_origin(graph)}"]
    lines = [*head, *(line for node in graph if node not in contained for line in box(node, "  "))]
    for source, target, data in graph.edges(data=True):
        both = data["kind"] == "related_to"
        if data["kind"] not in _CONTAINMENT and not (both and names[source] > names[target]):
            line = "--" if data["layer"] == "source" else "-.-"
            arrow = f"<{line}>" if both else f"{line}>"
            lines.append(f"  {names[source]} {arrow}|{data['kind']}| {names[target]}")
    ours = (names[node] for node, data in graph.nodes(data=True) if data["layer"] != "source")
    lines += (f"  style {name} stroke-dasharray: 5" for name in ours)
    return "\n".join(lines) + "\n"


def _as_dot(graph: nx.MultiDiGraph[str]) -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    lines = [f"// {_origin(graph)}", "digraph handbook {", "  rankdir=LR;", "  node [shape=box];"]
    for node, data in graph.nodes(data=True):
        lines.append(f"  {quoted(node)} [label={quoted(node + ' ' + _short(data['label']))}];")
    for source, target, data in graph.edges(data=True):
        style = "solid" if data["layer"] == "source" else "dashed"
        lines.append(f"  {quoted(source)} -> {quoted(target)} [label={quoted(data['kind'])}, style={style}];")
    return "\n".join([*lines, "}"]) + "\n"


FORMATS: dict[str, Callable[[nx.MultiDiGraph[str]], str]] = {
    "graphml": _as_graphml,
    "gexf": _as_gexf,
    "json": _as_json,
    "mermaid": _as_mermaid,
    "dot": _as_dot,
}
"""What each export format is written by; in Mermaid and DOT, broken lines are our own."""


def export(catalogue: Catalogue, format: str) -> str:
    """The graph of a catalogue as text in one of `FORMATS`, the same for the same catalogue.

    Raises:
        InvalidInputError: there is no such format.
    """
    if format not in FORMATS:
        raise InvalidInputError(f"there is no graph format {format!r}; there is {', '.join(FORMATS)}")
    return FORMATS[format](graph_of(catalogue))
