"""Concordance of several scores on the same patients, with intervals over the same resamples."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
EDGES = (0.025, 0.975)


# Events looked at together: the table of pairs of thousands of patients would not fit.
TOGETHER = 256


@dataclass(frozen=True)
class Pairs:
    """The comparable pairs of a set of patients: an event up to the horizon and whoever was still there.

    Attributes
    ----------
    first : ndarray, shape (e,)
        Rows with an event.
    later : ndarray of bool, shape (e, n)
        Whether the column's patient had neither event nor censoring before the row's event.
    counts : ndarray, shape (n, resamples)
        How often each patient is in each resample.
    """

    first: NDArray[np.int64]
    later: NDArray[np.bool_]
    counts: Array

    @classmethod
    def of(cls, time: Array, event: Array, resamples: int, seed: int) -> "Pairs":
        """Return the pairs of follow-up that is cut at the horizon already.

        At equal times an event precedes a censoring, and two events are no pair.
        """
        first = np.flatnonzero(event > 0)
        later = (time[first, None] < time) | ((time[first, None] == time) & (event == 0))
        even = np.full(len(time), 1 / len(time))
        counts = np.random.default_rng(seed).multinomial(len(time), even, size=resamples).T
        return cls(first, later, counts.astype(float))

    def concordance(self, score: Array) -> tuple[float, Array]:
        """Return Harrell's C and the C of each resample; higher scores are to come earlier.

        A resample's is that of its counts to the first order in numerator and denominator, from how many
        pairs each patient is in: with hundreds of patients the same to the third digit, without a table of
        all pairs for each resample.

        Parameters
        ----------
        score : ndarray, shape (n,)

        References
        ----------
        Efron B. The jackknife, the bootstrap and other resampling plans. SIAM 1982, ch. 6.
        """
        won = self._by_patient(*self._won(score))
        pairs = self._by_patient(*self._comparable)
        change = self.counts - 1
        of, among = won.sum() / 2, pairs.sum() / 2
        return float(of / among), (of + won @ change) / (among + pairs @ change)

    def weighted(self, score: Array, weight: Array) -> float:
        """Return C with each event's pairs weighted, e.g. Uno's C; `score` and `weight` of shape (n,)."""
        won, pairs = self._won(score)[0], self._comparable[0]
        return float(weight[self.first] @ won / (weight[self.first] @ pairs))

    def _won(self, score: Array) -> tuple[Array, Array]:
        """Return how many pairs are in the right order, by event (e,) and by the other patient (n,)."""
        by_event, by_other = np.zeros(len(self.first)), np.zeros(len(score))
        for start in range(0, len(self.first), TOGETHER):
            rows = slice(start, start + TOGETHER)
            mine = score[self.first[rows], None]
            right = self.later[rows] * ((mine > score) + np.float32(0.5) * (mine == score))
            by_event[rows] = right.sum(1, dtype=float)
            by_other += right.sum(0, dtype=float)
        return by_event, by_other

    @cached_property
    def _comparable(self) -> tuple[Array, Array]:
        """How many pairs there are, by event and by the other patient."""
        return self.later.sum(1, dtype=float), self.later.sum(0, dtype=float)

    def _by_patient(self, by_event: Array, by_other: Array) -> Array:
        """Return in how many pairs each patient is, shape (n,)."""
        total = by_other.copy()
        total[self.first] += by_event
        return total


def interval(estimate: float, drawn: Array) -> dict[str, float]:
    """Return an estimate with its 95 % percentile interval."""
    low, high = np.nanquantile(drawn, EDGES)
    return {"estimate": float(estimate), "low": float(low), "high": float(high)}
