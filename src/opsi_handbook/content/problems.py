"""Problems that those who use an edition meet, told in its language: their sentences are phrases like all others.

A problem is told in English where it is found, and keeps which phrase it is. At the edge, where the edition is known,
it is told again in its language. What only a programmer meets stays English.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from opsi_handbook.content.packaged import packaged_catalogue
from opsi_handbook.errors import Fault, InvalidInputError, OpsiHandbookError, Problem
from opsi_handbook.model import Catalogue
from opsi_handbook.model.front import Phrases

__all__ = ["in_language_of", "problem", "problem_in"]


def problem(phrase: str, /, **values: object) -> Problem:
    """A problem in English, as the phrase `ui.fault-…` of a name has it; a value may be a problem too."""
    english = packaged_catalogue("en").texts
    return Problem(english.fill(f"ui.fault-{phrase}", **values), phrase, values)


def problem_in(file: str, phrase: str, /, **values: object) -> InvalidInputError:
    """A problem in a file, or with an argument, as an error to raise."""
    fault = Fault(file, 0, "", "", problem(phrase, **values))
    return InvalidInputError(str(fault), [fault])


@contextmanager
def in_language_of(catalogue: Catalogue) -> Iterator[None]:
    """See that an error raised in the block speaks the language of an edition, as far as it is told in phrases."""
    try:
        yield
    except OpsiHandbookError as error:
        texts = catalogue.texts
        error.tell(_told(error.message, error.faults, texts), [_fault(fault, texts) for fault in error.faults])
        raise


def _told(message: str, faults: tuple[Fault, ...], texts: Phrases) -> str:
    """A message in the language of some phrases; that of a single fault begins with the fault itself."""
    if len(faults) == 1 and message.startswith(str(faults[0])):
        return str(_fault(faults[0], texts)) + message.removeprefix(str(faults[0]))
    return _said(message, texts)


def _fault(fault: Fault, texts: Phrases) -> Fault:
    return fault._replace(item=_said(fault.item, texts), problem=_said(fault.problem, texts))


def _said(text: object, texts: Phrases) -> str:
    if not isinstance(text, Problem):
        return str(text)
    values = {name: _said(value, texts) if isinstance(value, str) else value for name, value in text.values.items()}
    return texts.fill(f"ui.fault-{text.phrase}", **values)
