"""Bands: what may be said of how a group answered one question, without a count.

Each band is a sentence about the counts, and none is ever said that is not true. Where two are true of the same
counts, a draw decides which of them is said, so that from what is said no single count follows, nor from what was
said before one to four more sheets came: `tests/groups/attack.py` tries every case.
"""

from __future__ import annotations

import hmac

from opsi_handbook.recommend import GroupBand

__all__ = ["FIVE_BANDS_FROM", "drawn_band", "margin", "natural_band", "share_of", "true_bands"]

FIVE_BANDS_FROM = 60
"""From so many sheets on, those between few and most are told apart further."""

_BLUR = 2
_NATURAL, _OTHER = 7, 1
"""How often the nearest of the true bands is drawn, against each of the others."""

_THREE = {GroupBand.FEW: (1, 6), GroupBand.SOME: (3, 6), GroupBand.MOST: (5, 6)}
_FIVE = {
    GroupBand.FEW: (1, 10),
    GroupBand.LESS: (3, 10),
    GroupBand.HALF: (5, 10),
    GroupBand.MORE: (7, 10),
    GroupBand.MOST: (9, 10),
}


def margin(sheets: int) -> int:
    """About a sixth of the sheets: `few` and `most` leave out at most one more, `some` has at least so many sides."""
    return max(1, (sheets + 4) // 6)


def share_of(band: GroupBand, sheets: int) -> tuple[int, int]:
    """The middle of a band, as a whole number of a whole number: what order and points go by."""
    return (_THREE if sheets < FIVE_BANDS_FROM else _FIVE)[band]


def natural_band(marked: int, fine: int, skipped: int) -> GroupBand | None:
    """The band that says most of some exact counts; None where nobody answered."""
    edge = margin(marked + fine + skipped)
    if not marked + fine:
        return None
    if marked <= edge and marked < fine:
        return GroupBand.FEW
    if fine <= edge and fine < marked:
        return GroupBand.MOST
    return _between(marked, fine, skipped)


def _between(marked: int, fine: int, skipped: int) -> GroupBand:
    sheets = marked + fine + skipped
    if sheets < FIVE_BANDS_FROM:
        return GroupBand.SOME
    if abs(marked - fine) <= sheets // 5:
        return GroupBand.HALF
    return GroupBand.LESS if marked < fine else GroupBand.MORE


def true_bands(marked: int, fine: int, skipped: int) -> tuple[GroupBand | None, ...]:
    """Every band that is true of some counts; None among them if it may be said that too many left it out."""
    sheets = marked + fine + skipped
    edge, half = margin(sheets), (sheets + 3) // 2
    true: list[GroupBand | None] = []
    if skipped <= edge + 1:
        if marked <= edge + 1 and fine >= half:
            true.append(GroupBand.FEW)
        if fine <= edge + 1 and marked >= half:
            true.append(GroupBand.MOST)
        if marked >= edge and fine >= edge:
            true += _inner(marked - fine, sheets)
    if skipped >= edge:
        true.append(None)
    return tuple(true)


def _inner(apart: int, sheets: int) -> list[GroupBand]:
    if sheets < FIVE_BANDS_FROM:
        return [GroupBand.SOME]
    edge = sheets // 5
    held = (
        (GroupBand.LESS, apart <= _BLUR - edge),
        (GroupBand.HALF, abs(apart) <= edge + _BLUR),
        (GroupBand.MORE, apart >= edge - _BLUR),
    )
    return [band for band, true in held if true]


def drawn_band(counts: tuple[int, int, int], secret: bytes, cell: bytes) -> GroupBand | None:
    """One of the bands that are true of `counts` (marked, fine, skipped), drawn by a secret; the same each time.

    `cell` stands for the question and for all that the group answered: any other sheet is another draw.
    """
    true = true_bands(*counts)
    natural = None if counts[2] > margin(sum(counts)) else natural_band(*counts)
    weighed = [band for band in true for _ in range(_NATURAL if band == natural else _OTHER)]
    number = int.from_bytes(hmac.digest(secret, cell, "sha256")[:8], "big")
    return weighed[number % len(weighed)]
