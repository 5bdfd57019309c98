"""The command line: pages that read well, JSON that equals the object, one clear message for each fault."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import opsi_handbook as oh
from opsi_handbook.cli import main


@pytest.fixture
def run(capsys):
    def call(*arguments):
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        out, err = capsys.readouterr()
        return left.value.code or 0, out, err

    return call


def test_a_problem_in_ones_own_words(run):
    code, out, err = run("recommend", "our staff are afraid to fail", "--limit", "3")
    assert (code, err) == (0, "")
    assert "p2.q2" in out
    assert "Not an official OECD work" in out
    assert [line for line in out.splitlines() if len(line) > 80 and "http" not in line] == []


def test_json_is_what_the_object_dumps(run, hb):
    code, out, _ = run("recommend", "--mark", "p2.q2", "--challenge", "p2.c1", "--tried", "p2.q2.a1", "--json")
    assert code == 0
    advice = hb.recommend(marks=["p2.q2"], challenges=["p2.c1"], tried=["p2.q2.a1"])
    assert json.loads(out) == json.loads(advice.model_dump_json())


@pytest.mark.parametrize(
    "kind", ["principles", "dimensions", "challenges", "questions", "actions", "case-studies", "toolkits"]
)
def test_lists(run, hb, kind):
    items = getattr(hb, kind.replace("-", "_"))
    _, out, _ = run("list", kind)
    assert all(item.id in out for item in items)
    _, out, _ = run("list", kind, "--json")
    assert [item["id"] for item in json.loads(out)] == [item.id for item in items]


def test_every_item_can_be_shown(run, hb):
    for item in hb:
        code, out, _ = run("show", item.id)
        assert code == 0
        assert item.id in out
        assert [line for line in out.splitlines() if len(line) > 80 and "http" not in line] == []
        assert json.loads(run("show", item.id, "--json")[1])["id"] == item.id


def test_search(run):
    assert "toolkit.culture-map" in run("search", "culture map")[1]
    assert "Nothing was found" in run("search", "xqztwv")[1]
    assert json.loads(run("search", "xqztwv", "--json")[1]) == []


def test_graph_to_a_file(run, tmp_path):
    code, out, _ = run("graph", "--format", "dot", "-o", str(tmp_path / "a.dot"))
    assert (code, out) == (0, "")
    assert (tmp_path / "a.dot").read_text(encoding="utf-8").startswith("digraph")
    assert [path.name for path in tmp_path.iterdir()] == ["a.dot"]


@pytest.mark.checkout
@pytest.mark.parametrize("name", ["advice", "catalogue"])
def test_published_schemas_are_those_of_the_models(run, name):
    published = Path(__file__).resolve().parent.parent / "docs" / "schema" / f"{name}.json"
    assert json.loads(published.read_text(encoding="utf-8")) == json.loads(run("schema", name)[1])


def test_schemas_describe_what_is_dumped(run, hb):
    for name in ("advice", "catalogue"):
        schema = json.loads(run("schema", name)[1])
        assert schema["additionalProperties"] is False
    assert set(json.loads(run("schema", "advice")[1])["properties"]) == set(
        json.loads(hb.recommend().model_dump_json())
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "p2.q9"], "did you mean"),
        (["show", "\x00"], "there is no item"),
        (["recommend", "--mark", "p2.q2", "--mark", "p2.q2"], "named 2 times"),
        (["recommend", ""], "empty"),
        (["recommend", "x" * 200_000], "200,000"),
        (["recommend", "help", "--limit", "0"], "limit"),
        (["recommend", "help", "--limit", "-1"], "limit"),
        (["recommend", "help", "--lang", "tlh"], "no edition"),
        (["search", " "], "empty"),
        (["content", "check", "/nowhere"], "cannot be read"),
        (["graph", "-o", "/dev/null/a/b"], "cannot be written"),
    ],
)
def test_faults_of_input_leave_with_1(run, arguments, words):
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert words in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments", [["recommend"], ["recommend", "a", "--limit", "x"], ["list", "dragons"], ["nothing"]]
)
def test_wrong_usage_leaves_with_2(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "Usage" in err


def process(*arguments, data=b"", **environment):
    import os

    return subprocess.run(
        [sys.executable, "-m", "opsi_handbook", *arguments],
        input=data, capture_output=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def test_standard_input():
    run = process("recommend", "-", "--json", data=b"our staff are afraid to fail")
    assert json.loads(run.stdout)["recommendations"]
    for data in (b"", b"\xff\xfe\xfa", b"a\x00b", b"x" * 1_000_000):
        run = process("recommend", "-", data=data)
        assert run.returncode == 1
        assert run.stderr.startswith(b"opsi-handbook: ")
        assert b"Traceback" not in run.stderr


def test_a_terminal_of_plain_ascii_shows_all():
    run = process("show", "case.frikommuneforsog", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert run.returncode == 0
    assert b"Frikommunefors" in run.stdout


def test_bytes_that_are_no_text_as_an_argument():
    run = process("recommend", b"\xff\xfe afraid")
    assert run.returncode == 1
    assert b"which is no text" in run.stderr


def test_version():
    assert oh.__version__ in process("--version").stdout.decode()


def test_an_advice_saved_is_verified_and_a_forged_one_found_out(run, tmp_path):
    file = tmp_path / "advice.json"
    file.write_text(run("recommend", "nobody dares to tell the director", "--mark", "p2.q2", "--json")[1])
    assert run("verify", str(file)) == (0, f"{file}: agrees\n", "")
    file.write_text(file.read_text().replace('"points": 1000', '"points": 2000'))
    code, out, err = run("verify", str(file))
    assert code == 1
    assert "differs: p2.q2" in out
    assert "Traceback" not in err
    file.write_text("{}")
    assert run("verify", str(file))[0] == 1
    assert run("verify", str(tmp_path / "none.json"))[0] == 1


def test_an_advice_explained_and_as_a_document(run):
    code, out, err = run("recommend", "nobody dares to tell the director", "--mark", "p2.q2", "--explain")
    assert (code, err) == (0, "")
    assert "stands at place 1 with" in out
    assert [line for line in out.splitlines() if len(line) > 80] == []
    code, out, _ = run("recommend", "--mark", "p2.q2", "--markdown", "--lang", "sv")
    assert out.startswith("# Råd")
    assert run("recommend", "--mark", "p2.q2", "--markdown", "--json")[0] == 2


def test_advice_can_be_narrowed_on_the_command_line(run, tmp_path):
    working = tmp_path / "working.txt"
    working.write_text("https://oecd-opsi.org/toolkits/culture-map/\n")
    marks = ["--mark", "p2.q2", "--mark", "p1.q1"]
    found = json.loads(run("recommend", *marks, "--principle", "p2", "--json")[1])
    assert [one["question"]["id"] for one in found["recommendations"]] == ["p2.q2"]
    found = json.loads(run("recommend", *marks, "--working", str(working), "--json")[1])
    assert [one["question"]["id"] for one in found["recommendations"]] == ["p2.q2"]
    assert run("recommend", *marks, "--country", "Sweden")[0] == 1


def test_a_workshop_of_many_sheets(run, tmp_path):
    file = tmp_path / "sheets.json"
    file.write_text(
        json.dumps([{"role": "staff", "marks": ["p2.q2", "p5.q3"][: 1 + place % 2]} for place in range(12)])
    )
    code, out, err = run("workshop", str(file), "--minutes", "60")
    assert (code, err) == (0, "")
    assert "Agenda for 60 minutes" in out
    assert "12 sheets" in out
    assert [line for line in out.splitlines() if len(line) > 80 and "http" not in line] == []
    found = json.loads(run("workshop", str(file), "--json", "--lang", "sv")[1])
    assert found["agenda"]["points"][0]["question"] == "p2.q2"
    assert "p2.q2" in run("recommend", "--sheet", str(file))[1]
    one = tmp_path / "one.json"
    one.write_text('{"marks": ["p2.q2"]}')
    assert "1000 points" in run("recommend", "--sheet", str(one))[1]
    assert "fewer than 5" in run("workshop", str(one))[1]
    one.write_text('{"marked": []}')
    code, out, err = run("workshop", str(one), str(file), str(tmp_path / "none"))
    assert (code, out) == (1, "")
    assert "2 faults" in err
    assert "marked" in err
