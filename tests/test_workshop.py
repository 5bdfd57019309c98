"""Groups: the order of sheets never matters, disagreement comes up, and nobody's sheet can be worked out."""

from __future__ import annotations

import json
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opsi_handbook.journey import Role, Sheet, read_sheets

import opsi_handbook as oh
from opsi_handbook.verifier import verify

HB = oh.load("en")
QUESTIONS = [question.id for question in HB.questions]


@st.composite
def sheets(draw, most=14):
    def sheet():
        answers = draw(st.lists(st.sampled_from("mfs"), min_size=30, max_size=30))
        return Sheet(
            role=draw(st.none() | st.sampled_from(Role)),
            marks=tuple(id_ for id_, answer in zip(QUESTIONS, answers, strict=True) if answer == "m"),
            skipped=tuple(id_ for id_, answer in zip(QUESTIONS, answers, strict=True) if answer == "s"),
        )

    return [sheet() for _ in range(draw(st.integers(0, most)))]


@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_sheets_makes_no_difference(group, random):
    shuffled = random.sample(group, len(group))
    assert HB.workshop(group).model_dump_json() == HB.workshop(shuffled).model_dump_json()


@given(sheets(), st.integers(0, 14))
def test_sheets_added_in_parts_count_as_at_once(group, cut):
    parts = HB.tally(group[:cut]) + HB.tally(group[cut:])
    assert HB.workshop(parts).model_dump_json() == HB.workshop(group).model_dump_json()


@given(sheets())
def test_small_groups_and_what_would_give_them_away_are_hidden(group):
    table = HB.workshop(group).table
    sizes = Counter(sheet.role for sheet in group)
    shown = {role.role for role in table.roles}
    assert bool(table.rows) == (len(group) >= 5)
    assert all(sizes[role] >= 5 for role in shown)
    left = len(group) - sum(sizes[role] for role in shown)
    assert left == 0 or left >= 5 or not shown
    assert set(table.hidden) == {role for role in sizes if role} - shown


def test_complementary_groups_are_hidden():
    group = [Sheet(role="staff")] * 9 + [Sheet(role="manager")] * 6 + [Sheet(role="leader")] * 2
    table = HB.workshop(group).table
    assert [role.role for role in table.roles] == ["staff"]
    assert set(table.hidden) == {"leader", "manager"}


@given(sheets())
def test_figures_are_near_and_an_open_group_has_exact_ones(group):
    exact = HB.workshop(group, smallest=1).table if group else None
    rounded = HB.workshop(group).table
    for near in rounded.rows:
        true = next(row for row in exact.rows if row.question == near.question)
        assert abs(near.marked - true.marked) <= 2
        assert near.marked % 3 == 0
    if exact:
        marked = Counter(id_ for sheet in group for id_ in sheet.marks)
        assert {row.question: row.marked for row in exact.rows} == {id_: marked[id_] for id_ in QUESTIONS}
        assert exact.hidden == ()


def test_no_answer_of_a_further_sheet_follows_from_two_publications():
    """Whatever a figure is before and after one more sheet, that sheet may have marked the question or not."""
    random = Random(8)
    seen = {}
    for _ in range(3000):
        size = random.randint(5, 9)
        leaning = {id_: random.random() for id_ in QUESTIONS}
        group = [Sheet(marks=tuple(id_ for id_ in QUESTIONS if random.random() < leaning[id_])) for _ in range(size)]
        further = Sheet(marks=tuple(id_ for id_ in QUESTIONS if random.random() < 0.5))
        before, after = HB.workshop(group).table, HB.workshop([*group, further]).table
        for first, second in zip(before.rows, after.rows, strict=True):
            pair = seen.setdefault((size, first.marked, second.marked), Counter())
            pair[first.question in further.marks] += 1
    assert len(seen) > 30
    assert [(pair, answers) for pair, answers in seen.items() if answers.total() > 40 and len(answers) < 2] == []


def test_from_two_publications_no_sheet_can_be_rebuilt():
    """The best guess from the difference of two tables gets no whole sheet, and few answers more than chance."""
    random = Random(9)
    right, whole = [], 0
    for _ in range(200):
        group = [Sheet(marks=tuple(id_ for id_ in QUESTIONS if random.random() < 0.5)) for _ in range(12)]
        further = Sheet(marks=tuple(id_ for id_ in QUESTIONS if random.random() < 0.5))
        before, after = HB.workshop(group).table, HB.workshop([*group, further]).table
        guess = [second.marked > first.marked for first, second in zip(before.rows, after.rows, strict=True)]
        truth = [id_ in further.marks for id_ in QUESTIONS]
        hits = sum(a == b for a, b in zip(guess, truth, strict=True))
        right.append(hits / 30)
        whole += hits == 30
    assert whole == 0
    assert sum(right) / len(right) < 0.72


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


@pytest.mark.parametrize("by_role", [False, True])
def test_planted_disagreement_is_among_the_first_five_points(by_role):
    random = Random(10)
    found = 0
    for _ in range(400):
        planted = random.choice(QUESTIONS)
        agenda = HB.workshop(simulated(random, planted, by_role), minutes=120).agenda
        found += planted in [point.question for point in agenda.points[:5]]
    assert found / 400 >= 0.95


def test_the_agenda_starts_with_the_need_fits_the_time_and_skips_what_is_fine():
    group = [Sheet(marks=("p5.q3", "p2.q2") if place % 2 else ("p5.q3",)) for place in range(12)]
    agenda = HB.workshop(group, minutes=60).agenda
    assert [(point.question, point.kind) for point in agenda.points] == [("p5.q3", "need"), ("p2.q2", "split")]
    assert all(point.layer == "editorial" and point.why and point.begin for point in agenda.points)
    assert agenda.opening + agenda.closing + sum(point.minutes for point in agenda.points) <= 60
    assert not {"p5.q3", "p2.q2"} & set(agenda.skip)
    assert len(agenda.skip) > 20
    short = HB.workshop(group, minutes=15).agenda
    assert [point.question for point in short.points] == ["p5.q3"]
    assert short.another_day == ("p2.q2",)


def test_a_small_group_is_told_so_and_shown_nothing():
    found = HB.workshop([Sheet(marks=("p2.q2",))] * 4)
    assert "fewer than 5" in found.message
    assert (found.table.rows, found.agenda.points, found.agenda.skip, found.advice.recommendations) == ((), (), (), ())
    assert "p2.q2" not in found.model_dump_json()
    nobody = HB.workshop([])
    assert nobody.message


def test_the_advice_of_a_group_goes_by_the_published_table_alone():
    group = [Sheet(marks=("p5.q3",))] * 9 + [Sheet(marks=("p1.q1",))] * 3
    found = HB.workshop(group)
    assert [r.question.id for r in found.advice.recommendations][:1] == ["p5.q3"]
    shares = {row.question: round(1000 * row.marked / 12) for row in found.table.rows}
    assert all(r.score == shares[r.question.id] for r in found.advice.recommendations)
    assert verify(found.advice.model_dump_json()) == ()


def test_one_sheet_is_ones_own_marks_and_few_are_refused():
    own = HB.recommend(sheets=[Sheet(marks=("p2.q2", "p1.q1"))])
    assert own == HB.recommend(marks=["p2.q2", "p1.q1"])
    with pytest.raises(oh.InvalidInputError, match="too few"):
        HB.recommend(sheets=[Sheet()] * 3)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"sheets": [Sheet(marks=("p2.q9",))]}, ["sheet 1", "p2.q9", "did you mean"]),
        ({"sheets": [Sheet(), Sheet(marks=("p2.q2",), skipped=("p2.q2",))]}, ["sheet 2", "2 times"]),
        ({"sheets": [Sheet(marks=("p2.c1",))]}, ["p2.c1", "no question"]),
        ({"sheets": [Sheet(marks=("x\ud800",)), {"marks": []}]}, ["2 faults", "ud800", "dict"]),
        ({"sheets": Sheet()}, ["list of sheets"]),
        ({"sheets": 5}, ["list of sheets"]),
        ({"sheets": [], "smallest": 2}, ["smallest", "2"]),
        ({"sheets": [], "smallest": True}, ["smallest"]),
        ({"sheets": [], "minutes": 5}, ["minutes", "5"]),
        ({"sheets": [], "limit": 0}, ["limit"]),
    ],
)
def test_bad_input_gets_one_clear_error(arguments, words):
    with pytest.raises(oh.InvalidInputError) as caught:
        HB.workshop(**arguments)
    assert [word for word in words if word not in str(caught.value)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["no JSON"]),
        ("[" * 100_000, ["no JSON"]),
        ('{"marked": []}', ["sheet 1", "marked", "role, marks and skipped"]),
        ('[{"role": "boss"}, 5, {"marks": "p2.q2"}]', ["3 faults", "sheet 1", "sheet 2", "sheet 3", "role"]),
        ('{"schema_version": 2}', ["schema_version"]),
    ],
)
def test_sheets_that_cannot_be_read(text, words):
    with pytest.raises(oh.InvalidInputError) as caught:
        read_sheets(text, "file")
    assert [word for word in words if word not in str(caught.value)] == []


@given(sheets(5))
def test_sheets_survive_their_json(group):
    text = json.dumps([sheet.model_dump(mode="json") for sheet in group])
    assert list(read_sheets(text)) == group


def test_a_workshop_speaks_the_language_of_the_edition():
    found = oh.load("sv").workshop([Sheet(marks=("p5.q3",))] * 9)
    assert found.agenda.points[0].why == "De flesta av er har markerat det här."
    assert found.agenda.points[0].title == oh.load("sv")["p5.q3"].title
