"""The compiler: what people write becomes what ships, and every fault is named with file, line and item."""

from __future__ import annotations

import json
import shutil

import pytest

import opsi_handbook as oh
from opsi_handbook.authoring.compiler import build, compile_content, packaged_data

pytestmark = pytest.mark.checkout


@pytest.fixture
def copy(content, tmp_path):
    shutil.copytree(content, tmp_path / "content")
    return tmp_path / "content"


def change(file, old, new, count=1):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, count), encoding="utf-8")


def test_what_ships_is_what_is_written(content, tmp_path):
    pytest.importorskip("numpy")
    for path in build(content, tmp_path):
        assert path.read_bytes() == (packaged_data() / path.name).read_bytes()
        assert json.loads(path.read_bytes())["content_version"]


def test_five_faults_are_named_at_once_each_with_its_line(copy, tmp_path):
    p2 = copy / "principles" / "p2.yaml"
    change(p2, "toolkits: [toolkit.culture-map]", "toolkits: [toolkit.culture-mat]")
    change(p2, "id: p2.q3.a2", "id: p2.q3.a1")
    change(p2, "title: Skills and creative confidence", "title: ''\n    colour: red")
    change(copy / "toolkits.yaml", "https://oecd-opsi.org/toolkits/culture-map/", "oecd-opsi.org/toolkits/culture-map/")
    change(copy / "case_studies.yaml", "countries: [SI]", "countries: [XX]")
    with pytest.raises(oh.ContentError) as caught:
        build(copy, tmp_path / "out")
    faults = caught.value.faults
    lines = p2.read_text(encoding="utf-8").splitlines()
    assert {fault.file for fault in faults} == {"principles/p2.yaml", "toolkits.yaml", "case_studies.yaml"}
    assert all(fault.line for fault in faults)
    shown = str(caught.value)
    for words in (
        "p2.q2: it refers to 'toolkit.culture-mat', which is not there; did you mean toolkit.culture-map",
        "p2.q3.a1: 2 items have this id",
        "the text is empty",
        "no field of this name",
        "'oecd-opsi.org/toolkits/culture-map/' is no web address",
        "'XX' is no country",
    ):
        assert words in shown
    empty = next(fault for fault in faults if "empty" in fault.problem)
    assert lines[empty.line - 1].strip() == "title: ''"
    assert empty.item == "p2.q4"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("toolkits.yaml", "- id: [", "no YAML"),
        ("toolkits.yaml", "", "list"),
        ("toolkits.yaml", "id: x", "list"),
        ("toolkits.yaml", "- id: toolkit.a\n  id: toolkit.b", "twice"),
        ("toolkits.yaml", "- &a [*a]", "alias"),
        ("toolkits.yaml", "[" * 5000, "YAML"),
        ("principles/p1.yaml", "- 1", "one principle"),
        ("handbook.yaml", "language: 5", "missing"),
        ("editorial/leads_to.yaml", "- 5\n- {challenge: p1.c1}", "missing"),
        ("editorial/related.yaml", "- {questions: p1.q1, reason: None.}", "leads|refers|string"),
    ],
)
def test_a_broken_file_is_named(copy, file, text, words):
    import re

    (copy / file).write_text(text, encoding="utf-8")
    with pytest.raises(oh.ContentError) as caught:
        compile_content(copy)
    assert any(fault.file == file and re.search(words, fault.problem) for fault in caught.value.faults)


def test_bytes_that_are_no_text_and_missing_files(copy):
    (copy / "toolkits.yaml").write_bytes(b"\xff\xfe- a")
    (copy / "case_studies.yaml").unlink()
    with pytest.raises(oh.ContentError) as caught:
        compile_content(copy)
    problems = {fault.file: fault.problem for fault in caught.value.faults if not fault.item}
    assert "UTF-8" in problems["toolkits.yaml"]
    assert "cannot be read" in problems["case_studies.yaml"]


def test_gaps_and_retired_ids_are_faults(copy):
    change(copy / "principles" / "p5.yaml", "id: p5.q7.a8", "id: p5.q7.a9")
    change(copy / "handbook.yaml", "tombstones:", "tombstones:\n  - {id: p1.c1, reason: Merged.}")
    with pytest.raises(oh.ContentError) as caught:
        compile_content(copy)
    shown = str(caught.value)
    assert "p5.q7.a9: it is number 8 of its run" in shown
    assert "p1.c1: this id was retired" in shown


def test_layout_and_order_of_keys_do_not_matter(copy, content):
    text = (copy / "toolkits.yaml").read_text(encoding="utf-8")
    (copy / "toolkits.yaml").write_text("# a remark\n\n" + text + "\n\n", encoding="utf-8")
    assert compile_content(copy) == compile_content(content)


def test_situations_are_checked_with_their_lines(copy, tmp_path):
    p2 = copy / "editorial" / "situations" / "en" / "p2.yaml"
    lines = p2.read_text(encoding="utf-8").splitlines()
    p2.write_text("\n".join([*lines, lines[1], "p9.q9:", "  - No such question."]) + "\n", encoding="utf-8")
    with pytest.raises(oh.ContentError) as caught:
        build(copy, tmp_path / "out")
    found = {(fault.line, fault.problem) for fault in caught.value.faults}
    assert found == {
        (len(lines) + 1, "this situation stands twice; keep one"),
        (len(lines) + 2, "this is no question with a list of situations"),
    }
    assert not (tmp_path / "out").exists()
