# ruff: noqa: E501  # samples of files stand on one line
"""The one place that decides a state: nothing is raised by default, twice is once, and what did not change stays."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import ID, MACHINE, MINUTES, REVIEWED, SOURCE, TEXT, TRANSLATED, UNITS, had

import opsi_handbook as oh
from opsi_handbook.translate.exchange import FORMATS
from opsi_handbook.translate.formats import Claim, Document, Entry
from opsi_handbook.translate.locale import Locale, State, Translation, rows
from opsi_handbook.translate.merge import decided, merged, refuse_other_files

OLDER = "Leaders gave innovation its momentum."
OTHER = "En annan text om ledare."
RANK = [MACHINE, TRANSLATED, REVIEWED]


def said(text=TEXT, claim=Claim.DONE, before=None, **more):
    entry = Entry(ID, more.pop("source", SOURCE), text, **more)
    return decided(entry, claim, before, UNITS[0])


def document(*entries, **more):
    return Document("file", more.pop("languages", ("sv",)), tuple(entries), **more)


def put(entries, locale, partial=True, format_="xliff"):
    return merged(document(*entries), FORMATS[format_], UNITS, locale, partial=partial)


@pytest.mark.parametrize("state", RANK)
@pytest.mark.parametrize("claim", [Claim.NOTHING, Claim.DONE])
def test_a_text_that_did_not_change_keeps_what_we_have(state, claim):
    assert said(claim=claim, before=had(state)) == had(state)
    assert said(claim=claim, before=had(state, source=OLDER)) == had(state, source=OLDER)


@pytest.mark.parametrize("state", RANK)
def test_only_an_approval_raises_a_text_that_did_not_change(state):
    assert said(claim=Claim.APPROVED, before=had(state)) == had(REVIEWED)
    assert said(claim=Claim.APPROVED, before=had(state, source=OLDER)) == had(REVIEWED)


@pytest.mark.parametrize("state", RANK)
@pytest.mark.parametrize("claim", [Claim.UNTRANSLATED, Claim.UNFINISHED])
def test_a_mark_of_unfinished_work_lowers_and_leaves_what_is_stale(state, claim):
    assert said(claim=claim, before=had(state)) == had(MACHINE)
    assert said(claim=claim, before=had(state, source=OLDER)) == had(state, source=OLDER)


@pytest.mark.parametrize(
    ("claim", "state"),
    [
        (Claim.UNTRANSLATED, MACHINE),
        (Claim.UNFINISHED, MACHINE),
        (Claim.NOTHING, MACHINE),
        (Claim.DONE, TRANSLATED),
        (Claim.APPROVED, REVIEWED),
    ],
)
@pytest.mark.parametrize("before", [None, had(MACHINE), had(TRANSLATED), had(REVIEWED), had(REVIEWED, source=OLDER)])
def test_a_changed_text_is_what_the_file_says(claim, state, before):
    assert said(OTHER, claim, before) == had(state, OTHER)


def test_a_draft_by_our_own_comment_is_lifted_only_where_we_know_the_draft():
    assert said(OTHER, state=MACHINE) == had(MACHINE, OTHER)
    assert said(OTHER, state=MACHINE, before=had(MACHINE)) == had(TRANSLATED, OTHER)
    assert said(OTHER, state=MACHINE, before=had(TRANSLATED)) == had(MACHINE, OTHER)
    assert said(OTHER, state=MACHINE, before=had(MACHINE, "")) == had(MACHINE, OTHER)
    assert said(OTHER, state=REVIEWED) == had(TRANSLATED, OTHER)


@pytest.mark.parametrize("claim", [Claim.UNTRANSLATED, Claim.NOTHING])
def test_the_english_copied_is_no_translation(claim):
    assert said(f" {SOURCE}", claim) is None
    assert said(SOURCE, claim, had(TRANSLATED)) == had(TRANSLATED)
    assert said(SOURCE, claim, had(MACHINE, SOURCE)) == had(MACHINE, SOURCE)
    assert said(SOURCE, Claim.UNFINISHED) == had(MACHINE, SOURCE)
    assert said(SOURCE, Claim.DONE) == had(TRANSLATED, SOURCE)


def test_no_text_takes_nothing_away_and_a_comment_is_kept():
    assert said("", before=had(REVIEWED)) == had(REVIEWED)
    assert said("") is None
    assert said("", comments=("what is this?",)) == had(MACHINE, "", comment="what is this?")
    assert said("", comments=("what is this?",), before=had(REVIEWED)) == had(REVIEWED, comment="what is this?")


def test_comments_are_carried_and_our_own_note_is_not():
    assert said(comments=("one", "argument p1.w3.", "two")) == had(TRANSLATED, comment="one\ntwo")
    assert said(before=had(REVIEWED, comment="old")) == had(REVIEWED, comment="old")
    assert said(OTHER, before=had(REVIEWED, comment="old"), comments=("new",)) == had(TRANSLATED, OTHER, comment="new")


@pytest.mark.parametrize("claim", [Claim.UNTRANSLATED, Claim.UNFINISHED])
def test_an_unfinished_text_stays_with_the_english_that_it_was_made_from(claim):
    assert said(OTHER, claim, previous=OLDER) == had(MACHINE, OTHER, OLDER)
    assert said(OTHER, Claim.NOTHING, previous=OLDER) == had(MACHINE, OTHER)
    assert said(OTHER, Claim.DONE, previous=OLDER) == had(TRANSLATED, OTHER)


texts = st.sampled_from(["", TEXT, OTHER, SOURCE, OLDER])
entries = st.builds(
    Entry, st.sampled_from([ID, MINUTES]), st.sampled_from([SOURCE, OLDER]), texts,
    st.lists(st.sampled_from(["", "new", "translated", "final", "needs-l10n", "odd", "not approved"]), min_size=1, max_size=3).map(tuple),
    previous=st.sampled_from(["", OLDER, SOURCE]), state=st.none() | st.sampled_from(RANK),
    comments=st.lists(st.sampled_from(["a", "b"]), max_size=2).map(tuple),
)  # fmt: skip
befores = st.none() | st.builds(
    Translation, st.just(ID), st.sampled_from([SOURCE, OLDER]), texts, st.sampled_from(RANK), st.sampled_from(["", "c"])
)


@given(entries, befores)
def test_no_state_is_raised_without_the_word_for_it(entry, before):
    locale = Locale("sv", {ID: before} if before else {})
    claim = FORMATS["xliff"].claim(entry.marks)
    after = put([entry], locale).locale.translations.get(ID)
    if after is None or not after.text:
        return
    if before is not None and after.text == before.text:
        assert RANK.index(after.state) <= RANK.index(before.state) or claim is Claim.APPROVED
    elif claim < Claim.DONE:
        assert after.state is MACHINE
    elif claim is Claim.DONE:
        assert after.state in {MACHINE, TRANSLATED}


@given(entries, befores)
def test_twice_is_once(entry, before):
    locale = Locale("sv", {ID: before} if before else {})
    first = put([entry], locale)
    again = put([entry], first.locale)
    assert (again.locale, again.changed) == (first.locale, 0)


@given(st.lists(entries, max_size=2, unique_by=lambda entry: entry.id), befores, st.integers())
def test_order_in_the_file_is_nothing(several, before, seed):
    locale = Locale("sv", {ID: before} if before else {})
    mixed = several[:]
    random.Random(seed).shuffle(mixed)
    first, second = put(several, locale), put(mixed, locale)
    assert dict(first.locale.translations) == dict(second.locale.translations)
    assert first.faults == second.faults


def problems(*given_entries, before=None, partial=True):
    locale = Locale("sv", {ID: before} if before else {})
    return [(f.item, f.field, f.problem) for f in put(given_entries, locale, partial).faults]


def test_what_is_wrong_with_a_unit_is_said_and_the_unit_left_out():
    unknown = Entry("p1.w4.text", SOURCE, TEXT, line=7)
    assert problems(unknown)[0][2].startswith("there is no such unit; ids are never changed; did you mean p1.w3.text")
    changed = Entry(ID, OLDER, TEXT)
    assert problems(changed) == [
        (ID, "", "its English text was changed, in the file or in the handbook since; export it again")
    ]
    assert problems(replace(changed, text="")) == problems(changed)
    assert problems(changed, before=had(source=OLDER)) == []
    assert problems(Entry(ID, SOURCE, TEXT + " ")) == [(ID, "edge", "the text begins or ends with a space; remove it")]
    note = Entry(ID, SOURCE, TEXT, comments=("State: reviewed",))
    assert problems(note)[0][:2] == (ID, "comment")
    assert problems(replace(note, comments=("a\u202eb",)))[0][2] == "the character U+202E cannot be shown; remove it"
    result = put([unknown, note], Locale("sv", {}))
    assert (result.changed, result.locale.translations, result.absent) == (0, {}, 2)


def test_an_older_english_that_we_know_is_stale_and_no_fault():
    after = put([Entry(ID, OLDER, OTHER, ("translated",))], Locale("sv", {ID: had(REVIEWED, source=OLDER)}))
    assert after.locale.translations[ID] == had(TRANSLATED, OTHER, OLDER)
    assert rows(UNITS, after.locale)[0].state is State.STALE


def test_a_unit_that_is_gone_is_kept_and_may_come_home():
    gone = Translation("ui.gone.text", "Gone", "Borta", TRANSLATED)
    locale = Locale("sv", {gone.id: gone})
    live = Entry(gone.id, "Gone", "Bort", ("translated",))
    assert put([live], locale).locale.translations[gone.id] == replace(gone, text="Bort")
    assert put([replace(live, source="Other")], locale).faults != ()
    obsolete = replace(live, obsolete=True)
    result = put([obsolete], locale)
    assert (result.changed, [note.item for note in result.notes]) == (0, [gone.id])
    assert put([replace(obsolete, text="Borta")], locale).notes == ()
    assert put([obsolete], Locale("sv")).locale.translations[gone.id] == replace(gone, text="Bort")
    assert put([replace(obsolete, text="")], Locale("sv")).changed == 0


def test_another_name_counts_only_where_the_id_is_unknown():
    assert put([Entry("7", SOURCE, TEXT, ("final",), alias=ID)], Locale("sv")).locale.translations == {
        ID: had(REVIEWED)
    }
    result = put([Entry(ID, SOURCE, TEXT, ("final",), alias=MINUTES)], Locale("sv"))
    assert result.locale.translations == {ID: had(REVIEWED)}


def test_a_unit_under_two_names_stands_twice():
    two = [Entry(ID, SOURCE, TEXT), Entry("7", SOURCE, OTHER, alias=ID, line=9)]
    result = put(two, Locale("sv"))
    assert [(fault.item, fault.line, fault.problem) for fault in result.faults] == [
        (ID, 9, "the unit stands twice; keep one")
    ]
    assert (result.changed, result.absent) == (0, 2)


def test_without_partial_all_is_refused_and_few_missing_units_are_named():
    with pytest.raises(oh.ContentError) as caught:
        put([Entry(ID, SOURCE, TEXT)], Locale("sv"), partial=False)
    assert [(fault.item, fault.line, fault.problem) for fault in caught.value.faults] == [
        ("p1.title", 0, "the unit is missing from the file; export it again"),
        (MINUTES, 0, "the unit is missing from the file; export it again"),
    ]
    assert caught.value.message == "file: 2 faults; nothing was taken; mend this, or say --partial to take the rest:"


def test_many_missing_units_are_one_line():
    from opsi_handbook.translate.units import Unit

    many = [Unit(f"p1.w{number}.text", "Text", "") for number in range(1, 8)]
    five, six = many[2:], many[1:]
    for units, count in ((five, 5), (six, 1)):
        with pytest.raises(oh.ContentError) as caught:
            merged(document(), FORMATS["po"], units, Locale("sv"))
        assert len(caught.value.faults) == count
    assert caught.value.faults[0].line == 0
    assert "6 of 6 units are missing from the file" in str(caught.value)


def test_a_file_that_may_be_cut_is_refused_where_units_are_missing():
    all_entries = [Entry(unit.id, unit.text, unit.text) for unit in UNITS]
    cut = document(*all_entries[:2], may_be_cut=True)
    with pytest.raises(oh.ContentError, match="its last text has no end and units are missing: it is cut off"):
        merged(cut, FORMATS["po"], UNITS, Locale("sv"), partial=True)
    assert merged(document(*all_entries, may_be_cut=True), FORMATS["po"], UNITS, Locale("sv")).changed == 3
    obsolete = Entry("ui.gone.text", "Gone.", "Bor", obsolete=True)
    with pytest.raises(oh.ContentError, match="cut off"):
        merged(document(*all_entries, obsolete, may_be_cut=True), FORMATS["po"], UNITS, Locale("sv"))


def test_a_file_for_another_language_is_refused():
    def refused(words, **more):
        with pytest.raises(oh.ContentError, match=words):
            refuse_other_files(document(**more), "sv")

    refuse_other_files(document(languages=("sv-SE", "sv")), "sv")
    refused("is for 'fi', not for 'sv'", languages=("sv", "fi"))
    refused("is for no language, not for 'sv'", languages=("",))
    refused("does not say for which language it is", languages=())


@pytest.mark.parametrize(
    ("format_", "marks", "claim"),
    [
        ("po", ("",), Claim.DONE),
        ("po", ("fuzzy",), Claim.UNFINISHED),
        ("xliff", ("",), Claim.NOTHING),
        ("xliff", ("final",), Claim.APPROVED),
        ("xliff", ("signed-off",), Claim.APPROVED),
        ("xliff", ("final", "approved no"), Claim.DONE),
        ("xliff", ("approved yes",), Claim.DONE),
        ("xliff", ("approved",), Claim.UNFINISHED),
        ("xliff", ("translated",), Claim.DONE),
        ("xliff", ("exact-match",), Claim.UNFINISHED),
        ("xliff", ("final", "qualifier leveraged-mt"), Claim.UNFINISHED),
        ("xliff", ("final", "qualifier rejected-grammar"), Claim.UNFINISHED),
        ("xliff", ("needs-review-l10n",), Claim.UNFINISHED),
        ("xliff", ("x-own",), Claim.UNFINISHED),
        ("xliff", ("new",), Claim.UNTRANSLATED),
        ("xliff", ("needs-translation",), Claim.UNTRANSLATED),
        ("xliff2", ("",), Claim.NOTHING),
        ("xliff2", ("initial",), Claim.UNTRANSLATED),
        ("xliff2", ("translated", "final"), Claim.DONE),
        ("xliff2", ("reviewed", "final"), Claim.APPROVED),
        ("xliff2", ("final", ""), Claim.NOTHING),
        ("xliff2", ("signed-off",), Claim.UNFINISHED),
    ],
)
def test_what_the_words_of_the_standards_say(format_, marks, claim):
    assert FORMATS[format_].claim(marks) is claim


def test_a_comment_without_a_text_is_no_translation():
    locale = Locale("sv", {ID: had(REVIEWED, "", OLDER, "what is this?")})
    row = rows(UNITS, locale)[0]
    assert (row.text, row.state, row.kept, row.previous, row.comment) == (
        "", State.MISSING, State.MISSING, "", "what is this?",
    )  # fmt: skip
