"""What a facilitator is told of faults, in the language of the edition; nothing of it is lost or made up."""

from __future__ import annotations

import json
import pickle
import re

import pytest

import opsi_handbook as oh
from opsi_handbook.cli.main import run
from opsi_handbook.content.problems import in_language_of, problem
from opsi_handbook.errors import Problem

SWEDISH = oh.load("sv")


def refused(call, *arguments, **named):
    with pytest.raises(oh.InvalidInputError) as caught:
        call(*arguments, **named)
    return caught.value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"role": "chef"}',
         "FILE: blad 1 (role): ska vara leader (ledning), manager (chefer) eller staff (medarbetare), eller utelämnas"),
        ('[{}, {"marks": ["p2.q22"]}]', "blad 2 (marks): 'p2.q22' är inte känt; menade ni "),
        ('[{"marks": ["p2.c1"]}]', "blad 1 (marks): 'p2.c1' är ingen fråga; menade ni "),
        ('{"marks": ["p2.q2", "p2.q2"]}', "blad 1 (marks): 'p2.q2' nämns 2 gånger; "),
        ('[{"sheet_id": "a"}, {"sheet_id": "a"}]',
         "blad 2 (sheet_id): 'a' har redan lämnats in, som blad 1; räkna det"),
        ('{"marked": []}', "FILE: blad 1 (marked): det finns inget fält med det namnet; ett blad har role, marks,"),
        ("5", 'FILE: blad 1: ska vara ett blad, till exempel {"role": "staff", "marks": ["p2.q2"]}'),
        ('{"marks": "p2.q2"}', 'FILE: blad 1 (marks): ska vara en lista med id:n, till exempel ["p2.q2"]'),
        ('{"marks": [], "marks": []}', "FILE: blad 1 (marks): anges två gånger; ange det bara en gång"),
        ("{", "FILE: är inte JSON ("),
        ("[5, 5]", "bladen: 2 fel:\n  FILE: blad 1: ska vara ett blad"),
    ],
)  # fmt: skip
def test_the_command_speaks_swedish(tmp_path, text, message):
    path = tmp_path / "sheets.json"
    path.write_text(text)
    for arguments in (["workshop", str(path)], ["recommend", "--sheet", str(path)]):
        outcome = run([*arguments, "--lang", "sv"])
        assert outcome.status == 1
        assert outcome.message.replace(str(path), "FILE").startswith(f"opsi-handbook: {message}")
        assert run(arguments).message != outcome.message


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (["--minutes", "5"], "minutes: ska vara ett heltal från 15 till 480, inte 5"),
        (["--limit", "0"], "limit: ska vara ett heltal från 1 till 1,000, inte 0"),
        (["--smallest", "3"], "smallest: ska vara 1 (en öppen grupp, inget döljs) eller ett heltal från 5, inte 3"),
    ],
)
def test_options_are_told_of_in_swedish(tmp_path, option, message):
    path = tmp_path / "sheets.json"
    path.write_text(json.dumps([{}] * 6))
    assert run(["workshop", str(path), "--lang", "sv", *option]).message == f"opsi-handbook: {message}"


def test_python_speaks_the_language_of_the_handbook():
    sheets = [oh.Sheet(marks=["p2.q22"]), oh.Sheet(marks=["p2.q2", "p2.q2"])]
    error = refused(SWEDISH.workshop, sheets)
    assert str(error).startswith("bladen: 2 fel:\n  blad 1 (marks): 'p2.q22' är inte känt; menade ni p2.q2")
    assert [fault.item for fault in error.faults] == ["blad 1", "blad 2"]
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    assert "too few" in str(refused(oh.load().recommend, sheets=[oh.Sheet()] * 2))
    assert "2 blad är för få" in str(refused(SWEDISH.recommend, sheets=[oh.Sheet()] * 2))
    assert str(refused(SWEDISH.workshop, [oh.Sheet()] * 5, minutes=5)) == (
        "minutes: ska vara ett heltal från 15 till 480, inte 5"
    )
    assert str(refused(SWEDISH.workshop, [5])) == "blad 1: must be a Sheet, not int"


def test_english_is_the_same_with_an_edition_and_without():
    sheets = [oh.Sheet(marks=["p2.q22"]), oh.Sheet(marks=["p2.q2", "p2.q2"])]
    assert str(refused(oh.load().tally, sheets)).startswith("the sheets: 2 faults:\n  sheet 1 (marks): 'p2.q22' is not")


def test_a_hostile_text_is_filled_in_once(tmp_path):
    path = tmp_path / "{name}{0}.json"
    path.write_text('[{"marks": ["{hint}{number.__class__}"]}, {"sheet_id": "{times}", "x{what}": 1}]')
    told = run(["workshop", str(path), "--lang", "sv"]).message
    assert f"{path}: blad 2 (x{{what}}): det finns inget" in told
    path.write_text('[{"marks": ["{hint}{number.__class__}"]}]')
    assert "'{hint}{number.__class__}' är inte känt" in run(["workshop", str(path), "--lang", "sv"]).message


def test_other_errors_stay_as_they_are():
    with pytest.raises(oh.InvalidInputError, match=r"^plain: x$") as caught, in_language_of(SWEDISH.catalogue):
        raise oh.InvalidInputError("plain: x")
    assert [fault.problem for fault in caught.value.faults] == ["plain: x"]
    assert type(pickle.loads(pickle.dumps(problem("near", ids="a")))) is Problem


@pytest.mark.parametrize("lang", ["sv", "no", "fi"])
def test_every_problem_has_its_sentence_in_every_language(lang):
    texts = oh.load(lang).phrases
    english = oh.load().phrases
    ids = [id_ for id_ in english if id_.startswith("ui.fault-")]
    assert len(ids) > 20
    for id_ in ids:
        assert texts[id_] != english[id_], id_
        assert set(re.findall(r"{\w+}", texts[id_])) == set(re.findall(r"{\w+}", english[id_]))
