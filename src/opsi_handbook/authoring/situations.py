"""Typical situations: how people put a problem, by question and language. Ours, and written apart for each language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from opsi_handbook.authoring.written import Written, read_yaml
from opsi_handbook.errors import ContentError, Fault
from opsi_handbook.model import Catalogue
from opsi_handbook.model.base import Text

__all__ = ["compile_situations"]

_LONGEST = 400


def compile_situations(folder: Path, catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """What is written under `folder`, by language: the situations of each question.

    Raises:
        ContentError: a question is unknown, or a situation is no text, too long, or stands twice; `faults` holds all.
    """
    questions = [question.id for principle in catalogue.principles for question in principle.questions]
    faults: list[Fault] = []
    found: dict[str, dict[str, Any]] = {}
    for place in sorted(path for path in folder.glob("*") if path.is_dir()):
        written: dict[str, list[str]] = {}
        seen: set[str] = set()
        for path in sorted(place.glob("*.yaml")):
            document, broken = read_yaml(path, f"{folder.name}/{place.name}/{path.name}")
            faults += broken
            faults += _faults(document, set(questions), seen)
            written |= document.data if isinstance(document.data, dict) else {}
        found[place.name] = {
            "content_version": catalogue.content_version,
            "language": place.name,
            "situations": {id_: written[id_] for id_ in questions if id_ in written},
        }
    if faults:
        raise ContentError("the situations have faults:", sorted(faults))
    return found


def _faults(document: Written, questions: set[str], seen: set[str]) -> Iterator[Fault]:
    text = TypeAdapter(Text)
    if not isinstance(document.data, dict):
        yield Fault(document.file, 1, "", "", "the file must give a list of situations for each question")
        return
    for id_, situations in document.data.items():
        if id_ not in questions or not isinstance(situations, list):
            yield Fault(document.file, document.line((id_,)), id_, "", "this is no question with a list of situations")
            continue
        for place, situation in enumerate(situations):
            line = document.line((id_, place))
            try:
                text.validate_python(situation)
            except ValidationError as error:
                yield Fault(document.file, line, id_, "", error.errors()[0]["msg"].removeprefix("Value error, "))
                continue
            if len(situation) > _LONGEST:
                yield Fault(document.file, line, id_, "", f"a situation has at most {_LONGEST} characters; shorten it")
            if situation.casefold() in seen:
                yield Fault(document.file, line, id_, "", "this situation stands twice; keep one")
            seen.add(situation.casefold())
