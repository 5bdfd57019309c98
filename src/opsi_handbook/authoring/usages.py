"""How each language is written here, read from `content/usage/`, with every fault in it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from opsi_handbook.authoring.yaml_document import read_yaml
from opsi_handbook.errors import ContentError, Faults
from opsi_handbook.model import Catalogue
from opsi_handbook.model.base import is_language
from opsi_handbook.text import did_you_mean, field_at, shown
from opsi_handbook.translate.usage import Usage

__all__ = ["read_usages", "usage_file"]


def read_usages(folder: Path, catalogue: Catalogue) -> dict[str, Usage]:
    """The usage of each language that `folder` has a file for, named after it, such as `sv.yaml`.

    Raises:
        ContentError: a file has faults; `faults` holds every one.
    """
    faults = Faults()
    usages = {}
    for path in sorted(folder.glob("*.y*ml")):
        document, broken = read_yaml(path, f"{folder.name}/{path.name}")
        faults.extend(broken)
        if not is_language(path.stem):
            faults.add("is not named after a language; name it sv.yaml or the like", file=document.file)
        elif not broken:
            data = document.data if isinstance(document.data, dict) else {"terms": document.data}
            try:
                usages[path.stem] = Usage.model_validate({**data, "language": path.stem})
            except ValidationError as error:
                for fault in error.errors(include_url=False):
                    place = tuple(fault["loc"])
                    faults.add(str(fault["msg"]), file=document.file, line=document.line(place), field=field_at(place))
            terms = data.get("terms")
            known = {term.id for term in catalogue.terms}
            for id_ in set(terms if isinstance(terms, dict) else ()) - known:
                problem = f"there is no term {shown(id_)}{did_you_mean(id_, known)}"
                faults.add(problem, file=document.file, line=document.line(("terms", id_)), item="terms")
    faults.raise_as(ContentError, f"the usage in {folder}")
    return usages


def usage_file(usages: Iterable[Usage]) -> bytes:
    """The usage of all languages as the package ships it: one a line."""
    lines = (_plain(usage) for usage in usages)
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines).encode()


def _plain(usage: Usage) -> dict[str, Any]:
    data = usage.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {**data, "language": usage.language}
