from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import opsi_handbook as oh

HERE = Path(__file__).resolve().parent
settings.register_profile("default", deadline=None, max_examples=10, derandomize=True)
settings.register_profile("full", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=1000, derandomize=True)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "default")
settings.load_profile(PROFILE)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long, or is the same again and again, runs in CI, and not at a newcomer's first `make test`."""
    for item in items:
        if item.get_closest_marker("thorough") and PROFILE != "thorough":
            item.add_marker(pytest.mark.skip(reason="takes long; HYPOTHESIS_PROFILE=thorough"))
    if PROFILE == "default" and not any("[" in argument for argument in config.args):
        left_out = set(map(id, some_are_enough(items)))
        config.hook.pytest_deselected(items=[item for item in items if id(item) in left_out])
        items[:] = [item for item in items if id(item) not in left_out]


def some_are_enough(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """All but so many cases of each test as its mark `few` says, spread evenly over them."""
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("few"):
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for run in cases.values():
        enough = run[0].get_closest_marker("few").args[0]
        kept = {place * len(run) // enough for place in range(enough)}
        yield from (item for place, item in enumerate(run) if place not in kept)


@pytest.fixture(scope="session")
def hb() -> oh.Handbook:
    return oh.load("en")


@pytest.fixture(scope="session")
def printed() -> dict[str, Any]:
    """What the printed handbook contains, counted by hand from its pages."""
    return json.loads((HERE / "printed.json").read_text(encoding="utf-8"))


@pytest.fixture
def content() -> Path:
    """The written content of the checkout."""
    return HERE.parent / "content"
