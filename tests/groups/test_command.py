"""The command for facilitators, and the page about it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import opsi_handbook as oh
from opsi_handbook.cli.main import cli
from opsi_handbook.cli.sheets import sheets_in
from opsi_handbook.groups import read_ledger, read_sheets

DOCS = Path(__file__).resolve().parents[2] / "docs" / "workshop.md"
GROUP = [{"role": "staff", "marks": ["p2.q2"]}] * 6 + [{"role": "leader"}] * 6 + [{"marks": ["p2.q2"]}]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "sheets.json"
    path.write_text(json.dumps(GROUP))
    return path


def run(*arguments):
    return both(*arguments)[0]


def both(*arguments):
    """What a command says, and what it says beside that to whoever runs it, on one line."""
    result = CliRunner().invoke(cli, ["workshop", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout, " ".join(result.stderr.split())


def test_a_page_says_the_bands_and_what_they_mean(file):
    page, beside = both(file, "--minutes", "60")
    page = " ".join(page.split())
    assert beside == oh.load("en").phrases["ui.no-secret"]
    assert beside not in page
    assert beside == both(file, "--json")[1]
    assert "What the group says (13 sheets)" in page
    assert "A culture open to innovation: some, and some not" in page
    assert "Few: at most 3 marked it" in page
    assert "All else: at least 2 did and at least 2 did not." in page
    assert "leaders" not in page
    assert oh.load("en").phrases["ui.agenda-order"] not in page


def test_by_role(file):
    page = " ".join(run(file, "--by-role").split())
    assert "some, and some not; leaders: few; staff: most" in page
    assert "leaders (6 sheets): Few: at most 2 marked it" in page
    assert "Left out and counted nowhere, as there are too few: no role given." in page
    assert "Those with different roles see this differently." in page


def test_an_open_group_sees_counts(file):
    page = " ".join(run(file, "--smallest", "1").split())
    assert "innovation: 7 of 13; leaders: 0 of 6; staff: 6 of 6; no role given: 1 of 1" in page
    assert "Few:" not in page
    assert "secret" not in page


def test_a_ledger_is_made_kept_and_obeyed(file, tmp_path):
    kept = tmp_path / "group.json"
    assert both(file, "--ledger", kept)[1].startswith("A new ledger was begun: ")
    assert kept.stat().st_mode & 0o777 == 0o600
    ledger = read_ledger(kept.read_text())
    assert len(ledger.published) == 1
    file.write_text(json.dumps([*GROUP, {"marks": ["p2.q2"]}]))
    second, beside = both(file, "--ledger", kept)
    assert "published before, of 13 sheets. 14 were read now, and it does not say what is in them" in beside
    assert "13 sheets" in second
    assert read_ledger(kept.read_text()) == ledger
    file.write_text(json.dumps(GROUP))
    assert both(file, "--ledger", kept)[1] == oh.load("en").phrases["ui.repeated"]
    result = CliRunner().invoke(cli, ["workshop", str(file), "--ledger", str(tmp_path / "none" / "group.json")])
    assert "there is no folder" in str(result.exception)
    assert not (tmp_path / "none").exists()
    file.write_text(json.dumps(GROUP * 2))
    assert "26 sheets" in run(file, "--ledger", kept)
    assert json.loads(run(file, "--ledger", kept, "--json"))["table"]["sheets"] == 26


def test_what_is_given_twice_is_refused(file, tmp_path):
    other = tmp_path / "other.json"
    other.write_text(json.dumps(GROUP[::-1], indent=1))
    with pytest.raises(oh.InvalidInputError) as caught:
        sheets_in([file, file, other, tmp_path / "none.json"])
    told = str(caught.value)
    assert told.startswith("the sheets: 3 faults:")
    assert f"{file}: is given twice; give each file once" in told
    assert f"{other}: holds the same sheets as {file}; give each sheet once" in told
    assert "none.json" in told
    for number in range(3):
        (tmp_path / f"{number}.json").write_text('{"marks": ["p2.q2"]}')
    assert len(sheets_in(tmp_path / f"{number}.json" for number in range(3))) == 3
    assert sheets_in([]) == ()


@pytest.mark.checkout
def test_the_examples_of_the_page_run():
    text = DOCS.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        exec(compile(block, str(DOCS), "exec"), names)  # noqa: S102
    assert names["repeated"] is False
    sheets = read_sheets(re.search(r"```json\n(.*?)```", text, re.DOTALL)[1])
    assert oh.load("en").workshop(sheets).message is None


@pytest.mark.checkout
def test_what_the_page_for_facilitators_quotes_is_what_is_said(tmp_path, monkeypatch):
    """Its commands run in tests/test_docs.py; here, what it says that they say."""
    monkeypatch.chdir(tmp_path)
    page = (DOCS.parent / "facilitator.md").read_text(encoding="utf-8")
    for name, data in re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```', page, re.MULTILINE | re.DOTALL):
        Path(name).write_text(data, encoding="utf-8")
    Path("staff.csv").write_text(Path("enkat.csv").read_text(encoding="utf-8").replace("Konsult", "Chef"), "utf-8")
    commands = re.findall(r"^ +opsi-handbook (workshop (?:answers|typed).+)$", page, re.MULTILINE)
    said = ""
    for command in (*commands, "workshop enkat.csv", "workshop staff.csv"):
        result = CliRunner().invoke(cli, command.split())
        said += f"{result.stderr}\n{result.exception or ''}\n"
    quoted = re.findall(r"^```text\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(quoted) == 4
    for line in "".join(quoted).splitlines():
        assert line in said, line
    published = read_ledger(Path("group.json").read_text(encoding="utf-8")).published
    assert [table.sheets for table in published] == [8]
    friday = Path("answers-friday.csv").read_text(encoding="utf-8")
    Path("more.csv").write_text(friday + "".join(f"2026/11/30 9:00:0{n} AM,Staff,\n" for n in range(3)), "utf-8")
    assert "(13 sheets)" in run("more.csv", "--ledger", "group.json")
