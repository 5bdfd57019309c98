"""The house: who imports whom, how long a module is, and what stands in one place only. Read from the source itself."""

from __future__ import annotations

import ast
import re
import statistics
import tomllib
from pathlib import Path

import pytest

import opsi_handbook as oh

PACKAGE = Path(oh.__file__).parent
MODULES = {
    ".".join(("opsi_handbook", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
SOURCES = {name: path.read_text(encoding="utf-8") for name, path in MODULES.items()}
TREES = {name: ast.parse(source) for name, source in SOURCES.items()}
LONGEST = 300
MEDIAN = 110


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def module_of(name: str) -> str:
    while name not in MODULES:
        name = name.rpartition(".")[0]
    return name


def imports(tree: ast.AST, *, with_types: bool = True) -> set[str]:
    """The modules of ours that a module imports, anywhere in it."""
    targets: set[str] = set()
    typed = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for part in node.body
        for inner in ast.walk(part)
    }
    for node in ast.walk(tree):
        if id(node) in typed and not with_types:
            continue
        if isinstance(node, ast.Import):
            targets |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "whole names only"
            targets |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {module_of(name) for name in targets if name.split(".")[0] == "opsi_handbook"}


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The circles of a graph of imports, each as the modules on it; an empty list where there is none."""
    found: list[list[str]] = []
    done: set[str] = set()

    def visit(module: str, path: list[str]) -> None:
        if module in path:
            found.append([*path[path.index(module) :], module])
        elif module not in done:
            for target in sorted(graph.get(module, ())):
                visit(target, [*path, module])
            done.add(module)

    for module in sorted(graph):
        visit(module, [])
    return found


def test_a_circle_is_seen():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == [["b", "c", "b"]]
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_no_room_has_a_circle_types_counted_too():
    """What a package's own face collects is not one more module: it stands for those it collects."""
    graph = {
        name: {target for target in imports(tree) if room_of(target) == room_of(name) and target != name}
        for name, tree in TREES.items()
        if room_of(name) and name.count(".") > 1
    }
    assert circles(graph) == []


def test_no_circle_runs_through_several_rooms():
    graph = {name: imports(tree, with_types=False) - {name, "opsi_handbook"} for name, tree in TREES.items()}
    assert circles(graph) == []


@pytest.mark.checkout
def test_no_room_imports_from_one_below_it():
    project = tomllib.loads((PACKAGE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    rooms = [layer.split(".")[1] for layer in layers]
    assert {room_of(name) for name in MODULES} - {""} == set(rooms)
    arrows = {
        (room_of(name), room_of(target))
        for name, tree in TREES.items()
        if room_of(name)
        for target in imports(tree, with_types=False)
        if room_of(target)
    }
    assert [(a, b) for a, b in sorted(arrows) if rooms.index(a) > rooms.index(b)] == []


def test_modules_are_short():
    lengths = {name: source.count("\n") for name, source in SOURCES.items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
    assert statistics.median(lengths.values()) <= MEDIAN


def having(pattern: str) -> list[str]:
    return [name for name, source in SOURCES.items() if re.search(pattern, source)]


NEAR = r"\bget_close_matches\b"
ESCAPES = r"\bbackslashreplace\b"
COUNTS = r"""f".*\{[^"{}]*\}\s+faults?\b|["'][0-9]+ faults?\b"""
CHARACTERS = r"\\u202[aAeE]|\\x1f|\\u200b|\\ufeff|\\ud800"
ELSEWHERE = {
    # The streams of the terminal are set so, for whatever is printed.
    ESCAPES: ("cli.main", "cli.options"),
    # What XML cannot hold is for XML to say.
    CHARACTERS: ("translate.formats._xml",),
}
"""Where else each may stand, and why."""


@pytest.mark.parametrize(
    ("pattern", "place"), [(NEAR, "text"), (ESCAPES, "text"), (COUNTS, "errors"), (CHARACTERS, "text")]
)
def test_what_stands_in_one_place_only(pattern, place):
    allowed = {f"opsi_handbook.{name}" for name in (place, *ELSEWHERE.get(pattern, ()))}
    places = set(having(pattern))
    assert places <= allowed
    assert f"opsi_handbook.{place}" in places or pattern == ESCAPES


def test_no_private_dialect_in_these_rooms():
    """Names that need a story, and variables that have a name of their own."""
    rooms = {"matching", "recommend", "render", "text", "ids", "errors", "advising"}
    stories = {"found", "one", "own", "told", "heard", "room", "deck", "listener"}
    stored = {
        (name, node.id)
        for name, tree in TREES.items()
        if room_of(name) in rooms
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in stories
    }
    assert stored == set()
