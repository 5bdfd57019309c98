"""The attack of `attack.py` on simulated groups. Ten thousand of them in the thorough profile."""

from __future__ import annotations

import os

import pytest

from .attack import attack, both_views, last_sheet, padded

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
GROUPS = 10_000 if THOROUGH else 150


@pytest.mark.parametrize("skips", [False, True])
@pytest.mark.parametrize("by_role", [False, True])
def test_no_hidden_number_is_worked_out(skips, by_role):
    after_one, after_two = attack(7, GROUPS, skips=skips, by_role=by_role)
    assert after_two.numbers > 60 * GROUPS
    assert (after_one.wrong, after_two.wrong) == (0, 0)
    assert (after_one.cases, after_two.cases) == ([], [])
    assert after_two.width > 3


def test_what_stronger_attackers_find_is_no_more_than_the_docs_say():
    assert last_sheet(3, 100) < 0.03
    assert padded(3, 20, 10) < 0.08
    assert both_views(3, 100) < 0.004
