"""What may be published: who is shown, what is said, and that all else is made of that alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import opsi_handbook as oh
from opsi_handbook.groups import Sheet, Table, publish
from opsi_handbook.groups.bands import margin, true_bands
from opsi_handbook.groups.table import group_marks

from .strategies import HB, QUESTIONS, SECRET, groups, people


class Whole:
    """A whole number of another library's."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __index__(self) -> int:
        return self.number


def table_of(group, **named):
    return publish(HB.tally(group), secret=SECRET, **named)


def row(table, question):
    return next(row for row in table.rows if row.question == question)


@given(groups(), st.booleans())
def test_everything_that_is_said_is_true(group, by_role):
    table = table_of(group, by_role=by_role)
    tally = HB.tally(group)
    parts = {part.role: part for part in tally.parts}
    for role in table.roles:
        for place, shown in enumerate(role.rows):
            assert shown.band in true_bands(*parts[role.role].counts(place))
    for place, shown in enumerate(table.rows):
        if not by_role:
            assert shown.band in true_bands(*tally.whole.counts(place))
        elif shown.band is not None:
            marked, fine, _ = map(sum, zip(*(parts[role.role].counts(place) for role in table.roles), strict=True))
            if shown.band == "some":
                assert marked
                assert fine
            else:
                assert (marked > fine, marked < fine) == (shown.band == "most", shown.band == "few")


@given(groups(), st.booleans())
def test_only_large_enough_groups_are_shown(group, by_role):
    table = table_of(group, by_role=by_role)
    sizes = {role: sum(sheet.role == role for sheet in group) for role in ("leader", "manager", "staff", None)}
    if by_role:
        assert [(role.role, role.sheets) for role in table.roles] == [(r, n) for r, n in sizes.items() if n >= 5]
        assert list(table.left_out) == [role for role, number in sizes.items() if 0 < number < 5]
        assert bool(table.rows) == bool(table.roles)
        assert table.margin == 0
        assert all(role.margin == margin(role.sheets) for role in table.roles)
    else:
        assert (table.roles, table.left_out) == ((), ())
        assert bool(table.rows) == (len(group) >= 5)
        assert table.margin == (margin(len(group)) if len(group) >= 5 else 0)
    assert (table.sheets, table.smallest, table.by_role, table.exact) == (len(group), 5, by_role, False)


@given(groups(), st.integers(0, 14))
def test_another_smallest_size(group, smallest):
    if smallest in {0, 2, 3, 4}:
        with pytest.raises(oh.InvalidInputError, match="smallest"):
            table_of(group, smallest=smallest)
    elif smallest > 1:
        assert bool(table_of(group, smallest=smallest).rows) == (len(group) >= smallest)


@given(groups(5), st.booleans(), st.integers(15, 480))
def test_equal_tables_make_equal_agendas_advice_and_first_steps(group, by_role, minutes):
    table = table_of(group, by_role=by_role)
    again = Table.model_validate_json(table.model_dump_json())
    assert again == table
    assert HB.workshop(again, minutes) == HB.workshop(group, minutes, by_role=by_role, secret=SECRET)


def test_different_groups_with_one_table_have_one_workshop():
    tables = {}
    for marked in range(6):
        group = people(marked, "p5.q3") + people(5 - marked)
        table = table_of(group)
        work = HB.workshop(group, secret=SECRET).model_dump_json()
        tables.setdefault(table.model_dump_json(), (set(), set()))
        tables[table.model_dump_json()][0].add(marked)
        tables[table.model_dump_json()][1].add(work)
    assert max(len(groups) for groups, _ in tables.values()) > 1
    assert all(len(works) == 1 for _, works in tables.values())


@pytest.mark.parametrize("number", range(5, 31))
def test_a_unanimous_group_reads_so_and_nobody_reads_as_few(number):
    table = table_of(people(number, "p2.q2", role="leader"), by_role=True)
    for rows in (table.rows, table.roles[0].rows):
        assert {r.question: r.band for r in rows} == {id_: "most" if id_ == "p2.q2" else "few" for id_ in QUESTIONS}


def test_one_of_five_leaders_never_reads_as_most_nor_all_of_twelve_as_few():
    for number in range(200):
        group = people(1, "p1.q1", role="leader") + people(4, role="leader") + people(7, "p1.q1", role="staff")
        table = publish(HB.tally(group), secret=b"%d" % number, by_role=True)
        assert table.roles[0].rows[0].band in {"few", "some"}
        assert table.roles[1].rows[0].band == "most"
        assert table.rows[0].band == "some"


def test_the_shares_of_roles_together_are_weighed():
    group = people(5, role="leader") + people(10, "p1.q1", role="staff")
    table = table_of(group, by_role=True)
    first = table.rows[0]
    assert (first.marked, first.answered) == (5 * 1 * 5 + 10 * 5 * 5, 450)
    assert table.rows[1].share == pytest.approx(1 / 6)
    large = table_of(people(60, "p1.q1", role="leader") + people(5, "p1.q1", role="staff"), by_role=True).rows[0]
    assert (large.band, large.marked, large.answered) == ("most", 60 * 9 * 3 + 5 * 5 * 5, 30 * 65)


def test_too_many_skips_and_nothing_is_said():
    group = people(9, skipped=("p1.q1",), role="leader")
    table = table_of(group, by_role=True)
    for rows in (table.rows, table.roles[0].rows):
        assert (rows[0].band, rows[0].marked, rows[0].answered, rows[0].share) == (None, 0, 0, 0.0)
    both = table_of([*group, *people(9, "p1.q1", role="staff")], by_role=True)
    assert [both.rows[0].band, *(role.rows[0].band for role in both.roles)] == [None, None, "most"]
    assert (both.rows[0].marked, both.rows[0].answered) == (0, 0)
    assert row(table_of(people(4, "p1.q1", skipped=("p1.q2",)) + people(8)), "p1.q2").band in {"few", None}


def test_the_secret_decides_what_the_sheets_do_not():
    group = people(2, *QUESTIONS) + people(6)
    tables = {publish(HB.tally(group), secret=b"%d" % number).model_dump_json() for number in range(20)}
    assert len(tables) > 1
    assert table_of(group) == table_of(list(reversed(group)))
    # Another sheet is another draw, for every question.
    more = [*people(2, *QUESTIONS), *people(5), Sheet(role="staff")]
    assert table_of(group) == table_of(more)
    assert (
        table_of(people(1, *QUESTIONS[:-1]) + people(1, *QUESTIONS) + people(6)).rows[:-1] != table_of(group).rows[:-1]
    )


def test_an_open_group_has_exact_counts_and_hides_nothing():
    group = [*people(2, "p1.q1", role="leader"), *people(1, skipped=("p1.q1",)), *people(1, "p1.q2", role="staff")]
    table = table_of(group, smallest=1)
    assert (table.exact, table.by_role, table.sheets, table.left_out, table.margin) == (True, True, 4, (), 1)
    assert [(r.marked, r.answered) for r in table.rows[:3]] == [(2, 3), (1, 4), (0, 4)]
    assert [role.role for role in table.roles] == ["leader", "staff", None]
    assert [[(r.marked, r.answered) for r in role.rows[:2]] for role in table.roles] == [
        [(2, 2), (0, 2)], [(0, 1), (1, 1)], [(0, 0), (0, 1)],
    ]  # fmt: skip
    assert table.roles[2].rows[0].band is None
    assert table_of(people(3), smallest=1).roles == ()
    assert table_of([], smallest=1).rows == ()


@pytest.mark.parametrize("smallest", [True, 0, 2, 4, -5, 5.0, "5", None])
def test_what_is_no_smallest_size(smallest):
    with pytest.raises(oh.InvalidInputError, match="smallest: must be 1"):
        table_of([], smallest=smallest)


def test_numbers_of_numpy_are_numbers_and_a_secret_is_bytes():
    assert table_of(people(6), smallest=Whole(6)) == table_of(people(6), smallest=6)
    assert type(table_of(people(6), smallest=Whole(6)).smallest) is int
    with pytest.raises(oh.InvalidInputError, match="secret: must be bytes, not str"):
        publish(HB.tally([]), secret="")


def test_what_a_group_adds_to_an_advice():
    group = people(12, "p5.q3", "p1.q1") + people(12, "p5.q3", "p2.q2") + people(1, "p3.q3")
    marks = group_marks(table_of(group))
    assert [(m.question, m.marked, m.answered, m.band) for m in marks] == [
        ("p1.q1", 3, 6, "some"), ("p2.q2", 3, 6, "some"), ("p5.q3", 5, 6, "most"),
    ]  # fmt: skip
    exact = group_marks(table_of(group, smallest=1))
    assert [(m.question, m.marked, m.answered, m.band) for m in exact] == [
        ("p1.q1", 12, 25, None), ("p2.q2", 12, 25, None), ("p3.q3", 1, 25, None), ("p5.q3", 24, 25, None),
    ]  # fmt: skip
    assert group_marks(table_of(people(9, skipped=QUESTIONS))) == ()
