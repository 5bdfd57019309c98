# ruff: noqa: E501  # samples of files stand on one line
"""XLIFF 1.2 and 2.x: segments, codes, marks and order are carried or refused by name."""

from __future__ import annotations

import threading

import pytest
from small import (
    FIRST,
    FIRST_TEXT,
    ID,
    MACHINE,
    REVIEWED,
    SECOND,
    SECOND_TEXT,
    SOURCE,
    TEXT,
    TRANSLATED,
    UNITS,
    VERSION,
    entry_of,
    faults,
    had,
    now,
    taken,
    target,
    xliff,
    xliff2,
)  # fmt: skip

import opsi_handbook as oh
from opsi_handbook.translate.exchange import exported
from opsi_handbook.translate.locale import Locale, Translation

OLDER = "Leaders gave innovation its momentum."
LOST = "the space between two segments was lost; put it back"


@pytest.mark.parametrize(
    ("attributes", "unit", "state"),
    [
        ({}, "", MACHINE),
        ({}, 'approved="yes"', TRANSLATED),
        ({}, 'approved="no"', MACHINE),
        ({"state": "translated"}, "", TRANSLATED),
        ({"state": "translated"}, 'approved="yes"', TRANSLATED),
        ({"state": "translated"}, 'approved="no"', TRANSLATED),
        ({"state": "final"}, "", REVIEWED),
        ({"state": "final"}, 'approved="yes"', REVIEWED),
        ({"state": "final"}, 'approved="no"', TRANSLATED),
        ({"state": "signed-off"}, "", REVIEWED),
        ({"state": "new"}, 'approved="yes"', MACHINE),
        ({"state": "needs-translation"}, 'approved="yes"', MACHINE),
        ({"state": "needs-review-translation"}, 'approved="yes"', MACHINE),
        ({"state": "needs-review-adaptation"}, "", MACHINE),
        ({"state": "needs-adaptation"}, "", MACHINE),
        ({"state": "needs-l10n"}, "", MACHINE),
        ({"state": "needs-review-l10n"}, "", MACHINE),
        ({"state": "x-done"}, "", MACHINE),
        ({"state": "FINAL"}, "", MACHINE),
        ({"state": "final", "state_qualifier": "leveraged-mt"}, "", MACHINE),
        ({"state": "final", "state_qualifier": "mt-suggestion"}, "", MACHINE),
        ({"state": "final", "state_qualifier": "fuzzy-match"}, "", MACHINE),
        ({"state": "final", "state_qualifier": "rejected-length"}, "", MACHINE),
        ({"state": "final", "state_qualifier": "exact-match"}, "", REVIEWED),
        ({"state": "translated", "state_qualifier": "id-match"}, "", TRANSLATED),
        ({"state": "final"}, 't:status="Rejected"', MACHINE),
        ({"state": "final"}, 't:status="MachineTranslated"', MACHINE),
        ({"state": "final"}, 't:confirmed="0"', MACHINE),
        ({"state": "final"}, 't:confirmed="1"', REVIEWED),
        ({"state": "final"}, 't:mtConfidence="0.9"', MACHINE),
        ({"state": "final"}, 't:user="draftman"', REVIEWED),
        ({"state": "final"}, 't:prev-origin="mt"', REVIEWED),
    ],
)  # fmt: skip
def test_states_of_xliff_1(attributes, unit, state):
    assert now(xliff(target(**attributes), unit)) == had(state)


@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ("", MACHINE),
        ('state="initial"', MACHINE),
        ('state="translated"', TRANSLATED),
        ('state="reviewed"', REVIEWED),
        ('state="final"', REVIEWED),
        ('state="signed-off"', MACHINE),
        ('state="final" subState="t:rejected"', MACHINE),
        ('state="final" subState="t:mt"', MACHINE),
        ('state="final" subState="t:ok"', REVIEWED),
        ('state="final" t:origin="nmt"', MACHINE),
    ],
)
def test_states_of_xliff_2(attributes, state):
    assert now(xliff2(state=attributes)) == had(state)


@pytest.mark.parametrize("make", [xliff, xliff2])
def test_the_english_copied_is_no_translation(make):
    copied = xliff(target(SOURCE)) if make is xliff else xliff2(state="", text=SOURCE)
    assert now(copied) is None
    assert now(copied, had(REVIEWED)) == had(REVIEWED)


def test_a_mark_lowers_what_we_have_and_a_lost_one_does_not():
    assert now(xliff(target()), had(REVIEWED)) == had(REVIEWED)
    assert now(xliff(target(state="needs-l10n")), had(REVIEWED)) == had(MACHINE)
    assert now(xliff2(state=""), had(REVIEWED)) == had(REVIEWED)
    assert now(xliff2(state='state="initial"'), had(REVIEWED)) == had(MACHINE)
    assert now(xliff(target(state="final")), had(MACHINE)) == had(REVIEWED)
    assert now(xliff(target(state="translated")), had(MACHINE)) == had(MACHINE)


def marked(*segments, between=" ", wrap=("", "")):
    marks = between.join(f'<mrk mtype="seg" mid="{mid}">{text}</mrk>' for mid, text in segments)
    return f"{wrap[0]}{marks}{wrap[1]}"


def in_segments(into, source=None):
    cut = marked((1, FIRST), (2, SECOND)) if source is None else source
    seg_source = f"<seg-source>{cut}</seg-source>" if cut else ""
    return xliff(body=f'<source>{SOURCE}</source>{seg_source}<target state="translated">{into}</target>')


BOTH = ((1, FIRST_TEXT), (2, SECOND_TEXT))


@pytest.mark.parametrize(
    ("into", "text"),
    [
        (marked(*BOTH), TEXT),
        (marked(*BOTH, wrap=("<g id='1'>", "</g>")), TEXT),
        (marked(*reversed(BOTH)), f"{SECOND_TEXT} {FIRST_TEXT}"),
        (marked((1, FIRST_TEXT + " "), (2, SECOND_TEXT), between=""), TEXT),
        (marked((1, FIRST_TEXT), (2, " " + SECOND_TEXT), between=""), TEXT),
        (marked((1, "甲。"), (2, "乙。"), between=""), "甲。乙。"),
    ],
)
def test_segments_of_xliff_1(into, text):
    assert faults(in_segments(into)) == []
    assert now(in_segments(into)).text == text


@pytest.mark.parametrize(
    ("into", "problem"),
    [
        (marked(*BOTH, between=""), LOST),
        (marked(*BOTH, between="", wrap=("<g id='1'>", "</g>")), LOST),
        (marked(BOTH[0]), "its segments are not those of the English, each once; translate every one"),
        (TEXT, "its segments are not those of the English, each once; translate every one"),
        (marked(*BOTH, (3, "x")), "its segments are not those of the English, each once; translate every one"),
        (marked(BOTH[0], BOTH[0]), "its segments are not those of the English, each once; translate every one"),
        (marked(BOTH[0], (2, " ")), "a segment of it has no translation; translate every one"),
    ],
)
def test_segments_that_were_lost_are_named(into, problem):
    assert faults(in_segments(into)) == [(ID, problem)]
    assert now(in_segments(into)) is None


def test_segments_of_xliff_1_without_those_of_the_source():
    assert now(in_segments(marked(*BOTH), source="")).text == TEXT
    assert faults(in_segments(marked(BOTH[0], BOTH[0]), source="")) == [(ID, "a segment of it stands twice; keep one")]
    assert now(in_segments(marked(*BOTH, between=""), marked((1, FIRST), (2, SECOND), between=""))).text == (
        FIRST_TEXT + SECOND_TEXT
    )
    assert now(in_segments("")) is None


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("Hej <g id='1'>du</g> där", "Hej du där"),
        ("Hej <mrk mtype='term'>du</mrk>", "Hej du"),
        ("<![CDATA[Hej & <du>]]>", "Hej & <du>"),
        ("He<!-- x -->j", "Hej"),
    ],
)
def test_what_wraps_a_text_is_looked_through(inner, text):
    assert entry_of(xliff(target(inner))).text == text


@pytest.mark.parametrize("wrapped", ['<ph id="1">{points}</ph>', '<x id="1" equiv-text="{points}"/>'])
def test_a_code_for_what_is_filled_in_is_that(wrapped):
    assert entry_of(xliff(target(f"Hej {wrapped}"))).text == "Hej {points}"
    assert entry_of(xliff2(text='Hej <ph id="1" equiv="{points}"/>')).text == "Hej {points}"
    assert entry_of(xliff2(text='Hej <ph id="1" disp="{points}"/>')).text == "Hej {points}"


@pytest.mark.parametrize(
    ("inner", "name"),
    [
        ('<x id="1"/>', "x"),
        ('<x id="1" equiv-text="{points} "/>', "x"),
        ('<bpt id="1">&lt;b&gt;</bpt>', "bpt"),
        ('<ept id="1">&lt;/b&gt;</ept>', "ept"),
        ('<it id="1">b</it>', "it"),
        ('<bx id="1"/>', "bx"),
        ('<ph id="1">&lt;br/&gt;</ph>', "ph"),
        ("<sub>b</sub>", "sub"),
        ("<t:x/>", "x"),
        ("<t:g>b</t:g>", "g"),
        ("<?break now?>", "break"),
    ],
)
def test_codes_are_refused_by_name(inner, name):
    problem = f"it holds <{name}>, a code that our texts do not have; remove it from the text"
    assert faults(xliff(target(f"Hej {inner} du"))) == [(ID, problem)]
    assert faults(xliff(body=f"<source>Hej {inner}</source>{target()}")) == [(ID, problem)]


@pytest.mark.parametrize(("inner", "name"), [('<sc id="1"/>', "sc"), ('<cp hex="0007"/>', "cp"), ("<sm>x</sm>", "sm")])
def test_codes_of_xliff_2_are_refused_by_name(inner, name):
    assert faults(xliff2(text=f"Hej {inner}"))[0][1].startswith(f"it holds <{name}>, a code")
    assert entry_of(xliff2(text='<sm id="1"/>Hej<em startRef="1"/> <pc id="2">du</pc>')).text == "Hej du"


@pytest.mark.parametrize(
    "body",
    [
        f"<source>{SOURCE}</source><target>a</target><target>b</target>",
        f"<source>{SOURCE}</source><source>{SOURCE}</source>",
        "<target>a</target>",
    ],
)
def test_more_than_one_of_a_kind_is_refused(body):
    assert faults(xliff(body=body)) == [
        (ID, "it has no source, or more than one source or target; keep one of each")
    ]  # fmt: skip


def test_binary_units_are_refused():
    data = xliff(target()).replace("</body>", '<group><bin-unit id="b" mime-type="image/png"/></group></body>')
    assert faults(data) == [("b", "it is binary, which no unit of ours is; remove it")]


def test_other_translations_beside_are_not_taken_for_the_target():
    old = '<alt-trans><source>x</source><target state="final">Annat.</target></alt-trans>'
    assert now(xliff(body=f"{old}<source>{SOURCE}</source>{target(state='translated')}{old}")) == had(TRANSLATED)
    assert now(xliff(body=f"<source>{SOURCE}</source>{old}")) is None
    matches = '<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match><source>x</source><target>y</target></m:match></m:matches>'
    assert now(xliff2(body=f'{matches}<segment state="final"><source>{SOURCE}</source><target>{TEXT}</target></segment>')) == had(REVIEWED)  # fmt: skip


def test_the_older_source_goes_along():
    old = f'<alt-trans alttranstype="previous-version"><source>{OLDER}</source><target>x</target></alt-trans>'
    said = entry_of(xliff(body=f"<source>{SOURCE}</source>{target(state='needs-adaptation')}{old}"))
    assert said.previous == OLDER
    assert (
        entry_of(xliff(body=f"<source>{SOURCE}</source>{old.replace('previous-version', 'proposal')}")).previous == ""
    )
    notes = (
        f'<notes><note category="previous-source">{OLDER}</note><note category="context">c</note><note>n</note></notes>'
    )
    assert (entry_of(xliff2(notes=notes)).previous, entry_of(xliff2(notes=notes)).comments) == (OLDER, ("n",))


def test_a_stale_unit_stays_stale_where_a_tool_dropped_the_older_source():
    stale = had(REVIEWED, source=OLDER)
    assert now(xliff(target(state="needs-adaptation")), stale) == stale
    assert now(xliff(target()), stale) == stale
    assert now(xliff(target(state="final")), stale) == had(REVIEWED)


def test_notes_of_people_are_carried():
    notes = '<note from="developer">ours</note><note from="translator"> ask </note><note>argument p1.w3.</note><note> </note>'
    assert now(xliff(target(state="final") + notes)) == had(REVIEWED, comment="ask")
    locale = Locale("sv", {ID: had(REVIEWED, comment="ask & tell")})
    for name in ("xliff", "xliff2"):
        assert taken(exported(UNITS, locale, VERSION, name), locale.translations[ID]).changed == 0
        assert now(exported(UNITS, locale, VERSION, name)) == had(REVIEWED, comment="ask & tell")


@pytest.mark.parametrize(
    ("segments", "text"),
    [
        ((("segment", FIRST, FIRST_TEXT), ("ignorable", " ", " "), ("segment", SECOND, SECOND_TEXT)), TEXT),
        ((("segment", FIRST, FIRST_TEXT), ("ignorable", " ", None), ("segment", SECOND, SECOND_TEXT)), TEXT),
        ((("segment", FIRST + " ", FIRST_TEXT + " "), ("segment", SECOND, SECOND_TEXT)), TEXT),
        ((("segment", FIRST, None), ("ignorable", " ", " "), ("segment", SECOND, None)), ""),
    ],
)  # fmt: skip
def test_segments_of_xliff_2(segments, text):
    assert entry_of(in_parts(segments)).text == text
    assert entry_of(in_parts(segments)).source == SOURCE
    assert faults(in_parts(segments)) == []


def in_parts(parts, *orders):
    body = ""
    for place, (name, source, into) in enumerate(parts):
        order = f' order="{orders[place]}"' if orders and orders[place] else ""
        into_ = "" if into is None else f"<target{order}>{into}</target>"
        body += f"<{name}{' state=' + chr(34) + 'translated' + chr(34) if name == 'segment' else ''}><source>{source}</source>{into_}</{name}>"
    return xliff2(body)


THREE = (("segment", FIRST, FIRST_TEXT), ("ignorable", " ", " "), ("segment", SECOND, SECOND_TEXT))


def test_the_order_of_targets():
    assert entry_of(in_parts(THREE, 3, 0, 1)).text == f"{SECOND_TEXT} {FIRST_TEXT}"
    assert entry_of(in_parts(THREE, 1, 2, 3)).text == TEXT
    for orders, problem in (
        ((3, 0, 0), "two segments of it claim one place in the order; put it right"),
        ((4, 0, 0), "the order of its segments leaves a place empty; put it right"),
        (("x", 0, 0), "the order of its segments is no number; put it right"),
        (("1" * 6, 0, 0), "the order of its segments is no number; put it right"),
    ):
        assert faults(in_parts(THREE, *orders)) == [(ID, problem)]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", "it has no segment, or one without its English; export it again"),
        ("<segment><target>a</target></segment>", "it has no segment, or one without its English; export it again"),
        ("<ignorable><source> </source></ignorable>", "it has no segment, or one without its English; export it again"),
        (f"<segment><source>{SOURCE}</source><target>a</target><target>b</target></segment>", "a segment of it has more than one target; keep one"),
        (f"<segment><source>{FIRST} </source><target>a</target></segment><segment><source>{SECOND}</source></segment>", "a segment of it has no translation; translate every one"),
        (f"<segment><source>{FIRST} </source><target>a</target></segment><segment><source>{SECOND}</source><target> </target></segment>", "a segment of it has no translation; translate every one"),
    ],
)  # fmt: skip
def test_units_of_xliff_2_that_cannot_be_carried(body, problem):
    assert faults(xliff2(body) if body else xliff2("<!-- -->")) == [(ID, problem)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (xliff(target(), root='version="1.1"'), "is no XLIFF 1.2 with a file in it"),
        ('<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', "is no XLIFF 1.2 with a file in it"),
        ('<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>', "is no XLIFF 2 with a file in it"),
        (xliff2().replace('version="2.1"', 'version="3"'), "is no XLIFF 2 with a file in it"),
        (xliff(target()).replace('source-language="en"', 'source-language="de"'), "is not translated from English"),
        (xliff2(root='srcLang="de" trgLang="sv"'), "is not translated from English"),
        (xliff2(root='srcLang="en"'), "is for no language, not for 'sv'"),
        (xliff(target()).replace('target-language="sv"', ""), "is for no language, not for 'sv'"),
        (xliff(target()).replace("1.2\" xmlns", "1.1\" xmlns"), "is XML but no XLIFF 1.2 or 2.x"),
        ('<!DOCTYPE xliff [<!ATTLIST trans-unit approved CDATA "yes">]>' + xliff(target()), "declares entities or a document type"),
        (xliff(target("a&nbsp;b")), "is no XML \\(undefined entity"),
        (xliff(target("<sdl:x/>")), "is no XML \\(unbound prefix"),
        (xliff(target())[:-10], "is no XML"),
        ('<?xml version="1.0" encoding="x-odd"?>' + xliff(target()), "is no XML"),
        (b"\xff\xfe" + xliff(target()).encode("utf-16-le")[:-9], "is no XML"),
        (xliff("<g>" * 70 + "</g>" * 70), "is nested deeper than 64 elements"),
        (xliff("<note/>" * 200_001), "has more than 200,000 elements"),
        (xliff(target("x" * 4_000_001)), "is larger than 4,000,000 bytes"),
    ],
)  # fmt: skip
def test_what_is_no_xliff_of_ours_is_refused_whole(data, words):
    with pytest.raises(oh.ContentError, match=f"^file.*{words}"):
        taken(data)


def test_a_target_in_another_language_is_refused():
    other = target(state="final").replace("<target", '<target xml:lang="fi"')
    for data in (xliff(other), xliff2(f"<segment><source>{SOURCE}</source>{other}</segment>")):
        with pytest.raises(oh.ContentError, match="is for 'fi', not for 'sv'"):
            taken(data)
        assert now(data.replace('"fi"', '"sv-SE"').replace("<segment>", '<segment state="final">')) == had(REVIEWED)


def test_elements_on_lines_of_their_own():
    body = f"<source>\n  {SOURCE}\n</source><target state='final'>\n  {TEXT}\n</target>"
    assert now(xliff(body=body)) == had(REVIEWED)
    assert now(xliff2(f"<segment state='final'>{body}</segment>")) == had(REVIEWED)
    clean = body.replace(f"\n  {SOURCE}\n", SOURCE)
    assert faults(xliff(body=clean)) == [(ID, "the text begins or ends with a space; remove it")]


def test_depth_and_number_have_their_bounds_and_no_less():
    assert entry_of(xliff(target("<g>" * 58 + "Hej" + "</g>" * 58))).text == "Hej"
    assert entry_of(xliff(target() + "<note/>" * 190_000)).text == TEXT


def test_a_file_without_namespace_and_from_a_later_standard():
    assert now(xliff(target(state="final")).replace('xmlns="urn:oasis:names:tc:xliff:document:1.2"', "")) == had(
        REVIEWED
    )
    assert now(xliff2().replace("document:2.0", "document:2.2").replace('"2.1"', '"2.2"')) == had(TRANSLATED)


def test_lines_are_told():
    document = xliff(body=f"\n<source>{SOURCE}</source>\n{target('a ')}")
    assert [fault.line for fault in taken("\n\n" + document).faults] == [3]
    assert [fault.line for fault in taken("\n" + xliff2(text="a ")).faults] == [2]


def test_writing_in_threads_is_writing_alone():
    locale = Locale("sv", {ID: had(REVIEWED)})
    alone = {name: exported(UNITS, locale, VERSION, name) for name in ("xliff", "xliff2")}
    different = []

    def write(name):
        different.extend(name for _ in range(100) if exported(UNITS, locale, VERSION, name) != alone[name])

    threads = [threading.Thread(target=write, args=(name,)) for name in ("xliff", "xliff2") * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert different == []


LOCALE = Locale(
    "sv",
    {
        ID: had(REVIEWED, 'A <b> & "c"\r\n\td', OLDER, "ask"),
        "ui.minutes.text": Translation("ui.minutes.text", "{minutes} min", "{minutes} min", MACHINE),
        "p1.title": Translation("p1.title", "Title", "Titel", REVIEWED),
    },
)


def test_the_whole_of_a_small_file():
    assert (
        exported(UNITS, LOCALE, VERSION, "xliff")
        == f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
  <file original="opsi-handbook-1.1.0" source-language="en" target-language="sv" datatype="plaintext">
    <body>
      <trans-unit id="p1.w3.text" resname="p1.w3.text" xml:space="preserve">
        <source>{SOURCE}</source>
        <target state="needs-adaptation">A &lt;b&gt; &amp; "c"&#13;
	d</target>
        <note from="developer">argument p1.w3.</note>
        <note from="translator">ask</note>
        <note from="program">exported: b874276d.ffb55490.c5f6872f</note>
        <alt-trans alttranstype="previous-version">
          <source>{OLDER}</source>
          <target state="final">A &lt;b&gt; &amp; "c"&#13;
	d</target>
        </alt-trans>
      </trans-unit>
      <trans-unit id="ui.minutes.text" resname="ui.minutes.text" xml:space="preserve">
        <source>{{minutes}} min</source>
        <target state="needs-review-translation">{{minutes}} min</target>
        <note from="developer">phrase.</note>
        <note from="program">exported: e1bded87.b16b9b6d.3004fe8a</note>
      </trans-unit>
      <trans-unit id="p1.title" resname="p1.title" xml:space="preserve" approved="yes">
        <source>Title</source>
        <target state="final">Titel</target>
        <note from="developer">.</note>
        <note from="program">exported: abcafc82.d56121da.95afd77d</note>
      </trans-unit>
    </body>
  </file>
</xliff>
"""
    )
    assert (
        exported(UNITS[:1], LOCALE, VERSION, "xliff2")
        == f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="sv">
  <file id="opsi-handbook-1.1.0">
    <unit id="p1.w3.text" name="p1.w3.text">
      <notes>
        <note category="context">argument p1.w3.</note>
        <note category="previous-source">{OLDER}</note>
        <note category="translator">ask</note>
        <note category="program">exported: b874276d.c18c9841.c5f6872f</note>
      </notes>
      <segment state="initial">
        <source xml:space="preserve">{SOURCE}</source>
        <target xml:space="preserve">A &lt;b&gt; &amp; "c"&#13;
	d</target>
      </segment>
    </unit>
  </file>
</xliff>
"""
    )


def test_what_is_only_written():
    tmx = exported(UNITS, LOCALE, VERSION, "tmx")
    assert (
        tmx
        == """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="opsi-handbook" creationtoolversion="1.1.0" segtype="paragraph" o-tmf="opsi-handbook" adminlang="en" srclang="en" datatype="plaintext" />
  <body>
    <tu tuid="p1.title">
      <tuv xml:lang="en"><seg>Title</seg></tuv>
      <tuv xml:lang="sv"><seg>Titel</seg></tuv>
    </tu>
  </body>
</tmx>
"""
    )
    html = exported(UNITS, LOCALE, VERSION, "html")
    assert '<td lang="sv">A &lt;b&gt; &amp; "c"\r\n\td</td></tr>' in html
    assert '<tr><th scope="row">p1.title<br>reviewed</th><td>Title</td>' in html
    for data in (tmx, html):
        with pytest.raises(oh.ContentError, match="written only; work in one of po, xliff, xliff2, which are read"):
            taken(data)


@pytest.mark.parametrize("name", ["xliff", "xliff2", "tmx"])
def test_what_xml_cannot_hold_is_refused(name):
    locale = Locale("sv", {ID: had(REVIEWED, "a\x07b")})
    with pytest.raises(oh.ContentError, match="holds U\\+0007, which XML cannot hold; remove it"):
        exported(UNITS, locale, VERSION, name)


def test_an_unknown_format_is_refused():
    with pytest.raises(oh.ContentError, match="there is no format 'csv'; there is po, xliff, xliff2, tmx, html"):
        exported(UNITS, LOCALE, VERSION, "csv")
