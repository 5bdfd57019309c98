"""YAML as it was written: plain values, and the line on which each of them stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opsi_handbook.errors import Fault, InvalidInputError
from opsi_handbook.files import read_text

__all__ = ["Path_", "YamlDocument", "read_yaml"]

Path_ = tuple[str | int, ...]
_MAX_DEPTH = 32
_MOST_CHARACTERS = 1_000_000
"""Our longest file has a quarter of that."""


@dataclass(frozen=True)
class YamlDocument:
    """The value of one YAML file and the line of each part, by its path from the top."""

    file: str
    data: Any
    lines: dict[Path_, int]

    def line(self, path: Path_) -> int:
        """The line of a part, or of the nearest part around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(path: Path, name: str) -> tuple[YamlDocument, list[Fault]]:
    """Read one YAML file, called `name` in messages, with every fault in it that YAML itself can have."""
    import yaml  # needed by authors only

    try:
        text = read_text(path)
        if len(text) > _MOST_CHARACTERS:
            raise InvalidInputError(f"has {len(text):,} characters; write at most {_MOST_CHARACTERS:,} into a file")
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except InvalidInputError as error:
        return YamlDocument(name, None, {}), [Fault(name, 0, "", "", str(error))]
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = f"this is no YAML: {getattr(error, 'problem', None) or 'it cannot be read'}; mend the file"
        sign = yaml.reader.Reader.NON_PRINTABLE.search(text)
        line = mark.line + 1 if mark else text.count("\n", 0, sign.start()) + 1 if sign else 0
        return YamlDocument(name, None, {}), [Fault(name, line, "", "", problem)]
    lines: dict[Path_, int] = {}
    faults: list[Fault] = []
    seen: set[int] = set()

    def value(node: Any, at: Path_) -> Any:
        lines[at] = line = node.start_mark.line + 1
        if len(at) > _MAX_DEPTH or id(node) in seen:
            faults.append(Fault(name, line, "", "", "nested too deep or written as an alias; write it out"))
            return None
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [value(part, (*at, place)) for place, part in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            values: dict[str, Any] = {}
            for key, part in node.value:
                word = str(key.value)
                if word in values:
                    faults.append(Fault(name, key.start_mark.line + 1, "", word, "the key stands twice; keep one"))
                values[word] = value(part, (*at, word))
                lines[*at, word] = key.start_mark.line + 1
            return values
        return _scalar(node.value, plain=not node.style)

    return YamlDocument(name, value(root, ()) if root else None, lines), faults


def _scalar(text: str, *, plain: bool) -> str | int | bool | None:
    # Fewer words are special than in YAML 1.1: there, the country code NO is "false" and 2022-04 may be a date.
    if not plain:
        return text
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    return int(text) if re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", text) else text
