# ruff: noqa: E501  # samples of files stand on one line
"""What `make fuzz` looks for is found where it is, and a small run of it finds nothing; what it once found is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

sys.path.append(str(Path(__file__).resolve().parent / "translate"))
from small import ID, MACHINE, MINUTES, SOURCE, TEXT, TRANSLATED, faults, had, now, po, target, xliff, xliff2

import opsi_handbook as oh
from opsi_handbook.content.reading import read_catalogue
from opsi_handbook.translate.locale import Locale, State
from translating import taken as taken_into

BENCH = Path(__file__).resolve().parents[1] / "bench"
ADVICE = oh.load("en").recommend(marks=["p2.q2"]).model_dump_json()
LEDGER = oh.Ledger(secret="ab" * 16).model_dump_json()


@pytest.fixture
def fuzz(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCH))
    import fuzz

    return fuzz


@pytest.mark.checkout
def test_a_small_run_finds_nothing():
    command = [sys.executable, BENCH / "fuzz.py", "--inputs", "2500", "--seed", "11"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].endswith("inputs, 0 faults")


def _raises(_):
    raise KeyError("x")


def _says_an_escape(_):
    raise oh.InvalidInputError("a\x1b[31mb")


def _says_nothing(_):
    raise oh.InvalidInputError("")


@pytest.mark.checkout
@pytest.mark.parametrize(
    ("read", "fate"),
    [(_raises, "fault"), (_says_an_escape, "fault"), (_says_nothing, "fault"), (lambda _: "a state was raised", "fault"),
     (lambda _: "", "accepted")],
)  # fmt: skip
def test_harm_is_seen(fuzz, monkeypatch, read, fate):
    monkeypatch.setitem(fuzz.PARSERS, "odd", fuzz.PARSERS["po"].__class__(lambda: [b"x"], read, 1))
    seen, wrong = fuzz.judged("odd", fuzz.given("odd", 1, 1))
    assert (seen, bool(wrong)) == (fate, fate == "fault")


@pytest.mark.checkout
def test_time_is_looked_at(fuzz, monkeypatch):
    monkeypatch.setattr(fuzz, "MOST_SECONDS", -1.0)
    assert fuzz.judged("po", fuzz.given("po", 1, 1))[1].startswith("took ")


@pytest.mark.checkout
def test_an_input_is_made_of_its_number_and_every_kind_of_harm_is_done(fuzz):
    assert all(
        fuzz.given(name, 5, number) == fuzz.given(name, 5, number) for name in ("po", "verify") for number in (1, 2)
    )
    import harm

    chance, kinds = Random(3), set()
    for name in ("po", "xliff20", "sheets"):
        whole = fuzz.seeds(name)[0]
        for _ in range(400):
            data, kind = harm.harmed(whole, chance)
            kinds |= set(kind.split(" + "))
            assert isinstance(data, bytes)
    assert kinds >= {"cut", "bytes gone", "bytes twice", "other bytes", "bytes elsewhere", "a piece", "lines", "a word",
                     "line ends", "a false encoding", "an encoding", "entries", "a value", "a key twice", "an element",
                     "a document type"}  # fmt: skip


# What was found


def test_where_a_text_came_from_is_no_state():
    for state in ("exact-match", "id-match", "approved", "approved yes", "translate d", " "):
        assert now(xliff(target(state=state), 'approved="yes"')) == had(MACHINE), state
    assert now(xliff(target(state="translated", state_qualifier="exact-match"))) == had(TRANSLATED)


def test_a_target_that_stands_beside_its_segment_is_named():
    stray = "<target>En annan text.</target>"
    body = f"{stray}<segment state='final'><source>{SOURCE}</source><target>{TEXT}</target></segment>"
    assert faults(xliff2(body)) == [(ID, "<target> stands outside its segments; put it into one, or remove it")]
    body = f"<source>{SOURCE}</source>{target()}<segment>{stray}</segment>"
    assert faults(xliff(body=body)) == [(ID, "it holds <segment>, which XLIFF 1.2 does not have there; remove it")]


@pytest.mark.parametrize(
    ("previous", "problem"),
    [
        ("{mt} minutes", "{mt} is missing; it must stand as in the English"),
        ("Older 8bit", "the number 8 is missing; numbers are facts"),
        ("Older\\a", "the English that it was made from holds the character U+0007; remove it"),
    ],
)
def test_an_older_english_that_the_text_does_not_fit_is_no_excuse(previous, problem):
    written = po(f'#, fuzzy\n#| msgid "{previous}"\nmsgctxt "p1.title"\nmsgid "Title"\nmsgstr "Titel"\n')
    assert faults(written) == [("p1.title", problem)]
    gone = po(f'#, fuzzy\n#~| msgid "{previous}"\n#~ msgctxt "ui.gone.text"\n#~ msgid "Gone"\n#~ msgstr "Borta"\n')
    assert faults(gone) == [("ui.gone.text", problem)]


def test_a_stale_text_is_held_against_the_english_that_it_was_made_from():
    written = po(
        f'#, fuzzy\n#| msgid "{{minutes}} of 3"\nmsgctxt "{MINUTES}"\nmsgid "{{minutes}} min"\nmsgstr "{{minutes}} av 3"\n'
    )
    assert faults(written) == []
    assert now(written, id_=MINUTES).source == "{minutes} of 3"


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\u202e", "\U000e0041"])
def test_no_message_has_a_sign_that_a_terminal_obeys(sign):
    told = []
    data = json.loads(ADVICE)
    data["recommendations"][0][f"a{sign}"] = 1
    catalogue = oh.load("en").catalogue.model_dump(mode="json", exclude_none=True)
    catalogue["terms"][0][f"a{sign}"] = 1
    odd = oh.load("en").catalogue.model_dump(mode="json", exclude_none=True)
    odd["principles"][0]["questions"][0]["id"] = f"p1.{sign}"
    for call in (
        lambda: oh.read_advice(json.dumps(data)),
        lambda: read_catalogue(catalogue, "en.json"),
        lambda: read_catalogue(odd, "en.json"),
        lambda: oh.load("en").explain(oh.read_advice(json.dumps({**json.loads(ADVICE), "language": f"s{sign}v"}))),
        lambda: oh.read_ledger(json.dumps({**json.loads(LEDGER), f"a{sign}": 1})),
        lambda: oh.read_sheets(json.dumps([{f"a{sign}": 1}])),
    ):
        with pytest.raises(oh.OpsiHandbookError) as caught:
            call()
        told.append(str(caught.value))
    plural = po(f'msgctxt "a{sign}"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n')
    told += [f"{item} {problem}" for item, problem in faults(plural)]
    if sign != "\x1b":  # XML has no way to write it
        told += [f"{i} {p}" for i, p in faults(xliff2("<segment/>").replace(f'id="{ID}"', f'id="a{sign}"'))]
    assert [text for text in told if not text.replace("\n", "").isprintable()] == []
    assert len(told) >= 6


@pytest.mark.parametrize(
    ("read", "text"),
    [(oh.read_ledger, '{"secret": "00", ' + LEDGER[1:]), (oh.read_advice, '{"language": "sv", ' + ADVICE[1:])],
)
def test_a_key_that_stands_twice_is_named(read, text):
    with pytest.raises(oh.InvalidInputError, match=r"the key .{0,2}(secret|language).{0,2} stands twice"):
        read(text)


# Cases of the first review that are about formats which are written only, and files of an earlier release

TMX = '<?xml version="1.0"?>{}<tmx version="1.4"><body><tu tuid="a&#x9b;"><tuv xml:lang="sv"><seg>{}</seg></tuv></tu></body></tmx>'


@pytest.mark.parametrize(
    "data",
    [
        TMX.format("", '<bpt i="1">&lt;b onclick="x">&lt;/bpt>y'),
        TMX.format('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "&nbsp;"),
        TMX.format("", "y"),
        '<!DOCTYPE html><html lang="en"><table><tr><td data-unit="p1.w3.text">Ledare <![x]> kan.</td></tr></table></html>',
    ],
)
def test_a_memory_and_a_page_are_not_read(data):
    with pytest.raises(oh.ContentError, match=r"written only; work in one of po, xliff, xliff2, which are read$"):
        taken_into(data, Locale("sv"))


@pytest.mark.parametrize("data", [xliff(target(state="translated")), xliff2()])
def test_work_on_an_export_of_an_earlier_release_is_not_lost(data):
    earlier = data.replace("opsi-handbook-1.1.0", "opsi-handbook-0.9.0")
    assert now(earlier) == had(State.TRANSLATED)
    reworded = earlier.replace("its momentum", "momentum")
    assert faults(reworded) == [
        (ID, "its English text was changed, in the file or in the handbook since; export it again")
    ]


# Bounds


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (oh.read_ledger, '{"secret": "' + "ab" * 16 + '", "published": [' + "1," * 1_900_000 + "1]}"),
        (oh.read_ledger, " " * 4_000_001),
        (oh.read_advice, '{"a": [' + "1," * 1_000_000 + "1], " + ADVICE[1:]),
    ],
    ids=["numbers for tables", "a large ledger", "a large advice"],
)
def test_what_is_far_too_much_is_refused_in_a_few_words(read, text):
    with pytest.raises(oh.InvalidInputError, match=r"is no ledger|has [0-9,]+ characters") as caught:
        read(text)
    assert len(str(caught.value)) < 300


@pytest.mark.checkout
def test_a_written_file_has_a_bound(tmp_path):
    from opsi_handbook.authoring.yaml_document import read_yaml

    (tmp_path / "a.yaml").write_text("- a: b\n" * 200_000, encoding="utf-8")
    document, found = read_yaml(tmp_path / "a.yaml", "a.yaml")
    assert (document.data, [fault.problem for fault in found]) == (
        None, ["has 1,400,000 characters; write at most 1,000,000 into a file"],
    )  # fmt: skip
