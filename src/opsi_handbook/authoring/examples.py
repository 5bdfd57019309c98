"""Typical situations: how people put a problem, by question and language. Ours, and written apart for each language.

Under a question stand texts, each under a number that is for ever its own: `s7: …`. One that bears on other questions
too says so, and how much, from 1 (a little) to 4 (as much as on its own): `s8: {says: …, also: {p2.q3: 2}}`. One that
says what is in order beside what is not teaches well, and is no answer to somebody who lacks just what is in order in
it: `quoted: false`. Under `off-topic` stand texts on which the handbook has nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from opsi_handbook.authoring.yaml_document import YamlDocument, read_yaml
from opsi_handbook.errors import ContentError, Faults
from opsi_handbook.matching.neighbours import MAX_GRADE
from opsi_handbook.model import Catalogue
from opsi_handbook.model.base import Text, is_language

__all__ = ["OFF_TOPIC", "Example", "examples_file", "read_examples"]

OFF_TOPIC = "off-topic"
_LONGEST = 400
_LONGEST_QUOTED = 20
"""How many words a situation may have that is quoted: what a reader takes in at a glance."""


@dataclass(frozen=True)
class Example:
    """One typical situation."""

    id: str
    """Its id, such as `p2.q2.s7`."""
    text: str
    """How somebody with this problem puts it."""
    grades: Mapping[str, int]
    """How much it bears on which question, its own first; empty for a text that is off-topic."""

    may_be_quoted: bool = True
    """Whether it may be held beside a text as a whole; if not, it only teaches."""

    @property
    def is_quoted(self) -> bool:
        """Whether it is on a topic, may be quoted, and is short enough to be shown; the others do not ship."""
        return self.may_be_quoted and bool(self.grades) and len(self.text.split()) <= _LONGEST_QUOTED


def read_examples(folder: Path, catalogue: Catalogue) -> dict[str, tuple[Example, ...]]:
    """What is written under `folder`, by language, in the printed order of the questions, what is off-topic last.

    Raises:
        ContentError: a question is unknown, or a situation is no text, too long, or stands twice; `faults` holds all.
    """
    faults = Faults()
    banks: dict[str, tuple[Example, ...]] = {}
    for place in sorted(path for path in folder.glob("*") if path.is_dir()):
        written: dict[str, list[Example]] = {id_: [] for id_ in (*catalogue.places, OFF_TOPIC)}
        seen: set[str] = set()
        if not is_language(place.name):
            problem = "this is no language; name the folder by a BCP 47 tag"
            faults.add(problem, file=f"{folder.name}/{place.name}")
        for path in sorted(place.glob("*.yaml")):
            document, broken = read_yaml(path, f"{folder.name}/{place.name}/{path.name}")
            faults.extend(broken)
            for owner, example in _read(document, written, seen, faults):
                written[owner].append(example)
        banks[place.name] = tuple(example for run in written.values() for example in run)
    faults.raise_as(ContentError, "the examples")
    return banks


def examples_file(bank: Sequence[Example]) -> bytes:
    """The situations that may be quoted as the library ships them: one JSON object a line."""
    lines = (json.dumps({"id": each.id, "text": each.text}, ensure_ascii=False) for each in bank if each.is_quoted)
    return ("\n".join(lines) + "\n").encode()


def _read(
    document: YamlDocument, known: Mapping[str, object], seen: set[str], faults: Faults
) -> Iterator[tuple[str, Example]]:
    if not isinstance(document.data, dict):
        faults.add("the file must give numbered texts for each question", file=document.file, line=1)
        return
    for owner, entries in document.data.items():
        if owner not in known or not isinstance(entries, dict):
            line = document.line((owner,))
            faults.add("this is no question with numbered texts", file=document.file, line=line, item=owner)
            continue
        for number, entry in entries.items():
            fields = entry if isinstance(entry, dict) else {"says": entry}
            says, also, quoted = fields.get("says"), fields.get("also", {}), fields.get("quoted", True)
            id_ = f"{owner}.{number}"
            problems = [*_number_problems(number), *_text_problems(says, seen), *_also_problems(owner, also, known)]
            if id_ in seen:
                problems.append("another situation has this number, in another file; give each its own")
            if set(fields) - {"says", "also", "quoted"}:
                problems.append("a situation has says, also and quoted, and nothing else")
            if not isinstance(quoted, bool):
                problems.append("quoted must be true or false")
            for problem in problems:
                line = document.line((owner, number))
                faults.add(problem, file=document.file, line=line, item=id_)
            if not problems:
                seen |= {id_, str(says).casefold()}
                grades = {} if owner == OFF_TOPIC else {owner: MAX_GRADE, **also}
                yield owner, Example(id_, str(says), grades, quoted)


_TEXT = TypeAdapter(Text)


def _number_problems(number: str) -> Iterator[str]:
    if not re.fullmatch(r"s[1-9][0-9]{0,4}", number):
        yield "a situation stands under a number of its own: s1, s2 and so on"


def _text_problems(text: Any, seen: set[str]) -> Iterator[str]:
    try:
        _TEXT.validate_python(text)
    except ValidationError as error:
        yield error.errors()[0]["msg"].removeprefix("Value error, ")
        return
    if len(text) > _LONGEST:
        yield f"a situation has at most {_LONGEST} characters; shorten it"
    if text.casefold() in seen:
        yield "this situation stands twice; keep one"


def _also_problems(own: str, also: Any, known: Mapping[str, object]) -> Iterator[str]:
    if not isinstance(also, dict):
        yield "also must name questions and how much it bears on them: {p2.q3: 2}"
    elif own == OFF_TOPIC and also:
        yield "a text that is off-topic bears on no question"
    else:
        for id_, grade in also.items():
            if id_ not in known or id_ in {own, OFF_TOPIC}:
                yield f"also names {id_}, which is no other question"
            elif isinstance(grade, bool) or not isinstance(grade, int) or not 1 <= grade <= MAX_GRADE:
                yield f"how much it bears on {id_} must be a whole number from 1 to {MAX_GRADE}"
