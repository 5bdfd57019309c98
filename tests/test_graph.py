"""The graph: every item a node, every link an edge that says whose it is; five formats that real readers read."""

from __future__ import annotations

import io
import json
import shutil
import subprocess

import networkx as nx
import pytest

import opsi_handbook as oh
from opsi_handbook.graph import FORMATS, GRAPH_SCHEMA, export

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
def test_an_export_is_the_same_twice(hb, format_):
    assert export(hb.catalogue, format_) == export(hb.catalogue, format_)


def test_real_readers_read_the_exports(hb):
    graph = hb.graph
    graphml = nx.read_graphml(io.BytesIO(export(hb.catalogue, "graphml").encode()), force_multigraph=True)
    assert set(graphml) == set(graph)
    assert graphml.number_of_edges() == graph.number_of_edges()
    assert graphml.nodes["p2.q2"]["label"] == hb["p2.q2"].title
    gexf = nx.read_gexf(io.BytesIO(export(hb.catalogue, "gexf").encode()))
    assert set(gexf) == set(graph)
    document = json.loads(export(hb.catalogue, "json"))
    assert document["schema"] == GRAPH_SCHEMA
    again = nx.node_link_graph(document, edges="edges")
    assert nx.utils.graphs_equal(again, graph)


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz")
def test_graphviz_reads_dot(hb):
    run = subprocess.run(
        ["dot", "-Tcanon"], input=export(hb.catalogue, "dot"), text=True, capture_output=True, check=True
    )
    assert run.stderr == ""


def test_an_unknown_format_is_named(hb):
    with pytest.raises(oh.InvalidInputError, match="graphml"):
        export(hb.catalogue, "pdf")
