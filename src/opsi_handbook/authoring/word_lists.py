"""Lists of words by language: those that carry no topic, those that answer a survey, and those that texts may have."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from opsi_handbook.authoring.yaml_document import YamlDocument, read_yaml
from opsi_handbook.content.answer_words import ANSWERS, ANY, HEADINGS, ROLES, clashes
from opsi_handbook.errors import ContentError, Faults
from opsi_handbook.files import read_text
from opsi_handbook.matching.tokens import words as words_of
from opsi_handbook.model.base import is_language
from opsi_handbook.text import shown

__all__ = ["answer_words_in", "function_words_in", "more_words_in"]

_MEANINGS = frozenset((*ANSWERS, *ROLES, *HEADINGS))


def function_words_in(folder: Path) -> dict[str, Any]:
    """The words of each language that carry no topic.

    Raises:
        ContentError: a list is no list of small words, each once; every fault is named with its line.
    """
    document, words, faults = _read(folder, "function_words")
    for language, run in words.items():
        if not isinstance(run, str) or len(set(run.split())) != len(run.split()) or run != run.lower():
            problem = "must be small words with spaces between, each once"
            faults.add(problem, line=document.line((language,)), item=str(language))
    faults.raise_as(ContentError, "the function words")
    return words


def answer_words_in(folder: Path) -> dict[str, Any]:
    """The words of each language that answer a survey, by what they mean.

    Raises:
        ContentError: a list is no list of small texts, each once, or a word has two meanings; every fault is named.
    """
    document, words, faults = _read(folder, "answer_words")
    for language, lists in words.items():
        for meaning, problem in _problems(lists):
            faults.add(problem, line=document.line((language, meaning)), item=language, field=meaning)
    if not faults:
        for word, first, second in clashes(words):
            faults.add(f"means both {first} and {second}; leave it out of one of them", item=word)
    faults.raise_as(ContentError, "the answer words")
    return words


def more_words_in(folder: Path, languages: Container[str]) -> dict[str, frozenset[str]]:
    """Words that texts may have and no situation does, by language, from `editorial/words/`.

    What the pieces of words taught holds for them too, so that a compound or a form that nobody happened to write is
    known all the same. They are words that anybody uses, and no names.

    Raises:
        ContentError: a line is no single word in small letters, a word stands twice, or a file is of none of the
            languages; every fault of every file has its line.
    """
    faults = Faults()
    found: dict[str, frozenset[str]] = {}
    for path in sorted((folder / "editorial" / "words").glob("*.txt")):
        file = f"words/{path.name}"
        if path.stem not in languages:
            faults.add("there are no situations in this language; name the file by one that has some", file=file)
        words: set[str] = set()
        for number, line in enumerate(read_text(path).splitlines(), start=1):
            if line.startswith("#"):
                continue
            if words_of(line) != [line]:
                faults.add("must be one word in small letters", file=file, line=number, item=shown(line, 40))
            elif line in words:
                faults.add("stands twice; keep it once", file=file, line=number, item=line)
            words.add(line)
        found[path.stem] = frozenset(words)
    faults.raise_as(ContentError, "the words")
    return found


def _read(folder: Path, name: str) -> tuple[YamlDocument, dict[str, Any], Faults]:
    document, broken = read_yaml(folder / f"{name}.yaml", f"{name}.yaml")
    faults = Faults(document.file)
    faults.extend(broken)
    words = document.data if isinstance(document.data, dict) else {}
    for language in words:
        if not is_language(language) and language != ANY:
            faults.add("this is no language; use a BCP 47 tag", line=document.line((language,)), item=language)
    if not words and not faults:
        faults.add(f"must give the {name.replace('_', ' ')} of each language", line=1)
    return document, words, faults


def _problems(lists: object) -> Iterator[tuple[str, str]]:
    if not isinstance(lists, dict):
        yield "", f"must give lists of words, each by one of {', '.join(sorted(_MEANINGS))}"
        return
    for meaning, words in lists.items():
        if meaning not in _MEANINGS:
            yield meaning, f"there is no such meaning; use one of {', '.join(sorted(_MEANINGS))}"
        elif not isinstance(words, list) or not all(_small(word) for word in words) or len(set(words)) < len(words):
            yield meaning, "must be a list of texts in small letters, each once, with no space around them"


def _small(word: object) -> bool:
    return isinstance(word, str) and bool(word) and word == " ".join(word.lower().split())
