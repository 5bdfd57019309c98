"""Files as other tools write them, after what those tools document of their formats, and those of public reports."""

from __future__ import annotations

import pytest
from small import (
    ID,
    MACHINE,
    MINUTES,
    REVIEWED,
    SOURCE,
    TEXT,
    TRANSLATED,
    UNITS,
    VERSION,
    faults,
    file,
    had,
    now,
    taken,
)  # fmt: skip

import opsi_handbook as oh
import translating
from opsi_handbook.translate.exchange import exported
from opsi_handbook.translate.locale import Locale, Translation


@pytest.mark.parametrize(
    ("name", "state", "comment"),
    [
        ("01-crlf.po", TRANSLATED, ""),
        ("05-obsolete-beside-live.po", TRANSLATED, ""),
        ("10-comment-lost.po", TRANSLATED, "ask the department about the word kraft"),
        ("poedit.po", TRANSLATED, "ask the department about the word kraft"),
        ("weblate.po", MACHINE, ""),
        ("okapi.xlf", TRANSLATED, ""),
        ("trados.xlf", TRANSLATED, ""),
        ("trados-rejected.xlf", MACHINE, ""),
        ("trados-mt.xlf", MACHINE, ""),
        ("memoq.xlf", TRANSLATED, ""),
        ("memoq-pretranslated.xlf", MACHINE, ""),
        ("phrase.xlf", MACHINE, ""),
        ("crowdin.xliff", REVIEWED, "Context: argument"),
        ("toolkit.xlf", TRANSLATED, ""),
        ("prefixed.xlf", TRANSLATED, ""),
        ("ordered.xlf", REVIEWED, "good"),
        ("11a-state-needs-translation.xlf", MACHINE, ""),
        ("11c-state-final.xlf", TRANSLATED, ""),
        ("11e-state-needs-review-adaptation.xlf", MACHINE, ""),
        ("11f-state-needs-l10n.xlf", MACHINE, ""),
    ],
)
def test_a_file_of_another_tool_comes_in_and_says_no_more_than_it_says(name, state, comment):
    assert faults(file(name)) == []
    assert now(file(name)) == had(state, comment=comment)


def test_a_correction_in_weblate_lifts_a_draft():
    assert now(file("weblate.po"), had(text="Maskinens text.")) == had(TRANSLATED)


def test_an_ignorable_space_is_carried():
    translation = now(file("13-ignorable.xlf"))
    assert translation.text == "Ledare kan ge innovation kraft. Andra vill vara med."
    assert translation.state == REVIEWED


def test_the_english_copied_as_new_is_no_translation():
    assert now(file("11b-state-new.xlf")) is None
    assert now(file("11b-state-new.xlf"), had()) == had()


def test_poedits_fuzzy_and_obsolete_entries():
    locale = taken(file("poedit.po")).locale.translations
    assert (locale[MINUTES].text, locale[MINUTES].state) == ("{minutes} minuter", MACHINE)
    assert locale[MINUTES].source == "{minutes} minutes"
    assert (locale["ui.gone.text"].text, locale["ui.gone.text"].state) == ("Äldre ord", MACHINE)


def test_several_files_in_one():
    result = taken(file("prefixed.xlf"))
    assert result.locale.translations[MINUTES].state == REVIEWED
    assert (result.changed, result.absent) == (2, 1)


def test_an_obsolete_entry_beside_a_live_one_is_named():
    notes = taken(file("05-obsolete-beside-live.po")).notes
    assert [(note.item, note.line, note.problem) for note in notes] == [
        (ID, 10, "is obsolete in the file; it was not taken")
    ]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("07-plural.po", "has plural forms, which no unit of ours has; remove them"),
        ("14-mrk-space.xlf", "the space between two segments was lost; put it back"),
        ("30-trailing-space.xlf", "the text begins or ends with a space; remove it"),
    ],
)
def test_what_cannot_be_carried_is_refused_by_unit_and_name(name, problem):
    assert faults(file(name)) == [(ID, problem)]
    assert now(file(name), had()) == had()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("31-unterminated.po", "file, line 8: is no PO file: a text has no end"),
        ("32-no-msgstr.po", "file, line 9: is no PO file: msgctxt stands in the wrong place"),
        ("33-unbound-prefix.xlf", "file, line 2: is no XML \\(unbound prefix"),
    ],
)
def test_a_damaged_file_is_refused_whole_with_partial_too(name, words):
    with pytest.raises(oh.ContentError, match=words):
        taken(file(name), partial=True)


@pytest.mark.parametrize("name", ["poedit.po", "weblate.po", "trados.xlf", "ordered.xlf", "prefixed.xlf"])
def test_no_cut_of_a_file_lets_half_a_text_in(name):
    whole_texts = {t.text for t in taken(file(name)).locale.translations.values()}
    data = file(name)
    for end in range(len(data)):
        try:
            result = taken(data[:end])
        except oh.ContentError:
            continue
        assert {t.text for t in result.locale.translations.values()} <= whole_texts | {""}, end


def test_the_samples_are_about_these_texts():
    assert SOURCE in file("toolkit.xlf").decode()
    assert TEXT in file("toolkit.xlf").decode()


def test_translate_toolkit_writes_ours_again_without_a_change():
    toolkit = pytest.importorskip("translate.storage.xliff")
    pypo = pytest.importorskip("translate.storage.pypo")
    for name, store in (("xliff", toolkit.xlifffile), ("po", pypo.pofile)):
        locale = Locale(
            "sv", {ID: had(MACHINE, comment="ask"), "p1.title": Translation("p1.title", "Title", "Titel", REVIEWED)}
        )
        again = bytes(store.parsestring(exported(UNITS, locale, VERSION, name).encode()))
        assert translating.taken(again, locale, "file", UNITS).changed == 0


def test_what_is_set_in_translate_toolkit_is_one_persons_work():
    toolkit = pytest.importorskip("translate.storage.xliff")
    store = toolkit.xlifffile.parsestring(exported(UNITS, Locale("sv"), VERSION, "xliff").encode())
    unit = next(unit for unit in store.units if unit.getid().endswith(ID))
    unit.target = TEXT
    unit.markapproved(True)
    assert now(bytes(store)) == had(TRANSLATED)
