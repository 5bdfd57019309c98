"""Translations: nothing is lost on the way out and back, what is stale is known, bad files are refused whole."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

import opsi_handbook as oh
from opsi_handbook.cli import main
from opsi_handbook.handbook import Handbook
from opsi_handbook.translate.checks import check
from opsi_handbook.translate.edition import edition, own_edition
from opsi_handbook.translate.exchange import exported
from opsi_handbook.translate.formats.po import read_kept
from opsi_handbook.translate.locale import Locale, State, Translation, debt, rows
from opsi_handbook.translate.store import read_locale, write_locale
from opsi_handbook.translate.terms import TermList, TermRule
from opsi_handbook.translate.units import Unit, source_hash, units_of
from translating import ENGLISH, UNITS, VERSION, taken

TEXTS = st.text(
    st.sampled_from("ab\"\\\n\t \u00a0\u2028ÅÄé{}<>&'😀עברית%#|~")
    | st.characters(exclude_categories=["Cs", "Cc", "Cn"]),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() == text)


def loaded(po_dir, *tags):
    return Handbook(own_edition(tags, po_dir))


STATES = st.sampled_from([State.MACHINE, State.TRANSLATED, State.REVIEWED])


@st.composite
def worlds(draw):
    """A few units and a locale in which some are translated, some stale, some missing, some gone."""
    ids = draw(st.lists(st.sampled_from([unit.id for unit in UNITS]), unique=True, min_size=1, max_size=5))
    units = tuple(Unit(id_, draw(TEXTS), "A note.") for id_ in ids)
    made = {}
    for unit in units:
        if draw(st.booleans()):
            source = draw(st.just(unit.text) | TEXTS)
            made[unit.id] = Translation(unit.id, source, draw(TEXTS), draw(STATES))
    return units, Locale("fi", made)


def test_every_unit_has_its_own_id():
    assert len({unit.id for unit in UNITS}) == len(UNITS) > 900
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]*", unit.id) for unit in UNITS)
    assert all(unit.note and unit.text for unit in UNITS)


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
@given(world=worlds())
def test_export_import_export_is_byte_identical(format_, world):
    units, locale = world
    out = exported(units, locale, VERSION, format_)
    assert out == exported(units, locale, VERSION, format_)
    # What the checks would call a loss is let pass: here only the way out and back is looked at.
    came = taken(out, locale, units=units, partial=True).locale
    assert exported(units, came, VERSION, format_) == out
    fresh = taken(out, Locale("fi"), units=units, partial=True).locale
    for id_, translation in fresh.translations.items():
        assert translation.text == locale.translations[id_].text


@given(worlds())
def test_a_po_file_alone_holds_all_that_a_locale_holds(world):
    units, locale = world
    document, again = read_kept(exported(units, locale, VERSION, "po").encode(), "fi.po")
    assert document.faults == ()
    assert {id_: t for id_, t in again.translations.items() if t.text} == dict(locale.translations)


@given(worlds())
def test_units_that_are_gone_are_kept(world):
    units, locale = world
    _, again = read_kept(exported(units[1:], locale, VERSION, "po").encode(), "fi.po")
    kept = {id_: t.text for id_, t in again.translations.items() if t.text}
    assert kept == {id_: t.text for id_, t in locale.translations.items()}


@given(st.sampled_from(UNITS), st.sampled_from([" ", "\n", "  \n "]))
def test_a_space_or_a_line_break_makes_nothing_stale(unit, space):
    assert source_hash(unit.text.replace(" ", space)) == unit.hash
    assert source_hash(unit.text + " more") != unit.hash


def test_a_changed_sentence_makes_exactly_its_units_stale():
    locale = Locale("fi", {unit.id: Translation(unit.id, unit.text, "x", State.REVIEWED) for unit in UNITS})
    changed = tuple(Unit(u.id, u.text + " Changed.", u.note) if u.id == "p2.q4.a1.text" else u for u in UNITS)
    stale = [row for row in rows(changed, locale) if row.state is State.STALE]
    assert [(row.unit.id, row.kept) for row in stale] == [("p2.q4.a1.text", State.REVIEWED)]
    assert debt(rows(changed, locale))["p2"][State.STALE] == 1
    assert edition(ENGLISH, locale).translation.stale == ()


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="needs GNU gettext")
@given(worlds())
def test_msgfmt_reads_our_po(world):
    units, locale = world
    run = subprocess.run(
        ["msgfmt", "--check-format", "--check-header", "-o", "/dev/null", "-"],
        input=exported(units, locale, VERSION, "po").encode(), capture_output=True, check=False,
    )  # fmt: skip
    # msgfmt wants a text that ends in a line break to end in one in the translation too; ours never do.
    assert run.returncode == 0, run.stderr.decode()


@given(worlds())
def test_translate_toolkit_reads_the_same(world):
    toolkit = pytest.importorskip("translate.storage.xliff")
    units, locale = world
    store = toolkit.xlifffile.parsestring(exported(units, locale, VERSION, "xliff").encode())
    read = {unit.getid().rpartition("\x04")[2]: unit for unit in store.units}
    for row in rows(units, locale):
        unit = read[row.unit.id]
        assert str(unit.source) == row.unit.text
        assert str(unit.target or "") == row.text
        assert unit.isapproved() == (row.state is State.REVIEWED)


def test_translate_toolkit_reads_po_and_tmx():
    po = pytest.importorskip("translate.storage.pypo")
    tmx = pytest.importorskip("translate.storage.tmx")
    locale = Locale("fi", {u.id: Translation(u.id, u.text, f"fi {u.text}", State.REVIEWED) for u in UNITS})
    stale = Translation("p1.title", "Older.", "Vanha.", State.REVIEWED)
    store = po.pofile.parsestring(exported(UNITS, locale.updated([stale]), VERSION, "po").encode())
    read = {unit.getcontext(): unit for unit in store.units if not unit.isheader()}
    assert {id_: str(unit.source) for id_, unit in read.items()} == {unit.id: unit.text for unit in UNITS}
    assert [id_ for id_, unit in read.items() if unit.isfuzzy()] == ["p1.title"]
    assert str(read["p2.title"].target).startswith("fi ")
    memory = tmx.tmxfile.parsestring(exported(UNITS, locale, VERSION, "tmx").encode())
    assert [str(unit.source) for unit in memory.units] == [unit.text for unit in UNITS]
    assert [str(unit.target) for unit in memory.units] == [f"fi {unit.text}" for unit in UNITS]


def test_notes_say_where_a_unit_stands_what_it_must_fit_and_which_terms_it_uses():
    notes = {unit.id: unit.note for unit in UNITS}
    assert "question p4.q1" in notes["p4.q1.title"]
    assert "at most about 60 characters" in notes["p4.q1.title"]
    assert "Terms: sandbox, test bed" in notes["p4.q1.a3.text"]
    assert "Room for about" in notes["p4.q1.a3.text"]
    assert "Keep {points}" in notes["ui.points.text"]


@pytest.mark.few(8)
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: s.replace('"p1.title"', '"p1.titel"'), ["p1.titel: there is no such", "p1.title: the unit is"]),
        (lambda s: s.replace('msgctxt "p1.title"', 'msgctxt "p2.title"'), ["p2.title: the unit stands twice"]),
        (lambda s: s.replace('msgid "Embrace', 'msgid "Make'), ["p1.title: its English text was changed"]),
        (lambda s: s.replace('msgctxt "p1.title"\n', ""), ["no msgctxt"]),
        (lambda s: s.replace('msgstr "Embrace', 'msgstr "\u202eEmbrace'), ["U+202E"]),
        (lambda s: s.replace("X-Language-Tag: fi", "X-Language-Tag: se"), ["is for 'se', not for 'fi'"]),
        (lambda s: s[s.index("msgctxt") :], ["no PO file with a header"]),
        (lambda s: s.replace('msgid "Embrace', 'masgid "Embrace'), ["line", "no PO file"]),
        (lambda s: s.encode("utf-16"), ["no XML"]),
        (lambda s: s.encode("latin-1", "replace").replace(b"?", b"\xe4"), ["UTF-8"]),
        (lambda _: "", ["no PO file"]),
        (lambda _: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><xliff>&b;</xliff>', ["declares entities"]),
        (lambda _: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', ["declares entities"]),
        (lambda _: "<a>" * 3000 + "</a>" * 3000, ["nested deeper"]),
        (lambda _: "<a/>", ["no XLIFF"]),
        (lambda _: exported(UNITS, Locale("fi"), "9.9.9", "html"), ["is an HTML page", "po, xliff, xliff2"]),
        (lambda _: exported(UNITS, Locale("fi"), "9.9.9", "tmx"), ["is TMX 1.4", "po, xliff, xliff2"]),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_whole(change, words, tmp_path):
    whole = Locale("fi", {u.id: Translation(u.id, u.text, u.text) for u in UNITS})
    path = write_locale(tmp_path, UNITS, whole, VERSION)
    before = path.read_bytes()
    bad = change(before.decode())
    file = tmp_path / "bad"
    file.write_bytes(bad if isinstance(bad, bytes) else bad.encode())
    with pytest.raises(SystemExit) as left:
        main(["translate", "import", str(file), "--lang", "fi", "--po-dir", str(tmp_path)])
    assert left.value.code == 1
    assert path.read_bytes() == before
    with pytest.raises(oh.ContentError) as caught:
        taken(file.read_bytes(), whole, "bad")
    assert [word for word in words if word not in str(caught.value)] == []


def test_a_lost_number_or_address_is_a_fault_and_partial_takes_the_rest():
    unit = next(u for u in UNITS if u.id == "case.public-innovators-network.what")
    good = {u.id: Translation(u.id, u.text, "hyvä " + u.text) for u in UNITS if u.id.startswith("p1.c")}
    made = Locale("fi", {**good, unit.id: Translation(unit.id, unit.text, "Verkostossa on paljon jäseniä.")})
    file = exported(UNITS, made, VERSION, "xliff").encode()
    with pytest.raises(oh.ContentError, match="number 19000 is missing"):
        taken(file, Locale("fi"))
    came = taken(file, Locale("fi"), partial=True)
    assert [fault.item for fault in came.faults] == [unit.id]
    assert set(good) == {id_ for id_, t in came.locale.translations.items() if t.text}


def kinds(source, text, id_="p1.c1.text", **more):
    unit = Unit(id_, source, "")
    return {f.kind for f in check([unit], Locale("fi", {id_: Translation(id_, source, text)}), **more)}


def test_checks():
    assert kinds("It has 19,000 members.", "Jäseniä on 19\u00a0000.") == set()
    assert kinds("It has 19,000 members.", "Jäseniä on 19 000.") == {"style"}
    assert kinds("It has 20 members.", "Jäseniä on monta.") == {"number"}
    assert kinds("See https://a.org now.", "Katso nyt.") == {"url"}
    assert kinds("{count} texts.", "Tekstit.") == {"placeholder"}
    assert kinds("Texts.", "{count} tekstiä.") == {"placeholder"}
    assert kinds("Nido helps.", "Labra auttaa.", names=["Nido"]) == {"name"}
    terms = TermList([TermRule("sandbox", ("sandbox",), ("hiekkalaatikko",))], "fi")
    assert kinds("A sandbox helps.", "Laatikko auttaa.", terms=terms) == {"term"}
    assert kinds("A sandbox helps.", "Hiekkalaatikossa on hyvä.", terms=terms) == set()
    assert kinds("One two three four.", "One two three four.") == {"same"}
    assert kinds("One.", "Yksi  .") == {"space", "punctuation"}
    assert kinds("One.", "Yksi") == {"punctuation"}
    assert kinds("A title", "x" * 90, "p1.title") == {"length"}


def test_pseudo_english_shows_every_text(capsys):
    hb = oh.load("en-XA")
    for unit in units_of(hb.catalogue):
        assert unit.text.startswith("⟦"), unit.id
        assert unit.text.endswith("⟧"), unit.id
    for arguments in (
        ["recommend", "--mark", "p2.q2", "--challenge", "p2.c1"],
        ["show", "p2"],
        ["show", "p2.q2"],
        ["show", "toolkit.culture-map"],
    ):
        with pytest.raises(SystemExit):
            main([*arguments, "--lang", "en-XA"])
        out = capsys.readouterr().out
        bare = re.sub(
            r"⟦[^⟧]*⟧|https?://\S+|\b(?:p\d[.\w]*|(?:case|toolkit)\.[\w-]+)|[A-Z]{2}\b", "", re.sub(r"\s+", " ", out)
        )
        assert re.findall(r"[A-Za-z]{2,}", bare) == [], arguments


def test_an_edition_says_what_it_lacks_and_never_mixes_silently(tmp_path):
    some = {u.id: Translation(u.id, u.text, "suomi " + u.text, State.MACHINE) for u in UNITS if u.id.startswith("p1")}
    write_locale(tmp_path, UNITS, Locale("fi", some), VERSION)
    hb = loaded(tmp_path, "fi")
    assert hb["p1"].title.startswith("suomi")
    assert hb["p2"].title == oh.load()["p2"].title
    assert set(hb.fallback) == {u.id for u in UNITS} - set(some)
    assert set(hb.fallback.values()) == {"en"}
    assert "machine's draft" in hb.notice
    assert hb.notice.endswith(f"{len(hb.fallback)} texts are not translated yet and stand in en.")
    assert hb.notice in hb.recommend(marks=["p1.q1"]).provenance
    assert hb.graph.graph["notice"] == hb.notice
    assert loaded(tmp_path, "fi-FI").language == "fi"
    with pytest.raises(oh.UnknownLanguageError, match="fi"):
        loaded(tmp_path, "hu")


def test_a_stated_order_of_languages_is_kept(tmp_path):
    def some(language, prefix):
        made = {u.id: Translation(u.id, u.text, f"{language} {u.text}") for u in UNITS if u.id.startswith(prefix)}
        write_locale(tmp_path, UNITS, Locale(language, made), VERSION)

    some("fi", "p1")
    some("et", ("p1", "p2"))
    hb = loaded(tmp_path, "fi", "et")
    assert hb.language == "fi"
    assert [hb[id_].title.split()[0] for id_ in ("p1", "p2", "p3")] == ["fi", "et", "Cultivate"]
    assert set(hb.fallback.values()) == {"et", "en"}
    assert oh.load(["tlh", "en"]).language == "en"


def test_a_new_language_from_export_to_load(tmp_path, capsys):
    folder = str(tmp_path / "locale")
    file = tmp_path / "et.xlf"
    with pytest.raises(SystemExit) as left:
        main(["translate", "export", "--lang", "et", "--format", "xliff", "--po-dir", folder, "-o", str(file)])
    assert not left.value.code
    text = file.read_text(encoding="utf-8")
    source = "<source>Embrace and strengthen innovation in the public sector</source>"
    assert source in text
    target = '<target state="translated">Omaks võetud ja tugevdatud innovatsioon</target>'
    file.write_text(text.replace(source, source + target), encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["translate", "import", str(file), "--lang", "et", "--po-dir", folder])
    assert not left.value.code
    assert loaded(tmp_path / "locale", "et")["p1"].title == "Omaks võetud ja tugevdatud innovatsioon"
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["translate", "status", "--po-dir", folder, "--json"])
    assert json.loads(capsys.readouterr().out)["et"]["p1"]["translated"] == 1


def test_a_language_is_checked_before_a_path_is_made(tmp_path):
    for tag in ("../../etc/passwd", "", "x" * 300, "a\x00b"):
        with pytest.raises(oh.OpsiHandbookError):
            read_locale(tmp_path, tag)
