"""Planted disagreement comes up: among the first five points of the agenda."""

from __future__ import annotations

import os
from random import Random

import pytest

from opsi_handbook.groups import Sheet

from .strategies import HB, QUESTIONS

TIMES = 4000 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 400


def simulated(random, planted, by_role):
    """8 to 30 people who agree on most things, and are divided on one: half and half, or leaders against staff."""
    size = random.randint(8, 30)
    leaders = max(5, size // 3) if by_role and size >= 10 else 0
    leaning = {id_: random.choice([0.08, 0.08, 0.92]) for id_ in QUESTIONS}
    group = []
    for place in range(size):
        marks = {id_ for id_ in QUESTIONS if random.random() < leaning[id_]} - {planted}
        divided = place >= leaders if leaders else place % 2 == 0
        marks |= {planted} if divided else set()
        role = ("leader" if place < leaders else "staff") if leaders else None
        group.append(Sheet(role=role, marks=tuple(sorted(marks))))
    return group


@pytest.mark.parametrize(("planted_by_role", "shown_by_role"), [(False, False), (True, False), (True, True)])
def test_planted_disagreement_is_among_the_first_five_points(planted_by_role, shown_by_role):
    random = Random(10)
    first = 0
    for _ in range(TIMES):
        planted = random.choice(QUESTIONS)
        group = simulated(random, planted, planted_by_role)
        by_role = shown_by_role and group[0].role is not None
        agenda = HB.workshop(group, minutes=120, by_role=by_role, secret=random.randbytes(16)).agenda
        first += planted in [point.question for point in agenda.points[:5]]
    assert first / TIMES >= 0.95
