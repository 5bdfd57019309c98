# ruff: noqa: E501  # samples of files stand on one line
"""The folder of PO files: names, languages, and what is refused before anybody reads a wrong text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small import entry, had, po

import opsi_handbook as oh
from opsi_handbook.content.packaged import packaged_catalogue
from opsi_handbook.translate import importing, shipped
from opsi_handbook.translate.edition import edition, own_edition
from opsi_handbook.translate.exchange import exported
from opsi_handbook.translate.formats.po import write_kept
from opsi_handbook.translate.importing import import_file, kept_or_shipped
from opsi_handbook.translate.locale import Locale, State, Translation, debt, rows
from opsi_handbook.translate.shipped import shipped_locale
from opsi_handbook.translate.store import has_language, languages_in, read_locale, sound_locale, write_locale
from opsi_handbook.translate.tags import same_language, tag_of
from opsi_handbook.translate.units import Unit
from translating import ENGLISH, TEXTS, UNITS, VERSION, taken

POINTS = "ui.points.text"


def one(id_, text, state=State.TRANSLATED, language="hu"):
    return Locale(language, {id_: Translation(id_, TEXTS[id_], text, state)})


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("pt_BR", "pt-BR"), ("pt-br", "pt-BR"), ("EN", "en"), ("sv-SE", "sv-SE"), ("sr@latin", "sr-Latn"),
        ("sr@cyrillic", "sr-Cyrl"), ("zh_hant_tw", "zh-Hant-TW"), ("sv_SE.UTF-8", "sv-SE"), (" fi ", "fi"),
        ("", ""), ("messages", ""), ("fi~", ""), ("../fi", ""), ("fi/x", ""), ("x" * 60, ""), ("qq-", ""), ("sv-", ""), ("sv--SE", ""), ("en-XA", "en-XA"),
    ],
)  # fmt: skip
def test_tags(written, tag):
    assert tag_of(written) == tag


@pytest.mark.parametrize(
    ("written", "tag", "same"),
    [
        ("sv", "sv", True), ("sv-SE", "sv", True), ("sv_FI", "sv", True), ("pt", "pt-BR", True), ("nb-NO", "no", True),
        ("nb", "no", True), ("no", "nb", True), ("pt-PT", "pt-BR", False), ("da", "sv", False), ("zh-TW", "zh", False),
        ("nn", "no", False), ("", "sv", False), ("", "", False), ("sr-Latn", "sr", False), ("zh-Hans", "zh-CN", True),
    ],
)  # fmt: skip
def test_same_language(written, tag, same):
    assert same_language(written, tag) is same


def test_files_named_as_gettext_names_them(tmp_path):
    text = write_kept(UNITS, one("p1.title", "Título", language="pt-BR"), VERSION)
    (tmp_path / "pt_BR.po").write_text(text, encoding="utf-8")
    (tmp_path / ".pt.po.swp.po").write_text("x", encoding="utf-8")
    assert languages_in(tmp_path) == ("pt-BR",)
    assert has_language(tmp_path, "pt-BR")
    assert not has_language(tmp_path, "pt")
    assert own_edition(("pt-BR",), tmp_path).principles[0].title == "Título"
    assert write_locale(tmp_path, UNITS, read_locale(tmp_path, "pt-BR"), VERSION) == tmp_path / "pt_BR.po"
    assert (tmp_path / "pt_BR.po").read_text(encoding="utf-8") == text
    (tmp_path / "pt-BR.po").write_text(text, encoding="utf-8")
    with pytest.raises(oh.ContentError, match=r"pt_BR\.po: is for the same language as pt-BR\.po; keep one"):
        languages_in(tmp_path)


def test_a_name_that_is_no_language_is_refused(tmp_path):
    (tmp_path / "notes.po").write_text("", encoding="utf-8")
    with pytest.raises(oh.ContentError, match=r"notes\.po: is not named after a language; name it fi\.po or pt_BR\.po"):
        languages_in(tmp_path)


@pytest.mark.parametrize("name", ["no-such", "file", "x" * 5000, "a\x00b"])
def test_a_folder_that_is_not_there_is_named(name, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    for ask in (lambda: languages_in(tmp_path / name), lambda: own_edition(("fi",), tmp_path / name)):
        with pytest.raises(oh.InvalidInputError, match="is no folder; give one that holds PO files"):
            ask()
    assert not has_language(tmp_path / "no-such", "fi")


@pytest.mark.parametrize("tag", ["../../etc/passwd", "", "x" * 300, "a\x00b", "pt_BR", "FI"])
def test_a_language_is_checked_before_a_path_is_made(tag, tmp_path):
    for ask in (read_locale, has_language):
        with pytest.raises(oh.InvalidInputError, match="is no language"):
            ask(tmp_path, tag)
    with pytest.raises(oh.InvalidInputError, match="'pt_BR' is no language; did you mean pt-BR"):
        read_locale(tmp_path, "pt_BR")


def test_the_file_must_be_for_its_language(tmp_path):
    (tmp_path / "fi.po").write_text(po(entry()), encoding="utf-8")
    with pytest.raises(oh.ContentError, match="says that it is in 'sv'; name the file after its language"):
        read_locale(tmp_path, "fi")
    (tmp_path / "fi.po").write_text(po(entry(), ""), encoding="utf-8")
    with pytest.raises(oh.ContentError, match="says that it is in no language"):
        read_locale(tmp_path, "fi")
    (tmp_path / "fi.po").write_text(po(entry() + entry(), '"Language: fi\\n"\n'), encoding="utf-8")
    with pytest.raises(
        oh.ContentError, match=r"fi\.po:9: p1\.w3\.text: the unit stands twice; keep one; mend the file"
    ):
        read_locale(tmp_path, "fi")


def test_a_live_entry_beside_an_obsolete_one_loads(tmp_path):
    from small import file

    (tmp_path / "sv.po").write_bytes(file("05-obsolete-beside-live.po"))
    assert read_locale(tmp_path, "sv").translations == {"p1.w3.text": had(State.TRANSLATED)}


@pytest.mark.parametrize(
    ("id_", "text", "problem"),
    [
        (POINTS, "pont", "ui.points.text (placeholder): {points} is missing; it must stand as in the English"),
        (POINTS, "{points} {x} pont", "ui.points.text (placeholder): a brace stands where the English has none"),
        (POINTS, "{points} pont ", "ui.points.text (edge): the text begins or ends with a space; remove it"),
        (POINTS, " ", "ui.points.text (blank): the text is blank"),
        (POINTS, "{points} po\u200bnt", "ui.points.text (character): the character U+200B cannot be shown"),
        (POINTS, "{points} " + "x" * 400, "ui.points.text (size): the text has 409 characters for"),
    ],
)
def test_a_text_that_is_unfit_is_refused_at_load_with_its_line(id_, text, problem, tmp_path):
    path = write_locale(tmp_path, UNITS, one(id_, text), VERSION)
    with pytest.raises(oh.ContentError) as caught:
        own_edition(("hu",), tmp_path)
    lines = path.read_text(encoding="utf-8").split("\n")
    line = next(number for number, line in enumerate(lines, start=1) if line == f'msgctxt "{id_}"') - 2
    assert caught.value.faults[0].line == line
    assert str(caught.value).startswith(f"{path}:{line}: {problem}")


def test_a_placeholder_of_ones_own_is_refused_at_load(tmp_path):
    write_locale(tmp_path, UNITS, one(POINTS, "{pontok} pont"), VERSION)
    with pytest.raises(oh.ContentError, match=r"hu\.po: 2 faults:") as caught:
        own_edition(("hu",), tmp_path)
    assert {(fault.item, fault.field) for fault in caught.value.faults} == {(POINTS, "placeholder")}


def test_what_is_stale_is_held_against_its_own_english_and_falls_back_where_it_cannot_be_filled(tmp_path):
    stale = Locale("hu", {POINTS: Translation(POINTS, "{old} points", "{old} pont"),
                          "p1.title": Translation("p1.title", "Older", "Régi")})  # fmt: skip
    write_locale(tmp_path, UNITS, stale, VERSION)
    made = own_edition(("hu",), tmp_path)
    assert next(phrase.text for phrase in made.phrases if phrase.id == "ui.points") == TEXTS[POINTS]
    assert made.principles[0].title == "Régi"
    assert made.translation.stale == ("p1.title",)
    assert made.translation.translated == 1
    assert POINTS in {entry.unit for entry in made.translation.fallback}
    assert "p1.title" not in {entry.unit for entry in made.translation.fallback}


def test_what_ships_can_be_taken_up_whole_without_the_source_tree():
    for tag, state in (("fi", State.MACHINE), ("no", State.MACHINE), ("sv", State.MACHINE)):
        locale = shipped_locale(tag, ENGLISH)
        assert debt(rows(UNITS, locale))["all"][state] == len(UNITS)
        assert edition(ENGLISH, locale) == packaged_catalogue(tag)


def test_what_ships_can_be_taken_up_without_the_source_tree():
    assert shipped_locale("hu", ENGLISH) == Locale("hu")
    assert shipped_locale("en", ENGLISH) == Locale("en")
    assert shipped_locale("en-XA", ENGLISH).translations["p1.title"].text.startswith("⟦")


def test_each_text_that_ships_keeps_its_own_state(monkeypatch):
    states = {"p3.title": State.TRANSLATED, "p4.title": State.REVIEWED, "p1.title": State.TRANSLATED}
    sv = shipped_locale("sv", ENGLISH)
    mixed = sv.updated(replace(sv.translations[id_], state=state) for id_, state in states.items())
    older = replace(mixed.translations["p1.title"], source="An older wording.")
    lacking = Locale(
        "sv", {id_: each for id_, each in mixed.updated([older]).translations.items() if id_ != "p2.title"}
    )
    made = edition(ENGLISH, lacking)
    said = made.translation
    assert (said.state, said.machine, said.reviewed, said.translated) == ("machine", len(UNITS) - 4, 1, 2)
    assert {entry.unit: entry.state for entry in said.unlike} == states
    monkeypatch.setattr(shipped, "packaged_catalogue", lambda _: made)
    locale = shipped_locale("sv", ENGLISH)
    by_id = {row.unit.id: (row.state, row.kept) for row in rows(UNITS, locale)}
    assert by_id == {row.unit.id: (row.state, row.kept) for row in rows(UNITS, lacking)}
    assert edition(ENGLISH, locale) == made


@pytest.mark.few(5)
@pytest.mark.parametrize("tag", ["sv", "no", "fi", "en-XA"])
@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_export_that_nobody_touched_changes_nothing(tag, format_, end):
    locale = shipped_locale(tag, ENGLISH)
    out = exported(UNITS, locale, VERSION, format_)
    result = taken(out.replace("\n", end), locale)
    assert (result.changed, result.faults, result.notes, result.absent) == (0, (), (), 0)
    assert exported(UNITS, result.locale, VERSION, format_) == out


def test_the_shipped_draft_can_be_mended_into_a_folder_of_ones_own(tmp_path):
    out = exported(UNITS, kept_or_shipped(tmp_path, "fi", ENGLISH), VERSION, "po")
    old = shipped_locale("fi", ENGLISH).translations["p1.title"].text
    assert out.count(f'msgstr "{old}"') == 1
    (tmp_path / "came.po.txt").write_text(out.replace(f'msgstr "{old}"', 'msgstr "Uusi otsikko"'), encoding="utf-8")
    path, result = import_file(tmp_path / "own", "fi", tmp_path / "came.po.txt", ENGLISH)
    assert (path, result.changed) == (tmp_path / "own" / "fi.po", 1)
    assert debt(rows(UNITS, read_locale(tmp_path / "own", "fi")))["all"] == {
        "missing": 0, "stale": 0, "machine": len(UNITS) - 1, "translated": 1, "reviewed": 0,
    }  # fmt: skip
    made = own_edition(("fi",), tmp_path / "own")
    assert (made.principles[0].title, made.translation.fallback) == ("Uusi otsikko", ())
    again, second = import_file(tmp_path / "own", "fi", tmp_path / "came.po.txt", ENGLISH)
    assert (again, second.changed) == (path, 0)


def test_nothing_is_written_of_what_makes_no_edition(tmp_path, monkeypatch):
    def broken(*_):
        raise oh.ContentError("no edition")

    monkeypatch.setattr(importing, "edition", broken)
    (tmp_path / "x.xlf").write_text(exported(UNITS, Locale("hu"), VERSION, "xliff"), encoding="utf-8")
    with pytest.raises(oh.ContentError, match="no edition"):
        import_file(tmp_path, "hu", tmp_path / "x.xlf", ENGLISH)
    assert not (tmp_path / "hu.po").exists()


def test_sound_locale_reads_what_is_sound(tmp_path):
    write_locale(tmp_path, UNITS, one(POINTS, "{points} pont"), VERSION)
    assert sound_locale(tmp_path, "hu", UNITS) == one(POINTS, "{points} pont")
    assert sound_locale(tmp_path, "hu", [Unit("p9.title", "Gone", "")]) == one(POINTS, "{points} pont")
    assert sound_locale(tmp_path, "et", UNITS) == Locale("et")
