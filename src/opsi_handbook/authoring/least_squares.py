"""Ridge regression over many rows of few numbers each: by conjugate gradients, so that no large matrix is ever made.

Hestenes and Stiefel, Methods of Conjugate Gradients for Solving Linear Systems (1952), on the dual form: what each text
counts for solves (X Xᵀ + ridge) a = y, and the weights are Xᵀ a. It ends where rounding would hide what is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import ndarray

    Matrix = ndarray[Any, Any]

__all__ = ["Rows", "ridge_weights"]

_ENOUGH = 1e-11
"""How small what is left must be beside what was asked for."""
_MOST_STEPS = 2_000
_AT_A_TIME = 8
"""How many columns are multiplied at a time: more would need more memory and be no faster."""


class Rows:
    """A matrix of which each row has numbers in few columns, with what its two products need."""

    def __init__(self, rows: Sequence[dict[int, float]], width: int) -> None:
        """Take the rows, each as its columns with their numbers."""
        import numpy as np

        # A column of nothing but nought, so that no row is empty: the sums over runs know no empty runs.
        self.width = width
        held = [{width: 0.0, **row} for row in rows]
        self._columns = np.array([column for row in held for column in sorted(row)], dtype=np.int64)
        self._values = np.array([row[column] for row in held for column in sorted(row)], dtype=np.float64)
        owners = np.repeat(np.arange(len(held)), [len(row) for row in held])
        self._row_starts = np.flatnonzero(np.diff(owners, prepend=-1))
        order = np.argsort(self._columns, kind="stable")
        self._owners, self._turned = owners[order], self._values[order]
        self._used = self._columns[order]
        self._column_starts = np.flatnonzero(np.diff(self._used, prepend=-1))

    def times(self, weights: Matrix) -> Matrix:
        """The product with a matrix that has a row for each column, and one more of no account."""
        import numpy as np

        return np.concatenate(
            [
                np.add.reduceat(self._values[:, None] * weights[self._columns, at : at + _AT_A_TIME], self._row_starts)
                for at in range(0, weights.shape[1], _AT_A_TIME)
            ],
            axis=1,
        )

    def turned_times(self, counts: Matrix) -> Matrix:
        """The product of the transposed matrix with one that has a row for each row."""
        import numpy as np

        product = np.zeros((self.width + 1, counts.shape[1]))
        for at in range(0, counts.shape[1], _AT_A_TIME):
            parts = self._turned[:, None] * counts[self._owners, at : at + _AT_A_TIME]
            product[self._used[self._column_starts], at : at + _AT_A_TIME] = np.add.reduceat(parts, self._column_starts)
        return product


def ridge_weights(rows: Rows, wanted: Matrix, ridge: Matrix) -> Matrix:
    """The weights of each column for each of the things wanted.

    Args:
        rows: the texts by their features.
        wanted: what each text is to come to, one column a thing.
        ridge: how strongly each text's share is held down.
    """
    import numpy as np

    counts = np.zeros_like(wanted)
    left = wanted.copy()
    step = left.copy()
    size = (left * left).sum(axis=0)
    enough = size * _ENOUGH**2
    for _ in range(_MOST_STEPS):
        if (size <= enough).all():
            break
        turned = rows.times(rows.turned_times(step)) + ridge[:, None] * step
        along = (step * turned).sum(axis=0)
        far = np.divide(size, along, out=np.zeros_like(size), where=along > 0)
        counts += far * step
        left -= far * turned
        now = (left * left).sum(axis=0)
        step = left + np.divide(now, size, out=np.zeros_like(size), where=size > 0) * step
        size = now
    return rows.turned_times(counts)[: rows.width]
