"""The graph: every item a node, every link an edge that says whose it is; five formats that real readers read."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import subprocess

import networkx as nx
import pytest

import opsi_handbook as oh
import snapshots
from opsi_handbook.graph import FORMATS, GRAPH_SCHEMA, export, graph_of

EDGES = {
    "has", "belongs_to", "leads_to", "explored_by", "improved_by", "illustrated_by", "supported_by", "bears_on",
    "related_to",
}  # fmt: skip


def test_every_item_is_a_node(hb):
    graph = hb.graph
    runs = (hb.principles, hb.dimensions, hb.challenges, hb.questions, hb.actions, hb.case_studies, hb.toolkits)
    assert set(graph) == {item.id for run in runs for item in run}
    assert {kind for _, kind in graph.nodes(data="kind")} == {
        "principle", "dimension", "challenge", "question", "action", "case_study", "toolkit"
    }  # fmt: skip
    assert all(data["layer"] == "source" and data["label"] and data["page"] for _, data in graph.nodes(data=True))


def test_every_edge_says_whose_it_is_and_why(hb):
    graph = hb.graph
    assert {key for *_, key in graph.edges(keys=True)} == EDGES
    for _, _, key, data in graph.edges(keys=True, data=True):
        editorial = key in {"leads_to", "bears_on", "related_to"}
        assert data["kind"] == key
        assert data["layer"] == ("editorial" if editorial else "source")
        assert bool(data["reason"]) == editorial
        assert ("strength" in data) == (key == "leads_to")


def test_every_action_is_reached_from_a_challenge(hb):
    graph = hb.graph
    ours = nx.MultiDiGraph((s, t) for s, t, k in graph.edges(keys=True) if k in {"leads_to", "improved_by"})
    theirs = nx.MultiDiGraph(
        (s, t) for s, t, k in graph.edges(keys=True) if k in {"belongs_to", "explored_by", "improved_by"}
    )
    for paths in (ours, theirs):
        reached = {node for challenge in hb.challenges for node in nx.descendants(paths, challenge.id)}
        assert {action.id for action in hb.actions} <= reached


def test_a_caller_harms_nobody(hb):
    graph = hb.graph
    graph.nodes["p1"]["label"] = "changed"
    graph.clear()
    assert hb.graph.nodes["p1"]["label"] == hb["p1"].title


@pytest.mark.parametrize("format_", FORMATS)
def test_an_export_is_the_same_twice_in_every_language(format_):
    for tag in oh.languages():
        catalogue = oh.load(tag).catalogue
        text = export(catalogue, format_)
        assert tag != "en" or text == export(catalogue, format_) == FORMATS[format_](graph_of(catalogue))
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert oh.load(tag)["p2.q2"].label in html.unescape(text)


def test_the_graph_says_what_it_is_of():
    for tag in oh.languages():
        hb = oh.load(tag)
        assert hb.graph.graph == {
            "name": hb.front_matter.title,
            "language": tag,
            "content_version": hb.content_version,
            "notice": hb.notice or "",
            "licence": "CC-BY-SA-3.0-IGO",
            "provenance": hb.phrases["ui.provenance"],
        }
        for format_ in FORMATS:
            text = html.unescape(export(hb.catalogue, format_))
            assert hb.phrases["ui.provenance"] in text
            assert hb.notice is None or hb.notice in text
    assert (oh.load("en").graph.graph["notice"], oh.load("fi").graph.graph["notice"][:5]) == ("", "Tämä ")


def test_nodes_are_what_the_items_are(hb):
    for node, data in hb.graph.nodes(data=True):
        item = hb[node]
        kind = hb.kind(node).value
        assert data == {"kind": kind, "layer": item.layer.value, "label": item.label, "page": item.page}


def test_edges_are_those_of_the_pages_and_the_relations(hb):
    graph = hb.graph
    edges = {(s, k, t) for s, t, k in graph.edges(keys=True)}
    assert len(edges) == graph.number_of_edges()
    expected = set()
    for principle in hb.principles:
        expected |= {(principle.id, "has", part.id) for part in (*principle.dimensions, *principle.challenges)}
        expected |= {(challenge.id, "belongs_to", principle.id) for challenge in principle.challenges}
        expected |= {(principle.id, "explored_by", question.id) for question in principle.questions}
    for question in hb.questions:
        expected |= {(question.id, "improved_by", action.id) for action in question.actions}
        expected |= {(question.id, "illustrated_by", case) for case in question.case_studies}
        expected |= {(question.id, "supported_by", toolkit) for toolkit in question.toolkits}
    for relation in hb.relations:
        kind = relation.kind.replace("-", "_")
        expected.add((relation.source, kind, relation.target))
        if kind == "related_to":
            expected.add((relation.target, kind, relation.source))
        data = graph.edges[relation.source, relation.target, kind]
        assert (data["reason"], data.get("strength")) == (relation.reason, relation.strength)
    assert edges == expected


def test_layers_are_told(hb):
    principle = hb.principles[0]
    local = oh.Layer.LOCAL
    changed = hb.catalogue.model_copy(
        update={
            "principles": (
                principle.model_copy(
                    update={
                        "challenges": (principle.challenges[0].model_copy(update={"layer": local, "page": None}),),
                        "questions": (principle.questions[0].model_copy(update={"layer": local}),),
                    }
                ),
            ),
            "relations": (),
        }
    )
    graph = graph_of(changed)
    assert {kind for *_, kind, layer in graph.edges(keys=True, data="layer") if layer == "local"} >= {"belongs_to"}
    assert graph.edges["p1.c1", "p1", "belongs_to"]["layer"] == graph.edges["p1", "p1.c1", "has"]["layer"] == "local"
    assert graph.edges["p1", "p1.q1", "explored_by"]["layer"] == "local"
    assert graph.edges["p1.q1", "p1.q1.a1", "improved_by"]["layer"] == "source"
    assert "page" not in graph.nodes["p1.c1"]
    text = export(changed, "mermaid")
    names = dict(re.findall(r'(n\d+)\["(\S+) ', text))
    assert {names[name] for name in re.findall(r"style (n\d+) stroke-dasharray: 5", text)} == {"p1.c1", "p1.q1"}
    assert '"p1" -> "p1.c1" [label="has", style=dashed];' in export(changed, "dot")


def test_real_readers_read_the_exports(hb):
    graph = hb.graph
    graphml = nx.read_graphml(io.BytesIO(export(hb.catalogue, "graphml").encode()), force_multigraph=True)
    gexf = nx.read_gexf(io.BytesIO(export(hb.catalogue, "gexf").encode()))
    for read in (graphml, gexf):
        assert set(read) == set(graph)
        assert read.number_of_edges() == graph.number_of_edges()
        assert {node: data["label"] for node, data in read.nodes(data=True)} == dict(graph.nodes(data="label"))
    assert "lastmodifieddate" not in export(hb.catalogue, "gexf")
    assert graphml.graph["content_version"] == hb.content_version
    assert dict(graphml.nodes["p2.q2"]) == dict(graph.nodes["p2.q2"])
    document = json.loads(export(hb.catalogue, "json"))
    assert document["schema"] == GRAPH_SCHEMA == "opsi-handbook/graph/1"
    assert document["graph"] == graph.graph
    again = nx.node_link_graph(document, edges="edges")
    assert nx.utils.graphs_equal(again, graph)
    assert "ö" in export(oh.load("sv").catalogue, "json")


EDGE = re.compile(r"^  (n\d+) (-->|-\.->|<-->|<-\.->)\|(\w+)\| (n\d+)$", re.MULTILINE)


@pytest.mark.parametrize("tag", oh.languages())
def test_mermaid_draws_it_all_within_its_own_limits(tag):
    """500 edges and 50,000 characters: both are settings that a diagram cannot lift (Mermaid 11, `secure`)."""
    hb = oh.load(tag)
    text = export(hb.catalogue, "mermaid")
    lines = text.splitlines()
    assert len(text) < 50_000
    edges = EDGE.findall(text)
    assert 200 < len(edges) < 400
    names = dict(re.findall(r'(n\d+)\["([^ "]+) [^"]+"\]', text))
    assert set(names.values()) == set(hb.graph)
    assert len(names) == len(hb.graph)
    drawn = {(names[source], kind, names[target]) for source, _, kind, target in edges}
    drawn |= {(target, kind, source) for source, kind, target in drawn if kind == "related_to"}
    inside, owners = set(), []
    for line in lines[1:]:
        node = names.get((re.match(r" *(?:subgraph )?(n\d+)\[", line) or [None, None])[1])
        if node and owners:
            inside.add((owners[-1], node))
        if line.strip() == "end":
            owners.pop()
        elif node and "subgraph" in line:
            owners.append(node)
        assert len(line) - len(line.lstrip()) == 2 * (1 + len(owners) - ("subgraph" in line))
    assert owners == []
    whole = {(s, k, t) for s, t, k in hb.graph.edges(keys=True)}
    assert drawn == {edge for edge in whole if edge[1] not in {"has", "belongs_to", "explored_by", "improved_by"}}
    assert inside == {(s, t) for s, k, t in whole if k in {"has", "explored_by", "improved_by"}}
    styles = {kind: style for _, style, kind, _ in edges}
    assert styles == {
        "illustrated_by": "-->", "supported_by": "-->", "leads_to": "-.->", "bears_on": "-.->", "related_to": "<-.->"
    }  # fmt: skip
    assert "style" not in text


@pytest.mark.parametrize("format_", FORMATS)
def test_a_small_graph_as_it_is_written(hb, format_):
    """A principle with a question and what belongs to them, our own links, and a question of somebody else's."""
    one, two = hb.questions[0], hb.questions[1]
    signs = '"C#" \\\\ '
    catalogue = hb.catalogue.model_copy(
        update={
            "principles": (
                hb.principles[0].model_copy(
                    update={
                        "dimensions": hb.principles[0].dimensions[:1],
                        "challenges": hb.principles[0].challenges[:1],
                        "questions": (
                            one.model_copy(update={"actions": one.actions[:1], "title": signs + one.title}),
                            two.model_copy(update={"actions": two.actions[:1], "layer": oh.Layer.LOCAL, "page": None}),
                        ),
                    }
                ),
            ),
            "case_studies": tuple(hb[id_] for id_ in (*one.case_studies, *two.case_studies)),
            "toolkits": tuple(hb[id_] for id_ in (*one.toolkits, *two.toolkits)),
            "relations": tuple(
                hb[id_] for id_ in ("leads-to.p1.c1.p1.q1", "bears-on.p1.q1.p1.d1", "related-to.p1.q1.p1.q2")
            ),
        }
    )
    snapshots.check(f"graph/{format_}.txt", export(catalogue, format_))


def labelled(hb, label):
    catalogue = hb.catalogue.model_copy(
        update={"toolkits": (hb.toolkits[0].model_copy(update={"name": label}), *hb.toolkits[1:])}
    )
    id_ = hb.toolkits[0].id
    return catalogue, id_


@pytest.mark.parametrize("label", ['a "quoted" one', "C# and \\ and <b>", "ends in \\", "two\nlines"])
def test_signs_in_a_label_break_no_format(hb, label):
    catalogue, id_ = labelled(hb, label)
    mermaid = next(line for line in export(catalogue, "mermaid").splitlines() if f'"{id_} ' in line)
    assert mermaid.count('"') == 2
    assert re.sub(r"#(quot|35);", "", mermaid).count("#") == 0
    dot = next(line for line in export(catalogue, "dot").splitlines() if line.startswith(f'  "{id_}" ['))
    unquoted = re.sub(r"\\.", "", dot)
    assert unquoted.count('"') == 4
    assert dot.endswith('"];')
    graphml = nx.read_graphml(io.BytesIO(export(catalogue, "graphml").encode()), force_multigraph=True)
    assert graphml.nodes[id_]["label"] == label


def test_long_labels_are_cut_between_words(hb):
    for length in (60, 61):
        label = ("word " * 20)[: length - 1] + "s"
        catalogue, id_ = labelled(hb, label)
        kept = label if length == 60 else label[:59].rsplit(" ", 1)[0] + " …"
        assert f'"{id_} {kept}"' in export(catalogue, "mermaid")
        assert f'label="{id_} {kept}"]' in export(catalogue, "dot")
    whole_word = "x" * 10 + " " + "y" * 47
    catalogue, id_ = labelled(hb, f"{whole_word} {'z' * 10}")
    assert f'"{id_} {whole_word} …"' in export(catalogue, "mermaid")


@pytest.mark.skipif(shutil.which("nop") is None, reason="needs Graphviz")
def test_graphviz_reads_dot(hb):
    run = subprocess.run(["nop"], input=export(hb.catalogue, "dot"), text=True, capture_output=True, check=True)
    assert run.stderr == ""
    assert run.stdout.count(" -> ") == hb.graph.number_of_edges()


def test_dot_says_who_draws_an_edge(hb):
    text = export(hb.catalogue, "dot")
    assert "\ndigraph handbook {\n  rankdir=LR;\n  node [shape=box];\n" in text
    assert text.endswith("}\n")
    edges = re.findall(r'^  "(\S+)" -> "(\S+)" \[label="(\w+)", style=(\w+)\];$', text, re.MULTILINE)
    assert {(s, t, k) for s, t, k, _ in edges} == set(hb.graph.edges(keys=True))
    graph = hb.graph
    for source, target, kind, style in edges:
        assert (style == "solid") == (graph.edges[source, target, kind]["layer"] == "source")


def test_an_unknown_format_is_named(hb):
    with pytest.raises(oh.InvalidInputError, match="no graph format 'pdf'; there is graphml, gexf, json, mermaid, dot"):
        export(hb.catalogue, "pdf")
