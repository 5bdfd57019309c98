"""A stranger's file is clean in both type checkers, without any plugin, and its slips are found by both."""

from __future__ import annotations

import json
import re
import runpy
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import opsi_handbook as oh

HERE = Path(__file__).resolve().parent
EMBED = HERE / "typing" / "embed.py"
PYRIGHT = shutil.which("pyright", path=str(Path(sys.executable).parent))
SLIPS = [
    ("oh.load(languages)", "oh.laod(languages)"),
    ("layer: oh.Layer =", "layer: oh.Layers ="),
    ("action.text for action in each.actions]", "action.txet for action in each.actions]"),
    ("limit=3", "limt=3"),
    ("hb.question(wanted)", "hb.question(wanted, 3)"),
]
ALONE = {
    "misspelt.py": 'import opsi_handbook as oh\n\nhb = oh.laod("sv")\n',
    "missing.py": "from opsi_handbook import Nope as Nope\n",
    "no_id.py": "import opsi_handbook as oh\n\nprint(oh.load()[5])\n",
    "no_role.py": "import opsi_handbook as oh\n\nprint(oh.Sheet(role=5))\n",
    "no_encoder.py": "import opsi_handbook as oh\n\noh.load().with_encoder(print)\n",
    "no_text.py": "import opsi_handbook as oh\n\nprint(oh.load()['p1'].text)\n",
}
PAGES = ["README.md", "docs/embed.md", "docs/advice.md", "docs/index.md"]


def slipped() -> tuple[str, set[int]]:
    text = EMBED.read_text(encoding="utf-8")
    for right, wrong in SLIPS:
        assert text.count(right) == 1, right
        text = text.replace(right, wrong)
    lines = text.splitlines()
    return text, {place for place, line in enumerate(lines, 1) if any(wrong in line for _, wrong in SLIPS)}


def blocks(page: Path) -> str:
    """The Python of a page, less what needs a package of somebody else."""
    text = re.sub(r"<!-- skip -->\s*```python\n.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return "\n".join(re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("typing")
    shutil.copy(EMBED, folder / "embed.py")
    (folder / "slips.py").write_text(slipped()[0], encoding="utf-8")
    for name, text in ALONE.items():
        (folder / name).write_text(text, encoding="utf-8")
    for page in PAGES:
        if (HERE.parent / page).exists():
            text = "# pyright: basic, reportUnusedExpression=false\n" + blocks(HERE.parent / page)
            (folder / f"page_{Path(page).stem.lower()}.py").write_text(text, encoding="utf-8")
    (folder / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}', encoding="utf-8")
    return folder


def by_file(found: list[tuple[str, int, str]]) -> dict[str, list[tuple[int, str]]]:
    files: dict[str, list[tuple[int, str]]] = {}
    for name, line, message in found:
        files.setdefault(Path(name).name, []).append((line, message))
    return files


@pytest.fixture(scope="module")
def mypy(folder):
    if find_spec("mypy") is None:
        pytest.skip("needs mypy")
    command = [
        sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-color-output", "--no-error-summary",
        f"--cache-dir={HERE.parent / '.mypy_cache' / 'embed'}", *sorted(str(path) for path in folder.glob("*.py")),
    ]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert run.stderr == ""
    return by_file(
        [
            (match[1], int(match[2]), match[3])
            for match in re.finditer(r"^(.+?):(\d+): error: (.*)$", run.stdout, re.MULTILINE)
        ]
    )


@pytest.fixture(scope="module")
def pyright(folder):
    if PYRIGHT is None:
        pytest.skip("needs pyright")
    command = [PYRIGHT, "-p", str(folder), "--pythonpath", sys.executable, "--outputjson"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return by_file(
        [
            (each["file"], each["range"]["start"]["line"] + 1, each["message"])
            for each in json.loads(run.stdout)["generalDiagnostics"]
            if each["severity"] == "error" and not each.get("rule", "").startswith("reportUnknown")  # what follows
        ]
    )


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_a_strangers_file_is_clean(request, checker):
    assert request.getfixturevalue(checker).get("embed.py", []) == []


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_each_of_five_slips_is_found_and_nothing_else(request, checker):
    found = request.getfixturevalue(checker)["slips.py"]
    assert {line for line, _ in found} == slipped()[1]
    assert len(slipped()[1]) == len(SLIPS)
    assert len(found) == len(SLIPS)


@pytest.mark.parametrize("name", ALONE)
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_what_is_not_there_fails(request, checker, name):
    assert request.getfixturevalue(checker).get(name)


@pytest.mark.checkout
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_what_the_documents_show_is_clean(request, checker):
    found = request.getfixturevalue(checker)
    assert {name: run for name, run in found.items() if name.startswith("page_")} == {}


def test_a_strangers_file_runs():
    said = runpy.run_path(str(EMBED))["main"]("medarbetarna vågar inte misslyckas")
    assert "p2.q2" in said
    assert oh.load("sv").phrases["ui.reason-encoder"] in said
