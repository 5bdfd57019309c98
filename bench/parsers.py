# ruff: noqa: E501  # tables of samples
"""What is fuzzed: every reader of something from outside, with whole inputs, and what must never come of a harmed one."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pydantic
from harm import CUT, KEY_TWICE

import opsi_handbook as oh
from opsi_handbook.authoring.compiler import compile_content
from opsi_handbook.authoring.yaml_document import read_yaml
from opsi_handbook.content.reading import read_catalogue
from opsi_handbook.errors import Faults
from opsi_handbook.matching.bank_file import read_bank
from opsi_handbook.translate.checks import blocking_faults
from opsi_handbook.translate.exchange import exported, read_document
from opsi_handbook.translate.formats.po import read_kept, write_kept
from opsi_handbook.translate.locale import Locale, State, Translation
from opsi_handbook.translate.merge import merged, refuse_other_files
from opsi_handbook.translate.units import Unit

__all__ = ["PARSERS", "Input", "Parser"]

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "opsi_handbook" / "data"
SAMPLES = ROOT / "tests" / "translate" / "files"
RANK = (State.MISSING, State.MACHINE, State.TRANSLATED, State.REVIEWED)


@dataclass(frozen=True)
class Input:
    """A harmed input, and what it was before."""

    whole: bytes
    data: bytes
    kinds: str

    @property
    def is_cut(self) -> bool:
        """Whether nothing was done to it but that its end is missing."""
        return self.kinds == CUT and len(self.data) < len(self.whole)


@dataclass(frozen=True)
class Parser:
    """A reader: it is given an input, raises one of our errors or takes it, and says what is wrong with what it took."""

    seeds: Callable[[], Iterable[bytes]]
    read: Callable[[Input], str]
    share: int
    """How many inputs it gets of a thousand."""


# Translations: a few units of their own, so that samples of other tools' files stay true when the content changes

ID, MINUTES = "p1.w3.text", "ui.minutes.text"
SOURCE = "Leaders can give innovation its momentum. When they encourage the work and notice it, others feel driven to take part."
TEXT = "Ledare kan ge innovation kraft. När de uppmuntrar arbetet känner andra lust att vara med."
UNITS = (Unit(ID, SOURCE, "argument p1.w3."), Unit(MINUTES, "{minutes} min", "phrase."), Unit("p1.title", "Title", "."))
HELD = Locale(
    "sv",
    {
        ID: Translation(ID, SOURCE, TEXT, State.MACHINE, "ask"),
        MINUTES: Translation(MINUTES, "{minutes} min", "{minutes} minuter", State.TRANSLATED),
        "p1.title": Translation("p1.title", "Older title", "Titel", State.TRANSLATED),
    },
)


def _translations(format: str, endings: tuple[str, ...]) -> tuple[bytes, ...]:
    samples = [path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix in endings]
    mine = [data for data in samples if (b":2.0" in data or b":2.2" in data) is (format == "xliff2")]
    reviewed = Locale("sv", {ID: Translation(ID, SOURCE, TEXT + " Nu.", State.REVIEWED)})
    return (*mine, *(exported(UNITS, locale, "1.2.0", format).encode() for locale in (HELD, HELD, reviewed)))


def _translated(allowed: Callable[[bytes, str], State]) -> Callable[[Input], str]:
    def read(given: Input) -> str:
        document, kind = read_document(given.data, "file")
        refuse_other_files(document, "sv")
        wrong = ""
        for before in (HELD, Locale("sv")):
            result = merged(document, kind, UNITS, before, partial=True)
            taken = [t for id_, t in result.locale.translations.items() if t != before.translations.get(id_)]
            for fault in (*result.faults, *result.notes):
                wrong = wrong or _unprintable(str(fault))
            wrong = wrong or _wrongly_taken(taken, before, lambda id_: allowed(given.data, id_))
            if given.is_cut:
                whole = read_document(given.whole, "file")[0]
                texts = {"", *(entry.text for entry in whole.entries)}
                wrong = wrong or next((f"a cut text was taken: {t.text!r}" for t in taken if t.text not in texts), "")
        return wrong

    return read


def _wrongly_taken(taken: Iterable[Translation], before: Locale, allowed: Callable[[str], State]) -> str:
    for translation in taken:
        had = before.translations.get(translation.id)
        most = allowed(translation.id)
        if had is not None and had.text == translation.text:
            most = most if most is State.REVIEWED else had.state
        if RANK.index(translation.state) > RANK.index(most):
            return f"{translation.id} was raised to {translation.state}, and the file allows {most}"
        if translation.text and any(blocking_faults(translation.source, translation.text)):
            return f"{translation.id} was taken and cannot be loaded"
    return ""


def _allowed_by_po(data: bytes, _: str) -> State:
    fuzzy = sum(line.startswith(b"#,") and b"fuzzy" in line for line in data.splitlines())
    return State.MACHINE if data.count(b"msgctxt") <= fuzzy else State.TRANSLATED


def _allowed_by_xliff(data: bytes, id_: str) -> State:
    """The most that any element of this id says in the standard's words, by another parser."""
    root = ElementTree.fromstring(data)  # noqa: S314 - what declares entities was refused before
    most = State.MACHINE
    for unit in root.iter():
        bare = unit.tag.rpartition("}")[2]
        if bare not in {"trans-unit", "unit"} or id_ not in {unit.get("id"), unit.get("resname"), unit.get("name")}:
            continue
        marked = [part for part in unit if part.tag.endswith("segment" if bare == "unit" else "target")]
        states = {part.get("state", "") for part in marked}
        if bare == "unit":
            least = _least(states)
        elif states & {"final", "signed-off"} and unit.get("approved") != "no":
            least = State.REVIEWED
        elif states & {"final", "signed-off", "translated"} or (states <= {""} and unit.get("approved") == "yes"):
            least = State.TRANSLATED
        else:
            least = State.MACHINE
        most = max(most, least, key=RANK.index)
    return most


def _least(states: set[str]) -> State:
    if states and states <= {"reviewed", "final"}:
        return State.REVIEWED
    return State.TRANSLATED if states and states <= {"reviewed", "final", "translated"} else State.MACHINE


def _unprintable(text: str) -> str:
    return (
        ""
        if all(char.isprintable() or char == "\n" for char in text)
        else f"a message has a control character: {text!r}"
    )


def _folder(given: Input) -> str:
    document, locale = read_kept(given.data, "sv.po")
    for translation in locale.translations.values():
        if translation.state is State.REVIEWED and b"reviewed" not in given.data.lower():
            return f"{translation.id} was raised to reviewed"
    return "".join(map(_unprintable, map(str, document.faults)))


def _never(given: Input) -> str:
    """Of what is written only: refused, unless the harm has made another kind of file of it."""
    read_document(given.data, "file")
    return "a page or a memory was read" if b"msgid" not in given.data and b"xliff" not in given.data else ""


# Groups


@cache
def _handbook() -> oh.Handbook:
    return oh.load("en")


SHEETS = [
    {"role": "staff", "marks": ["p2.q2", "p1.q1"], "skipped": ["p3.q1"], "sheet_id": "a"},
    {"role": "leader", "marks": []}, {"marks": ["p2.q2"]}, *({"role": "manager", "marks": [f"p{n}.q1"]} for n in range(1, 6)),
]  # fmt: skip


def _json_of(value: Any) -> bytes:
    return (value if isinstance(value, str) else json.dumps(value)).encode()


def _tally() -> oh.Tally:
    return _handbook().tally(oh.read_sheets(json.dumps(SHEETS)))


def _json_wrong(given: Input) -> str:
    """What no reader of JSON may take, whatever it is about."""
    if given.is_cut and given.data.strip() != given.whole.strip():
        return "a cut file was taken"
    return "a key stands twice" if given.kinds == KEY_TWICE else ""


def _sheets(given: Input) -> str:
    sheets = oh.read_sheets(_text(given.data))
    _handbook().workshop(_handbook().tally(sheets))
    return _json_wrong(given)


def _ledger(given: Input) -> str:
    oh.read_ledger(_text(given.data)).publish(_tally())
    return _json_wrong(given)


def _tallies(given: Input) -> str:
    try:
        tally = oh.Tally.model_validate_json(given.data)
    except pydantic.ValidationError as error:  # the reader that is documented is pydantic's own
        raise oh.InvalidInputError("tally") from error
    _handbook().workshop(tally + tally if not tally.sheet_ids else tally)
    return ""


def _ledgers() -> tuple[bytes, ...]:
    first = oh.Ledger(secret="ab" * 16)
    second = first.publish(_tally()).ledger
    return tuple(ledger.model_dump_json().encode() for ledger in (first, second))


# Advice


@cache
def _advices() -> tuple[bytes, ...]:
    hb = _handbook().with_examples({"p2.q2": ["We are told off when a pilot fails."]})
    given: tuple[dict[str, Any], ...] = (
        {"marks": ["p2.q2"]},
        {"text": "our staff are afraid to fail", "limit": 2},
        {"challenges": ["p2.c1"], "tried": ["p2.q2.a1"], "countries": ["FI"]},
    )
    return tuple(hb.recommend(**arguments).model_dump_json().encode() for arguments in given)


def _verified(given: Input) -> str:
    unlike = oh.verify(_text(given.data))
    return "".join(map(_unprintable, unlike)) or ("" if unlike else _json_wrong(given))


def _advice(given: Input) -> str:
    advice = oh.read_advice(_text(given.data))
    _handbook().explain(advice)
    _handbook().as_markdown(advice)
    return _json_wrong(given)


def _examples(given: Input) -> str:
    try:
        examples = json.loads(given.data)
    except (ValueError, RecursionError):
        raise oh.InvalidInputError("no JSON") from None
    _handbook().with_examples(examples).recommend(text="our staff are afraid to fail", limit=1)
    return ""


# Content


def _catalogue(given: Input) -> str:
    read_catalogue(given.data, "en.json")
    return "a cut file was taken" if given.is_cut and given.data.strip() != given.whole.strip() else ""


def _bank(given: Input) -> str:
    read_bank(given.data, "en.bank")
    return "" if given.data == given.whole else "a damaged bank was taken"


@cache
def _written() -> tuple[Path, tuple[Path, ...]]:
    """A copy of the written content of which one file is harmed at a time."""
    import shutil

    home = Path(tempfile.mkdtemp(prefix="fuzz-"))
    shutil.copytree(ROOT / "content", home, dirs_exist_ok=True, ignore=shutil.ignore_patterns("locale", "examples"))
    return home, tuple(path for path in sorted(home.rglob("*.yaml")) if path.name != "function_words.yaml")


def _yaml_files() -> tuple[bytes, ...]:
    return tuple(
        path.read_bytes() for path in sorted((ROOT / "content").rglob("*.yaml")) if path.stat().st_size < 40_000
    )


def _yaml(given: Input) -> str:
    path = _written()[0] / "fuzzed"
    path.write_bytes(given.data)
    _, found = read_yaml(path, "file.yaml")
    faults = Faults()
    faults.extend(found)
    faults.raise_as(oh.ContentError, "file.yaml")
    return ""


def _content_files() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in _written()[1])


def _content(given: Input) -> str:
    home, paths = _written()
    path = next(path for path in paths if path.read_bytes() == given.whole)
    path.write_bytes(given.data)
    try:
        compile_content(home)
    finally:
        path.write_bytes(given.whole)
    return ""


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise oh.InvalidInputError("is not UTF-8") from None


PARSERS: dict[str, Parser] = {
    "po": Parser(lambda: _translations("po", (".po",)), _translated(_allowed_by_po), 180),
    "po-folder": Parser(lambda: [write_kept(UNITS, HELD, "1.2.0").encode()], _folder, 60),
    "xliff12": Parser(lambda: _translations("xliff", (".xlf", ".xliff")), _translated(_allowed_by_xliff), 180),
    "xliff20": Parser(lambda: _translations("xliff2", (".xlf",)), _translated(_allowed_by_xliff), 180),
    "pages": Parser(lambda: [exported(UNITS, HELD, "1.2.0", name).encode() for name in ("tmx", "html")], _never, 40),
    "sheets": Parser(lambda: map(_json_of, (SHEETS, SHEETS[0])), _sheets, 100),
    "ledger": Parser(_ledgers, _ledger, 60),
    "tally": Parser(lambda: [_tally().model_dump_json().encode()], _tallies, 60),
    "verify": Parser(_advices, _verified, 40),
    "advice": Parser(_advices, _advice, 30),
    "examples": Parser(lambda: [_json_of({"p2.q2": ["We are told off.", "No one dares."], "p1.q1": ["x"]})], _examples, 30),
    "yaml": Parser(_yaml_files, _yaml, 20),
    "content": Parser(_content_files, _content, 1),
    "catalogue": Parser(lambda: [(DATA / "en.json").read_bytes(), (DATA / "sv.json").read_bytes()], _catalogue, 4),
    "bank": Parser(lambda: [(DATA / "en.bank").read_bytes()], _bank, 15),
}  # fmt: skip
"""The readers by name. A new one needs a line here."""
