"""Units of text: every piece of a catalogue that a translator translates, each under a stable id.

The id of a unit is the id of its item and the name of the field (`p2.q4.a1.text`), so a unit keeps its translation when
the source is moved or reworded. A sentence with a number has a unit for each form that the language has
(`ui.points.one`, `ui.points.few`), beside the one for all other numbers (`ui.points.text`): so every format carries
them as it carries all else, and a language with more forms than English gets more units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from opsi_handbook.ids import kind_of
from opsi_handbook.model import Catalogue
from opsi_handbook.plurals import FORMS, examples_of, forms_of

__all__ = ["Unit", "source_hash", "translated", "units_of"]

_FIELDS = (
    "title", "name", "subtitle", "text", *FORMS, "summary", "role", "who", "what", "outcome", "aim", "audience",
    "helps_with",
    "reason", "publisher", "organisation", "holder", "notice", "label",
    "term", "definition",
)  # fmt: skip
_LONG = 40
_NOTES = {
    "name": "A name. What is a proper name stays as it is; what describes is translated.",
    "publisher": "The name of an organisation, as it is known in your language.",
    "holder": "The name of an organisation, as it is known in your language.",
    "label": "The words of a link: what opens when it is followed.",
    "title": "A heading. It stands on a printed card: at most about 60 characters.",
    "reason": "One sentence of ours that says why two items are linked.",
}


@dataclass(frozen=True)
class Unit:
    """One piece of text to translate."""

    id: str
    """The id of the item and the name of the field, such as `p2.q4.a1.text`."""
    text: str
    """The English."""
    note: str
    """Where it stands, what it must fit, and which terms it uses."""

    @property
    def hash(self) -> str:
        """What tells whether the source has changed; see `source_hash`."""
        return source_hash(self.text)


def source_hash(text: str) -> str:
    """A short hash of a source text. Spaces and line breaks do not count: they change no meaning."""
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def units_of(catalogue: Catalogue, language: str = "") -> tuple[Unit, ...]:
    """Every unit of a catalogue, in reading order, for a translation into a language, or else in its own."""
    language = language or catalogue.language
    data = _with_forms_of(language, catalogue.model_dump(mode="json", exclude_none=True))
    terms = {term.term: re.compile(rf"\b{re.escape(term.term)}(?:s|es)?\b", re.IGNORECASE) for term in catalogue.terms}
    return tuple(
        Unit(id_, place[field], _note(id_, field, place[field], terms) + _numbers(place, field, language))
        for id_, place, field in _texts(data, "front")
    )


def translated(catalogue: Catalogue, texts: Mapping[str, str], language: str) -> dict[str, Any]:
    """The catalogue as plain data with the texts of another language; a unit without one keeps its source."""
    data = _with_forms_of(language, catalogue.model_dump(mode="json", exclude_none=True))
    for id_, place, field in _texts(data, "front"):
        place[field] = texts.get(id_, place[field])
    data["language"] = language
    return data


def _with_forms_of(language: str, data: dict[str, Any]) -> dict[str, Any]:
    """A catalogue whose sentences with a number have the forms of a language; what ours lacks begins as the text."""
    wanted = forms_of(language)
    for phrase in data["phrases"]:
        if "counts" in phrase:
            forms = {form: phrase.pop(form, phrase["text"]) for form in FORMS}
            phrase.update((form, forms[form]) for form in wanted)
    return data


def _numbers(place: Mapping[str, Any], field: str, language: str) -> str:
    """For which numbers a form of a sentence is, as the end of a note; empty for all that has no forms."""
    if "counts" not in place:
        return ""
    numbers = ", ".join(map(str, examples_of(language, "" if field == "text" else field)))
    return f" The form for {numbers} and the like."


def _texts(node: Any, owner: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Each text of a tree with its unit id, the record that holds it, and its field."""
    if isinstance(node, dict):
        owner = node.get("id", owner)
        for field in (*_FIELDS, *(name for name in node if name not in _FIELDS)):
            value = node.get(field)
            if field in _FIELDS and isinstance(value, str):
                yield f"{owner}.{field}", node, field
            elif field in {"links", "declaration_translations"}:
                yield from _links(value, owner)
            else:
                yield from _texts(value, owner)
    elif isinstance(node, list):
        for part in node:
            yield from _texts(part, owner)


def _links(links: list[dict[str, Any]] | None, owner: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    for place, link in enumerate(links or (), start=1):
        # A link is told by what it is for, where it says so: then its place in the list may change.
        name = link.get("country") or link.get("language") or str(place)
        yield f"{owner}.link.{name}.label", link, "label"


def _note(id_: str, field: str, text: str, terms: Mapping[str, re.Pattern[str]]) -> str:
    """Where a unit stands, what it must fit, and which terms of the term list it uses."""
    owner = id_.removesuffix(f".{field}")
    kind = kind_of(owner)
    parts = [f"{str(kind).replace('_', ' ')} {owner}" if kind else owner, _NOTES.get(field, "")]
    filled = sorted(set(re.findall(r"{[a-z_]+}", text)))
    if filled:
        parts.append(f"Keep {', '.join(filled)}: they are filled in.")
    if len(text) > _LONG:
        parts.append(f"Room for about {round(len(text) * 1.8, -1):.0f} characters")
    lowered = text.lower()
    # Looked for plainly first: nearly all the time of reading the units would go into the patterns.
    used = [term for term, pattern in terms.items() if term.lower() in lowered and pattern.search(text)]
    if used and field not in {"term", "name"}:
        parts.append(f"Terms: {', '.join(used)}")
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
