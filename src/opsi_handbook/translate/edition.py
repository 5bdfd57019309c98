"""From the English catalogue and a locale to the catalogue of another language, which says what it is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from opsi_handbook.content import PSEUDO, negotiate, packaged_catalogue, read_catalogue
from opsi_handbook.content import packaged_languages as languages
from opsi_handbook.errors import UnknownLanguageError
from opsi_handbook.model import Catalogue
from opsi_handbook.translate.locales import languages_in, read_locale
from opsi_handbook.translate.memory import Locale, State, rows
from opsi_handbook.translate.pseudo import pseudo
from opsi_handbook.translate.units import translated, units_of

__all__ = ["edition", "own_edition", "pseudo_edition"]


def edition(english: Catalogue, locale: Locale, fallbacks: Iterable[Catalogue] = ()) -> Catalogue:
    """The catalogue in the language of a locale.

    A unit without a translation stands in the first of the fallbacks that has it, or else in English, and the
    catalogue's `translation.fallback` says so. A stale translation stands, and `translation.stale` says so.
    """
    others = [
        (other.language, {unit.id: unit.text for unit in units_of(other)}, _borrowed(other)) for other in fallbacks
    ]
    found = rows(units_of(english), locale)
    texts: dict[str, str] = {}
    fallback: list[dict[str, str]] = []
    for row in found:
        if row.state is not State.MISSING:
            texts[row.unit.id] = row.text
            continue
        language, text = next(
            (
                (tag, own[row.unit.id])
                for tag, own, borrowed in others
                if row.unit.id in own and row.unit.id not in borrowed
            ),
            (english.language, row.unit.text),
        )
        texts[row.unit.id] = text
        fallback.append({"unit": row.unit.id, "language": language})
    kept = Counter(row.kept for row in found)
    data = translated(english, texts, locale.language)
    data["translation"] = {
        "source_language": english.language,
        "machine": kept[State.MACHINE],
        "translated": kept[State.TRANSLATED],
        "reviewed": kept[State.REVIEWED],
        "stale": [row.unit.id for row in found if row.state is State.STALE],
        "fallback": fallback,
    }
    return read_catalogue(data, f"the edition in {locale.language}")


def _borrowed(catalogue: Catalogue) -> frozenset[str]:
    """The units of an edition that stand in a language other than its own."""
    return frozenset(entry.unit for entry in catalogue.translation.fallback) if catalogue.translation else frozenset()


def pseudo_edition(english: Catalogue) -> Catalogue:
    """The catalogue in pseudo-English, which shows what cannot be translated."""
    return Catalogue.model_validate(
        translated(english, {unit.id: pseudo(unit.text) for unit in units_of(english)}, PSEUDO)
    )


def own_edition(tags: tuple[str, ...], folder: Path | None) -> Catalogue:
    """An edition made on the spot: pseudo-English, or from the PO files of a folder, taken before packaged editions.

    Raises:
        UnknownLanguageError: there is no edition in the first of the languages, nor in any after it.
        ContentError: a file of the folder is damaged.
    """
    english = packaged_catalogue("en")
    if folder is None or tags[0] == PSEUDO:
        return pseudo_edition(english)
    own = languages_in(folder)
    made: list[Catalogue] = []
    for tag in reversed(tags):
        # From the least wanted to the most, so that each can borrow from those after it.
        available = tuple(dict.fromkeys((*own, *languages())))
        try:
            found = negotiate(tag, available)
        except UnknownLanguageError:
            if tag == tags[0] and not made:
                raise
            continue
        made.insert(
            0, edition(english, read_locale(folder, found), made) if found in own else packaged_catalogue(found)
        )
    return made[0]
