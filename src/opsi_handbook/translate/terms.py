"""The term list, held against a text: the words that a translation must have, and those that it must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from opsi_handbook.model import CaseStudy, Catalogue, Toolkit
from opsi_handbook.text import shown
from opsi_handbook.translate.locale import Locale
from opsi_handbook.translate.usage import TermWords, Usage
from opsi_handbook.translate.vocabulary import Phrase, Reading, Vocabulary

__all__ = ["TermList", "TermRule", "term_list_of"]

_SHORTEST = 4
_ENDING = 2


@dataclass(frozen=True)
class TermRule:
    """What a translation has where the English has a term."""

    term: str
    """The English term."""
    english: tuple[str, ...]
    """How the English text says it."""
    say: tuple[str, ...]
    """What may stand for it in the translation, the first first."""
    avoid: tuple[str, ...] = ()
    """What is wrong for it."""


class TermList:
    """The rules of a language, ready to be held against texts."""

    def __init__(
        self,
        rules: Iterable[TermRule],
        language: str,
        never: Mapping[str, str] | None = None,
        names: Iterable[str] = (),
    ) -> None:
        """The rules of a language.

        Args:
            rules: what a translation has for each term.
            language: the language of the translation.
            never: the words that stand nowhere, each with what to say in its place.
            names: the names in the English, in which no term is looked for.
        """
        self._english, self._local = Vocabulary("en"), Vocabulary(language)
        self._names = sorted(set(names), key=len, reverse=True)
        self._rules = [(rule, *self._phrases(rule)) for rule in rules]
        self._never = [(self._local.phrase(text), instead) for text, instead in (never or {}).items()]

    def _phrases(self, rule: TermRule) -> tuple[list[Phrase], list[Phrase], list[Phrase]]:
        return (
            [self._english.phrase(text) for text in rule.english],
            [self._local.phrase(text) for text in rule.say],
            [self._local.phrase(text) for text in rule.avoid],
        )

    def advice(self, source: str, text: str) -> Iterator[str]:
        """What to mend in a translation: words that its language never says here, then terms that it lacks.

        Nothing is said of a word to avoid where every term of the English is there: it may well stand for something
        else. Nor is a term that a word to avoid has just been named for.
        """
        for name in self._names:
            source = source.replace(name, " ")
        english, local = self._english.read(source), self._local.read(text)
        named: list[Reading] = []
        for phrase, instead in self._never:
            places = self._local.places(local, [phrase])
            if places:
                named.append(self._local.read(instead))
                yield f"{_at(local, places)} is a word to avoid; say {shown(instead)}"
        for rule, wanted, say, avoid in self._used(english):
            there = self._local.mentions(local, say)
            if there >= wanted or any(self._local.mentions(instead, say) for instead in named):
                continue
            right = self._local.places(local, say).items()
            wrong = {
                start: end
                for start, end in self._local.places(local, avoid).items()
                if not any(first <= start and end <= last for first, last in right)
            }
            if wrong:
                yield f"{_at(local, wrong)} stands for {shown(rule.term)} here; say {shown(rule.say[0])}"
            elif not there:
                yield f"{shown(rule.term)} is {shown(rule.say[0])} in the term list; use it, or change the list"

    def _used(self, english: Reading) -> Iterator[tuple[TermRule, int, list[Phrase], list[Phrase]]]:
        """The rules whose term the English has, and how often. What is a part of a longer term does not count."""
        places = [self._english.places(english, forms) for _, forms, _, _ in self._rules]
        spans = [span for each in places for span in each.items()]
        for (rule, _, say, avoid), each in zip(self._rules, places, strict=True):
            wanted = sum(
                not any(first <= start and end <= last and last - first > end - start for first, last in spans)
                for start, end in each.items()
            )
            if wanted:
                yield rule, wanted, say, avoid


def _at(reading: Reading, places: dict[int, int]) -> str:
    start = min(places)
    return shown(" ".join(reading.words[start : places[start]]))


def term_list_of(english: Catalogue, locale: Locale, english_usage: Usage, usage: Usage) -> TermList:
    """The rules for a language: as its usage says, or else as the locale translates the terms.

    A term that has neither is not looked at. What the English avoids for a term still stands for it.
    """
    rules = []
    for term in english.terms:
        translation = locale.translations.get(f"{term.id}.term")
        said = usage.terms.get(term.id, TermWords())
        say = said.say or (_with_any_ending(translation.text) if translation and translation.text else ())
        forms = english_usage.terms.get(term.id, TermWords())
        if say:
            rules.append(TermRule(term.term, (*(forms.say or (term.term,)), *forms.avoid), say, said.avoid))
    examples: tuple[CaseStudy | Toolkit, ...] = (*english.case_studies, *english.toolkits)
    names = [english.front_matter.title, *(work.title for work in english.works)]
    names += [name for example in examples for name in (example.name, getattr(example, "publisher", None)) if name]
    return TermList(rules, locale.language, usage.never, names)


def _with_any_ending(term: str) -> tuple[str, str]:
    """A term, and its words without their last letters, which inflection may change."""
    return term, " ".join(word[: max(_SHORTEST, len(word) - _ENDING)] for word in term.split())
