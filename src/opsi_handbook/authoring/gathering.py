"""The files of a content folder, gathered into the parts of a catalogue, and where each part stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from opsi_handbook.authoring.yaml_document import Path_, YamlDocument, read_yaml
from opsi_handbook.errors import Faults
from opsi_handbook.model import Catalogue, RelationKind
from opsi_handbook.text import field_at, on_one_line

__all__ = ["Gathered"]

_EDITORIAL = {
    RelationKind.LEADS_TO: ("editorial/leads_to.yaml", "challenge", "question"),
    RelationKind.BEARS_ON: ("editorial/bears_on.yaml", "question", "dimension"),
    RelationKind.RELATED_TO: ("editorial/related.yaml", "questions", "questions"),
}
_READ_ELSEWHERE = {"answer_words.yaml", "function_words.yaml"}


class Gathered:
    """What the files of a folder hold: `parts` as a catalogue has them, and `places` where each id is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults = Faults()
        self.places: dict[str, tuple[str, int]] = {}
        self._read_names: set[str] = set()
        self._origins: list[tuple[Path_, YamlDocument, Path_]] = []
        self.parts = self._gather()

    def _gather(self) -> dict[str, Any]:
        head = self._read("handbook.yaml")
        self._origins.append(((), head, ()))
        parts: dict[str, Any] = dict(head.data) if isinstance(head.data, dict) else {}
        parts["principles"] = list(self._principles())
        for part in ("case_studies", "toolkits", "phrases", "terms"):
            parts[part] = self._listed(f"{part}.yaml", part)
        parts["relations"] = list(self._relations())
        self._name_what_is_not_read()
        return parts

    def _name_what_is_not_read(self) -> None:
        """A fault for each YAML file that stands where files are read, under a name that nothing reads."""
        for path in sorted(
            path for part in (".", "principles", "editorial") for path in (self.folder / part).glob("*.y*ml")
        ):
            name = path.relative_to(self.folder).as_posix()
            if name not in self._read_names and name not in _READ_ELSEWHERE:
                self.faults.add("nothing reads a file of this name; give it the right one, or take it away", file=name)

    def _read(self, name: str) -> YamlDocument:
        self._read_names.add(name)
        document, faults = read_yaml(self.folder / name, name)
        self.faults.extend(faults)
        for path, line in document.lines.items():
            if path and path[-1] == "id":
                self.places.setdefault(str(_at(document.data, path)), (name, line))
        return document

    def _expect(self, document: YamlDocument, shape: type, problem: str) -> bool:
        """Whether a file holds what it should; a file that could not be read at all has its fault already."""
        if isinstance(document.data, shape):
            return True
        if not any(fault.file == document.file for fault in self.faults.found):
            self.faults.add(problem, file=document.file, line=1)
        return False

    def _listed(self, name: str, part: str) -> list[Any]:
        document = self._read(name)
        if not self._expect(document, list, "the file must be a list of items, each behind a dash"):
            return []
        self._origins += [((part, place), document, (place,)) for place in range(len(document.data))]
        return list(document.data)

    def _principles(self) -> Iterator[dict[str, Any]]:
        count = 0
        for path in sorted((self.folder / "principles").glob("*.yaml")):
            document = self._read(f"principles/{path.name}")
            if self._expect(document, dict, "the file must be one principle: id, page, title, …"):
                self._origins.append((("principles", count), document, ()))
                count += 1
                yield _with_pages(document.data)

    def _relations(self) -> Iterator[dict[str, Any]]:
        count = 0
        for kind, (name, source, target) in _EDITORIAL.items():
            document = self._read(name)
            if not self._expect(document, list, "the file must be a list of links, each behind a dash"):
                continue
            for place, entry in enumerate(document.data):
                link = dict(entry) if isinstance(entry, dict) else {}
                if source == target:
                    pair = link.pop("questions", None)
                    ends = [*(pair if isinstance(pair, list) else []), None, None][:2]
                else:
                    ends = [link.pop(source, None), link.pop(target, None)]
                id_ = f"{kind.value}.{ends[0]}.{ends[1]}"
                self.places.setdefault(id_, (name, document.line((place,))))
                self._origins.append((("relations", count), document, (place,)))
                count += 1
                yield {"id": id_, "kind": kind, "source": ends[0], "target": ends[1], **link}

    def check_shape(self) -> None:
        """Take note of every fault of shape, each brought back from its place in the catalogue to its file and line."""
        try:
            Catalogue.model_validate(self.parts)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                loc = tuple(fault["loc"])
                prefix, document, base = max(
                    (origin for origin in self._origins if loc[: len(origin[0])] == origin[0]), key=lambda o: len(o[0])
                )
                path = (*base, *loc[len(prefix) :])
                ids = (_at(document.data, (*path[:depth], "id")) for depth in range(len(path), -1, -1))
                item = next((id_ for id_ in ids if isinstance(id_, str) and id_), "")
                field = field_at(loc[len(prefix) :])
                line = document.line(path)
                self.faults.add(_in_words(fault), file=document.file, line=line, item=on_one_line(item), field=field)


def _in_words(fault: Any) -> str:
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
    filled = {**principle, "why": _paged(principle.get("why"), principle.get("page"))}
    if "why" not in principle:
        del filled["why"]
    questions = principle.get("questions")
    if isinstance(questions, list):
        filled["questions"] = [
            {**question, "actions": _paged(question["actions"], question.get("page"))}
            if isinstance(question, dict) and "actions" in question
            else question
            for question in questions
        ]
    return filled


def _paged(run: Any, page: Any) -> Any:
    if not isinstance(run, list):
        return run
    return [{"page": page, **item} if isinstance(item, dict) else item for item in run]


def _at(data: Any, path: Path_) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
