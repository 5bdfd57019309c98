"""Columns settled by what stands in them: those that list questions, and those of roles; and which count of several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from opsi_handbook.content.problems import problem
from opsi_handbook.errors import Faults
from opsi_handbook.groups.forms.columns import Column, ColumnKind, Headings, Recogniser
from opsi_handbook.groups.forms.table import called, cell_at
from opsi_handbook.groups.forms.words import CellWords, plain, role_words

__all__ = ["Layout", "layout_of"]

_LOOKED_AT = 20
"""In how many different cells of a column it is looked for questions."""
_MOST_LOOKED_AT = 5_000


class Layout(NamedTuple):
    """What is read of a table, and from where."""

    columns: tuple[Column, ...]
    """Every column that has a heading, in order."""
    first: int
    """The place of the first row behind the headings."""
    width: int
    """How many columns have a heading or hold anything."""
    score: int
    """How many headings are recognised by themselves."""
    questions: tuple[Column, ...]
    """The columns that answer one question each."""
    marks: tuple[Column, ...]
    """The columns that list what is marked."""
    others: dict[ColumnKind, tuple[Column, ...]]
    """All other columns, by what they hold."""
    asked: frozenset[str]
    """The ids of the questions that were asked."""


def layout_of(rows: Sequence[Sequence[str]], recogniser: Recogniser, roles: CellWords, faults: Faults) -> Layout:
    """How a table is laid out; what is contradictory in it is added to the faults."""
    headings = recogniser.headings(rows)
    data = rows[headings.place + 1 :]
    columns = list(headings.columns)
    budget = _MOST_LOOKED_AT
    for place, column in enumerate(columns):
        if column.problem:
            faults.add(column.problem, item=cell_at(headings.place + 1, column.place))
        elif column.kind is ColumnKind.IGNORED and not recogniser.mapped(column):
            cells = _different(data, place)
            budget -= len(cells)
            kind = _by_cells(column, cells if budget > 0 else [], recogniser, roles)
            columns[place] = column._replace(kind=kind)
    kinds: defaultdict[ColumnKind, list[Column]] = defaultdict(list)
    for column in columns:
        kinds[column.kind].append(column)
    questions, weaker = _stronger(kinds.pop(ColumnKind.QUESTION, []), faults, headings)
    marks, parents = _lists(kinds.pop(ColumnKind.MARKS, []), questions, recogniser, faults)
    kinds[ColumnKind.IGNORED] += [*weaker, *parents]
    if len(kinds[ColumnKind.ROLE]) > 1:
        which = called(column.place for column in kinds[ColumnKind.ROLE])
        faults.add(problem("several-roles"), item=which)
    return Layout(
        columns=tuple(columns), first=headings.place + 1, width=max((len(columns), *map(len, data))),
        score=headings.score, questions=tuple(questions), marks=tuple(marks),
        others={kind: tuple(listed) for kind, listed in kinds.items()},
        asked=frozenset(_asked(questions, marks, recogniser)),
    )  # fmt: skip


def _different(data: Sequence[Sequence[str]], place: int) -> list[str]:
    seen: dict[str, None] = {}
    for row in data:
        if place < len(row) and row[place]:
            seen[row[place]] = None
            if len(seen) == _LOOKED_AT:
                break
    return list(seen)


def _by_cells(column: Column, cells: Sequence[str], recogniser: Recogniser, roles: CellWords) -> ColumnKind:
    if not cells:
        return ColumnKind.IGNORED
    if role_words() & set(plain(column.title).split()) and all(map(roles.meaning, cells)):
        return ColumnKind.ROLE
    listing = sum(bool(recogniser.names.listed(cell)[0]) for cell in cells)
    return ColumnKind.MARKS if 2 * listing >= len(cells) else ColumnKind.IGNORED


def _stronger(columns: list[Column], faults: Faults, headings: Headings) -> tuple[list[Column], list[Column]]:
    """One column a question: the one whose heading says nothing else; and those that give way to it."""
    by_question: defaultdict[str, list[Column]] = defaultdict(list)
    for column in columns:
        by_question[column.question].append(column)
    kept: list[Column] = []
    weaker: list[Column] = []
    for question, several in by_question.items():
        whole = [column for column in several if column.heading and column.heading.whole]
        best = whole or several
        if len(best) > 1:
            which = called(column.place for column in best)
            where = problem("row-columns", row=headings.place + 1, columns=which)
            faults.add(problem("all-answer", question=question), item=where)
        kept += best[:1]
        weaker += [column for column in several if column not in best]
    return sorted(kept, key=lambda column: column.place), weaker


def _lists(
    marks: list[Column], questions: Sequence[Column], recogniser: Recogniser, faults: Faults
) -> tuple[list[Column], list[Column]]:
    """The columns that list what is marked; and those whose options have a column each, which say it better."""
    parents = [
        column
        for column in marks
        if any(question.title.startswith(f"{column.title}/") for question in questions if column.title)
    ]
    kept = [column for column in marks if column not in parents]
    names = recogniser.names
    unclear = [
        column
        for column in kept
        if not recogniser.mapped(column) and not names.is_better(column.title) and not names.principles_in(column.title)
    ]
    if (len(kept) > 1 and unclear) or (kept and questions):
        faults.add(problem("several-lists"), item=called(column.place for column in (*kept, *questions)))
    return kept, parents


def _asked(questions: Sequence[Column], marks: Sequence[Column], recogniser: Recogniser) -> Iterator[str]:
    yield from (column.question for column in questions)
    for column in marks:
        principles = frozenset[str]() if len(marks) == 1 else recogniser.names.principles_in(column.title)
        for id_ in recogniser.names.questions:
            if not principles or id_.partition(".")[0] in principles:
                yield id_
