"""What is published beside the code: its descriptions for catalogues, the source archive, the wheel."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
MADE_BY_THE_BUILD = {"PKG-INFO"}
pytestmark = pytest.mark.checkout


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> set[str]:
    """The files of the source archive."""
    path = built("sdist", tmp_path_factory.mktemp("sdist"))
    with tarfile.open(path) as packed:
        return {name.partition("/")[2] for name in packed.getnames()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    """The wheel, open."""
    return zipfile.ZipFile(built("wheel", tmp_path_factory.mktemp("wheel")))


def built(kind: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.iterdir())


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="the list is git's")
def test_the_source_archive_is_the_checkout(archive):
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    there = {name for name in listed if name and (ROOT / name).exists()}
    assert archive - MADE_BY_THE_BUILD == there


def test_the_source_archive_has_what_make_and_ci_name(archive):
    recipes = [ROOT / "Makefile", *(ROOT / ".ci").iterdir()]
    named = {name for recipe in recipes for name in re.findall(r"[\w./-]+/\w+\.(?:py|json|yml)", recipe.read_text())}
    named = {name for name in named if not name.startswith(("build/", "docs/schema/"))}
    assert "bench/bench.py" in named
    assert named - archive == set()


def test_the_wheel_has_the_package_its_types_and_its_licences(wheel):
    names = wheel.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"opsi_handbook"}
    package = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.*") if path.is_file()}
    package = {name for name in package if "__pycache__" not in name and ".egg-info" not in name}
    assert package == {name for name in names if name.startswith("opsi_handbook/")}
    assert "opsi_handbook/py.typed" in names
    licences = {name.rpartition("/")[2] for name in names if "/licenses/" in name}
    assert licences == {path.name for path in (ROOT / "LICENSES").iterdir()}


def test_the_wheel_names_no_made_up_address(wheel):
    text = next(wheel.read(name).decode() for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    head = text.partition("\n\n")[0]
    assert "License-Expression: Apache-2.0 AND CC-BY-SA-3.0-IGO" in head
    assert "Project-URL" not in head, "if there are addresses now, let this test check that they are ours"


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
