"""A mapping: what the columns and words of a group's own survey mean, where that cannot be recognised."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails

from opsi_handbook.content.answer_words import ANSWERS, ROLES
from opsi_handbook.content.problems import problem, problem_in
from opsi_handbook.errors import Faults, InvalidInputError
from opsi_handbook.groups.forms.hints import near_hint
from opsi_handbook.ids import Kind, kind_of
from opsi_handbook.model import Model
from opsi_handbook.text import shown

__all__ = ["IGNORE", "SheetMapping", "read_mapping"]

IGNORE = "ignore"
_COLUMNS = ("role", "marks", "skips", "id", "time", "person", IGNORE)
_MEANINGS = (*ANSWERS, *ROLES)
_MOST_SIGNS = 1_000_000
_MOST_ENTRIES = 2_000


def _target(value: Any) -> Any:
    known = str(value).strip().lower()
    if known in _COLUMNS or kind_of(known) is Kind.QUESTION:
        return known
    columns, near = ", ".join(_COLUMNS), near_hint(known, _COLUMNS)
    raise ValueError(problem("no-such-target", target=shown(value), columns=columns, hint=near))


def _meaning(value: Any) -> Any:
    if value in _MEANINGS:
        return value
    raise ValueError(problem("no-such-meaning", meanings=", ".join(_MEANINGS)))


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _few(value: dict[str, Any]) -> dict[str, Any]:
    if len(value) > _MOST_ENTRIES:
        raise ValueError(problem("too-many-entries", most=f"{_MOST_ENTRIES:,}"))
    return value


_Columns = Annotated[dict[str, Annotated[str, BeforeValidator(_target)]], AfterValidator(_few)]
_Words = Annotated[
    dict[Annotated[str, BeforeValidator(_meaning)], Annotated[tuple[str, ...], BeforeValidator(_listed)]],
    AfterValidator(_few),
]


class SheetMapping(Model):
    """What columns and words mean in a group's own survey. What it does not name is recognised as without it."""

    columns: _Columns = Field(default_factory=dict)
    """What a column holds, by its heading or its letters: the id of the question that it answers; `role`; `marks` or
    `skips`, which list questions; `id`, `time` or `person`, which tell who answered and when; or `ignore`."""
    words: _Words = Field(default_factory=dict)
    """Words of your own, by what they mean: `mark`, `fine`, `yes`, `no`, `ticked`, `unticked`, `skipped`; `leader`,
    `manager`, `staff`, `no-role`."""
    yes: Literal["mark", "fine"] | None = None
    """What a yes or a tick means, in every column; None to go by the heading."""


def read_mapping(text: str, name: str = "mapping") -> SheetMapping:
    """A mapping from YAML or JSON.

    Raises:
        InvalidInputError: it is neither, or names what there is not; every fault is named with its entry.
    """
    import yaml

    if len(text) > _MOST_SIGNS:
        raise problem_in(name, "long-mapping", most=f"{_MOST_SIGNS:,}")
    try:
        # Every value is taken as a text: no and 1 are words here.
        data = yaml.BaseLoader(text).get_single_data()
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        at = problem("at-line", line=mark.line + 1, column=mark.column + 1) if mark else problem("unreadable")
        raise problem_in(name, "no-yaml", at=at) from None
    try:
        return SheetMapping.model_validate(data or {})
    except ValidationError as error:
        faults = Faults(name)
        for fault in error.errors(include_url=False, include_input=False):
            place = ".".join(shown(part, 40).strip("'") for part in fault["loc"] if part != "[key]")
            faults.add(_problem(fault), field=place)
        raise faults.as_error(InvalidInputError, name) from None


def _problem(fault: ErrorDetails) -> str:
    match fault["type"]:
        case "extra_forbidden":
            return problem("no-field-of-mapping")
        case "model_type" | "model_attributes_type" | "dict_type":
            return problem("no-mapping", example="columns: {Q7: p2.q2}")
        case "literal_error":
            return problem("no-yes")
        case "value_error":
            return cast(str, fault["ctx"]["error"].args[0])
        case _:
            return problem("no-words")
