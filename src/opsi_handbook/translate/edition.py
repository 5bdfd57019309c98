"""From the English catalogue and a locale to the catalogue of another language, which says what it is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from opsi_handbook.content import PSEUDO, negotiate, packaged_catalogue, packaged_languages, read_catalogue
from opsi_handbook.errors import UnknownLanguageError
from opsi_handbook.model import Catalogue
from opsi_handbook.translate.checks import blocking_faults
from opsi_handbook.translate.locale import Locale, Row, State, rows
from opsi_handbook.translate.pseudo import pseudo
from opsi_handbook.translate.store import languages_in, sound_locale
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
    all_rows = rows(units_of(english, locale.language), locale)
    texts: dict[str, str] = {}
    fallback: list[dict[str, str]] = []
    for row in all_rows:
        if _usable(row):
            texts[row.unit.id] = row.text
            continue
        language, text = next(
            (
                (tag, its_texts[row.unit.id])
                for tag, its_texts, borrowed in others
                if row.unit.id in its_texts and row.unit.id not in borrowed
            ),
            (english.language, row.unit.text),
        )
        texts[row.unit.id] = text
        fallback.append({"unit": row.unit.id, "language": language})
    usable = [row for row in all_rows if _usable(row)]
    kept = Counter(row.kept for row in usable)
    usual = max((State.MACHINE, State.TRANSLATED, State.REVIEWED), key=lambda state: kept[state])
    data = translated(english, texts, locale.language)
    data["translation"] = {
        "source_language": english.language,
        "machine": kept[State.MACHINE],
        "translated": kept[State.TRANSLATED],
        "reviewed": kept[State.REVIEWED],
        "state": usual,
        "unlike": [{"unit": row.unit.id, "state": row.kept} for row in usable if row.kept is not usual],
        "stale": [row.unit.id for row in usable if row.state is State.STALE],
        "fallback": fallback,
    }
    return read_catalogue(data, f"the edition in {locale.language}")


def _usable(row: Row) -> bool:
    """Whether a translation can stand in the edition: a stale one may lack, or have, what is filled in today."""
    if row.state is State.STALE:
        return not any(kind == "placeholder" for kind, _ in blocking_faults(row.unit.text, row.text))
    return row.state is not State.MISSING


def _borrowed(catalogue: Catalogue) -> frozenset[str]:
    """The units of an edition that stand in a language other than its own."""
    return frozenset(entry.unit for entry in catalogue.translation.fallback) if catalogue.translation else frozenset()


def pseudo_edition(english: Catalogue) -> Catalogue:
    """The catalogue in pseudo-English, which shows what cannot be translated."""
    texts = {unit.id: pseudo(unit.text) for unit in units_of(english, PSEUDO)}
    return read_catalogue(translated(english, texts, PSEUDO), "the edition in pseudo-English")


def own_edition(tags: tuple[str, ...], po_dir: Path | None) -> Catalogue:
    """An edition made on the spot: pseudo-English, or from the PO files of a folder, taken before packaged editions.

    Raises:
        UnknownLanguageError: there is no edition in the first of the languages, nor in any after it.
        InvalidInputError: there is no such folder.
        ContentError: a file of the folder is damaged, or a translation in it is unfit to be shown.
    """
    english = packaged_catalogue("en")
    of_folder = languages_in(po_dir) if po_dir is not None else ()
    if po_dir is None or tags[0] == PSEUDO:
        return pseudo_edition(english)
    made: list[Catalogue] = []
    available = tuple(dict.fromkeys((*of_folder, *packaged_languages())))
    for tag in reversed(tags):
        # From the least wanted to the most, so that each can borrow from those after it.
        try:
            nearest = negotiate(tag, available)
        except UnknownLanguageError:
            if tag == tags[0] and not made:
                raise
            continue
        if nearest in of_folder:
            locale = sound_locale(po_dir, nearest, units_of(english, nearest))
            made.insert(0, edition(english, locale, made))
        else:
            made.insert(0, packaged_catalogue(nearest))
    return made[0]
