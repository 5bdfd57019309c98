"""How a language is written here: its words for the terms, what it does not say, and how it sets its texts.

Written in `content/usage/`, a file a language; the package ships it for whoever translates without the source tree.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import Field

from opsi_handbook.content.packaged import compiled_file
from opsi_handbook.model import Model

__all__ = ["USAGE_FILE", "TermWords", "Usage", "packaged_usage"]

USAGE_FILE = "usage.jsonl"
"""The data file that holds the usage of every language, one a line."""

Words = tuple[Annotated[str, Field(min_length=1)], ...]


class TermWords(Model):
    """The words of a language for one term."""

    say: Words = ()
    """What may stand for it, the first first; empty where only the term itself may."""
    avoid: Annotated[Words, Field(alias="not")] = ()
    """What is wrong for it, though it may be right elsewhere."""


class Usage(Model):
    """How one language is written here."""

    language: str
    """The BCP 47 tag."""
    terms: Mapping[str, TermWords] = {}
    """The words for the terms, by the id of the term."""
    never: Mapping[str, str] = {}
    """What stands nowhere, and what to say in its place."""
    address: Mapping[str, Words] = {}
    """The ways to address the reader, each with its words; an edition keeps to one."""
    quotes: Annotated[str, Field(pattern="^(?:.….)?$")] = ""
    """The quotation marks around an ellipsis; empty where they are not looked at."""
    units: Words = ()
    """What stands behind a number after a no-break space, such as `%`."""


@cache
def packaged_usage(language: str) -> Usage:
    """The usage of a language that the package ships, or of the language without its region; else an empty one.

    Raises:
        ContentError: the data file is missing or damaged.
    """
    known = _packaged()
    base = language.partition("-")[0]
    return Usage.model_validate(known.get(language) or known.get(base) or {"language": language})


@cache
def _packaged() -> dict[str, dict[str, Any]]:
    entries = [json.loads(line) for line in compiled_file(USAGE_FILE).decode().splitlines()]
    return {entry["language"]: entry for entry in entries}
