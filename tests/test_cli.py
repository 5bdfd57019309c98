"""The command line: pages that read well, JSON that equals the object, one clear message for each fault."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from io import BytesIO, TextIOWrapper
from pathlib import Path

import click
import pytest

import opsi_handbook as oh
import snapshots
from helpers import PROBLEM, german, process
from opsi_handbook.cli import main
from opsi_handbook.cli.main import cli
from opsi_handbook.render.terminal import item_page

KINDS = ("principles", "dimensions", "challenges", "questions", "actions", "case-studies", "toolkits")
FORMATS = ("graphml", "gexf", "json", "mermaid", "dot")
MARKS = ["--mark", "p2.q2", "--challenge", "p2.c1", "--tried", "p2.q2.a1", "--limit", "3"]
TEXTS = {"en": PROBLEM, "sv": "medarbetarna vågar inte misslyckas"}
WORDS = {"en": "culture", "sv": "kultur"}
ESCAPES = "\x1b[31mred\x1b]0;title\x07\x9b31m"


@pytest.fixture
def run(capsys):
    def call(*arguments):
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return left.value.code or 0, out, err

    return call


@pytest.fixture
def said(run):
    def call(*arguments):
        code, out, err = run(*arguments)
        assert (code, err) == (0, "")
        return out

    return call


def narrow(page):
    return [line for line in page.splitlines() if len(line) > 80 and "http" not in line] == []


def commands(group=cli, path=()):
    """Every command, with the words that call it."""
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


COMMANDS = dict(commands())


# What is printed


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_lists(said, lang):
    page = "".join(f"$ list {kind}\n{said('list', kind, '--lang', lang)}\n" for kind in KINDS)
    snapshots.check(f"cli/{lang}/list.txt", page)
    assert narrow(page)
    for kind in KINDS:
        items = getattr(oh.load(lang), kind.replace("-", "_"))
        assert json.loads(said("list", kind, "--json", "--lang", lang)) == [i.model_dump(mode="json") for i in items]
    assert said("list", "case_studies") == said("list", "case-studies")


def test_every_item_can_be_shown(said, hb):
    for item in hb.values():
        page = said("show", item.id)
        assert item.id in page
        assert narrow(page)
        assert page == "\n".join(item_page(hb.catalogue, item)) + "\n"
    for item in (hb["p2.q2"], hb["toolkit.culture-map"], hb["work.handbook"]):
        assert json.loads(said("show", item.id.upper(), "--json")) == item.model_dump(mode="json")
    assert "En innovationsvänlig kultur\n=====" in said("show", "p2.q2", "--lang", "sv")


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_search(said, lang):
    page = said("search", WORDS[lang], "--lang", lang)
    snapshots.check(f"cli/{lang}/search.txt", page)
    items = oh.load(lang).search(WORDS[lang])
    assert json.loads(said("search", WORDS[lang], "--lang", lang, "--json")) == [
        i.model_dump(mode="json") for i in items
    ]
    assert len(json.loads(said("search", WORDS[lang], "--lang", lang, "--json", "--limit", "2"))) == 2
    snapshots.check(f"cli/{lang}/search_nothing.txt", said("search", "xqztwv " * 20, "--lang", lang))
    assert json.loads(said("search", "xqztwv", "--json")) == []


def test_languages(said, tmp_path):
    snapshots.check("cli/languages.txt", said("languages"))
    editions = json.loads(said("languages", "--json"))
    assert [(each["language"], each["notice"]) for each in editions] == [
        (tag, oh.load(tag).notice) for tag in oh.languages()
    ]
    assert editions[0] == {
        "language": "en", "name": "English", "title": "Innovation Playbook", "notice": None, "translation": None
    }  # fmt: skip
    info = oh.load("fi").catalogue.translation
    states = {
        "machine": info.machine,
        "translated": 0,
        "reviewed": 0,
        "stale": len(info.stale),
        "missing": len(info.fallback),
    }
    assert (editions[1]["name"], editions[1]["translation"]) == ("suomi", states)
    page = said("languages", "--po-dir", str(german(tmp_path)))
    assert re.findall(r"(?m)^(\w\w)  ", page) == ["en", "de", "fi", "no", "sv"]
    assert re.search(r"(?m)^de     de  ", page)
    assert re.search(r"(?m)^de .*Innovation Playbook [\d,]+ ", page)


@pytest.mark.parametrize("lang", ["en", "sv"])
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("recommend.txt", []),
        ("recommend_explain.txt", ["--explain"]),
        ("recommend.md", ["--markdown"]),
        ("recommend.json", ["--json", "--no-receipt"]),
    ],
)
def test_advice(said, lang, name, options):
    for what, arguments in (("text", [TEXTS[lang], "--limit", "2"]), ("marks", MARKS)):
        page = said("recommend", *arguments, "--lang", lang, *options)
        if what == "marks" or not options:
            snapshots.check(f"cli/{lang}/{what}_{name}", page)
        if name.endswith(".txt"):
            assert narrow(page)
        hb = oh.load(lang)
        asked = {"text": arguments[0], "limit": 2}
        if what == "marks":
            asked = {"marks": ["p2.q2"], "challenges": ["p2.c1"], "tried": ["p2.q2.a1"], "limit": 3}
        advice = hb.recommend(**asked)
        if name.endswith(".json"):
            assert json.loads(page) == advice.model_dump(mode="json", exclude={"receipt"})
            whole = json.loads(said("recommend", *arguments, "--lang", lang, "--json"))
            assert whole == advice.model_dump(mode="json")
        if name.endswith(".md"):
            assert page == hb.as_markdown(advice)
        if name.endswith("explain.txt"):
            assert page.split() == hb.explain(advice).split()


def test_advice_can_be_narrowed(said, run, tmp_path):
    addresses = tmp_path / "addresses.txt"
    addresses.write_text("\ufeff\n  https://oecd-opsi.org/toolkits/culture-map/  \n\n", encoding="utf-8")
    marks = ["--mark", "p2.q2", "--mark", "p1.q1", "--json"]
    for options in (["--principle", "p2"], ["--reachable", str(addresses)]):
        advice = json.loads(said("recommend", *marks, *options))
        assert [each["question"]["id"] for each in advice["recommendations"]] == ["p2.q2"]
    addresses.write_text("", encoding="utf-8")
    assert json.loads(said("recommend", *marks, "--reachable", str(addresses)))["recommendations"] == []
    for options in (["--country", "Sweden"], ["--principle", "p9"], ["--reachable", str(tmp_path / "none")]):
        assert run("recommend", *marks, *options)[0] == 1


@pytest.mark.parametrize("format_", FORMATS)
def test_graphs(said, tmp_path, hb, format_):
    from opsi_handbook.graph import export

    text = said("graph", "--format", format_)
    assert text == export(hb.catalogue, format_)
    assert said("graph", "--format", format_, "-o", str(tmp_path / "deep" / "a")) == ""
    assert (tmp_path / "deep" / "a").read_text(encoding="utf-8") == text
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["a"]
    assert said("graph") == said("graph", "--format", "json")


@pytest.mark.checkout
@pytest.mark.parametrize("name", ["advice", "catalogue", "sheet", "workshop"])
def test_published_schemas_are_those_of_the_models(said, name):
    published = Path(__file__).resolve().parent.parent / "docs" / "schema" / f"{name}.json"
    schema = json.loads(said("schema", name))
    assert json.loads(published.read_text(encoding="utf-8")) == schema
    assert schema["additionalProperties"] is False


def test_schemas_describe_what_is_dumped(said, hb):
    schema = json.loads(said("schema", "advice"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == set(hb.recommend().model_dump(mode="json"))
    from opsi_handbook.authoring.schemas import schema_of

    with pytest.raises(oh.InvalidInputError, match="no schema 'nothing'; there is advice, catalogue, sheet, workshop"):
        schema_of("nothing")


@pytest.mark.few(1)
@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "questions"], ["recommend", PROBLEM, "--limit", "1"], ["languages"],
    ],
    ids=lambda arguments: "_".join(arguments[:1]),
)  # fmt: skip
def test_json_is_printed_alone_also_of_an_edition_with_a_notice(said, tmp_path, arguments):
    folder = ["--po-dir", str(german(tmp_path))]
    lang = [] if arguments[0] == "languages" else ["--lang", "de"]
    json.loads(said(*arguments, *folder, *lang, "--json"))
    page = said(*arguments, *folder, *lang)
    assert "\n" in page


def test_an_edition_of_a_folder_with_what_it_lacks(said, tmp_path):
    folder = ["--po-dir", str(german(tmp_path)), "--lang", "de"]
    assert "Kultur, die Neues mag" in said("show", "p2.q2", *folder)
    assert said("show", "p1.q1", *folder, "--lang", "sv").count(oh.load("sv").question("p1.q1").title) == 1


# Help and versions


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_of_every_command(said, path):
    page = said(*path, "--help")
    assert page == said(*path, "-h")
    assert page.startswith(f"Usage: opsi-handbook {' '.join(path)} ")
    assert narrow(page)
    for parameter in COMMANDS[path].params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert max(parameter.opts, key=len) in page


def test_help_names_every_command(said):
    page = said("--help")
    assert {name for name, *rest in COMMANDS if not rest} == set(re.findall(r"(?m)^  ([a-z]+)  ", page))


def test_version():
    assert process("--version").stdout.decode() == f"{oh.__version__}\n"


# Faults


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "p2.q9"], "did you mean"),
        (["show", ""], "there is no item ''"),
        (["show", "\x00"], "there is no item"),
        (["recommend", "--mark", "p2.q2", "--mark", "p2.q2"], "named 2 times"),
        (["recommend", "--mark", "p1", "--tried", "p9"], "2 faults"),
        (["recommend", ""], "empty"),
        (["recommend", "x" * 200_000], "200,000"),
        (["recommend", "help", "--limit", "0"], "limit"),
        (["recommend", "help", "--limit", "-1"], "limit"),
        (["recommend", "help", "--limit", "1001"], "limit"),
        (["search", "help", "--limit", "0"], "limit"),
        (["recommend", "help", "--lang", "tlh"], "no edition"),
        (["list", "actions", "--lang", ""], "no edition"),
        (["search", " "], "empty"),
        (["content", "check", "/nowhere"], "there is no such folder"),
        (["graph", "-o", "/dev/null/a/b"], "cannot be written"),
        (["graph", "-o", ""], "is a folder"),
        (["graph", "-o", "."], "is a folder"),
        (["graph", "-o", "/"], "is a folder"),
        (["verify", "/nowhere"], "cannot be read"),
        (["recommend", "--sheet", "/nowhere"], "cannot be read"),
    ],
)
def test_faults_of_input_leave_with_1(run, arguments, words):
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert words in err
    assert err.startswith("opsi-handbook: ")
    assert len(err) < 1000


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["recommend"], "Give a TEXT, a --challenge, a --mark or a --sheet to go by."),
        (["recommend", "--principle", "p1"], "Give a TEXT"),
        (["recommend", "a", "--limit", "x"], "'x' is not a valid integer"),
        (["recommend", "a", "--json", "--explain"], "Give one of --json, --explain and --markdown."),
        (["recommend", "a", "--json", "--markdown"], "Give one of --json, --explain and --markdown."),
        (["list", "dragons"], "'dragons' is not one of"),
        (["list"], "Missing argument"),
        (["show"], "Missing argument"),
        (["nothing"], "No such command"),
        (["list", "actions", "--colour"], "No such option"),
        (["list", "actions", "more"], "unexpected extra argument"),
        (["graph", "--format", "pdf"], "'pdf' is not one of"),
        (["schema", "nothing"], "'nothing' is not one of"),
        (["show", "p1", "--lang"], "requires an argument"),
    ],
)
def test_wrong_usage_leaves_with_2(run, arguments, words):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert "Usage: opsi-handbook" in err or "--lang" in arguments


FOLDERS = [
    path for path, command in COMMANDS.items() if any("--po-dir" in parameter.opts for parameter in command.params)
]
ARGUMENTS = {
    "list": ["actions"], "show": ["p1"], "search": ["a"], "recommend": ["--mark", "p2.q2"],
    "translate": ["--lang", "de"],
}  # fmt: skip


SLIPS = [(path, folder) for path in FOLDERS for folder in ("typo", "") if not (folder and path[0] == "translate")]


@pytest.mark.parametrize(("path", "folder"), SLIPS, ids=lambda part: part if isinstance(part, str) else " ".join(part))
def test_a_slip_in_the_name_of_a_folder_is_told(run, tmp_path, path, folder):
    file = tmp_path / "file.json"
    content = oh.load().recommend(marks=["p2.q2"]).model_dump_json() if path == ("verify",) else "{}"
    file.write_text(content, encoding="utf-8")
    arguments = [str(file)] if path[-1] in {"workshop", "import", "verify"} else []
    arguments += ARGUMENTS.get(path[0], [])
    code, out, err = run(*path, *arguments, "--po-dir", folder)
    assert (code, out) == (1, "")
    assert f"there is no folder '{folder}'" in err


def test_folders_are_taken_by_these_commands():
    assert {path[0] for path in FOLDERS} >= {"list", "show", "search", "graph", "languages", "recommend", "verify"}


# What a terminal would take for a command


@pytest.mark.parametrize(
    "arguments",
    [
        [ESCAPES],
        [f"--{ESCAPES}"],
        ["list", ESCAPES],
        ["list", "actions", ESCAPES, "more"],
        ["list", "actions", f"--{ESCAPES}"],
        ["list", "actions", "--lang", ESCAPES],
        ["list", "actions", "--po-dir", ESCAPES],
        ["show", ESCAPES],
        ["search", ESCAPES],
        ["search", f"zzz{ESCAPES}", "--json"],
        ["recommend", ESCAPES],
        ["recommend", ESCAPES, "--json"],
        ["recommend", "--mark", ESCAPES],
        ["recommend", "a", "--limit", ESCAPES],
        ["recommend", "a", "--country", ESCAPES],
        ["recommend", "--sheet", ESCAPES],
        ["recommend", "a", "--reachable", ESCAPES],
        ["verify", ESCAPES],
        ["graph", "-o", f"/dev/null/{ESCAPES}"],
        ["content", "check", ESCAPES],
        ["content", "build", ESCAPES],
        ["schema", ESCAPES],
    ],
    ids=lambda arguments: " ".join(arguments).replace(ESCAPES, "…"),
)
def test_escapes_in_arguments_reach_no_terminal(run, monkeypatch, arguments):
    for stream in (sys.stdout, sys.stderr):  # click strips some where it knows that there is no terminal
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    _, out, err = run(*arguments)
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", out + err) == []


def test_escapes_in_files_reach_no_terminal(run, tmp_path, monkeypatch):
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    folder = tmp_path / f"a{ESCAPES.replace('/', '')}"
    folder.mkdir()
    addresses = folder / "addresses"
    addresses.write_text(f"https://oecd-opsi.org/{ESCAPES}\n", encoding="utf-8")
    pages = [
        run("recommend", "--mark", "p2.q2", "--reachable", str(addresses), *form)
        for form in ([], ["--json"], ["--explain"], ["--markdown"])
    ]
    pages.append(run("verify", str(addresses)))
    pages.append(run("content", "check", str(folder)))
    for _, out, err in pages:
        assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", out + err) == []


def test_json_with_a_sign_that_a_terminal_would_obey(capsys):
    from opsi_handbook.cli.options import echo, echo_json

    echo_json({"å": "a\x9bb"})
    out = capsys.readouterr().out
    assert json.loads(out) == {"å": "a\x9bb"}
    assert "\x9b" not in out
    echo_json({"å": "ä"})
    assert capsys.readouterr().out == '{\n  "å": "ä"\n}\n'
    echo(["a\x1b[31m", "b"])
    assert capsys.readouterr().out == "a[31m\nb\n"


# Streams


def test_standard_input(run, monkeypatch):
    piped = process("recommend", "-", "--json", data=b"\xef\xbb\xbf" + PROBLEM.encode())
    assert json.loads(piped.stdout) == oh.load().recommend(text=PROBLEM).model_dump(mode="json")
    for data, words in (
        (b"", "empty"), (b"\xff\xfe\xfa", "is not UTF-8 (byte 0)"), (b"ab\xff", "(byte 2)"), (b"a\x00b", "U+0000"),
        (b"x" * 1_000_000, "1,000,000"), (b"x" * 20_000_001, "is longer than 20,000,000 bytes"),
    ):  # fmt: skip
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data)))
        code, out, err = run("recommend", "-")
        assert (code, out) == (1, "")
        assert err.startswith("opsi-handbook: ")
        assert words in err
        assert err.count("\n") == 1


def test_search_and_verify_read_standard_input():
    assert b"toolkit.culture-map" in process("search", "-", data=b"culture map").stdout
    advice = oh.load().recommend(marks=["p2.q2"]).model_dump_json().encode()
    assert process("verify", "-", data=advice).returncode == 0
    assert process("verify", "-", data=advice.replace(b"1000", b"1001")).returncode == 1


def shell(line):
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, check=False, env={**os.environ, "PY": sys.executable}
    )  # fmt: skip


@pytest.mark.parametrize("command", ["recommend -", "verify -"])
def test_a_closed_standard_input(command):
    run = shell(f'"$PY" -m opsi_handbook {command} <&-')
    assert (run.returncode, run.stdout) == (1, b"")
    assert run.stderr == b"opsi-handbook: standard input: is closed; give the text, or a file\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["list actions --json", "graph", "--help"])
def test_a_full_disk_is_told_in_one_line(command):
    run = shell(f'"$PY" -m opsi_handbook {command} > /dev/full')
    assert run.returncode == 1
    assert run.stderr == b"opsi-handbook: output: No space left on device\n"


def test_a_reader_that_has_enough():
    run = shell('"$PY" -m opsi_handbook graph | head -1; echo ${PIPESTATUS[0]}')
    assert run.stdout.splitlines()[0] == b"{"
    assert run.stderr == b""


def test_a_terminal_of_plain_ascii_shows_all():
    run = process("show", "case.frikommuneforsog", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert run.returncode == 0
    assert "Frikommuneforsøg".encode() in run.stdout  # as click has it
    run = process("show", "p2.c1", PYTHONIOENCODING="latin-1")
    assert run.returncode == 0
    assert rb" \u2013 " in run.stdout


def test_bytes_that_are_no_text_as_an_argument():
    run = process("recommend", b"\xff\xfe afraid")
    assert run.returncode == 1
    assert b"which is no text" in run.stderr


def test_from_a_zip(tmp_path):
    """Where the package has no metadata: vendored, zipped."""
    package = Path(oh.__file__).parent
    target = tmp_path / "vendored"
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        for path in package.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                packed.write(path, Path("opsi_handbook") / path.relative_to(package))
    zipfile.ZipFile(tmp_path / "a.zip").extractall(target)
    command = [sys.executable, "-m", "opsi_handbook"]
    for arguments in (["--version"], ["show", "p2.q2"]):
        run = subprocess.run([*command, *arguments], cwd=target, capture_output=True, text=True, check=False)
        assert (run.returncode, run.stderr) == (0, "")


# Sheets, saved advice, content


def test_an_advice_saved_is_verified_and_a_forged_one_found_out(run, said, tmp_path):
    file = tmp_path / "advice.json"
    file.write_text(said("recommend", "nobody dares to tell the director", "--mark", "p2.q2", "--json"))
    assert said("verify", str(file)).startswith(f"{file}: agrees\n")
    file.write_text(file.read_text().replace('"points": 1000', '"points": 2000'))
    code, out, err = run("verify", str(file))
    assert code == 1
    assert "differs: " in out
    assert f"{file}: differs from the catalogue" in err
    file.write_text("{}")
    assert run("verify", str(file))[0] == 1


def test_one_persons_sheet_and_a_groups(said, run, tmp_path):
    one = tmp_path / "one.json"
    one.write_text('{"marks": ["p2.q2"]}')
    advice = oh.load().recommend(sheets=oh.read_sheets(one.read_text()))
    assert json.loads(said("recommend", "--sheet", str(one), "--json")) == advice.model_dump(mode="json")
    one.write_text('{"marked": []}')
    other = tmp_path / "other.json"
    other.write_text("[")
    code, out, err = run("recommend", "--sheet", str(one), "--sheet", str(other), "--sheet", str(tmp_path / "none"))
    assert (code, out) == (1, "")
    assert all(str(tmp_path / name) in err for name in ("one.json", "other.json", "none"))


@pytest.mark.checkout
def test_content_is_checked(said, content):
    items = len(oh.load())
    *advice, last = said("content", "check", str(content)).splitlines()
    assert last == f"{content}: {items} items, no fault"
    assert [line for line in advice if not re.match(r"[\w.-]+: (term|style): ", line)] == []


@pytest.mark.checkout
@pytest.mark.parametrize("command", ["build", "train"])
def test_content_of_elsewhere_needs_a_place_to_go(run, tmp_path, command):
    """In an installation it would have taken the place of the library's own data."""
    (tmp_path / "content").mkdir()
    code, out, err = run("content", command, str(tmp_path / "content"))
    assert (code, out) == (1, "")
    problem = "is not the content of this installation; say by -o where the files go"
    assert err == f"opsi-handbook: {tmp_path / 'content'}: {problem}\n"


@pytest.mark.checkout
def test_content_is_built_where_it_is_said(said, content, tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr("opsi_handbook.authoring.compiler.build", lambda *given: made.append(given) or (given[1],))
    assert said("content", "build", str(content), "-o", str(tmp_path)) == f"{tmp_path}\n"
    monkeypatch.chdir(content.parent)
    data = Path(oh.__file__).parent / "data"
    assert said("content", "build") == f"{data}\n"
    assert made == [(content, tmp_path), (Path("content"), data)]
    monkeypatch.setattr("opsi_handbook.authoring.compiler.train_all", lambda *given: (given[1],))
    assert said("content", "train", str(content)) == f"{data}\n"
