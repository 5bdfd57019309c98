"""What the documentation shows works, its links lead somewhere, and it leaves nothing out.

The blocks of a page are run from the top to the bottom, as a reader would: Python blocks share their names; lines that
begin with `opsi-handbook` or `echo`, in indented blocks or fenced ones (console, sh, bash), go to a shell; a fenced
block with title="NAME" is a file of that name. All stand in one folder, which has the checkout's content/. A block
fenced as text is not run.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import runpy
import shutil
import subprocess
import sys
import textwrap
import traceback
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import opsi_handbook as oh
from opsi_handbook.cli.main import cli

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
BLOCK = re.compile(
    r"^ *```(?P<language>\w*)(?P<info>[^\n]*)\n(?P<body>.*?)^ *```$|^ {4,}(?P<line>(?:opsi-handbook|echo) [^\n]+)$",
    re.MULTILINE | re.DOTALL,
)
COMMAND = re.compile(r"^(?:\$ )?((?:opsi-handbook|echo) .+)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
pytestmark = pytest.mark.checkout


@pytest.fixture
def _folder(tmp_path, monkeypatch) -> None:
    """Where a reader stands."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "docs").mkdir()
    for name in ("sheets.json", "sheets.csv"):
        shutil.copy(DOCS / name, tmp_path / "docs")
        shutil.copy(DOCS / name, tmp_path)  # as a reader saves what a page links to
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))


def shell(line: str) -> None:
    command = ["bash", "-euo", "pipefail", "-c", line]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise AssertionError(f"{line}\nleaves with {done.returncode}: {done.stderr.strip()[-1000:]}")


def run(block: re.Match[str], page: Path, line: int, names: dict[str, object]) -> None:
    body = textwrap.dedent(block["body"] or "")
    title = re.search(r'title="([^"]+)"', block["info"] or "")
    if title:
        Path(title[1]).write_text(body, encoding="utf-8")
    elif block["language"] == "python":
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile("\n" * line + body, str(page), "exec"), names)  # noqa: S102
    elif block["line"] or block["language"] in {"console", "sh", "bash"}:
        for command in COMMAND.findall(block["line"] or body):
            shell(command)


LONG = {"cli.md", "translate.md"}
"""Pages whose commands take a while: they build the content, and export and import whole editions."""


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=pytest.mark.thorough if page.name in LONG else ()) for page in PAGES],
    ids=lambda page: page.name,
)
@pytest.mark.usefixtures("_folder")
def test_what_a_page_shows_works(page):
    text = page.read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": "docs"}
    faults = []
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start()) + 1
        try:
            run(block, page, line, names)
        except Exception as error:
            at = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(page)]
            faults.append(f"{page.name}:{at[0] if at else line}: {type(error).__name__}: {error}")
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def anchors(page: Path) -> set[str]:
    """What a link may name within a page: its headings, and the names of the reference."""
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    slugs = {re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower()) for heading in headings}
    return slugs | set(re.findall(r"^::: (\S+)$", text, re.MULTILINE))


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    dead = []
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        name, _, anchor = link.partition("#")
        target = (page.parent / name) if name else page
        if "://" in link or link.startswith("mailto:"):
            continue
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert not dead


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    for part, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{name} {part}")


@pytest.mark.parametrize(("name", "command"), [*commands(cli, "opsi-handbook")])
def test_every_command_and_option_is_told(name, command):
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    section = re.search(rf"^##+ {name}\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    assert section, f"no section on {name}"
    for option in (param for param in command.params if isinstance(param, click.Option)):
        assert all(re.search(rf"`{flag}\b", section[1]) for flag in (*option.opts, *option.secondary_opts)), option.opts
    if name.endswith("content train"):
        return  # it takes a minute, so no example of it is run
    assert isinstance(command, click.Group) or re.search(rf"^    .*{name}\b", section[1], re.MULTILINE), "no example"


@pytest.mark.parametrize("file", ["cli.md", "reference.md"])
def test_pages_made_of_the_code_are_up_to_date(file):
    made = runpy.run_path(str(ROOT / "tools" / "pages.py"))["PAGES"][file]()
    assert (DOCS / file).read_text(encoding="utf-8") == made, f"docs/{file}: run make docs"


def test_the_reference_has_every_public_name_and_no_other():
    page = (DOCS / "reference.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^::: (.+)$", page, re.MULTILINE)) == sorted(
        f"opsi_handbook.{name}" for name in oh.__all__ if name != "__version__"
    )
