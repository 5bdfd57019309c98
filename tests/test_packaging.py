"""What is published beside the code: its descriptions for catalogues, the source archive, the wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.checkout


def gaps(value: Any, path: str = "") -> list[str]:
    """Where a description has still to be filled in."""
    if isinstance(value, dict):
        return [gap for key, part in value.items() for gap in gaps(part, f"{path}/{key}")]
    if isinstance(value, list):
        return [gap for place, part in enumerate(value) for gap in gaps(part, f"{path}/{place}")]
    return [path] if value == "FILL IN" else []


def test_publiccode_lacks_only_what_there_is_not_yet():
    written = yaml.safe_load((ROOT / "publiccode.yml.template").read_text(encoding="utf-8"))
    assert gaps(written) == ["/url", "/maintenance/contacts/0/name"]
    assert not (ROOT / "publiccode.yml").exists(), "the template is to be renamed, not copied"


def test_publiccode_has_what_the_standard_makes_mandatory():
    written = yaml.safe_load((ROOT / "publiccode.yml.template").read_text(encoding="utf-8"))
    assert written["publiccodeYmlVersion"] == "0.5"
    assert written["name"]
    assert written["platforms"]
    assert written["categories"] == ["knowledge-management"]
    assert written["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert written["softwareType"] == "library"
    for description in written["description"].values():
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]
    assert written["legal"]["license"] == "Apache-2.0 AND CC-BY-SA-3.0-IGO"
    assert written["maintenance"]["type"] == "community"
    assert isinstance(written["localisation"]["localisationReady"], bool)
    assert all(isinstance(tag, str) for tag in written["localisation"]["availableLanguages"])
