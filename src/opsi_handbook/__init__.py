"""The OECD OPSI public-sector innovation handbook as a typed library, and advice from it.

>>> import opsi_handbook as oh
>>> hb = oh.load()
>>> hb["p2.q2"].title
'A culture where innovation is welcome'
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opsi_handbook.content import languages as languages
    from opsi_handbook.errors import ContentError as ContentError
    from opsi_handbook.errors import Fault as Fault
    from opsi_handbook.errors import InvalidInputError as InvalidInputError
    from opsi_handbook.errors import MissingExtraError as MissingExtraError
    from opsi_handbook.errors import OpsiHandbookError as OpsiHandbookError
    from opsi_handbook.errors import UnknownIdError as UnknownIdError
    from opsi_handbook.errors import UnknownLanguageError as UnknownLanguageError
    from opsi_handbook.handbook import Handbook as Handbook
    from opsi_handbook.handbook import load as load
    from opsi_handbook.journey import Sheet as Sheet
    from opsi_handbook.journey import read_sheets as read_sheets
    from opsi_handbook.verifier import verify as verify

_HOMES = {
    "ContentError": "errors",
    "Fault": "errors",
    "Handbook": "handbook",
    "InvalidInputError": "errors",
    "MissingExtraError": "errors",
    "OpsiHandbookError": "errors",
    "Sheet": "journey",
    "UnknownIdError": "errors",
    "UnknownLanguageError": "errors",
    "languages": "content",
    "load": "handbook",
    "read_sheets": "journey",
    "verify": "verifier",
}

__version__ = "0.1.0"
__all__ = [*_HOMES, "__version__"]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    # Nothing is imported before it is asked for: a tool that embeds the library starts as fast as without it.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
