"""Two who work on exports of one day: what one brought in, the file of the other does not take back."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from small import ID, MACHINE, MINUTES, REVIEWED, SOURCE, TEXT, TRANSLATED, UNITS, VERSION, entry_of, had, taken

from opsi_handbook.translate.exchange import exported
from opsi_handbook.translate.formats import Entry
from opsi_handbook.translate.formats._exported import has_text, is_untouched, mark_of, split_mark
from opsi_handbook.translate.formats.po import read_kept, write_kept
from opsi_handbook.translate.locale import Locale, Translation, rows
from translating import ENGLISH, run
from translating import taken as taken_into

READ = ("po", "xliff", "xliff2")
TITLE = "p1.title"
LOCALE = Locale(
    "sv",
    {
        ID: had(MACHINE, comment="ask"),
        MINUTES: Translation(MINUTES, "{minutes} min", "{minutes} min", TRANSLATED),
        TITLE: Translation(TITLE, "Title", "Titel", MACHINE),
    },
)


def plain(data: str) -> str:
    return data


def by_msgcat(data: str) -> str:
    """As GNU gettext writes it again."""
    if shutil.which("msgcat") is None:
        pytest.skip("needs GNU gettext")
    return subprocess.run(
        ["msgcat", "--no-wrap", "-"], input=data.encode(), capture_output=True, check=True
    ).stdout.decode()


def by_toolkit(data: str) -> str:
    """As translate-toolkit writes it again."""
    kind = "pypo" if data.startswith("#") else "xliff"
    storage = pytest.importorskip(f"translate.storage.{kind}")
    store = storage.pofile if kind == "pypo" else storage.xlifffile
    return bytes(store.parsestring(data.encode())).decode()


TOOLS = [
    *((name, plain) for name in READ), ("po", by_msgcat), ("po", by_toolkit), ("xliff", by_toolkit),
]  # fmt: skip


def into(locale, data):
    return taken_into(data, locale, units=UNITS)


def since(*new):
    """What we have after some translations were changed."""
    return LOCALE.updated(translation.after(LOCALE.translations[translation.id]) for translation in new)


def texts(locale):
    return {id_: translation.text for id_, translation in locale.translations.items()}


@pytest.mark.parametrize(("format_", "tool"), TOOLS)
def test_two_files_of_one_export_one_after_the_other(format_, tool):
    out = tool(exported(UNITS, LOCALE, VERSION, format_))
    first = into(LOCALE, out.replace(TEXT, "Ledarna ger kraft."))
    second = into(first.locale, out.replace("Titel", "Rubrik"))
    assert (first.changed, first.kept, second.changed, second.kept) == (1, 0, 1, 1)
    assert texts(second.locale) == {ID: "Ledarna ger kraft.", MINUTES: "{minutes} min", TITLE: "Rubrik"}
    assert second.locale.translations[ID] == first.locale.translations[ID]
    assert (second.notes, second.faults) == ((), ())


@pytest.mark.parametrize(("format_", "tool"), TOOLS)
def test_without_the_mark_the_file_is_taken_at_its_word(format_, tool):
    out = tool(exported(UNITS, LOCALE, VERSION, format_)).replace("exported: ", "was: ")
    first = into(LOCALE, out.replace(TEXT, "Ledarna ger kraft."))
    assert texts(into(first.locale, out.replace("Titel", "Rubrik")).locale)[ID] == TEXT


@pytest.mark.parametrize("format_", READ[1:])
def test_a_state_that_was_raised_since_is_not_lowered_by_a_file_from_before(format_):
    out = exported(UNITS, LOCALE, VERSION, format_)
    approved = {ID: had(REVIEWED, comment="ask"), TITLE: Translation(TITLE, "Title", "Titel", REVIEWED)}
    after = into(since(*approved.values()), out)
    assert (after.changed, after.kept) == (0, 0)
    assert {id_: after.locale.translations[id_] for id_ in approved} == approved


def test_a_comment_that_was_changed_since_stays_and_new_ones_are_added():
    out = exported(UNITS, LOCALE, VERSION, "po")
    newer = since(had(TRANSLATED, "Ledarna ger kraft.", comment="asked; it is right"))
    assert into(newer, out).locale == newer
    after = into(newer, out.replace("# ask", "# ask\n# and again"))
    assert after.locale.translations[ID].comment == "asked; it is right\nask\nand again"
    assert after.locale.translations[ID].text == "Ledarna ger kraft."


@pytest.mark.parametrize("format_", READ)
def test_what_was_changed_in_both_is_told_and_the_later_file_stands(format_):
    out = exported(UNITS, LOCALE, VERSION, format_)
    newer = since(had(TRANSLATED, "Ledarna ger kraft."))
    after = into(newer, out.replace(TEXT, "Chefer ger kraft."))
    assert [(note.item, note.problem) for note in after.notes] == [
        (ID, "its text was changed here too since the file was exported; the file's stands now")
    ]
    assert texts(after.locale)[ID] == "Chefer ger kraft."
    assert into(newer, out.replace(TEXT, "Ledarna ger kraft.")).notes == ()


def test_an_approval_of_a_text_that_was_changed_since_is_told_and_not_given_to_the_new_one():
    out = exported(UNITS, LOCALE, VERSION, "xliff")
    newer = since(had(MACHINE, "Ledarna ger kraft."))
    after = into(newer, out.replace('state="needs-review-translation"', 'state="final"'))
    assert after.locale.translations[ID] == had(MACHINE, "Ledarna ger kraft.", comment="ask")
    assert after.locale.translations[TITLE].state is REVIEWED
    assert [(note.item, note.problem) for note in after.notes] == [
        (ID, "its text was changed here since the file was exported; that one stays, and its state")
    ]


def test_a_space_that_a_translator_mends_is_a_change():
    out = exported(UNITS, Locale("sv", {ID: had(MACHINE, "Ledare  ger kraft.")}), VERSION, "po")
    after = taken(out.replace("Ledare  ger", "Ledare ger"), had(MACHINE, "Ledare  ger kraft."))
    assert after.locale.translations[ID] == had(TRANSLATED, "Ledare ger kraft.")


@pytest.mark.parametrize("format_", READ)
def test_where_there_is_nothing_an_untouched_file_is_taken(format_):
    fresh = into(Locale("sv"), exported(UNITS, LOCALE, VERSION, format_))
    assert (texts(fresh.locale), fresh.kept) == (texts(LOCALE), 0)


@pytest.mark.parametrize("format_", READ)
def test_an_untouched_unit_is_no_fault_when_its_english_was_reworded_since(format_):
    out = exported(UNITS, LOCALE, VERSION, format_).replace(SOURCE, "Leaders gave innovation its momentum.")
    newer = since(had(TRANSLATED, "Ledarna ger kraft."))
    assert taken_into(out, newer, units=UNITS, partial=True).faults == ()
    touched = taken_into(out.replace(TEXT, "Ny text."), newer, units=UNITS, partial=True)
    assert [(fault.item, fault.problem) for fault in touched.faults] == [
        (ID, "its English text was changed, in the file or in the handbook since; export it again")
    ]


def test_the_mark_is_no_comment_and_two_that_differ_are_none():
    one, other = "exported: 00000000.11111111.33333333", "exported: 00000000.22222222.33333333"
    assert split_mark([" a", one, one]) == (one.removeprefix("exported: "), ("a",))
    assert split_mark([one, "b", other]) == ("", ("b",))
    assert split_mark([]) == ("", ())
    assert not is_untouched(Entry(ID, SOURCE, TEXT))
    assert not has_text(Entry(ID, SOURCE, TEXT), TEXT)
    mark = mark_of(rows(UNITS, LOCALE)[0], Entry(ID, SOURCE, TEXT))
    marked = Entry(ID, SOURCE, TEXT, exported=split_mark([mark])[0])
    assert is_untouched(marked)
    assert has_text(marked, TEXT)
    assert not has_text(marked, TEXT + " ")


@pytest.mark.parametrize("format_", READ)
def test_what_is_read_of_an_export_is_what_it_was_marked_for(format_):
    out = exported(UNITS, LOCALE, VERSION, format_)
    for id_ in LOCALE.translations:
        assert is_untouched(entry_of(out, id_)), id_
        assert "exported:" not in "".join(entry_of(out, id_).comments)


def test_the_folders_own_file_has_no_marks_and_knows_what_was_before():
    newer = since(had(TRANSLATED, "Ledarna ger kraft."))
    data = write_kept(UNITS, newer, VERSION)
    assert "exported:" not in data
    assert data.count("#. was: ") == 1
    assert "#. was: " not in exported(UNITS, newer, VERSION, "po")
    _, again = read_kept(data.encode(), "sv.po")
    assert again.translations[ID].former == newer.translations[ID].former != ()
    many = had(TRANSLATED)
    for number in range(40):
        many = had(TRANSLATED, str(number)).after(many)
    assert len(many.former) == 16


@pytest.mark.parametrize("format_", READ)
@pytest.mark.parametrize("state", [MACHINE, TRANSLATED, REVIEWED])
def test_an_export_of_somebody_elses_folder_is_taken_though_nobody_touched_it(format_, state):
    """It was never ours, so it is not older than what we have."""
    theirs = LOCALE.updated([had(state, "Ledarna ger kraft.")])
    after = into(LOCALE, exported(UNITS, theirs, VERSION, format_))
    assert (after.changed, after.kept) == (1, 0)
    assert texts(after.locale)[ID] == "Ledarna ger kraft."


def test_who_goes_back_to_an_older_text_is_heard():
    newer = since(had(TRANSLATED, "Ledarna ger kraft."))
    out = exported(UNITS, newer, VERSION, "po")
    assert texts(into(newer, out.replace("Ledarna ger kraft.", TEXT)).locale)[ID] == TEXT


@pytest.mark.few(3)
@pytest.mark.parametrize("tag", ["sv", "no", "fi", "en-XA"])
@pytest.mark.parametrize("format_", READ)
def test_from_an_installed_package_into_a_folder_untouched_is_no_change(tag, format_, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run("translate", "export", "--lang", tag, "--format", format_, "-o", "out") == 0
    for _ in range(2):  # the first makes the folder, the second finds it
        assert run("translate", "import", "out", "--lang", tag, "--po-dir", "own") == 0
        said = capsys.readouterr()
        assert (said.out, said.err) == (f"own/{tag}.po: 0 translations new or changed\n", "")


@pytest.mark.few(2)
@pytest.mark.checkout
@pytest.mark.parametrize("tag", ["sv", "no", "fi"])
@pytest.mark.parametrize("format_", READ)
def test_from_the_source_tree_untouched_is_no_change(tag, format_, content, tmp_path, capsys):
    shutil.copytree(content / "locale", tmp_path / "locale")
    before = (tmp_path / "locale" / f"{tag}.po").read_bytes()
    where = ("--lang", tag, "--po-dir", str(tmp_path / "locale"))
    assert run("translate", "export", *where, "--format", format_, "-o", str(tmp_path / "out")) == 0
    assert run("translate", "import", str(tmp_path / "out"), *where) == 0
    said = capsys.readouterr()
    assert (said.out.split(": ")[1], said.err) == ("0 translations new or changed\n", "")
    assert (tmp_path / "locale" / f"{tag}.po").read_bytes() == before


def test_two_exports_by_the_commands(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run("translate", "export", "--lang", "fi", "-o", "a") == 0
    data = (tmp_path / "a").read_text(encoding="utf-8")
    first, second = (unit for unit in ENGLISH.principles[:2])
    shown = {item.id: next(line for line in _lines_after(data, f"{item.id}.title")) for item in (first, second)}
    (tmp_path / "a").write_text(data.replace(shown["p1"], 'msgstr "Uusi yksi"'), encoding="utf-8")
    (tmp_path / "b").write_text(data.replace(shown["p2"], 'msgstr "Uusi kaksi"'), encoding="utf-8")
    for name in "ab":
        assert run("translate", "import", name, "--lang", "fi", "--po-dir", "own") == 0
    said = capsys.readouterr()
    assert said.err == "units as they were exported, with another text here since, which stays: 1\n"
    kept = (tmp_path / "own" / "fi.po").read_text(encoding="utf-8")
    assert 'msgstr "Uusi yksi"' in kept
    assert 'msgstr "Uusi kaksi"' in kept


def _lines_after(data, id_):
    lines = data[data.index(f'msgctxt "{id_}"') :].split("\n")
    return (line for line in lines if line.startswith("msgstr"))
