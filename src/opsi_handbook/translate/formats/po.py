"""PO files: `msgctxt` is the unit id, `msgid` the English text, and a comment keeps the state.

A stale translation is `fuzzy` and keeps the source it was made from as its previous `msgid`, as translators' tools
expect it. Units that are gone stay as obsolete entries. A folder of PO files is where translations are kept, so this
module also reads a file as the folder's own, whose comments are believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from opsi_handbook.errors import ContentError, Fault
from opsi_handbook.translate.formats import MOST_BYTES, Claim, Document, Entry, Format, each_once, item_of
from opsi_handbook.translate.formats._exported import mark_of, split_mark
from opsi_handbook.translate.formats._po_text import PoEntry, decoded, entries_of, quoted
from opsi_handbook.translate.locale import Locale, Row, State, Translation, rows
from opsi_handbook.translate.units import Unit, source_hash

__all__ = ["PO", "read_kept", "write_kept"]

_STATE = "state:"
_FORMER = "was:"
_STATES = (State.MACHINE, State.TRANSLATED, State.REVIEWED)
_PLURALS = "nplurals=2; plural=(n != 1);"
_SENTENCE_ENDS = tuple(".?!:;)]}>”»\"'…。！？」』）।॥።؟۔")


def _write(units: Iterable[Unit], locale: Locale, content_version: str) -> str:
    """All units as a PO file for translators, each with a mark of what it is now."""
    return _written(units, locale, content_version, marked=True)


def write_kept(units: Iterable[Unit], locale: Locale, content_version: str) -> str:
    """All units as a PO file of the folder in which translations are kept, the same for the same translations."""
    return _written(units, locale, content_version, marked=False)


def _written(units: Iterable[Unit], locale: Locale, content_version: str, *, marked: bool) -> str:
    units = tuple(units)
    header = {
        "Project-Id-Version": f"opsi-handbook {content_version}",
        "Language": locale.language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _PLURALS,
        "X-Language-Tag": locale.language,
        "X-Licence": "CC-BY-SA-3.0-IGO",
    }
    text = "".join(f"{name}: {value}\n" for name, value in header.items())
    former = {} if marked else {id_: translation.former for id_, translation in locale.translations.items()}
    parts = [
        f'#\nmsgid ""\nmsgstr {quoted(text)}',
        *(_entry(row, former.get(row.unit.id, ()), marked=marked) for row in rows(units, locale)),
    ]
    known = {unit.id for unit in units}
    parts += [_gone(translation) for id_, translation in sorted(locale.translations.items()) if id_ not in known]
    return "\n\n".join(parts) + "\n"


def _entry(row: Row, former: tuple[str, ...], *, marked: bool) -> str:
    lines = _comments(row.kept, row.comment)
    lines += [f"#. {line}" for line in row.unit.note.split("\n")]
    if marked and row.text:
        marks = ("fuzzy",) if row.state is State.STALE else ("",)
        comments = (row.comment,) if row.comment else ()
        lines.append(f"#. {mark_of(row, Entry('', '', row.text, marks, comments=comments, state=row.kept))}")
    if former:
        lines.append(f"#. {_FORMER} {' '.join(former)}")
    if row.state is State.STALE:
        previous = f"msgctxt {quoted(row.unit.id)}\nmsgid {quoted(row.previous)}"
        lines += ["#, fuzzy", *(f"#| {line}" for line in previous.split("\n"))]
    lines.append(f"msgctxt {quoted(row.unit.id)}\nmsgid {quoted(row.unit.text)}\nmsgstr {quoted(row.text)}")
    return "\n".join(lines)


def _gone(translation: Translation) -> str:
    body = f"msgctxt {quoted(translation.id)}\nmsgid {quoted(translation.source)}\nmsgstr {quoted(translation.text)}"
    lines = _comments(translation.state if translation.text else State.MISSING, translation.comment)
    return "\n".join([*lines, *(f"#~ {line}" for line in body.split("\n"))])


def _comments(state: State, comment: str) -> list[str]:
    said = [] if state is State.MISSING else [f"{_STATE} {state}"]
    return [f"# {line}".rstrip(" ") for line in (*said, *(comment.split("\n") if comment else ()))]


def _read(data: bytes, name: str) -> Document:
    """What a PO file says.

    Raises:
        ContentError: it is no PO file, or it is cut off.
    """
    if len(data) > MOST_BYTES:
        raise ContentError(f"{name}: is larger than {MOST_BYTES:,} bytes; give the file that was meant")
    written = entries_of(decoded(data, name), name)
    header = next(written, None)
    if header is None or header.text("msgid") or header.text("msgctxt") or header.obsolete:
        raise ContentError(f"{name}: is no PO file with a header; export one again and work in that")
    fields = dict(_fields(header.text("msgstr")))
    entries: list[Entry] = []
    faults: list[Fault] = []
    last = None
    for last in written:
        id_ = last.text("msgctxt")
        if "msgid_plural" in last.texts:
            problem = "has plural forms, which no unit of ours has; remove them"
            faults.append(Fault(name, last.line, item_of(id_), "", problem))
        elif not id_ and not last.obsolete:
            faults.append(Fault(name, last.line, "", "", "an entry has no msgctxt, so nobody knows its unit"))
        else:
            entries.append(_said(last))
    live, doubled = each_once((entry for entry in entries if not entry.obsolete), name)
    gone, _ = each_once((entry for entry in entries if entry.obsolete), name)
    languages = [fields[field] for field in ("language", "x-language-tag") if fields.get(field)]
    may_be_cut = last is not None and _open(last)
    return Document(name, tuple(languages), (*live, *gone), (*faults, *doubled), may_be_cut=may_be_cut)


def _fields(header: str) -> Iterator[tuple[str, str]]:
    for line in header.split("\n"):
        field, colon, value = line.partition(":")
        if colon:
            yield field.strip().lower(), value.strip()


def _open(entry: PoEntry) -> bool:
    """Whether a text could go on: it stands on several lines, and its English ends as a sentence where it does not."""
    if len(entry.texts["msgstr"]) < 2:
        return False
    return entry.text("msgid").endswith((".", "?", "!")) and not entry.text("msgstr").endswith(_SENTENCE_ENDS)


def _said(entry: PoEntry) -> Entry:
    state, comment = _state_of(entry.comments)
    fuzzy = "fuzzy" in entry.flags
    return Entry(
        id=entry.text("msgctxt"),
        source=entry.text("msgid"),
        text=entry.text("msgstr"),
        marks=("fuzzy",) if fuzzy else ("",),
        line=entry.line,
        previous=entry.text("|msgid") if fuzzy else "",
        comments=(comment,) if comment else (),
        state=state,
        obsolete=entry.obsolete,
        exported=split_mark(entry.notes)[0],
        former=tuple(version for note in entry.notes for version in _former(note.split())),
    )


def _former(words: list[str]) -> list[str]:
    """The versions that a note of ours names."""
    return words[1:] if words[:1] == [_FORMER] else []


def _state_of(comments: Iterable[str]) -> tuple[State | None, str]:
    """The state that a comment of ours names, and the other comments. An unknown word, or the least of several, is
    never more than a machine's draft.
    """
    states: list[State] = []
    others: list[str] = []
    for line in comments:
        word = line.strip().lower()
        if word.startswith(_STATE):
            named = word.removeprefix(_STATE).strip()
            states.append(next((state for state in _STATES if state == named), State.MACHINE))
        else:
            others.append(line.rstrip())
    return min(states, key=_STATES.index, default=None), "\n".join(others).strip("\n")


def read_kept(data: bytes, name: str) -> tuple[Document, Locale]:
    """A PO file of the folder in which translations are kept: what it says, and the locale that it is.

    Its comments say the state, since we wrote them; only `fuzzy` overrules them.

    Raises:
        ContentError: it is no PO file, or it is cut off.
    """
    document = _read(data, name)
    kept: dict[str, Translation] = {}
    for entry in sorted(document.entries, key=lambda entry: entry.obsolete):
        # A live entry is taken before an obsolete one of the same unit.
        if entry.id not in kept and (entry.text or entry.comments):
            kept[entry.id] = _kept(entry)
    return document, Locale(document.languages[0] if document.languages else "", kept)


def _kept(entry: Entry) -> Translation:
    state, source = entry.state or State.TRANSLATED, entry.source
    if entry.marks == ("fuzzy",):
        if entry.previous and source_hash(entry.previous) != source_hash(source):
            source = entry.previous
        else:
            state = State.MACHINE
    return Translation(entry.id, source, entry.text, state, "\n".join(entry.comments), entry.former)


PO = Format("PO, for Poedit, Weblate and others", _write, _read, {"": Claim.DONE, "fuzzy": Claim.UNFINISHED})
"""PO says one thing of a translation's state, `fuzzy`; it has no word for a second person's approval."""
