"""What a translator wants checked: nothing that counts is lost, terms agree, and the text is set cleanly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from opsi_handbook.model import CaseStudy, Catalogue, Toolkit
from opsi_handbook.text import unwanted
from opsi_handbook.translate.locale import Locale, Row, State, rows
from opsi_handbook.translate.style import address_advice, label_advice, style_advice
from opsi_handbook.translate.terms import TermList, term_list_of
from opsi_handbook.translate.units import Unit, units_of
from opsi_handbook.translate.usage import Usage, packaged_usage
from opsi_handbook.translate.vocabulary import Vocabulary

__all__ = ["BLOCKING", "Finding", "blocking_faults", "check", "check_english", "check_locale"]

BLOCKING = ("url", "number", "placeholder", "id", "character", "blank", "edge", "size")
"""The kinds of finding with which a text is neither taken nor loaded."""

_URL = re.compile(r"https?://[^\s)]+")
_NUMBER = re.compile(r"\d+(?:[.,' \u00a0\u2009\u202f]\d{3})*")
_PLACEHOLDER = re.compile(r"{[a-z_]+}")
_ID = re.compile(r"\bp\d\.[a-z]\d(?:\.a\d)?\b")
_STRAY = re.compile(r"\s[,.;:!?](?!\.)|\.\.(?!\.)|,,|[(\[]\s|\s[)\]]")
_TITLE_LENGTH = 70
_ROOM = 200
_MANY_TIMES = 10
_LONGER = 1.8
_NAMED = ("name", "publisher", "holder")


@dataclass(frozen=True, order=True)
class Finding:
    """Something about the translation of one unit."""

    unit: str
    """The id of the unit."""
    kind: str
    """A short name for the kind, such as `number` or `term`."""
    message: str
    """What is wrong and what to do."""


def blocking_faults(source: str, text: str) -> Iterator[tuple[str, str]]:
    """What makes a translation unfit to be used: what it loses that must never be lost, or holds that must not stand
    in a text. Each is a kind and what is wrong.
    """
    if not text.strip():
        yield "blank", "the text is blank; translate it, or leave it empty"
        return
    if text != text.strip():
        yield "edge", "the text begins or ends with a space; remove it"
    if len(text) > _ROOM + _MANY_TIMES * len(source):
        yield "size", f"the text has {len(text):,} characters for {len(source):,} in English; shorten it"
        return
    for kind, pattern in (("url", _URL), ("placeholder", _PLACEHOLDER), ("id", _ID)):
        lost = Counter(pattern.findall(source)) - Counter(pattern.findall(text))
        if lost:
            yield kind, f"{', '.join(sorted(lost))} is missing; it must stand as in the English"
    lost = _digits(source) - _digits(text)
    if lost:
        yield "number", f"the number {', '.join(sorted(lost))} is missing; numbers are facts"
    character = unwanted(text)
    if character:
        yield "character", f"the character {character} cannot be shown or turns the text; remove it"
    if set(re.findall(r"{[^}]*}?|}", text)) - set(_PLACEHOLDER.findall(source)):
        yield "placeholder", "a brace stands where the English has none; only what the English fills in is written so"


def check_locale(english: Catalogue, locale: Locale) -> tuple[Finding, ...]:
    """Every finding about a locale, held against the names of the English content and the term list."""
    units = units_of(english, locale.language)
    examples: tuple[CaseStudy | Toolkit, ...] = (*english.case_studies, *english.toolkits)
    local = {id_: translation.text for id_, translation in locale.translations.items()}
    # A name that a translation keeps under its own heading is a proper name, and must stand wherever it is used.
    names = [example.name for example in examples if local.get(f"{example.id}.name") == example.name]
    usage = packaged_usage(locale.language)
    terms = term_list_of(english, locale, packaged_usage("en"), usage)
    return check(units, locale, names, terms, usage)


def _digits(text: str) -> Counter[str]:
    """The numbers of a text, however their thousands are set."""
    return Counter(re.sub(r"\D", "", number) for number in _NUMBER.findall(_URL.sub("", text)))


def check(
    units: Iterable[Unit],
    locale: Locale,
    names: Iterable[str] = (),
    terms: TermList | None = None,
    usage: Usage | None = None,
) -> tuple[Finding, ...]:
    """Every finding about the translations of a locale, in the order of the units.

    Args:
        units: the units of the English content.
        locale: the translations.
        names: proper names that must stand in a translation when they stand in the English.
        terms: the words to use for each English term.
        usage: how the language is written.
    """
    names, usage = tuple(names), usage or Usage(language=locale.language)
    done = [row for row in rows(units, locale) if row.state is not State.MISSING]
    advice = _Advice({row.unit.id: row.text for row in done}, usage)
    return tuple(
        Finding(row.unit.id, kind, message)
        for row in done
        for kind, message in (*_of(row, names, terms), *advice.on(row.unit.id, row.unit.text))
    )


def check_english(english: Catalogue, usage: Usage) -> tuple[Finding, ...]:
    """What a careful reader of the English would mend: words that the term list has others for, and how it is set."""
    units = units_of(english)
    terms = {term.id: term.term for term in english.terms}
    instead = {
        word: (words.say or (terms.get(id_, ""),))[0] for id_, words in usage.terms.items() for word in words.avoid
    }
    words = TermList((), english.language, {**instead, **usage.never})
    advice = _Advice({unit.id: unit.text for unit in units}, usage)
    return tuple(
        Finding(unit.id, kind, message)
        for unit in units
        for kind, message in (*(("term", said) for said in words.advice("", unit.text)), *advice.on(unit.id, ""))
    )


class _Advice:
    """What is said of how the texts of an edition are set, each of them by itself and beside the others."""

    def __init__(self, texts: dict[str, str], usage: Usage) -> None:
        self._texts, self._usage = texts, usage
        self._vocabulary = Vocabulary(usage.language)
        self._address = dict(address_advice(texts, usage))

    def on(self, id_: str, source: str) -> Iterator[tuple[str, str]]:
        text, field = self._texts[id_], id_.rpartition(".")[2]
        yield from (("style", message) for message in style_advice(source, text, self._usage))
        yield from (("style", message) for message in label_advice(field, text, self._texts, self._vocabulary))
        if id_ in self._address:
            yield "style", self._address[id_]


def _of(row: Row, names: tuple[str, ...], terms: TermList | None) -> Iterator[tuple[str, str]]:
    source, text, field = row.unit.text, row.text, row.unit.id.rpartition(".")[2]
    yield from blocking_faults(source, text)
    if field not in _NAMED:
        for name in names:
            if name in source and name.casefold() not in text.casefold():
                yield "name", f"the name {name} is missing; names are facts"
        if text == source and len(_bare(source, names).split()) > 3 and not row.unit.id.startswith("work."):
            yield "same", "the text is the English one; translate it"
    if terms:
        bare = "" if field in _NAMED else _bare(source, names)
        yield from (("term", message) for message in terms.advice(bare, text))
    yield from _set(source, text)
    if field == "title" and len(text) > _TITLE_LENGTH and len(text) > len(source):
        yield "length", f"{len(text)} characters; a title has room for {_TITLE_LENGTH} on the printed card"
    elif len(text) > max(60, _LONGER * len(source)) and not row.unit.id.startswith("ui.fault-"):
        # What is wrong with a sheet is said on a screen, and names roles by two words in most languages.
        yield "length", f"{len(text)} characters for {len(source)} in English; it will not fit the printed card"


def _set(source: str, text: str) -> Iterator[tuple[str, str]]:
    """How a text is set: spaces and punctuation."""
    if "  " in text.strip():
        yield "space", "a space is doubled"
    if _STRAY.search(text) and not _STRAY.search(source):
        yield "punctuation", f"stray punctuation: {_STRAY.search(text)[0]!r}"  # type: ignore[index]
    if re.search(r"[.?!]$", source) and not re.search(r"[.?!”\"»)}]$", text):
        yield "punctuation", "the English ends as a sentence, the translation does not"


def _bare(source: str, names: tuple[str, ...]) -> str:
    """A text without the proper names in it, which no translation is asked for."""
    for name in names:
        source = source.replace(name, "").replace(name.replace(":", ""), "")
    return source
