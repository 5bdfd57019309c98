"""Typical situations: how people put a problem, by question and language. Ours, and written apart for each language.

Under a question stands a list of texts. One that bears on other questions too says so, and how much, from 1 (a
little) to 4 (as much as on its own): `- {says: …, also: {p2.q3: 2}}`. Under `elsewhere` stand texts on which the
handbook has nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from opsi_handbook.authoring.written import Written, read_yaml
from opsi_handbook.errors import ContentError, Fault
from opsi_handbook.model import Catalogue
from opsi_handbook.model.base import Text
from opsi_handbook.recommend.nearest import WHOLE

__all__ = ["ELSEWHERE", "Told", "read_situations"]

ELSEWHERE = "elsewhere"
_LONGEST = 400


@dataclass(frozen=True)
class Told:
    """One situation: its text, and how much it bears on which question; its own question comes first.

    A text from elsewhere bears on none.
    """

    text: str
    grades: Mapping[str, int]


def read_situations(folder: Path, catalogue: Catalogue) -> dict[str, tuple[Told, ...]]:
    """What is written under `folder`, by language, in the printed order of the questions, what is from elsewhere last.

    Raises:
        ContentError: a question is unknown, or a situation is no text, too long, or stands twice; `faults` holds all.
    """
    questions = [question.id for principle in catalogue.principles for question in principle.questions]
    faults: list[Fault] = []
    found: dict[str, tuple[Told, ...]] = {}
    for place in sorted(path for path in folder.glob("*") if path.is_dir()):
        written: dict[str, list[Told]] = {id_: [] for id_ in (*questions, ELSEWHERE)}
        seen: set[str] = set()
        for path in sorted(place.glob("*.yaml")):
            document, broken = read_yaml(path, f"{folder.name}/{place.name}/{path.name}")
            faults += broken
            for id_, told in _read(document, written, seen, faults):
                written[id_].append(told)
        found[place.name] = tuple(told for run in written.values() for told in run)
    if faults:
        raise ContentError("the situations have faults:", sorted(faults))
    return found


def _read(
    document: Written, known: Mapping[str, object], seen: set[str], faults: list[Fault]
) -> Iterator[tuple[str, Told]]:
    if not isinstance(document.data, dict):
        problem = "the file must give a list of situations for each question"
        faults.append(Fault(document.file, 1, "", "", problem))
        return
    for id_, entries in document.data.items():
        if id_ not in known or not isinstance(entries, list):
            problem = "this is no question with a list of situations"
            faults.append(Fault(document.file, document.line((id_,)), id_, "", problem))
            continue
        for place, entry in enumerate(entries):
            says, also = (entry.get("says"), entry.get("also", {})) if isinstance(entry, dict) else (entry, {})
            problems = [*_text_problems(says, seen), *_also_problems(id_, also, known)]
            if isinstance(entry, dict) and set(entry) - {"says", "also"}:
                problems.append("a situation has says and also, and nothing else")
            faults += (Fault(document.file, document.line((id_, place)), id_, "", problem) for problem in problems)
            if not problems:
                text = str(says)
                seen.add(text.casefold())
                yield id_, Told(text, {} if id_ == ELSEWHERE else {id_: WHOLE, **also})


_TEXT = TypeAdapter(Text)


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
    elif own == ELSEWHERE and also:
        yield "a text from elsewhere bears on no question"
    else:
        for id_, grade in also.items():
            if id_ not in known or id_ in {own, ELSEWHERE}:
                yield f"also names {id_}, which is no other question"
            elif isinstance(grade, bool) or not isinstance(grade, int) or not 1 <= grade <= WHOLE:
                yield f"how much it bears on {id_} must be a whole number from 1 to {WHOLE}"
