from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import opsi_handbook as oh

HERE = Path(__file__).resolve().parent
settings.register_profile("default", deadline=None, max_examples=25, derandomize=True)
settings.register_profile("full", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=1000, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long runs where all is looked at, and not at a newcomer's first `make test`."""
    for item in items:
        if item.get_closest_marker("thorough") and not THOROUGH:
            item.add_marker(pytest.mark.skip(reason="takes long; HYPOTHESIS_PROFILE=thorough"))


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
