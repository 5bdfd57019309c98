"""The translations that the package ships, out of its editions: where somebody without the source tree begins."""

from __future__ import annotations

from opsi_handbook.content import PSEUDO, packaged_catalogue, packaged_languages
from opsi_handbook.model import Catalogue
from opsi_handbook.translate.locale import Locale, State, Translation
from opsi_handbook.translate.pseudo import pseudo
from opsi_handbook.translate.units import units_of

__all__ = ["shipped_locale"]

_OLDER = "(an older wording, which the package does not have)"


def shipped_locale(language: str, english: Catalogue) -> Locale:
    """The translations of the packaged edition in a language; none where there is no such edition."""
    if language == PSEUDO:
        made = {unit.id: (unit.text, pseudo(unit.text)) for unit in units_of(english, PSEUDO)}
        return Locale(PSEUDO, {id_: Translation(id_, *pair, State.MACHINE) for id_, pair in made.items()})
    if language not in packaged_languages() or language == english.language:
        return Locale(language)
    edition = packaged_catalogue(language)
    said = edition.translation
    if said is None:
        return Locale(language)
    states = {entry.unit: State(entry.state) for entry in said.unlike}
    lacking = {entry.unit for entry in said.fallback}
    sources = {unit.id: unit.text for unit in units_of(english, language)} | dict.fromkeys(said.stale, _OLDER)
    texts = {unit.id: unit.text for unit in units_of(edition, language)}
    return Locale(
        language,
        {
            id_: Translation(id_, sources[id_], text, states.get(id_, State(said.state)))
            for id_, text in texts.items()
            if id_ in sources and id_ not in lacking
        },
    )
