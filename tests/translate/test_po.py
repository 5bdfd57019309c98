# ruff: noqa: E501  # samples of files stand on one line
"""PO files: what is read of them, what is refused whole, and that gettext and polib read ours."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
    entry,
    entry_of,
    faults,
    file,
    had,
    now,
    po,
    taken,
)  # fmt: skip

import opsi_handbook as oh
from opsi_handbook.translate.exchange import exported, read_document
from opsi_handbook.translate.formats.po import read_kept
from opsi_handbook.translate.locale import Locale, Translation

OLDER = "Leaders gave innovation its momentum."


def kept(text):
    """What the folder's own file says of the unit."""
    return read_kept(text.encode(), "sv.po")[1].translations.get(ID)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_of_any_system(end, mark):
    written = (mark + po(entry())).replace("\n", end).encode()
    assert now(written) == had(TRANSLATED)
    assert read_kept(written, "sv.po")[1].translations[ID] == had(TRANSLATED)


@pytest.mark.parametrize("tag", ["sv", "sv_SE", "sv-SE", "SV", "sv_FI", "sv_SE.UTF-8"])
def test_language_tags_as_tools_write_them(tag):
    assert now(po(entry(), f'"Language: {tag}\\n"\n')) == had(TRANSLATED)


def test_both_fields_for_the_language_must_agree():
    with pytest.raises(oh.ContentError, match="is for 'da', not for 'sv'"):
        taken(po(entry(), '"Language: da\\n"\n"X-Language-Tag: sv\\n"\n'))
    assert read_document(po("", '"X-Language-Tag: sr-Latn\\n"\n').encode(), "f")[0].languages == ("sr-Latn",)


@pytest.mark.parametrize("charset", ["ISO-8859-1", "iso-8859-15", "CP1252", "windows-1252", "UTF-8", "utf8", "CHARSET"])
def test_the_character_set_of_the_header_is_believed(charset):
    text = po(entry()).replace("UTF-8", charset)
    data = text.encode("utf-8" if charset.lower() in {"utf-8", "utf8", "charset"} else charset)
    assert now(data) == had(TRANSLATED)


@pytest.mark.parametrize("charset", ["utf-16", "idna", "rot13", "base64", "utf-7", "cp99999"])
def test_other_character_sets_are_refused_by_name(charset):
    with pytest.raises(oh.ContentError, match=f"is in '{charset}'; save it as UTF-8"):
        taken(po(entry()).replace("UTF-8", charset))


def test_bytes_that_the_character_set_does_not_have():
    data = po(entry()).encode("latin-1")
    with pytest.raises(oh.ContentError, match=r"is not UTF-8 \(byte \d+\); save it as UTF-8"):
        taken(data)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"a\tb\n c", "a\tb\n c"),
        (r"\"q\" \\ \' \?", '"q" \\ \' ?'),
        (r"\101\x42", "AB"),
        (r"\a\b\f\v\r", "\a\b\f\v\r"),
        (r"\303\244\xc3\xb6\0018", "äö\x018"),
    ],
)
def test_escapes(written, text):
    assert entry_of(po(entry(written))).text == text


def test_texts_on_several_lines_and_several_on_one():
    body = f'msgctxt "{ID}"\nmsgid "" "{SOURCE[:9]}"\n\t"{SOURCE[9:]}"\nmsgstr ""\n"Hej "\n\n"där"\n'
    assert (entry_of(po(body)).source, entry_of(po(body)).text) == (SOURCE, "Hej där")


def test_line_and_comments_of_an_entry():
    said = entry_of(po(entry(before='# one\n#two\n#. ours\n#: p.c:1\n#, no-wrap, fuzzy\n#| msgid "Old "\n#| "one"\n')))
    assert (said.line, said.comments, said.marks, said.previous) == (6, ("one\ntwo",), ("fuzzy",), "Old one")
    said = entry_of(po(entry(before='#= no-wrap\n#| msgid "Old"\n')))
    assert (said.marks, said.previous) == (("",), "")


@pytest.mark.parametrize(
    ("comments", "state"),
    [
        ("# state: machine\n", MACHINE),
        ("# State:  Reviewed \n", REVIEWED),
        ("#state: translated\n", TRANSLATED),
        ("# state: perfect\n", MACHINE),
        ("# state: reviewed\n# state: machine\n", MACHINE),
        ("# state: reviewed\n# state: translated\n", TRANSLATED),
        ("# my state: machine\n", None),
        ("", None),
    ],
)
def test_the_state_in_a_comment_of_ours(comments, state):
    assert entry_of(po(entry(before=comments))).state is state
    assert kept(po(entry(before=comments))).state is (state or TRANSLATED)


def test_comments_beside_the_state_are_carried():
    said = kept(po(entry(before="# state: reviewed\n# ask about kraft\n")))
    assert said == had(REVIEWED, comment="ask about kraft")
    again = exported(UNITS, Locale("sv", {ID: said}), VERSION, "po")
    assert "# state: reviewed\n# ask about kraft\n#. argument p1.w3.\n" in again
    assert kept(again) == said


def test_fuzzy_overrules_our_own_comment():
    fuzzy = po(entry(before="# state: reviewed\n#, fuzzy\n"))
    assert kept(fuzzy) == had(MACHINE)
    assert now(fuzzy, had(REVIEWED)) == had(MACHINE)
    same = po(entry(before=f'# state: reviewed\n#, fuzzy\n#| msgid "{SOURCE}"\n'))
    assert kept(same) == had(MACHINE)
    stale = po(entry(before=f'# state: reviewed\n#, fuzzy\n#| msgid "{OLDER}"\n'))
    assert kept(stale) == had(REVIEWED, source=OLDER)
    assert now(stale) == had(MACHINE, source=OLDER)
    assert now(stale, had(REVIEWED, source=OLDER)) == had(REVIEWED, source=OLDER)


def test_a_lost_state_raises_nothing_that_we_have():
    assert now(po(entry()), had(MACHINE)) == had(MACHINE)
    assert now(po(entry(before="# state: reviewed\n")), had(MACHINE)) == had(MACHINE)
    assert now(po(entry(before="# state: machine\n"))) == had(MACHINE)
    assert now(po(entry(before="# state: machine\n")), had(MACHINE, "Maskinens.")) == had(TRANSLATED)
    assert now(po(entry(before="# state: reviewed\n")), had(REVIEWED, "Förra.")) == had(TRANSLATED)


def test_an_entry_that_cannot_be_placed_is_left_out_by_name():
    assert faults(po('msgid "a"\nmsgstr "b"\n')) == [("", "an entry has no msgctxt, so nobody knows its unit")]
    assert faults(po(entry() + entry("B."))) == [(ID, "the unit stands twice; keep one")]
    assert now(po(entry() + entry("B."))) is None
    assert faults(po(entry(id_="a b"))) == [
        ("'a b'", "this is no id of a unit, so nobody knows what the text belongs to")
    ]
    assert faults(po('#~ msgid "a"\n#~ msgstr "b"\n')) == []
    plural = f'msgctxt "{ID}"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'
    assert faults(po(plural)) == [(ID, "has plural forms, which no unit of ours has; remove them")]


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        (f'msgctxt "{ID}"\nmsgid "a', 7, "a text has no end"),
        (f'msgctxt "{ID}"\nmsgid "a"\n', 8, "the file ends in the middle of an entry"),
        ("#. a note\n", 7, "the file ends in the middle of an entry"),
        (f'msgctxt "{ID}"\n', 7, "the file ends in the middle of an entry"),
        ('msgid "a"\nmsgid "b"\nmsgstr ""\n', 7, "msgid stands in the wrong place"),
        ('msgid "a"\nmsgctxt "b"\nmsgstr ""\n', 7, "msgctxt stands in the wrong place"),
        ('msgid "a"\n#. b\nmsgstr ""\n', 7, "a comment stands inside an entry"),
        ('msgstr "a"\n', 6, "msgstr stands in the wrong place"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 8, "msgstr stands in the wrong place"),
        ('msgid_plural "a"\nmsgid "a"\nmsgstr "b"\n', 6, "msgid_plural stands in the wrong place"),
        ('msgid "a"\n#| msgid "b"\nmsgstr "b"\n', 7, "msgid stands in the wrong place"),
        ('msgid "a"\nmsgstr "b" c\n', 7, "a text has no end, or something stands beside it"),
        ('msgid "a"\nmsgstr\n', 7, "'msgstr' is not understood"),
        ('masgid "a"\n', 6, "is not understood"),
        ('domain "sv"\n', 6, "is not understood"),
        ('# a\n"b"\n', 7, "is not understood"),
        ('msgid "a"\n#~ msgstr "b"\n', 7, "an entry is half obsolete"),
        ('msgid "a"\nmsgstr "b"\n#~ "c"\n', 8, "is not understood"),
        ('msgid "a"\nmsgstr "b\\q"\n', 7, "is no escape; write a backslash twice"),
        ('msgid "a"\nmsgstr "b\\344"\n', 7, "is no escape; write a backslash twice"),
        ('#~ msgid "a"\n#~ msgstr "b\n', 7, "a text has no end"),
    ],
)
def test_what_is_no_po_is_refused_whole(body, line, words):
    with pytest.raises(oh.ContentError) as caught:
        taken(po(body))
    assert str(caught.value).startswith(f"file, line {line}: is no PO file: ")
    assert words in str(caught.value)
    assert str(caught.value).endswith("mend it or export one again")


@pytest.mark.parametrize("head", ["", "hello", 'msgctxt "a"\nmsgid ""\nmsgstr ""\n', '#~ msgid ""\n#~ msgstr ""\n'])
def test_a_file_without_a_header_is_refused(head):
    with pytest.raises(oh.ContentError, match="is no PO file"):
        taken(head)


def test_obsolete_entries_of_any_make_are_read():
    body = '#, fuzzy\n#~| msgctxt "x"\n#~| msgid "Old"\n#~ msgctxt "ui.gone.text"\n#~ msgid "Gone"\n#~ msgstr "Borta"\n'
    assert now(po(body), id_="ui.gone.text") == Translation("ui.gone.text", "Old", "Borta", MACHINE)
    assert read_kept(po(body).encode(), "f")[1].translations["ui.gone.text"].source == "Old"


def test_a_live_entry_is_kept_before_an_obsolete_one():
    body = "".join(f"#~ {line}\n" for line in entry("Gammal.", source="Old").splitlines()) + entry()
    assert kept(po(body)) == had(TRANSLATED)


def test_may_be_cut():
    def cut(text, source=SOURCE):
        lines = "".join(f'"{part}"\n' for part in text)
        return read_document(po(f'msgctxt "{ID}"\nmsgid "{source}"\nmsgstr ""\n{lines}').encode(), "f")[0].may_be_cut

    assert cut(["Ledare kan ge ", "kraft"])
    assert cut(["Ledare kan ge"])
    assert not cut(["Ledare kan ge ", "kraft."])
    assert not cut(["Ledare kan ge ", "kraft"], "Leaders")
    assert not read_document(po(entry("Ledare kan")).encode(), "f")[0].may_be_cut
    assert not read_document(po("").encode(), "f")[0].may_be_cut


@pytest.mark.thorough
def test_large_files_are_read_or_refused():
    with pytest.raises(oh.ContentError, match="is larger than 4,000,000 bytes"):
        taken(b"x" * 4_000_001)
    lines = '"a"\n' * 190_000
    said = entry_of(po(f'msgctxt "{ID}"\nmsgid "{SOURCE}"\nmsgstr ""\n{lines}'))
    assert len(said.text) == 190_000
    with pytest.raises(oh.ContentError, match="has more than 200,000 lines"):
        taken(po("\n" * 200_001))
    many = "".join(f'msgctxt "a{number}"\nmsgid ""\nmsgstr ""\n' for number in range(50_001))
    assert len(taken(po(many.removesuffix('msgctxt "a50000"\nmsgid ""\nmsgstr ""\n'))).faults) == 50_000
    with pytest.raises(oh.ContentError, match="has more than 50,000 entries"):
        taken(po(many))


gettext = pytest.mark.skipif(shutil.which("msgcat") is None, reason="needs GNU gettext")
LOCALE = Locale(
    "sv",
    {
        ID: had(REVIEWED, comment="ask about kraft"),
        MINUTES: Translation(MINUTES, "{minutes} minutes", "{minutes} min", MACHINE),
        "ui.gone.text": Translation("ui.gone.text", 'A "gone"\ttext\n of two lines', "Borta \\", TRANSLATED),
    },
)


@gettext
@pytest.mark.parametrize(
    "command",
    [
        ["msgcat", "-"],
        ["msgcat", "--no-wrap", "-"],
        ["msgcat", "--width=40", "-"],
        ["msgcat", "--escape", "-"],
        ["msgcat", "--sort-output", "-"],
        ["msgattrib", "-"],
        ["msgconv", "--to-code=UTF-8", "-"],
        ["msgconv", "--to-code=ISO-8859-15", "-"],
    ],
)
def test_our_export_through_gettext_changes_nothing(command):
    out = subprocess.run(
        command, input=exported(UNITS, LOCALE, VERSION, "po").encode(), capture_output=True, check=True
    )
    document, kind = read_document(out.stdout, "file")
    from opsi_handbook.translate.merge import merged

    result = merged(document, kind, UNITS, LOCALE)
    assert (result.changed, result.notes, result.faults) == (0, (), ())
    assert read_kept(out.stdout, "f")[1] == read_kept(exported(UNITS, LOCALE, VERSION, "po").encode(), "f")[1]


@gettext
def test_msgmerge_with_a_new_template(tmp_path):
    (tmp_path / "sv.po").write_text(exported(UNITS, LOCALE, VERSION, "po"), encoding="utf-8")
    template = exported(UNITS[1:], Locale("sv"), VERSION, "po")
    (tmp_path / "new.pot").write_text(template, encoding="utf-8")
    out = subprocess.run(
        ["msgmerge", "--previous", "--quiet", "sv.po", "new.pot"], cwd=tmp_path, capture_output=True, check=True
    ).stdout
    assert f'#~ msgctxt "{ID}"'.encode() in out
    result = taken(out, had(REVIEWED))
    assert (now(out, had(REVIEWED)), result.faults) == (had(REVIEWED), ())


@gettext
def test_msgfmt_checks_ours():
    run = subprocess.run(
        ["msgfmt", "--check-header", "-o", "/dev/null", "-"],
        input=exported(UNITS, LOCALE, VERSION, "po").encode(), capture_output=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr


@given(
    st.text(
        st.sampled_from('ab"\\\n\t \u00a0\u2028{}#~|') | st.characters(exclude_categories=["Cs", "Cn", "Cc"]),
        max_size=30,
    )
)
def test_polib_reads_ours_as_we_do(text):
    polib = pytest.importorskip("polib")
    locale = Locale("sv", {ID: had(REVIEWED, text)})
    out = exported(UNITS, locale, VERSION, "po")
    if not set(text) & set("\u2028\u2029"):
        read = {found.msgctxt: found for found in polib.pofile(out)}
        assert read[ID].msgstr == text
    assert entry_of(out).text == text


def test_the_whole_of_a_small_file():
    locale = Locale("pt-BR", {ID: had(TRANSLATED, 'Linha "um"\nlinha dois', OLDER)})
    assert exported(UNITS[:1], locale, VERSION, "po") == (
        '#\nmsgid ""\nmsgstr ""\n"Project-Id-Version: opsi-handbook 1.1.0\\n"\n"Language: pt_BR\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"X-Language-Tag: pt-BR\\n"\n"X-Licence: CC-BY-SA-3.0-IGO\\n"\n'
        f'\n# state: translated\n#. argument p1.w3.\n#. exported: f7f77c55.fb27d209.e0961f0a\n#, fuzzy\n#| msgctxt "{ID}"\n#| msgid "{OLDER}"\n'
        f'msgctxt "{ID}"\nmsgid "{SOURCE}"\nmsgstr ""\n"Linha \\"um\\"\\n"\n"linha dois"\n'
    )


def test_a_text_like_a_path_is_a_text(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").write_text(po(entry()), encoding="utf-8")
    with pytest.raises(oh.ContentError, match="is no PO file"):
        taken("x")


def test_the_samples_say_crlf():
    assert b"\r\n" in file("01-crlf.po")
    assert TEXT.encode() in file("01-crlf.po")
