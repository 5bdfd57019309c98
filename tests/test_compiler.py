"""The compiler: what people write becomes what ships, and every fault is named with file, line and item."""

from __future__ import annotations

import copy
import json
import os
import random
import re
import shutil

import pytest
import yaml

import opsi_handbook as oh
from helpers import as_if_trained, state_of
from opsi_handbook.authoring.compiler import build, canonical_json, compile_content, packaged_data
from opsi_handbook.authoring.yaml_document import read_yaml

pytestmark = pytest.mark.checkout


_PARSED = {}


@pytest.fixture(autouse=True)
def _each_text_is_parsed_once(monkeypatch):
    """Nearly all files are the same in all tests."""
    parsed = _PARSED

    def read(path, name):
        key = (path.read_bytes() if path.is_file() else None, name)
        if key[0] is None or b"\xff" in key[0]:
            return read_yaml(path, name)
        if key not in parsed:
            parsed[key] = read_yaml(path, name)
        return parsed[key]

    monkeypatch.setattr("opsi_handbook.authoring.gathering.read_yaml", read)


@pytest.fixture
def written(content, tmp_path):
    """A copy of the written content, to be harmed: all of it, but the examples of a few questions and one language."""
    written = tmp_path / "content"
    shutil.copytree(
        content,
        written,
        ignore=shutil.ignore_patterns(
            "p[134]*.yaml", "p?_*.yaml", "off_topic*.yaml", "words", "no", "fi", "fi.po", "no.po"
        ),
    )
    for name in ("p1.yaml", "p3.yaml", "p4.yaml"):
        shutil.copy(content / "principles" / name, written / "principles")
    for path in written.glob("editorial/examples/*/*.yaml"):
        path.write_text("".join(questions_in(path)[:2]), encoding="utf-8")
    return written


def questions_in(path):
    """The text of each question of a file of examples."""
    return re.split(r"(?m)^(?=[a-z])", path.read_text(encoding="utf-8"))[1:]


@pytest.fixture
def out(written, tmp_path):
    """A folder in which the examples of the copy count as learned."""
    as_if_trained(written, tmp_path / "out")
    return tmp_path / "out"


def change(file, old, new, count=1):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, count), encoding="utf-8")


def faults_in(call, *arguments):
    with pytest.raises(oh.ContentError) as caught:
        call(*arguments)
    assert len(str(caught.value)) < 20_000
    return caught.value


def test_what_ships_is_what_is_written(content, tmp_path):
    before = state_of(content)
    made = build(content, tmp_path)
    shipped = {path.name: path.read_bytes() for path in packaged_data().iterdir() if path.is_file()}
    assert {path.name: path.read_bytes() for path in made} == shipped
    assert state_of(content) == before
    assert {path.name for path in tmp_path.iterdir()} == set(shipped)


def test_built_twice_the_same(written, out):
    first = {path.name: path.read_bytes() for path in build(written, out)}
    locales = state_of(written / "locale")
    assert {path.name: path.read_bytes() for path in build(written, out)} == first
    assert state_of(written / "locale") == locales
    assert json.loads(first["en.json"])["content_version"] == oh.load().content_version
    assert all(data.endswith(b"\n") and b"\r" not in data for name, data in first.items() if name.endswith(".json"))


def test_json_is_canonical():
    assert canonical_json({"b": [1, "å"], "a": None}) == '{\n  "a": null,\n  "b": [\n    1,\n    "å"\n  ]\n}\n'.encode()


def test_five_faults_are_named_at_once_each_with_its_line(written, out):
    p2 = written / "principles" / "p2.yaml"
    change(p2, "toolkits: [toolkit.culture-map]", "toolkits: [toolkit.culture-mat]")
    change(p2, "id: p2.q3.a2", "id: p2.q3.a1")
    change(p2, "title: Skills and creative confidence", "title: ''\n    colour: red")
    change(written / "toolkits.yaml", "https://oecd-opsi.org/toolkits/culture-map/", "oecd-opsi.org/culture-map/")
    change(written / "case_studies.yaml", "countries: [SI]", "countries: [XX]")
    error = faults_in(build, written, out)
    assert {fault.file for fault in error.faults} == {"principles/p2.yaml", "toolkits.yaml", "case_studies.yaml"}
    assert str(error).splitlines()[0] == f"the content in {written}: {len(error.faults)} faults:"
    for file, item, field, problem in (
        ("principles/p2.yaml", "p2.q2", "", "it refers to 'toolkit.culture-mat', which is not there; did you mean"),
        ("principles/p2.yaml", "p2.q3.a1", "", "2 items have this id"),
        ("principles/p2.yaml", "p2.q4", "questions.3.title", "the text is empty"),
        ("principles/p2.yaml", "p2.q4", "questions.3.colour", "there is no field of this name"),
        ("toolkits.yaml", "toolkit.culture-map", "links.0.url", "'oecd-opsi.org/culture-map/' is no web address"),
        ("case_studies.yaml", None, "countries.0", "'XX' is no country"),
    ):
        (fault,) = [each for each in error.faults if each.problem.startswith(problem)]
        assert (fault.file, fault.field) == (file, field)
        assert item in (None, fault.item)
        line = (written / file).read_text(encoding="utf-8").splitlines()[fault.line - 1]
        wanted = {"questions.3.title": "title: ''", "questions.3.colour": "colour: red", "countries.0": "XX"}
        assert wanted.get(field, fault.item if not field else "oecd-opsi.org/culture-map/") in line


def test_a_file_that_nothing_reads_is_named(written, out):
    for name in ("principles/p6.yml", "editorial/leads-to.yaml", "glossary.yaml"):
        (written / name).write_text("- {}\n", encoding="utf-8")
    (written / "README.md").write_text("What this is.", encoding="utf-8")
    (written / "principles" / "notes.txt").write_text("Later.", encoding="utf-8")
    error = faults_in(build, written, out)
    assert [fault.file for fault in error.faults] == ["editorial/leads-to.yaml", "glossary.yaml", "principles/p6.yml"]
    assert {fault.problem.partition(";")[0] for fault in error.faults} == {"nothing reads a file of this name"}


@pytest.mark.few(8)
@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("toolkits.yaml", "- id: [", "no YAML"),
        ("toolkits.yaml", "", "must be a list of items"),
        ("toolkits.yaml", "id: x", "must be a list of items"),
        ("toolkits.yaml", "- id: toolkit.a\n  id: toolkit.b", "twice"),
        ("toolkits.yaml", "- &a [*a]", "alias"),
        ("toolkits.yaml", "[" * 5000, "YAML"),
        ("toolkits.yaml", "--- 1\n--- 2", "no YAML"),
        ("toolkits.yaml", "- a\n- b\x00c", "no YAML"),
        ("toolkits.yaml", "- " * 40 + "a", "nested too deep"),
        ("toolkits.yaml", "- !!python/object/apply:os.getcwd []", "dictionary|list|missing"),
        ("principles/p1.yaml", "- 1", "one principle"),
        ("handbook.yaml", "language: 5", "missing"),
        ("editorial/leads_to.yaml", "- 5\n- {challenge: p1.c1}", "missing"),
        ("editorial/leads_to.yaml", "5", "must be a list of links"),
        ("editorial/related.yaml", "- {questions: p1.q1, reason: None.}", "string"),
    ],
)
def test_a_broken_file_is_named(written, file, text, words):
    (written / file).write_text(text, encoding="utf-8")
    error = faults_in(compile_content, written)
    told = [fault for fault in error.faults if fault.file == file and re.search(words, fault.problem)]
    assert told
    assert all(fault.line for fault in told)


def test_bytes_that_are_no_text_and_missing_files(written):
    (written / "toolkits.yaml").write_bytes(b"\xff\xfe- a")
    (written / "case_studies.yaml").unlink()
    error = faults_in(compile_content, written)
    problems = {fault.file: fault.problem for fault in error.faults if not fault.item}
    assert "UTF-8" in problems["toolkits.yaml"]
    assert "cannot be read" in problems["case_studies.yaml"]


def test_no_folder_is_one_fault(tmp_path, written):
    for folder in (tmp_path / "nowhere", written / "terms.yaml"):
        assert str(faults_in(compile_content, folder)).startswith(f"{folder}: there is no such folder")
    (tmp_path / "empty").mkdir()
    assert all(fault.item or fault.file for fault in faults_in(compile_content, tmp_path / "empty").faults)


def test_gaps_and_retired_ids_are_faults(written):
    change(written / "principles" / "p5.yaml", "id: p5.q7.a8", "id: p5.q7.a9")
    change(written / "handbook.yaml", "tombstones:", "tombstones:\n  - {id: p1.c1, reason: Merged.}")
    shown = str(faults_in(compile_content, written))
    assert "p5.q7.a9: it is number 8 of its run" in shown
    assert "p1.c1: this id was retired" in shown


def test_layout_and_order_of_keys_do_not_matter(written, content):
    path = written / "toolkits.yaml"
    path.write_text("# a remark\r\n\r\n" + path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8-sig")
    items = read_yaml(written / "case_studies.yaml", "")[0].data
    turned = [dict(reversed(item.items())) for item in items]
    (written / "case_studies.yaml").write_text(json.dumps(turned), encoding="utf-8")
    assert compile_content(written) == compile_content(content)


def test_scalars_mean_what_they_look_like(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(
        "[NO, no, yes, on, 2022-04, 1_000, 0x1f, 1.5, ~, null, '', 'null', \"5\", 5, -3, 007, true, 'true', ]"
    )
    document, faults = read_yaml(path, "a.yaml")
    assert faults == []
    assert document.data == [
        "NO", "no", "yes", "on", "2022-04", "1_000", "0x1f", "1.5", None, None, "", "null", "5", 5, -3, "007", True,
        "true",
    ]  # fmt: skip
    path.write_text("a:\n  - b\n  -\n    c: d\n")
    document, _ = read_yaml(path, "a.yaml")
    assert document.lines == {(): 1, ("a",): 1, ("a", 0): 2, ("a", 1): 4, ("a", 1, "c"): 4}
    assert [document.line(path) for path in ((), ("a", 1, "c"), ("a", 1, "x", 5), ("b",))] == [1, 4, 4, 1]


THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def test_our_content_needs_no_libyaml(content, monkeypatch, tmp_path):
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    chance = random.Random(1)
    for path in sorted(content.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if "examples" in path.parts and not THOROUGH:  # one question of each file: all would take ten seconds
            text = chance.choice(questions_in(path))
        (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
        document, faults = read_yaml(tmp_path / "a.yaml", path.name)
        assert faults == []
        assert document.data


@pytest.mark.parametrize("version", [1, 2, "x", None])
def test_a_version_of_the_schema_may_be_written(written, version):
    change(written / "handbook.yaml", "content_version", f"schema_version: {json.dumps(version)}\ncontent_version")
    if version == 1:
        assert compile_content(written).schema_version == 1
    else:
        error = faults_in(compile_content, written)
        assert [str(fault) for fault in error.faults] == [
            f"handbook.yaml:{error.faults[0].line}: schema_version: Input should be 1"
        ]
        assert error.faults[0].line > 0


ODD = [None, [], {}, 5, True, "", [["x"]], [{"a": 1}], {"a": [1]}, ["x"], "p1.q1", -1]


def places(node, at=()):
    yield at
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, part in parts:
        yield from places(part, (*at, key))


def put(data, at, value):
    data = copy.deepcopy(data)
    whole = {"": data}
    node, key = whole, ""
    for step in at:
        node, key = node[key], step
        there = isinstance(node, dict) and key in node
        if not there and not (isinstance(node, list) and isinstance(key, int) and key < len(node)):
            return whole[""]  # an odd value stands there already
    node[key] = copy.deepcopy(value)
    return whole[""]


@pytest.fixture(scope="module")
def sources(request):
    """Every kind of place in the content, by file, a few of each; and the data of each file."""
    content = request.path.parent.parent / "content"
    files = [
        path
        for path in sorted(content.rglob("*.yaml"))
        if "examples" not in path.parts and (path.parent.name != "principles" or path.stem == "p1")
    ]
    data = {path.relative_to(content): read_yaml(path, path.name)[0].data for path in files}
    kinds = {}
    for name, tree in data.items():
        for at in places(tree):
            kinds.setdefault((name, *("#" if isinstance(step, int) else step for step in at)), []).append(at)
    return data, list(kinds.items())


@pytest.mark.few(6)
@pytest.mark.parametrize("seed", range(400 if THOROUGH else 16))
def test_odd_values_anywhere_are_faults_and_never_a_crash(written, sources, seed):
    data, kinds = sources
    chance = random.Random(seed)
    harmed = dict(data)
    for (name, *_), cases in chance.sample(kinds, chance.choice([1, 4, 12, 40])):
        harmed[name] = put(harmed[name], chance.choice(cases), chance.choice(ODD))
    for name, tree in harmed.items():
        if tree is not data[name]:
            (written / name).write_text(json.dumps(tree), encoding="utf-8")
    faults = ()
    try:
        compile_content(written)
    except oh.ContentError as error:
        faults = error.faults or [None]
    assert all(fault.problem and fault.file for fault in faults)


def examples_of(written, language="en", name="p2.yaml"):
    return written / "editorial" / "examples" / language / name


def test_examples_are_checked_with_their_lines(written, out):
    path = examples_of(written)
    examples_of(written, name="p1.yaml").write_text("p1.q1: {s1: In one file.}\n", encoding="utf-8")
    head = len(path.read_text(encoding="utf-8").splitlines())
    first = read_yaml(path, "")[0].data["p2.q1"]["s1"]["says"]
    long = "x" * 401
    how_much = "how much it bears on p1.q1 must be a whole number from 1 to 4"
    also = "also must name questions and how much it bears on them: {p2.q3: 2}"
    rows = [
        ("p9.q9: {s1: No such question.}", "this is no question with numbered texts"),
        ("p2: {s1: No question.}", "this is no question with numbered texts"),
        ("p3.q1: [A list.]", "this is no question with numbered texts"),
        ("p3.q2: {1: No number.}", "a situation stands under a number of its own: s1, s2 and so on"),
        ("p3.q3: {s0: No number.}", "a situation stands under a number of its own: s1, s2 and so on"),
        (f"p3.q4: {{s9001: {json.dumps(first.upper())}}}", "this situation stands twice; keep one"),
        (f"p3.q5: {{s9001: {long}}}", "a situation has at most 400 characters; shorten it"),
        ("p3.q6: {s9001: ' spaced'}", "the text begins or ends with a space; remove it"),
        ("p4.q1: {s9001: {also: {p2.q3: 2}}}", "Input should be a valid string"),
        ("p4.q2: {s9001: {says: A text., see: p1}}", "a situation has says, also and quoted, and nothing else"),
        ("p2.q4: {s9001: {says: I text., quoted: maybe}}", "quoted must be true or false"),
        ("p4.q3: {s9001: {says: B text., also: p2.q3}}", also),
        ("p4.q4: {s9001: {says: C text., also: {p4.q4: 2}}}", "also names p4.q4, which is no other question"),
        ("p5.q4: {s9001: {says: D text., also: {off-topic: 2}}}", "also names off-topic, which is no other question"),
        ("p5.q1: {s9001: {says: E text., also: {p1.q1: 5}}}", how_much),
        ("p5.q2: {s9001: {says: F text., also: {p1.q1: 0}}}", how_much),
        ("p5.q3: {s9001: {says: G text., also: {p1.q1: true}}}", how_much),
        ("off-topic: {s9001: {says: H text., also: {p1.q1: 1}}}", "a text that is off-topic bears on no question"),
        ("p2.q2: {s1: Said again.}", "the key stands twice; keep one"),
        ("p1.q1: {s1: In another file.}", "another situation has this number, in another file; give each its own"),
    ]  # fmt: skip
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line, _ in rows)
    error = faults_in(build, written, out)
    told = {(fault.line, fault.problem) for fault in error.faults}
    assert {fault.file for fault in error.faults} == {"examples/en/p2.yaml"}
    assert told == {(head + place, problem) for place, (_, problem) in enumerate(rows, 1)}
    named = {fault.line - head: fault.item for fault in error.faults}
    assert (named[1], named[4], named[5], named[20]) == ("p9.q9", "p3.q2.1", "p3.q3.s0", "p1.q1.s1")


def test_examples_in_a_language_there_is_not(written, out):
    examples_of(written).parent.rename(examples_of(written, "svenska").parent)
    examples_of(written, "sv", "p1.yaml").write_text("- a list\n", encoding="utf-8")
    error = faults_in(build, written, out)
    assert [str(fault) for fault in error.faults] == [
        "examples/sv/p1.yaml:1: the file must give numbered texts for each question",
        "examples/svenska: this is no language; name the folder by a BCP 47 tag",
    ]


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  s3: ", "  s9003: "),  # another number: the ids are kept, not counted
        ("also: {p3.q6: 2, p5.q5: 2}", "also: {p3.q6: 3, p5.q5: 2}"),
        ("It is always the same six people", "It is always the same seven people"),
    ],
)
def test_a_changed_example_without_training_is_one_clear_error(written, out, old, new):
    change(examples_of(written), old, new)
    (written / "locale" / "sv.po").unlink()
    before = state_of(written), state_of(out)
    error = faults_in(build, written, out)
    mend = "run `make train`, which learns from them anew"
    problem = f"en.bank was learned from other examples than those that are written; {mend}"
    assert str(error) == problem
    assert [fault.problem for fault in error.faults] == [problem]
    assert (state_of(written), state_of(out)) == before


@pytest.mark.few(1)
def test_examples_that_nothing_was_learned_from(written, out, monkeypatch, tmp_path):
    monkeypatch.setattr("opsi_handbook.authoring.compiler.packaged_data", lambda: tmp_path / "nothing")
    (out / "sv.bank").unlink()
    assert str(faults_in(build, written, out)).startswith("sv.bank is not there; run `make train`")
    (out / "sv.bank").write_bytes(b"opsi-handbook bank 2 00000000\n{}\n")
    assert str(faults_in(build, written, out)).startswith("sv.bank is damaged or of another release")


def test_examples_ship_with_their_own_ids_off_topic_left_out(written, out):
    build(written, out)
    lines = [json.loads(line) for line in (out / "en.examples.jsonl").read_text(encoding="utf-8").splitlines()]
    by_id = {line["id"]: line["text"] for line in lines}
    assert len(by_id) == len(lines) > 20
    assert all(len(text.split()) <= 20 for text in by_id.values())
    written_ = read_yaml(examples_of(written), "")[0].data
    for question, run in written_.items():
        for number, entry in run.items():
            fields = entry if isinstance(entry, dict) else {"says": entry}
            ships = fields.get("quoted", True) and len(fields["says"].split()) <= 20
            assert by_id.get(f"{question}.{number}") == (fields["says"] if ships else None)
    assert not any(id_.startswith("off-topic") for id_ in by_id)
    places_ = list(oh.load().catalogue.places)
    order = [places_.index(id_.rpartition(".")[0]) for id_ in by_id]
    assert order == sorted(order)


def check_faults_of(path, text, told, out):
    """A file with a text in it, or none, is told just so, and nothing is written."""
    written = path.parent
    path.unlink()
    if text is not None:
        path.write_text(text, encoding="utf-8")
    (written / "locale" / "sv.po").unlink()
    before = state_of(written), state_of(out)
    error = faults_in(build, written, out)
    assert len(error.faults) == len(told)
    assert all(words in str(fault) for words, fault in zip(told, error.faults, strict=True))
    assert (state_of(written), state_of(out)) == before


@pytest.mark.few(6)
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["function_words.yaml:1: must give the function words of each language"]),
        ("[en]", ["function_words.yaml:1: must give the function words of each language"]),
        ("en: a a", ["function_words.yaml:1: en: must be small words with spaces between, each once"]),
        ("en: a\nsv: [en]", ["function_words.yaml:2: sv: must be small words with spaces between, each once"]),
        ("en: a\nsv: Att", ["function_words.yaml:2: sv: must be small words with spaces between, each once"]),
        ("en: a\nen: b", ["function_words.yaml:2: en: the key stands twice; keep one"]),
        ("svenska: att", ["function_words.yaml:1: svenska: this is no language; use a BCP 47 tag"]),
        ("en: [", ["no YAML"]),
        (None, ["cannot be read"]),
    ],
)
def test_faults_of_function_words(written, out, text, told):
    check_faults_of(written / "function_words.yaml", text, told, out)


@pytest.mark.few(6)
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["answer_words.yaml:1: must give the answer words of each language"]),
        ("en: yes", ["answer_words.yaml:1: en: must give lists of words, each by one of better, fine"]),
        ("en: {maybe: [a]}", ["answer_words.yaml:1: en (maybe): there is no such meaning; use one of better"]),
        ("en:\n  mark: [a]\n  fine: [B]", ["answer_words.yaml:3: en (fine): must be a list of texts in small letters"]),
        ("en: {mark: [a, a]}\nsv: {no: [ a  b]}", ["en (mark): must be a list", "sv (no): must be a list"]),
        ("en: {mark: [a]}\nsv: {no: [a]}", ["answer_words.yaml: a: means both mark and no; leave it out of one"]),
        ("en: {leader: [a], staff: [a]}", ["answer_words.yaml: a: means both leader and staff; leave it out of one"]),
        ("svenska: {mark: [a]}", ["answer_words.yaml:1: svenska: this is no language; use a BCP 47 tag"]),
        (None, ["cannot be read"]),
    ],
)
def test_faults_of_answer_words(written, out, text, told):
    check_faults_of(written / "answer_words.yaml", text, told, out)


@pytest.mark.few(4)
@pytest.mark.parametrize("late", ["translation", "function words", "example", "header", "target"])
def test_nothing_is_written_if_anything_is_wrong(written, out, late):
    change(written / "phrases.yaml", "text: ", "text: Reworded. ")  # the PO files would be written anew
    if late == "translation":
        change(written / "locale" / "sv.po", "maj 2019", "maj 2018")
    elif late == "function words":
        change(written / "function_words.yaml", "sv: >-", "sv: >-\n  att att")
    elif late == "example":
        change(examples_of(written, "sv", "p5.yaml"), "  s1:", "  s1a:")
    elif late == "header":
        (written / "locale" / "de.po").write_text("no PO file", encoding="utf-8")
    before = state_of(written), state_of(out)
    if late == "target":
        out = written / "handbook.yaml" / "out"
        with pytest.raises(oh.OpsiHandbookError):
            build(written, out)
        assert state_of(written) == before[0]
        return
    with pytest.raises(oh.OpsiHandbookError):
        build(written, out)
    assert (state_of(written), state_of(out)) == before


def test_a_reworded_text_makes_its_translations_stale(written, out):
    before = set(oh.load("sv").catalogue.translation.stale)
    change(written / "phrases.yaml", "text: Challenges}", "text: Our challenges}")
    made = {path.name: path for path in build(written, out)}
    assert "Our challenges" in made["en.json"].read_text(encoding="utf-8")
    stale = json.loads(made["sv.json"].read_bytes())["translation"]["stale"]
    assert set(stale) - before == {"ui.challenges.text"}
    assert "Our challenges" in (written / "locale" / "sv.po").read_text(encoding="utf-8")
