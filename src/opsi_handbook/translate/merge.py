"""What a file says, put into what we have. This is the only place that decides the state of a translation.

- A text that did not change keeps what we have; only the standard's own word for a second person's approval raises it.
  Where we have changed a unit since the file was exported, the file says nothing of it if nobody touched it there, and
  if its text is as exported, ours stays.
- A mark that says less than finished, or that we do not know, never ends above a machine's draft.
- A text that changed is `translated` where the file says that somebody has finished it, or where its format has no
  words for that; it is a machine's draft where the format has words and the file says none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from opsi_handbook.errors import ContentError, Fault, Faults
from opsi_handbook.text import did_you_mean, shown, unwanted
from opsi_handbook.translate.checks import blocking_faults
from opsi_handbook.translate.formats import Claim, Document, Entry, Format, each_once
from opsi_handbook.translate.formats._exported import has_text, is_untouched, version_in
from opsi_handbook.translate.locale import Locale, State, Translation
from opsi_handbook.translate.tags import same_language
from opsi_handbook.translate.units import Unit, source_hash

__all__ = ["Merged", "decided", "merged", "refuse_other_files"]

_FEW = 5
_CHANGED = {
    Claim.UNTRANSLATED: State.MACHINE,
    Claim.UNFINISHED: State.MACHINE,
    Claim.NOTHING: State.MACHINE,
    Claim.DONE: State.TRANSLATED,
    Claim.APPROVED: State.REVIEWED,
}


@dataclass(frozen=True)
class Merged:
    """What came of a file."""

    locale: Locale
    """What we have now."""
    changed: int
    """How many translations are new or changed."""
    faults: tuple[Fault, ...]
    """The units that were left out, and why."""
    notes: tuple[Fault, ...]
    """What was not taken and does no harm, such as an obsolete entry beside a live one, and what was changed twice."""
    kept: int
    """How many units are in the file as they were exported and have another text by now, which stays."""
    absent: int
    """How many units the file does not have."""


def refuse_other_files(document: Document, language: str) -> None:
    """See that a file is for this language.

    Raises:
        ContentError: it is for another.
    """
    if not document.languages:
        raise ContentError(f"{document.name}: does not say for which language it is; write it into its head")
    for written in document.languages:
        if not same_language(written, language):
            said = shown(written, 40) if written else "no language"
            raise ContentError(f"{document.name}: is for {said}, not for {language!r}")


def merged(
    document: Document, format: Format, units: Iterable[Unit], locale: Locale, *, partial: bool = False
) -> Merged:
    """A file's translations put into a locale. With `partial`, units at fault are left out and the rest is taken.

    Raises:
        ContentError: there are faults and `partial` is not said, or the file may be cut off.
    """
    known = {unit.id: unit for unit in units}
    named = [_named(entry, known) for entry in document.entries]
    live, doubled = each_once((entry for entry in named if not entry.obsolete), document.name)
    entries = [*live, *(entry for entry in named if entry.obsolete)]
    said = {entry.id for entry in live} | {fault.item for fault in (*document.faults, *doubled)}
    absent = [id_ for id_ in known if id_ not in said]
    if document.may_be_cut and (absent or entries[-1].obsolete):
        raise ContentError(
            f"{document.name}: its last text has no end and units are missing: it is cut off; send it again"
        )
    faults = Faults(document.name)
    faults.extend((*document.faults, *doubled))
    notes: list[Fault] = []
    new: list[Translation] = []
    kept = 0
    for entry in entries:
        before = locale.translations.get(entry.id)
        if before is not None and _is_older(entry, before) and is_untouched(entry):
            kept += before.text != entry.text
            continue
        if entry.obsolete and (entry.id in known or before is not None):
            if before is None or before.text != entry.text:
                notes.append(
                    Fault(document.name, entry.line, entry.id, "", "is obsolete in the file; it was not taken")
                )
            continue
        if before is not None and _is_older(entry, before) and (note := _changed_twice(entry, before)):
            notes.append(Fault(document.name, entry.line, entry.id, "", note))
        translation = decided(entry, format.claim(entry.marks), before, known.get(entry.id))
        problems = [*_problems(entry, known, before), *_unfit(translation, before)]
        for field, problem in problems:
            faults.add(problem, item=entry.id, field=field, line=entry.line)
        if translation is not None and translation != before and not problems:
            new.append(translation.after(before) if before else translation)
    if not partial:
        faults.extend(_absent(absent, len(known), document.name))
        faults.raise_as(ContentError, document.name, "nothing was taken; mend this, or say --partial to take the rest")
    return Merged(locale.updated(new), len(new), tuple(sorted(faults.found)), tuple(notes), kept, len(absent))


def decided(entry: Entry, claim: Claim, before: Translation | None, unit: Unit | None) -> Translation | None:
    """What we have of a unit after a file said something of it; None where there is nothing to keep."""
    comment = _comment(entry, unit) or (before.comment if before else "")
    if before is not None and before.text and before.text == entry.text:
        return replace(_unchanged(entry, claim, before), comment=comment)
    if before is not None and _is_older(entry, before) and has_text(entry, entry.text):
        return replace(before, comment=_both(before.comment, _comment(entry, unit)))
    copied = claim in {Claim.UNTRANSLATED, Claim.NOTHING} and entry.text.strip() == entry.source.strip()
    if not entry.text or copied:
        if before is not None:
            return replace(before, comment=comment)
        return Translation(entry.id, entry.source, "", State.MACHINE, comment) if comment else None
    state = _CHANGED[claim]
    corrected = before is not None and bool(before.text) and before.state is State.MACHINE
    if entry.state is State.MACHINE and not corrected:
        # Our own comment says that it was a machine's when the file was written, and we know of no other text.
        state = State.MACHINE
    older = claim < Claim.NOTHING and entry.previous
    return Translation(entry.id, entry.previous if older else entry.source, entry.text, state, comment)


def _unchanged(entry: Entry, claim: Claim, before: Translation) -> Translation:
    """A translation whose text is as it was: only an approval raises it, only a mark of unfinished work lowers it."""
    if claim is Claim.APPROVED and entry.state is not State.MACHINE:
        return replace(before, state=State.REVIEWED, source=entry.source)
    if claim < Claim.NOTHING and source_hash(before.source) == source_hash(entry.source):
        return replace(before, state=State.MACHINE)
    return before


def _is_older(entry: Entry, before: Translation) -> bool:
    """Whether the file was exported before what we have of a unit became what it is."""
    return bool(before.text) and not entry.obsolete and version_in(entry) in before.former


def _changed_twice(entry: Entry, before: Translation) -> str:
    """What is to be told of a unit that was touched in the file and has another text here than it was exported with."""
    if not entry.text or before.text == entry.text or has_text(entry, before.text):
        return ""
    if has_text(entry, entry.text):
        return "its text was changed here since the file was exported; that one stays, and its state"
    return "its text was changed here too since the file was exported; the file's stands now"


def _both(kept: str, said: str) -> str:
    """The comments that we have, and those of a file that we have not."""
    lines = kept.split("\n")
    return "\n".join([*lines, *(line for line in said.split("\n") if line not in lines)]).strip("\n")


def _comment(entry: Entry, unit: Unit | None) -> str:
    """What translators noted; the note on where a unit stands is ours."""
    ours = unit.note.strip() if unit else ""
    return "\n".join(comment for comment in entry.comments if comment.strip() != ours)


def _named(entry: Entry, known: Mapping[str, Unit]) -> Entry:
    """An entry under the id of its unit, where a tool has given it a number of its own."""
    return replace(entry, id=entry.alias) if entry.id not in known and entry.alias in known else entry


def _problems(entry: Entry, known: Mapping[str, Unit], before: Translation | None) -> Iterator[tuple[str, str]]:
    unit = known.get(entry.id)
    source = unit.text if unit else before.source if before else entry.source
    if unit is None and before is None and not entry.obsolete:
        yield "", f"there is no such unit; ids are never changed{did_you_mean(entry.id, known)}"
        return
    older = before is not None and source_hash(before.source) == source_hash(entry.source)
    if source_hash(entry.source) != source_hash(source) and not older:
        yield "", "its English text was changed, in the file or in the handbook since; export it again"
    comment = _comment(entry, unit)
    if unwanted(comment):
        yield "comment", f"the character {unwanted(comment)} cannot be shown; remove it"
    if any(line.strip().lower().startswith("state:") for line in comment.split("\n")):
        yield "comment", "a note begins with `state:`, which is how our own comments begin; word it otherwise"


def _unfit(translation: Translation | None, before: Translation | None) -> Iterator[tuple[str, str]]:
    """What is wrong with a translation that is new or made from another English, as loading it would find."""
    if translation is None or (before and (before.text, before.source) == (translation.text, translation.source)):
        return
    if unwanted(translation.source):
        yield "", f"the English that it was made from holds the character {unwanted(translation.source)}; remove it"
    if translation.text:
        yield from blocking_faults(translation.source, translation.text)


def _absent(absent: list[str], count: int, name: str) -> Iterator[Fault]:
    if len(absent) <= _FEW:
        for id_ in absent:
            yield Fault(name, 0, id_, "", "the unit is missing from the file; export it again")
    else:
        yield Fault(name, 0, "", "", f"{len(absent):,} of {count:,} units are missing from the file")
