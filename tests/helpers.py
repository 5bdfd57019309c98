"""What several tests of the face, the command line and the content need."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from enum import Enum
from inspect import isbuiltin, isclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

import opsi_handbook as oh
from opsi_handbook.authoring.examples import read_examples
from opsi_handbook.authoring.training import learned_from
from opsi_handbook.authoring.word_lists import more_words_in
from opsi_handbook.content import packaged_catalogue
from opsi_handbook.matching.bank_file import read_bank, write_bank

PROBLEM = "our staff are afraid to fail"


class Lengths:
    """An embedding model that knows nothing, at the top of a module so that it can be pickled."""

    def encode(self, texts: list[str]) -> list[list[float]]:
        return [[len(text), text.count("e") * 9, 1.0] for text in texts]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lengths)

    __hash__ = None  # type: ignore[assignment]


def german(folder: Path) -> Path:
    """A folder with a German PO file in which a single title is translated."""
    from opsi_handbook.translate.locale import Locale, Translation
    from opsi_handbook.translate.store import write_locale
    from opsi_handbook.translate.units import units_of

    units = units_of(packaged_catalogue("en"))
    title = next(unit for unit in units if unit.id == "p2.q2.title")
    locale = Locale("de").updated([Translation(title.id, title.text, "Kultur, die Neues mag")])
    write_locale(folder, units, locale, packaged_catalogue("en").content_version)
    return folder


def as_if_trained(content: Path, target: Path) -> None:
    """Put banks into a folder that say that they were learned from the examples of this content; quick, and untrue."""
    banks = read_examples(content / "editorial" / "examples", packaged_catalogue("en"))
    more_words = more_words_in(content, banks)
    for language, bank in banks.items():
        name = f"{language}.bank"
        data = (Path(oh.__file__).parent / "data" / name).read_bytes()
        target.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(
            write_bank(read_bank(data, name)._replace(learned_from=learned_from(bank, more_words.get(language, ()))))
        )


def state_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and what is in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def process(
    *arguments: str | bytes, data: bytes | None = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own."""
    command = [sys.executable, "-m", "opsi_handbook", *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=False, env={**os.environ, **environment})


def python(code: str) -> str:
    """What a fresh Python prints that runs some code."""
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=Path(__file__).parent
    )
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout.strip()


def streamlit_hash(value: Any) -> bytes:
    """A value as Streamlit's caches tell it from others, by its cases as far as we meet them.

    The last resort is `__reduce__`, which neither a function nor a plain object has.
    """
    if isinstance(value, bytes | str | int | float | None):
        return value if isinstance(value, bytes) else str(value).encode()
    parts: Iterable[Any]
    match value:
        case list() | tuple():
            parts = value
        case dict() | MappingProxyType():
            parts = value.items()
        case Enum():
            parts = [str(value)]
        case BaseModel():
            parts = [value.model_dump_json()]
        case _ if isclass(value) or isbuiltin(value):
            parts = [value.__name__]
        case _:
            parts = value.__reduce__()
    digest = hashlib.md5(usedforsecurity=False)
    for part in parts:
        digest.update(f"{type(part).__module__}.{type(part).__qualname__}:".encode() + streamlit_hash(part))
    return digest.digest()
