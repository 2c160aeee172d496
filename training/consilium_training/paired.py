"""Concordance of several scores on the same patients, with intervals over the same resamples."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
EDGES = (0.025, 0.975)


@dataclass(frozen=True)
class Pairs:
    """The comparable pairs of a set of patients: an event up to the horizon and whoever was still there.

    Attributes
    ----------
    first : ndarray, shape (e,)
        Rows with an event.
    later : ndarray of float32, shape (e, n)
        1 where the column's patient had neither event nor censoring before the row's event.
    counts : ndarray of float32, shape (n, resamples)
        How often each patient is in each resample.
    """

    first: NDArray[np.int64]
    later: NDArray[np.float32]
    counts: NDArray[np.float32]

    @classmethod
    def of(cls, time: Array, event: Array, resamples: int, seed: int) -> "Pairs":
        """Return the pairs of follow-up that is cut at the horizon already.

        At equal times an event precedes a censoring, and two events are no pair.
        """
        first = np.flatnonzero(event > 0)
        same = (time[first, None] == time[None]) & (event[None] == 0)
        later = ((time[first, None] < time[None]) | same).astype(np.float32)
        even = np.full(len(time), 1 / len(time))
        counts = np.random.default_rng(seed).multinomial(len(time), even, size=resamples).T
        return cls(first, later, counts.astype(np.float32))

    def concordance(self, score: Array) -> tuple[float, Array]:
        """Return Harrell's C and the C of each resample; higher scores are to come earlier.

        Parameters
        ----------
        score : ndarray, shape (n,)
        """
        difference = score[self.first, None] - score[None]
        won = self.later * ((difference > 0) + 0.5 * (difference == 0)).astype(np.float32)
        drawn = np.einsum("eb,eb->b", self.counts[self.first], won @ self.counts)
        return float(won.sum(dtype=float) / self.later.sum(dtype=float)), drawn / self._comparable

    def weighted(self, score: Array, weight: Array) -> float:
        """Return C with each event's pairs weighted, e.g. Uno's C; `score` and `weight` of shape (n,)."""
        difference = score[self.first, None] - score[None]
        won = (self.later * ((difference > 0) + 0.5 * (difference == 0))).sum(1, dtype=float)
        return float(weight[self.first] @ won / (weight[self.first] @ self.later.sum(1, dtype=float)))

    @cached_property
    def _comparable(self) -> Array:
        return np.einsum("eb,eb->b", self.counts[self.first], self.later @ self.counts)


def interval(estimate: float, drawn: Array) -> dict[str, float]:
    """Return an estimate with its 95 % percentile interval."""
    low, high = np.nanquantile(drawn, EDGES)
    return {"estimate": float(estimate), "low": float(low), "high": float(high)}
