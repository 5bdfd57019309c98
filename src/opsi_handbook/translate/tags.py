"""Language tags as files write them: `pt_BR`, `sv-SE`, `EN`, `sr@latin`."""

from __future__ import annotations

import re
from functools import cache

from opsi_handbook.model.base import is_language

__all__ = ["same_language", "tag_of"]

_MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl"}
_ALIKE = {"nb": "no"}
"""Many tools know Norwegian by the tag of its written form alone."""


@cache
def tag_of(written: str) -> str:
    """The BCP 47 tag that a file or a file name means, in the usual capitals; empty where it means none."""
    match = re.fullmatch(
        r"([A-Za-z0-9]{1,8}(?:[_-][A-Za-z0-9]{1,8}){0,5})(?:\.[\w-]{1,20})?(?:@([a-z]{1,20}))?", written.strip()
    )
    if match is None:
        return ""
    language, *rest = match[1].replace("_", "-").split("-")
    parts = [language.lower()]
    if match[2]:
        parts.append(_MODIFIERS.get(match[2], match[2]))
    for part in rest:
        region = len(part) == 2 and part.isalpha()
        parts.append(part.upper() if region else part.title() if len(part) == 4 and part.isalpha() else part.lower())
    tag = "-".join(parts)
    return tag if is_language(tag) else ""


@cache
def same_language(written: str, tag: str) -> bool:
    """Whether a file that says `written` is for the language `tag`.

    A region that only one of them names counts for nothing (`sv-SE` is for `sv`); two that differ do, and so does
    the script.
    """
    first, second = tag_of(written), tag_of(tag)
    if not first or not second or first == second:
        return bool(first) and first == second
    import langcodes  # only for a tag that is not the language's own

    one, other = (langcodes.Language.get(part, normalize=False) for part in (first, second))
    whole_one, whole_other = one.maximize(), other.maximize()
    return (
        _ALIKE.get(str(one.language), one.language) == _ALIKE.get(str(other.language), other.language)
        and whole_one.script == whole_other.script
        and (not one.territory or not other.territory or one.territory == other.territory)
    )
