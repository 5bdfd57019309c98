"""Groups for laws, and what makes a table of a plain picture."""

from __future__ import annotations

from hypothesis import strategies as st

import opsi_handbook as oh
from opsi_handbook.groups import Role, Sheet

HB = oh.load("en")
QUESTIONS = tuple(question.id for question in HB.questions)
SECRET = bytes(range(16))


@st.composite
def groups(draw, least=0, most=14):
    """Up to `most` sheets with any answers and roles."""

    def sheet():
        answers = draw(st.lists(st.sampled_from("mfs"), min_size=30, max_size=30))
        return Sheet(
            role=draw(st.none() | st.sampled_from(Role)),
            marks=tuple(id_ for id_, answer in zip(QUESTIONS, answers, strict=True) if answer == "m"),
            skipped=tuple(id_ for id_, answer in zip(QUESTIONS, answers, strict=True) if answer == "s"),
        )

    return [sheet() for _ in range(draw(st.integers(least, most)))]


def people(number, *marks, role=None, skipped=()):
    """So many sheets, all alike."""
    return [Sheet(role=role, marks=marks, skipped=skipped)] * number
