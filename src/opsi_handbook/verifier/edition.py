"""One edition as plain data, and what is looked up in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from opsi_handbook.errors import ContentError
from opsi_handbook.plurals import form_of
from opsi_handbook.verifier.by_handbook import HandbookWords
from opsi_handbook.verifier.words import function_words

__all__ = ["Edition", "Entry"]

Entry = Mapping[str, Any]
"""An item of the edition, as its JSON has it."""


class Edition:
    """The items of an edition by their ids, the links between them, and its sentences."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        principles = data["principles"]
        self.language: str = data["language"]
        self.content_version: str = data["content_version"]
        self.principles = frozenset(principle["id"] for principle in principles)
        self.challenges: dict[str, Entry] = {
            challenge["id"]: challenge for principle in principles for challenge in principle["challenges"]
        }
        self.questions: dict[str, Entry] = {
            question["id"]: question for principle in principles for question in principle["questions"]
        }
        self.places = {id_: place for place, id_ in enumerate(self.questions)}
        self.actions = frozenset(action["id"] for question in self.questions.values() for action in question["actions"])
        self.case_studies: dict[str, Entry] = {case["id"]: case for case in data["case_studies"]}
        self.toolkits: dict[str, Entry] = {toolkit["id"]: toolkit for toolkit in data["toolkits"]}
        self.leads: dict[str, list[Entry]] = defaultdict(list)
        self.related: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        for relation in data["relations"]:
            if relation["kind"] == "leads-to":
                self.leads[relation["source"]].append(relation)
            elif relation["kind"] == "related-to":
                self.related[relation["source"]].append((relation["target"], relation))
                self.related[relation["target"]].append((relation["source"], relation))
        self._phrases: dict[str, Entry] = {phrase["id"]: phrase for phrase in data["phrases"]}
        self._translation = data.get("translation") or {}

    def phrase(self, name: str, **values: object) -> str:
        """A sentence of the library's own, its placeholders filled in, in the form that goes with its number.

        Raises:
            ContentError: the edition lacks it, or it has a placeholder that nothing is meant for.
        """
        try:
            phrase = self._phrases[f"ui.{name}"]
            number = values.get(phrase.get("counts", ""))
            form = form_of(self.language, number) if isinstance(number, int) else ""
            text = phrase.get(form) or phrase["text"]
            return re.sub(r"\{(\w+)\}", lambda match: str(values[match[1]]), text)
        except KeyError:
            raise ContentError(f"the edition in {self.language}: the phrase ui.{name} cannot be filled in") from None

    def named(self, id_: str) -> str:
        """A question by its id and title; a challenge, which has no title, by its id."""
        return f"{id_} ({self.questions[id_]['title']})" if id_ in self.questions else id_

    def name_of(self, tag: str) -> str:
        """What a language is called in this edition; its tag where the edition does not say."""
        return str(self._phrases.get(f"ui.language-{tag}", {"text": tag})["text"])

    @cached_property
    def provenance(self) -> str:
        """Where the content comes from, and what a reader must be told of the translation."""
        sentences = [self.phrase("provenance")]
        if self._translation.get("machine"):
            sentences.append(self.phrase("machine-draft"))
        if fallback := self._translation.get("fallback"):
            languages = ", ".join(sorted({unit["language"] for unit in fallback}))
            sentences.append(self.phrase("incomplete", count=len(fallback), languages=languages))
        if stale := self._translation.get("stale"):
            sentences.append(self.phrase("stale", count=len(stale)))
        return " ".join(sentences)

    @cached_property
    def handbook_words(self) -> HandbookWords:
        """What the words of the handbook are worth at each question, where there are no typical situations."""
        borrowed = frozenset(unit["unit"] for unit in self._translation.get("fallback", ()))
        passages = {id_: self._passages(question, borrowed) for id_, question in self.questions.items()}
        return HandbookWords(passages, function_words(self.language))

    def _passages(self, question: Entry, borrowed: frozenset[str]) -> list[tuple[str, float]]:
        """Each text that stands at a question, and how much it weighs; not what stands in another language."""
        weighed: list[tuple[Entry, str, float]] = [(question, "title", 3.0), (question, "text", 2.0)]
        weighed += [(action, "text", 1.0) for action in question["actions"]]
        for id_ in question["case_studies"]:
            weighed += [(self.case_studies[id_], name, 0.4 * weight) for name, weight in _OF_CASE_STUDIES]
        for id_ in question["toolkits"]:
            weighed += [(self.toolkits[id_], name, 0.4 * weight) for name, weight in _OF_TOOLKITS]
        for relations in self.leads.values():
            for relation in relations:
                if relation["target"] == question["id"]:
                    weighed.append((self.challenges[relation["source"]], "text", 0.2 * relation["strength"]))
        return [
            (entry[name], weight)
            for entry, name, weight in weighed
            if entry.get(name) and f"{entry['id']}.{name}" not in borrowed
        ]


_OF_CASE_STUDIES = (("name", 2.0), ("who", 0.5), ("what", 1.0), ("outcome", 0.7), ("aim", 0.7))
_OF_TOOLKITS = (("name", 2.0), ("what", 1.0), ("audience", 0.5), ("helps_with", 1.0), ("publisher", 1.0))
