"""The agenda, and that table, agenda and advice agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import opsi_handbook as oh
from opsi_handbook.groups import Sheet
from opsi_handbook.groups.agenda import agenda_of
from opsi_handbook.verifier import verify

from .strategies import HB, QUESTIONS, SECRET, groups, people


class Whole:
    """A whole number of another library's."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __index__(self) -> int:
        return self.number


def agenda(group, minutes=480, **named):
    return HB.workshop(group, minutes, **named).agenda


def kinds(points):
    return [(point.question, point.kind.value) for point in points]


def test_one_need_then_up_to_three_that_divide_then_the_next_need():
    needs, divided = ("p5.q3", "p1.q1", "p3.q3"), ("p2.q2", "p4.q1", "p1.q3", "p1.q2", "p5.q1")
    group = people(6, *needs, *divided) + people(6, *needs)
    made = agenda(group)
    assert kinds(made.points) == [
        ("p1.q1", "need"), ("p1.q2", "split"), ("p1.q3", "split"), ("p2.q2", "split"),
        ("p3.q3", "need"), ("p4.q1", "split"), ("p5.q1", "split"), ("p5.q3", "need"),
    ]  # fmt: skip
    assert [point.minutes for point in made.points] == [10, 15, 15, 15, 10, 15, 15, 10]
    assert (made.minutes, made.opening, made.closing, made.another_day) == (480, 5, 10, ())
    assert made.order == HB.phrases["ui.agenda-order"]
    assert set(made.skip) == set(QUESTIONS) - set(needs) - set(divided)
    assert all(point.layer == "editorial" for point in made.points)
    assert made.points[0].title == HB["p1.q1"].title
    assert (made.points[1].why, made.points[1].begin) == (
        HB.phrases["ui.agenda-split"],
        HB.phrases["ui.agenda-split-begin"],
    )


@pytest.mark.parametrize(
    ("minutes", "points", "opening"),
    [(15, 1, 0), (24, 1, 0), (25, 2, 0), (40, 3, 0), (59, 4, 0), (60, 3, 5), (70, 4, 5)],
)
def test_the_time_at_hand(minutes, points, opening):
    # 10, 15, 15, 15 minutes
    made = agenda(people(6, "p1.q1", "p1.q2", "p1.q3", "p2.q2") + people(6, "p1.q1"), minutes)
    assert (len(made.points), made.opening, made.closing) == (points, opening, 10 if opening else 0)
    assert len(made.another_day) == 4 - points
    assert [point.question for point in made.points] + list(made.another_day) == ["p1.q1", "p1.q2", "p1.q3", "p2.q2"]


def test_roles_that_see_it_differently_come_first():
    group = people(6, "p1.q1", role="leader") + people(3, "p2.q2", role="staff") + people(3, role="staff")
    made = agenda(group, by_role=True)
    assert kinds(made.points) == [("p1.q1", "roles"), ("p2.q2", "split")]
    assert made.order == ""


def test_a_role_that_is_divided_keeps_a_question_off_the_list_to_skip():
    group = people(20, role="staff") + people(3, "p1.q1", role="leader") + people(3, role="leader")
    work = HB.workshop(group, 480, by_role=True)
    assert [row.band for row in (work.table.rows[0], *(role.rows[0] for role in work.table.roles))] == [
        "some", "some", "few",
    ]  # fmt: skip
    assert kinds(work.agenda.points) == [("p1.q1", "split")]
    assert "p1.q1" not in work.agenda.skip


def test_large_groups_talk_first_of_what_divides_them_most():
    group = people(20, "p1.q1", "p2.q2", "p3.q3") + people(20, "p2.q2", "p3.q3") + people(20, "p3.q3", "p5.q3")
    made = agenda([*group, *people(20, "p2.q2", "p5.q3")])
    assert kinds(made.points) == [("p5.q3", "split"), ("p1.q1", "split"), ("p2.q2", "split"), ("p3.q3", "split")]


def test_an_open_group_goes_by_its_counts():
    group = people(1, "p1.q1", "p1.q2") + people(2, "p1.q1", "p2.q2") + people(1, "p1.q1") + people(1)
    made = agenda(group, smallest=1)
    assert kinds(made.points) == [("p1.q1", "need"), ("p2.q2", "split")]
    assert "p1.q2" in made.skip
    quarter = agenda(people(2, "p1.q1") + people(6), smallest=1)
    assert kinds(quarter.points) == [("p1.q1", "split")]
    assert "p1.q1" not in quarter.skip
    roles = agenda(people(1, "p1.q1", role="leader") + people(1, role="leader") + people(2, role="staff"), smallest=1)
    assert kinds(roles.points) == [("p1.q1", "roles")]


@given(groups(5), st.booleans(), st.sampled_from([1, 5]))
def test_table_agenda_and_advice_agree(group, by_role, smallest):
    work = HB.workshop(group, 480, smallest, 30, by_role=by_role, secret=SECRET)
    rows = {row.question: row for row in work.table.rows}
    listed = [*work.agenda.points, *[None] * len(work.agenda.another_day)]
    needs = [point.question for point in work.agenda.points if point.kind == "need"]
    advised = [found.question.id for found in work.advice.recommendations]
    assert [id_ for id_ in advised if id_ in needs] == needs
    assert all(rows[id_].share > 0.5 for id_ in needs)
    if smallest == 5:
        assert all(rows[id_].band == "most" for id_ in needs)
    for id_ in work.agenda.skip:
        assert {row.band for part in (work.table, *work.table.roles) for row in part.rows if row.question == id_} == {
            "few"
        }
    assert len(listed) + len(work.agenda.skip) <= 30
    assert not {point.question for point in work.agenda.points} & set(work.agenda.skip)
    for found in work.advice.recommendations:
        row = rows[found.question.id]
        assert found.score == round(1000 * row.marked / row.answered)
    assert verify(work.advice.model_dump_json()) == ()


def test_the_reason_says_what_the_table_says():
    group = people(12, "p5.q3", "p1.q1") + people(12, "p5.q3")
    first, second = HB.workshop(group).advice.recommendations
    assert (first.question.id, first.score, second.question.id, second.score) == ("p5.q3", 833, "p1.q1", 500)
    assert first.reasons[0].text == 'In your group, most marked it: "we need to get better at this".'
    assert "some marked it and some did not" in second.reasons[0].text
    exact = HB.workshop(group, smallest=1).advice.recommendations[1]
    assert "12 of 24 who answered" in exact.reasons[0].text
    many = people(36, "p1.q1", "p1.q2") + people(10, "p1.q2", "p1.q3") + people(12, "p1.q3") + people(2, "p1.q3")
    texts = {r.question.id: r.reasons[0].text for r in HB.workshop(many, limit=30).advice.recommendations}
    assert "about half" in texts["p1.q1"]
    assert "more than half" in texts["p1.q2"]
    less = HB.workshop(people(18, "p1.q1") + people(42)).advice.recommendations[0]
    assert "less than half" in less.reasons[0].text


def test_a_small_group_is_told_so_and_shown_nothing():
    for work, words in [
        (HB.workshop(people(4, "p2.q2")), "4 sheets were handed in. Nothing is shown of fewer than 5"),
        (HB.workshop([]), "0 sheets were handed in."),
        (HB.workshop(people(1)), "1 sheet was handed in."),
        (HB.workshop(people(4, "p2.q2", role="staff"), by_role=True), "4 sheets were handed in. Nothing"),
        (HB.workshop(people(4, "p2.q2", role="staff") + people(4), by_role=True), "but no role has 5 or more"),
        (HB.workshop(people(7), smallest=8), "fewer than 8"),
    ]:
        assert words in work.message
        assert (work.table.rows, work.agenda.points, work.agenda.skip) == ((), (), ())
        assert work.advice.recommendations == ()
        assert "p2.q2" not in work.model_dump_json()
    assert HB.workshop(people(5)).message is None


@pytest.mark.parametrize("minutes", [True, 14, 481, 90.0, "90", None])
def test_what_is_no_time(minutes):
    with pytest.raises(oh.InvalidInputError, match="minutes: must be a whole number from 15 to 480"):
        HB.workshop(people(5), minutes)


def test_the_bounds_of_time():
    assert [agenda(people(5), minutes).minutes for minutes in (15, 480, Whole(60))] == [15, 480, 60]
    table = HB.workshop(people(5)).table
    assert agenda_of(table, HB.catalogue).minutes == 90


def test_a_table_of_other_questions_is_refused():
    table = HB.workshop(people(5)).table
    other = table.model_copy(update={"rows": (table.rows[0].model_copy(update={"question": "q1"}),)})
    with pytest.raises(oh.InvalidInputError, match=r"table: is of other questions .*such as 'q1'"):
        HB.workshop(other)


def test_what_sheets_add_to_a_recommendation():
    assert HB.recommend(sheets=[Sheet(marks=("p2.q2", "p1.q1"))]) == HB.recommend(marks=["p2.q2", "p1.q1"])
    for number in (2, 4):
        with pytest.raises(oh.InvalidInputError, match=f"sheets: {number} are too few"):
            HB.recommend(sheets=people(number))
    assert [r.question.id for r in HB.recommend(sheets=people(5, "p2.q2")).recommendations] == ["p2.q2"]
    work = HB.workshop(people(3, "p2.q2") + people(5, "p1.q1"), secret=SECRET)
    assert HB.recommend(sheets=work.table) == work.advice


def test_a_workshop_speaks_the_language_of_the_edition():
    work = oh.load("sv").workshop(people(9, "p5.q3"))
    assert work.agenda.points[0].why == oh.load("sv").phrases["ui.agenda-need"]
    assert "de flesta" in work.advice.recommendations[0].reasons[0].text
    assert work.language == "sv"
