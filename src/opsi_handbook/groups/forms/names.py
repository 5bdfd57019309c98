"""Headings: which question a text names, by its id, title or wording in any language, and what it says around that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from opsi_handbook.content.answer_words import answer_words
from opsi_handbook.content.problems import problem
from opsi_handbook.errors import InvalidInputError
from opsi_handbook.groups.forms.hints import near_names
from opsi_handbook.groups.forms.words import plain, unguarded
from opsi_handbook.model import Catalogue

__all__ = ["Heading", "QuestionNames"]

_LONGEST = 2_000
_MOST_JOINTS = 8
_MOST_PARTS = 3
"""In how many parts of a heading it is looked for a mistyped name."""
_MOST_UNKNOWN = 20
"""After so much in a cell that is no question, the rest of the cell is not looked at."""
_MOST_REMEMBERED, _LONGEST_REMEMBERED = 50_000, 200
_ID = re.compile(r"p([1-9][0-9]{0,2})[._\- ]?q([1-9][0-9]{0,2})(?=[ .:)\-–—|]|$)")
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})*[.):]?\s+")
_BEHIND = re.compile(r"(?P<outer>.*)\[(?P<inner>[^\[\]]+)\]\s*", re.DOTALL)
_BESIDE = re.compile(r"(?P<inner>.+?)\s*\((?P<outer>[^()]+)\)\s*", re.DOTALL)
_JOINT = re.compile(r"/|: |\s[-–—|]\s|\n|[.?!]\s")
_CODE = re.compile(r"[a-z0-9_.\-]*[0-9_][a-z0-9_.\-]*")
_TWO_PARTS = (" ", ": ", " - ", " – ", ". ")


class Heading(NamedTuple):
    """What the heading of a column says of a question."""

    question: str
    """The id of the question."""
    asks: bool = False
    """Whether it is the question in the handbook's own words, which a yes or no answers."""
    better: bool = False
    """Whether it says that a yes is a mark."""
    whole: bool = True
    """Whether it says nothing else, but for a number, a code or the principle."""
    outer: str = ""
    """What else it says, as a longer heading of which the question is one option."""


class QuestionNames:
    """The names of the questions of one edition, in that edition and in others."""

    def __init__(self, catalogue: Catalogue, others: Iterable[Catalogue]) -> None:
        self.questions = tuple(question.id for question in catalogue.questions)
        """The ids of the questions that are asked for, in printed order."""
        self.titles = {question.id: question.title for question in catalogue.questions}
        """Their titles, by their ids."""
        self._names: dict[str, tuple[str, bool]] = {}
        self._principles: dict[str, str] = {}
        self._headings: dict[str, Heading | None] = {}
        self._by_text: dict[str, str] = {}
        self._beginnings: dict[str, bool] = {}
        self._better = tuple(answer_words("better"))
        self._lists = answer_words("marks")
        known = set(self.questions)
        for edition in (*others, catalogue):  # the edition's own names last, as they count most
            for principle in edition.principles:
                self._principles |= dict.fromkeys((plain(principle.title), principle.id), principle.id)
            for question in edition.questions:
                if question.id in known:
                    self._add(question.id, question.title, question.text)
        with_commas = [name for name in self._names if "," in name]
        self._most_commas = max((name.count(",") for name in with_commas), default=0)
        self._before_comma = frozenset(plain(name.partition(",")[0]) for name in with_commas)

    def _add(self, id_: str, title: str, text: str) -> None:
        self._names[id_.replace(".", "")] = self._names[id_] = id_, False
        self._names[plain(title)] = id_, False
        for wording in (text, *(f"{title}{joint}{text}" for joint in _TWO_PARTS)):
            self._names[plain(wording)] = id_, True

    def principles_in(self, heading: str) -> frozenset[str]:
        """The ids of the principles that a heading names, by their ids or titles."""
        text = plain(heading[:_LONGEST])
        return frozenset(id_ for name, id_ in self._principles.items() if re.search(rf"\b{re.escape(name)}\b", text))

    def is_better(self, heading: str) -> bool:
        """Whether a heading asks on what we need to get better."""
        text = plain(heading[:_LONGEST])
        return any(phrase in text for phrase in self._better)

    def question(self, text: str) -> str:
        """The id of the question that a text names and nothing else; empty where it names none."""
        id_ = self._by_text.get(text)
        if id_ is None:
            known = None if len(text) > _LONGEST else self._named(plain(unguarded(text)))
            id_ = known.question if known and known.whole else ""
            if len(text) < _LONGEST_REMEMBERED and len(self._by_text) < _MOST_REMEMBERED:
                self._by_text[text] = id_
        return id_

    def listed(self, cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The questions that a cell lists, and what else stands in it; a comma may be one within a title."""
        whole = self.question(cell) if cell.count(",") <= self._most_commas else ""
        if whole:
            return (whole,), ()
        ids: list[str] = []
        rest: list[str] = []
        for part in re.split(r"[;\n\r|]+", cell):
            if len(rest) >= _MOST_UNKNOWN:
                break
            self._take(part, ids, rest)
        return tuple(dict.fromkeys(ids)), tuple(rest)

    def _begins(self, piece: str) -> bool:
        """Whether a piece may be the beginning of a name that has a comma in it."""
        known = self._beginnings.get(piece)
        if known is None:
            text = plain(piece[:_LONGEST])
            before = _ID.match(text) or _NUMBER.match(text)
            known = (plain(text[before.end() :]) if before else text) in self._before_comma
            if len(piece) < _LONGEST_REMEMBERED and len(self._beginnings) < _MOST_REMEMBERED:
                self._beginnings[piece] = known
        return known

    def _take(self, part: str, ids: list[str], rest: list[str]) -> None:
        tokens = part.split()
        if tokens and all(map(self.question, tokens)):  # as KoboToolbox lists them
            ids += map(self.question, tokens)
            return
        pieces = part.split(",")
        place = 0
        while place < len(pieces) and len(rest) < _MOST_UNKNOWN:
            longest = 1 + self._most_commas if self._begins(pieces[place]) else 1
            for end in range(min(len(pieces), place + longest), place, -1):
                id_ = self.question(",".join(pieces[place:end]).strip())
                if id_:
                    ids.append(id_)
                    place = end
                    break
            else:
                rest += [pieces[place].strip()] if pieces[place].strip() else []
                place += 1

    def heading(self, text: str) -> Heading | None:
        """What a heading says of a question; None where it names none.

        Raises:
            InvalidInputError: it has the id of one question and the title of another.
        """
        if text not in self._headings:
            self._headings[text] = self._heading(unguarded(text)) if len(text) <= _LONGEST else None
        return self._headings[text]

    def nearest(self, heading: str) -> str:
        """The id of the question whose id or title a heading perhaps mistypes; empty if none is near."""
        text = plain(unguarded(heading[:_LONGEST]))
        before = re.match(rf"(?:{_ID.pattern})|(?:{_NUMBER.pattern})", text)
        within = [plain(inner) for inner, _ in islice(_parts(text), _MOST_PARTS)]
        short = [name for name, (_, asks) in self._names.items() if not asks]
        for told in (text, *([plain(text[before.end() :])] if before else []), *within):
            near = near_names(told, short, most=1)
            if near:
                return self._names[near[0]][0]
        return ""

    def _heading(self, text: str) -> Heading | None:
        named = self._named(plain(text))
        if named and (named.whole or named.better):
            return named
        for inner, outer in _parts(text):
            within = self._named(plain(inner))
            if within and within.whole:
                around = plain(outer)
                whole = not around or bool(_CODE.fullmatch(around)) or around in self._principles
                better = self.is_better(outer) or around.rpartition("/")[2] in self._lists
                return within._replace(whole=whole, better=better, outer=around)
        return named

    def _named(self, text: str) -> Heading | None:
        known = self._names.get(text)
        if known is None and "_" in text:
            known = self._names.get(plain(text.replace("_", " ")))  # as LimeSurvey may write spaces
        number = _NUMBER.match(text)
        if known is None and number:
            known = self._names.get(text[number.end() :])
        if known:
            return Heading(*known)
        id_ = _ID.match(text)
        if not id_ or f"p{id_[1]}.q{id_[2]}" not in self._names:
            return None
        question, rest = f"p{id_[1]}.q{id_[2]}", text[id_.end() :].strip(" .:)-–—|")
        other = self._names.get(rest, (question, False))
        if other[0] != question:
            raise InvalidInputError(problem("id-and-title", id=question, other=other[0]))
        if rest and rest not in self._names:
            return Heading(question, better=self.is_better(rest), whole=False, outer=rest)
        return Heading(question, asks=other[1])


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Ways to take a heading apart into a question and what stands around it: `Matrix [question]`, `group/question`."""
    for pattern in (_BEHIND, _BESIDE):
        match = pattern.fullmatch(text)
        if match:
            yield match["inner"], match["outer"]
    joints = list(_JOINT.finditer(text))
    for joint in reversed(joints[-_MOST_JOINTS:]):
        yield text[joint.end() :], text[: joint.start()]
    for joint in joints[:_MOST_JOINTS]:
        yield text[: joint.start()], text[joint.end() :]
