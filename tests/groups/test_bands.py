"""Bands: what is said is true, the draw is fair, and no number follows from what is said."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsi_handbook.groups.bands import drawn_band, margin, natural_band, share_of, true_bands

from .attack import left_by_one, left_by_two

BANDS = (None, "few", "less", "half", "more", "most", "some")
counts = st.tuples(st.integers(0, 70), st.integers(0, 70), st.integers(0, 30)).filter(lambda c: sum(c) >= 5)


@pytest.mark.parametrize(
    ("sheets", "edge"), [(1, 1), (5, 1), (7, 1), (8, 2), (13, 2), (14, 3), (30, 5), (56, 10), (60, 10), (600, 100)]
)
def test_the_margin(sheets, edge):
    assert margin(sheets) == edge


@pytest.mark.parametrize(
    ("answers", "bands"),
    [
        ((0, 5, 0), ["few"]),
        ((1, 4, 0), ["few", "some"]),
        ((2, 3, 0), ["some"]),
        ((4, 1, 0), ["most", "some"]),
        ((5, 0, 0), ["most"]),
        ((0, 4, 1), ["few", None]),
        ((1, 3, 1), ["some", None]),
        ((0, 3, 2), [None]),
        ((0, 0, 5), [None]),
        ((0, 8, 0), ["few"]),
        ((1, 7, 0), ["few"]),
        ((2, 6, 0), ["few", "some"]),
        ((3, 5, 0), ["few", "some"]),
        ((4, 4, 0), ["some"]),
        ((5, 3, 0), ["most", "some"]),
        ((6, 2, 0), ["most", "some"]),
        ((7, 1, 0), ["most"]),
        ((2, 2, 4), [None]),
        ((2, 3, 3), ["some", None]),
        ((3, 27, 0), ["few"]),
        ((6, 24, 0), ["few", "some"]),
        ((7, 23, 0), ["some"]),
        ((10, 50, 0), ["few", "less"]),
        ((12, 48, 0), ["less"]),
        ((22, 38, 0), ["less"]),
        ((23, 37, 0), ["less", "half"]),
        ((25, 35, 0), ["less", "half"]),
        ((26, 34, 0), ["half"]),
        ((34, 26, 0), ["half"]),
        ((35, 25, 0), ["half", "more"]),
        ((37, 23, 0), ["half", "more"]),
        ((38, 22, 0), ["more"]),
        ((50, 10, 0), ["most", "more"]),
        ((52, 8, 0), ["most"]),
        ((29, 30, 0), ["some"]),
    ],
)
def test_which_bands_are_true(answers, bands):
    assert list(true_bands(*answers)) == bands


@pytest.mark.parametrize(
    ("answers", "band"),
    [
        ((0, 0, 5), None), ((0, 5, 0), "few"), ((1, 4, 0), "few"), ((2, 3, 0), "some"), ((4, 1, 0), "most"),
        ((1, 1, 0), "some"), ((1, 0, 0), "most"), ((0, 1, 0), "few"), ((2, 1, 0), "most"), ((1, 2, 0), "few"),
        ((2, 6, 0), "few"), ((3, 5, 0), "some"), ((24, 36, 0), "half"), ((23, 37, 0), "less"), ((37, 23, 0), "more"),
        ((36, 24, 0), "half"), ((30, 29, 0), "some"), ((2, 2, 8), "some"),
    ],
)  # fmt: skip
def test_the_band_that_says_most(answers, band):
    assert natural_band(*answers) == band


@given(counts)
def test_whatever_was_answered_something_is_true_and_what_is_said_is(answers):
    marked, fine, skipped = answers
    sheets = sum(answers)
    edge = margin(sheets)
    bands = true_bands(*answers)
    assert bands
    sentences = {
        "few": marked <= edge + 1 and 2 * fine > sheets,
        "most": fine <= edge + 1 and 2 * marked > sheets,
        "some": min(marked, fine) >= edge and sheets < 60,
        "less": min(marked, fine) >= edge and marked < fine and sheets >= 60,
        "more": min(marked, fine) >= edge and marked > fine and sheets >= 60,
        "half": min(marked, fine) >= edge and abs(marked - fine) <= sheets // 5 + 2 and sheets >= 60,
        None: skipped >= edge,
    }
    assert all(sentences[band] for band in bands)


@given(counts)
def test_marked_and_fine_are_told_of_alike(answers):
    turned = {"few": "most", "most": "few", "less": "more", "more": "less"}
    marked, fine, skipped = answers
    assert {turned.get(band, band) for band in true_bands(*answers)} == set(true_bands(fine, marked, skipped))


def test_the_nearest_band_is_drawn_seven_times_in_eight():
    draws = Counter(drawn_band((2, 6, 0), b"secret", b"%d" % number) for number in range(4000))
    assert set(draws) == {"few", "some"}
    assert 3400 < draws["few"] < 3600
    skips = Counter(drawn_band((0, 5, 1), b"secret", b"%d" % number) for number in range(4000))
    assert set(skips) == {"few", None}
    assert 3400 < skips["few"] < 3600
    many = Counter(drawn_band((1, 5, 2), b"secret", b"%d" % number) for number in range(4000))
    assert 3400 < many["few"] < 3600
    more = Counter(drawn_band((0, 5, 3), b"secret", b"%d" % number) for number in range(4000))
    assert set(more) == {"few", None}
    assert 3400 < more[None] < 3600


def test_a_draw_is_the_same_each_time_and_goes_by_the_secret_and_the_cell():
    def drawn(secret, cell):
        return [drawn_band((2, 6, 0), secret, cell + b"%d" % number) for number in range(60)]

    assert drawn(b"one", b"x") == drawn(b"one", b"x")
    assert drawn(b"one", b"x") != drawn(b"two", b"x")
    assert drawn(b"one", b"x") != drawn(b"one", b"y")


def test_the_middle_of_a_band():
    assert [share_of(band, 59) for band in ("few", "some", "most")] == [(1, 6), (3, 6), (5, 6)]
    five = [share_of(band, 60) for band in ("few", "less", "half", "more", "most")]
    assert five == [(1, 10), (3, 10), (5, 10), (7, 10), (9, 10)]


@pytest.mark.parametrize("skips", [False, True])
def test_no_number_follows_from_one_publication(skips):
    for size in range(5, 80 if not skips else 40):
        for band in BANDS:
            left = left_by_one(size, band, skips)
            assert all(len(values) >= 2 for values in left[: 3 if skips else 2]), (size, band)


@pytest.mark.parametrize(("skips", "most"), [(False, 70), (True, 14)])
def test_no_number_follows_from_two_publications_of_any_group(skips, most):
    """Every size, every pair of bands, one to four sheets more: at least two values are left for each number."""
    hidden = range(9) if skips else (0, 1, 3, 4, 6, 7)
    for size in range(5, most):
        for more in range(1, 5):
            for first in BANDS:
                for second in BANDS:
                    left = left_by_two((size, first), (size + more, second), skips)
                    assert not left[0] or all(len(left[number]) >= 2 for number in hidden), (size, more, first, second)
