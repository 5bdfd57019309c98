"""The compiler: the YAML that people write, to one validated catalogue, to one JSON a language.

Every fault of every file is found in one run, each with file, line and item.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from types import GenericAlias
from typing import Any, get_args

from pydantic import ValidationError

from opsi_handbook.authoring.situations import Told, read_situations
from opsi_handbook.authoring.training import learn, own_words
from opsi_handbook.authoring.written import Path_, Written, read_yaml
from opsi_handbook.errors import ContentError, Fault
from opsi_handbook.files import write_text
from opsi_handbook.model import Catalogue, Model, RelationKind
from opsi_handbook.model.integrity import faults_of
from opsi_handbook.translate.checks import harm
from opsi_handbook.translate.edition import edition
from opsi_handbook.translate.locales import languages_in, read_locale, write_locale
from opsi_handbook.translate.memory import State, rows
from opsi_handbook.translate.units import units_of

__all__ = ["build", "canonical_json", "compile_content", "packaged_data", "refresh", "translations"]

_EDITORIAL = {
    RelationKind.LEADS_TO: ("editorial/leads_to.yaml", "challenge", "question"),
    RelationKind.BEARS_ON: ("editorial/bears_on.yaml", "question", "dimension"),
    RelationKind.RELATED_TO: ("editorial/related.yaml", "questions", "questions"),
}


def packaged_data() -> Path:
    """The folder of the compiled content inside the package."""
    return Path(__file__).resolve().parent.parent / "data"


def canonical_json(data: object) -> str:
    """JSON that is the same whenever the data is: keys sorted, two spaces, one line feed at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def build(folder: Path, target: Path) -> tuple[Path, ...]:
    """Compile the content in `folder` and write it to `target`; nothing is written if anything is wrong.

    Raises:
        ContentError: the content has faults; `faults` holds every one.
    """
    catalogue = compile_content(folder)
    editions = [catalogue, *translations(folder / "locale", catalogue)]
    made: dict[str, object] = {
        f"{one.language}.json": one.model_dump(mode="json", exclude_none=True) for one in editions
    }
    spoken = {one.language: one for one in editions}
    for language, bank in read_situations(folder / "editorial" / "situations", catalogue).items():
        made |= _listening(bank, spoken.get(language, catalogue), language)
    for name, data in made.items():
        write_text(target / name, canonical_json(data))
    return tuple(target / name for name in made)


def _listening(bank: Sequence[Told], edition_: Catalogue, language: str) -> dict[str, object]:
    """The two files by which free text in a language is understood: its situations, and the lexicon learned from
    them.
    """
    questions = [question.id for principle in edition_.principles for question in principle.questions]
    head = {"content_version": edition_.content_version, "language": language}
    texts: dict[str, list[str]] = {id_: [] for id_ in questions}
    for one in bank:
        if one.grades:
            texts[next(iter(one.grades))].append(one.text)
    own = own_words(edition_) if edition_.language == language else ()
    return {
        f"{language}.situations.json": {**head, "situations": texts},
        f"{language}.lexicon.json": {**head, **learn(bank, own, questions, language)},
    }


def translations(folder: Path, english: Catalogue) -> Iterator[Catalogue]:
    """The catalogue in every language for which there is a PO file.

    Raises:
        ContentError: a translation lacks what it must not lack: a number, an address, what is filled in.
    """
    for language in languages_in(folder):
        locale = read_locale(folder, language)
        faults = [
            Fault(f"locale/{language}.po", 0, row.unit.id, kind, message)
            for row in rows(units_of(english), locale)
            if row.state not in {State.MISSING, State.STALE}
            for kind, message in harm(row.unit.text, row.text)
        ]
        if faults:
            raise ContentError(f"the translation into {language} has faults:", faults)
        yield edition(english, locale)


def refresh(folder: Path) -> tuple[Path, ...]:
    """Write the PO files of a content folder anew, so that what has become stale or is missing shows there."""
    english = compile_content(folder)
    place = folder / "locale"
    units = units_of(english)
    return tuple(
        write_locale(place, units, read_locale(place, language), english.content_version)
        for language in languages_in(place)
    )


def compile_content(folder: Path) -> Catalogue:
    """Read and validate the English content in `folder`.

    Raises:
        ContentError: the content has faults; `faults` holds every one.
    """
    reader = _Reader(folder)
    parts = reader.parts()
    faults = [*reader.faults, *reader.shape_faults(parts)]
    for item, problem in faults_of(_lenient(Catalogue, parts)):
        file, line = reader.places.get(item, ("content", 0))
        faults.append(Fault(file, line, item, "", problem))
    if faults:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise ContentError(f"the content in {folder} has {count}:", sorted(set(faults)))
    return Catalogue.model_validate(parts)


class _Reader:
    """Gathers the files of a content folder into the parts of a catalogue, and remembers where each part stands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.places: dict[str, tuple[str, int]] = {}
        self.origins: list[tuple[Path_, Written, Path_]] = []

    def read(self, name: str) -> Written:
        written, faults = read_yaml(self.folder / name, name)
        self.faults += faults
        for path, line in written.lines.items():
            if path and path[-1] == "id":
                id_ = _at(written.data, path)
                self.places.setdefault(str(id_), (name, line))
        return written

    def listed(self, name: str, part: str) -> list[Any]:
        """The items of a file that is one list, as the part of the catalogue with that name."""
        written = self.read(name)
        if not isinstance(written.data, list):
            if not any(fault.file == name for fault in self.faults):
                self.faults.append(Fault(name, 1, "", "", "the file must be a list of items, each behind a dash"))
            return []
        self.origins += [((part, place), written, (place,)) for place in range(len(written.data))]
        return list(written.data)

    def parts(self) -> dict[str, Any]:
        head = self.read("handbook.yaml")
        parts: dict[str, Any] = dict(head.data) if isinstance(head.data, dict) else {}
        self.origins.append(((), head, ()))
        names = sorted(f"principles/{path.name}" for path in (self.folder / "principles").glob("*.yaml"))
        parts["principles"] = []
        for name in names:
            written = self.read(name)
            if not isinstance(written.data, dict):
                if not any(fault.file == name for fault in self.faults):
                    self.faults.append(Fault(name, 1, "", "", "the file must be one principle: id, page, title, …"))
                continue
            self.origins.append((("principles", len(parts["principles"])), written, ()))
            parts["principles"].append(_with_pages(written.data))
        parts["case_studies"] = self.listed("case_studies.yaml", "case_studies")
        parts["toolkits"] = self.listed("toolkits.yaml", "toolkits")
        parts["phrases"] = self.listed("phrases.yaml", "phrases")
        parts["terms"] = self.listed("terms.yaml", "terms")
        parts["relations"] = list(self.relations())
        return parts

    def relations(self) -> Iterator[dict[str, Any]]:
        count = 0
        for kind, (name, source, target) in _EDITORIAL.items():
            written = self.read(name)
            for place, entry in enumerate(written.data if isinstance(written.data, list) else []):
                link = dict(entry) if isinstance(entry, dict) else {}
                pair = (
                    link.pop("questions", None)
                    if source == target
                    else [link.pop(source, None), link.pop(target, None)]
                )
                first, second = [*(pair if isinstance(pair, list) else []), None, None][:2]
                id_ = f"{kind.value}.{first}.{second}"
                self.places.setdefault(id_, (name, written.line((place,))))
                self.origins.append((("relations", count), written, (place,)))
                count += 1
                yield {"id": id_, "kind": kind, "source": first, "target": second, **link}

    def shape_faults(self, parts: dict[str, Any]) -> Iterator[Fault]:
        """The faults of shape, each brought back from its place in the catalogue to its file and line."""
        # What binds the parts together is checked apart, on a catalogue that may have faults of shape.
        try:
            _Shape.model_validate(parts)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                loc = tuple(fault["loc"])
                prefix, written, base = max(
                    (origin for origin in self.origins if loc[: len(origin[0])] == origin[0]), key=lambda o: len(o[0])
                )
                path = (*base, *loc[len(prefix) :])
                item = next((_at(written.data, (*path[:n], "id")) for n in range(len(path), -1, -1)
                             if _at(written.data, (*path[:n], "id"))), "")  # fmt: skip
                field = ".".join(map(str, loc[len(prefix) :]))
                yield Fault(written.file, written.line(path), str(item), field, _plain(fault))


class _Shape(Catalogue):
    """A catalogue of which only the shape of the parts is looked at."""

    def _is_whole(self) -> _Shape:  # type: ignore[override]  # stands in for the check of the whole
        return self


def _plain(fault: Any) -> str:
    """A fault of shape in words for somebody who writes content."""
    match fault["type"]:
        case "missing":
            return "this field is missing; add it"
        case "extra_forbidden":
            return "there is no field of this name; remove it or correct the name"
        case _:
            return str(fault["msg"]).removeprefix("Value error, ")


def _with_pages(principle: dict[str, Any]) -> dict[str, Any]:
    """A principle with what a writer need not repeat: the page of its arguments, and the pages of actions."""
    filled = dict(principle)
    why = principle.get("why")
    if isinstance(why, list):
        filled["why"] = [
            {"page": principle.get("page"), **argument} if isinstance(argument, dict) else argument for argument in why
        ]  # fmt: skip
    questions = principle.get("questions")
    if isinstance(questions, list):
        filled["questions"] = [
            {**question, "actions": [
                {"page": question.get("page"), **action} if isinstance(action, dict) else action
                for action in question["actions"]
            ]} if isinstance(question, dict) and isinstance(question.get("actions"), list) else question
            for question in questions
        ]  # fmt: skip
    return filled


def _at(data: Any, path: Path_) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _lenient(annotation: Any, value: Any) -> Any:
    """A value as near to the annotated type as it can be had, so that what binds items can be checked regardless."""
    if isinstance(annotation, GenericAlias) and annotation.__origin__ is tuple:
        member = get_args(annotation)[0]
        return tuple(_lenient(member, part) for part in value) if isinstance(value, list) else ()
    if isinstance(annotation, type) and issubclass(annotation, Model):
        given = value if isinstance(value, dict) else {}
        fields = annotation.model_fields
        return annotation.model_construct(
            **{name: _lenient(field.annotation, given[name]) for name, field in fields.items() if name in given},
            **{name: _lenient(field.annotation, None) for name, field in fields.items()
               if name not in given and field.is_required()},
        )  # fmt: skip
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return annotation(value) if value in set(annotation) else next(iter(annotation))
    return value if annotation is not str or isinstance(value, str) else str(value)
