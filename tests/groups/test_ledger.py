"""The ledger: what was published before decides what may be published next."""

from __future__ import annotations

import copy
import os
import pickle

import pytest

import opsi_handbook as oh
from opsi_handbook.groups import Ledger, publish, read_ledger
from opsi_handbook.groups.ledger import _in_between

from .attack import left_by_two
from .strategies import HB, people

LEDGER = Ledger(secret="ab" * 16)
BANDS = (None, "few", "less", "half", "more", "most", "some")

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def after(*sizes, **named):
    """The number of sheets shown, and whether it is a repetition, for each size in turn."""
    ledger, shown = LEDGER, []
    for size in sizes:
        table, ledger, repeated = ledger.publish(HB.tally(people(size, "p1.q1")), **named)
        shown.append((table.sheets, repeated))
    return shown, ledger


def test_the_first_table_is_made_with_the_secret():
    tally = HB.tally(people(2, *(q.id for q in HB.questions)) + people(6))
    published = LEDGER.publish(tally)
    assert published.table == publish(tally, secret=bytes.fromhex("ab" * 16))
    assert published.ledger.published == (published.table,)
    assert LEDGER.published == ()


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((8, 8), [(8, False), (8, True)]),
        ((8, 12), [(8, False), (8, True)]),
        ((8, 13), [(8, False), (13, False)]),
        ((8, 16), [(8, False), (16, False)]),
        ((8, 17), [(8, False), (8, True)]),
        ((8, 39), [(8, False), (8, True)]),
        ((8, 40), [(8, False), (40, False)]),
        ((13, 8), [(13, False), (8, False)]),
        ((13, 9), [(13, False), (13, True)]),
        ((8, 13, 17, 18), [(8, False), (13, False), (13, True), (13, True)]),
        ((12, 17, 22), [(12, False), (17, False), (22, False)]),
        ((4, 6), [(4, False), (6, False)]),
        ((8, 3), [(8, False), (8, True)]),
        ((15, 3), [(15, False), (3, False)]),
        ((50, 59), [(50, False), (59, False)]),
        ((54, 59, 60), [(54, False), (59, False), (59, True)]),
        ((70, 77), [(70, False), (77, False)]),
        ((70, 78), [(70, False), (70, True)]),
    ],
)
def test_publishing_again(sizes, shown):
    assert after(*sizes)[0] == shown


def test_small_groups_are_not_written_down_and_repetitions_neither():
    assert after(4)[1] == LEDGER
    assert len(after(8, 9, 8)[1].published) == 1
    assert len(after(8, 13)[1].published) == 2


def test_each_role_may_not_grow_to_what_tells():
    def tally(leaders, staff):
        return HB.tally(people(leaders, role="leader") + people(staff, "p1.q1", role="staff"))

    ledger = LEDGER.publish(tally(5, 10), by_role=True).ledger
    assert not ledger.publish(tally(10, 10), by_role=True).repeated
    assert ledger.publish(tally(11, 10), by_role=True).repeated
    assert not ledger.publish(tally(5, 15), by_role=True).repeated
    assert ledger.publish(tally(6, 13), by_role=True).repeated
    assert not ledger.publish(tally(0, 20), by_role=True).repeated


def test_a_group_is_published_in_one_way():
    ledger = LEDGER.publish(HB.tally(people(12))).ledger
    for named in ({"by_role": True}, {"smallest": 6}, {"smallest": 1}):
        with pytest.raises(oh.InvalidInputError, match="in the same way"):
            ledger.publish(HB.tally(people(20)), **named)


def test_an_open_group_publishes_as_it_likes():
    shown, ledger = after(3, 4, 4, smallest=1)
    assert shown == [(3, False), (4, False), (4, True)]
    assert len(ledger.published) == 2


def test_a_ledger_is_a_value_with_json():
    ledger = after(8, 13)[1]
    assert read_ledger(ledger.model_dump_json()) == ledger
    assert pickle.loads(pickle.dumps(ledger)) == copy.deepcopy(ledger) == ledger


@pytest.mark.parametrize(
    "text", ["", "{}", '{"secret": "xyz"}', '{"secret": "%s"}' % ("a" * 33), '{"secret": "%s"}' % ("a" * 30),
             '{"secret": "%s", "schema_version": true}' % ("a" * 32), '{"secret": "%s\\n"}' % ("a" * 32)]
)  # fmt: skip
def test_what_is_no_ledger(text):
    with pytest.raises(oh.InvalidInputError, match=r"file\.json: is no ledger of a group"):
        read_ledger(text, "file.json")


def test_where_the_ledger_lets_publish_again_no_number_follows():
    """Every size, every pair of bands, any growth that is let through."""
    for size in range(5, 14 if THOROUGH else 8):
        for larger in range(size + 5, 6 * size):
            if not _in_between(size, larger):
                for first in BANDS:
                    for second in BANDS:
                        left = left_by_two((size, first), (larger, second), False)
                        assert not left[0] or all(len(left[n]) >= 2 for n in (0, 1, 3, 4, 6, 7)), (size, larger)
