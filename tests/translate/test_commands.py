# ruff: noqa: E501  # samples of files stand on one line
"""The translator's commands say what they did, what they left out and what is not there, and never pass in silence."""

from __future__ import annotations

import json

import pytest

from opsi_handbook.translate.exchange import exported
from opsi_handbook.translate.locale import Locale, State, Translation
from opsi_handbook.translate.store import read_locale, write_locale
from translating import ENGLISH, TEXTS, UNITS, VERSION, run

ID = "ui.points.text"

TOTAL = len(UNITS)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder in which there is no content/locale."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def three(text="{points} pistettä"):
    texts = {"p1.title": "Otsikko", "p2.title": "Toinen", ID: text}
    return Locale("et", {id_: Translation(id_, TEXTS[id_], text) for id_, text in texts.items()})


def few(locale, name, **more):
    return exported([unit for unit in UNITS if unit.id in locale.translations], locale, VERSION, name, **more)


def test_partial_names_what_was_left_out_and_counts_what_was_not_there(elsewhere, capsys):
    (elsewhere / "a.xlf").write_text(few(three("pistettä\u200b"), "xliff"), encoding="utf-8")
    assert run("translate", "import", "a.xlf", "--lang", "et", "--po-dir", "own", "--partial") == 0
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "left out: a.xlf:17: ui.points.text (character): the character U+200B cannot be shown or turns the text; remove it",
        "left out: a.xlf:17: ui.points.text (placeholder): {points} is missing; it must stand as in the English",
        f"{TOTAL - 3:,} units are not in the file and stay as they were",
    ]
    assert said.out == "own/et.po: 2 translations new or changed, 2 left out\n"
    assert set(read_locale(elsewhere / "own", "et").translations) == {"p1.title", "p2.title"}


def test_a_whole_file_has_nothing_more_to_say(elsewhere, capsys):
    (elsewhere / "a.po").write_text(exported(UNITS, three(), VERSION, "po"), encoding="utf-8")
    assert run("translate", "import", "a.po", "--lang", "et", "--po-dir", "own") == 0
    said = capsys.readouterr()
    assert (said.err, said.out) == ("", "own/et.po: 3 translations new or changed\n")


def test_notes_are_told(elsewhere, capsys):
    obsolete = '\n#~ msgctxt "p1.title"\n#~ msgid "x"\n#~ msgstr "y"\n'
    (elsewhere / "a.po").write_text(exported(UNITS, three(), VERSION, "po") + obsolete, encoding="utf-8")
    assert run("translate", "import", "a.po", "--lang", "et", "--po-dir", "own") == 0
    assert "note: a.po:" in capsys.readouterr().err


def test_no_control_character_of_a_file_reaches_the_terminal(elsewhere, capsys):
    data = few(three(), "xliff").replace('id="p1.title"', 'id="a&#x9b;31mb"').replace('resname="p1.title"', "")
    (elsewhere / "a.xlf").write_text(data, encoding="utf-8")
    run("translate", "import", "a.xlf", "--lang", "et", "--po-dir", "own", "--partial")
    said = capsys.readouterr()
    assert "\x9b" not in said.err + said.out
    assert "'a\\u009b31mb': this is no id of a unit" in said.err


def test_import_wants_to_know_where_to(elsewhere, capsys):
    (elsewhere / "a.po").write_text(exported(UNITS, three(), VERSION, "po"), encoding="utf-8")
    assert run("translate", "import", "a.po", "--lang", "et") == 1
    assert (
        "there is no content/locale here; name the folder for the translations with --po-dir" in capsys.readouterr().err
    )


@pytest.mark.usefixtures("elsewhere")
def test_export_begins_with_what_ships_whole(capsys):
    assert run("translate", "export", "--lang", "fi", "--format", "xliff", "--po-dir", "not-yet") == 0
    assert capsys.readouterr().out.count("<target") == len(UNITS)
    assert run("translate", "export", "--lang", "fi") == 0
    assert capsys.readouterr().out.count("# state: machine") == len(UNITS)


def test_export_begins_with_what_ships(elsewhere, capsys):
    assert run("translate", "export", "--lang", "fi") == 0
    assert capsys.readouterr().out.count("# state: machine") > len(UNITS) * 0.9
    write_locale(elsewhere / "own", UNITS, Locale("fi", three().translations), VERSION)
    assert run("translate", "export", "--lang", "fi", "--po-dir", "own") == 0
    assert capsys.readouterr().out.count("# state: ") == 3
    assert run("translate", "export", "--lang", "xx-yy-zz") == 1
    assert "is no language" in capsys.readouterr().err


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("command", [["status"], ["check", "--lang", "fi"]])
def test_a_folder_that_is_not_there_is_an_error(command, capsys):
    assert run("translate", *command, "--po-dir", "no-such") == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "opsi-handbook: 'no-such': is no folder; give one that holds PO files\n")


@pytest.mark.usefixtures("elsewhere")
def test_status_of_what_ships(capsys):
    assert run("translate", "status") == 0
    assert [line for line in capsys.readouterr().out.splitlines() if "%" in line] == [
        "fi: 100 % translated, 0 stale", "no: 100 % translated, 0 stale", "sv: 100 % translated, 0 stale",
    ]  # fmt: skip


def test_status_of_a_folder(elsewhere, capsys):
    (elsewhere / "empty").mkdir()
    assert run("translate", "status", "--po-dir", "empty") == 1
    assert "empty: has no PO file; import one, or name the folder that was meant" in capsys.readouterr().err
    assert run("translate", "status", "--po-dir", "empty", "--lang", "hu") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "hu: no translations"
    assert lines[2].split() == ["all", str(TOTAL), "0", "0", "0", "0"]
    locale = three()
    stale = Translation("p3.title", "Older", "Vana", State.REVIEWED)
    write_locale(elsewhere / "own", UNITS, locale.updated([stale]), VERSION)
    assert run("translate", "status", "--po-dir", "own", "--json") == 0
    assert json.loads(capsys.readouterr().out)["et"]["all"] == {
        "missing": TOTAL - 4, "stale": 1, "machine": 0, "translated": 3, "reviewed": 0,
    }  # fmt: skip
    assert run("translate", "status", "--po-dir", "own") == 0
    assert capsys.readouterr().out.startswith("et: 0 % translated, 1 stale\n")


def test_check_fails_where_there_is_nothing_and_says_what_is_missing(elsewhere, capsys):
    (elsewhere / "own").mkdir()
    assert run("translate", "check", "--lang", "et", "--po-dir", "own") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "there is no translation into et to check; import one, or name its folder" in said.err
    write_locale(elsewhere / "own", UNITS, three(), VERSION)
    assert run("translate", "check", "--lang", "et", "--po-dir", "own") == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("nothing found\n", f"{TOTAL - 3:,} of {TOTAL:,} units are not translated\n")
    write_locale(elsewhere / "own", UNITS, three("pistettä"), VERSION)
    assert run("translate", "check", "--lang", "et", "--po-dir", "own") == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == "1 placeholder"
    assert "the translation into et has lost facts; see the findings of kind url, number" in said.err
    assert run("translate", "check", "--lang", "et", "--po-dir", "own", "--json") == 1
    assert json.loads(capsys.readouterr().out)[0]["unit"] == ID


@pytest.mark.usefixtures("elsewhere")
def test_check_of_what_ships(capsys):
    """No language that ships has lost a fact; what is left is advice, and does not fail."""
    for tag in ("sv", "no", "fi"):
        assert run("translate", "check", "--lang", tag, "--json") == 0
        findings = json.loads(capsys.readouterr().out)
        assert {finding["kind"] for finding in findings} <= {"term", "style"}


def test_content_locale_is_taken_where_there_is_one(elsewhere, capsys):
    write_locale(elsewhere / "content" / "locale", UNITS, three(), VERSION)
    assert run("translate", "status") == 0
    assert capsys.readouterr().out.startswith("et: 0 % translated")
    (elsewhere / "a.po").write_text(exported(UNITS, three(), VERSION, "po"), encoding="utf-8")
    assert run("translate", "import", "a.po", "--lang", "et") == 0
    assert capsys.readouterr().out == "content/locale/et.po: 0 translations new or changed\n"
    assert ENGLISH.language == "en"
