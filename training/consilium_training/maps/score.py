"""What the maps of many pictures say together: intervals, the better way, which findings get a map."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .methods import METHODS

RESAMPLES = 2000
EDGES = (0.025, 0.975)
SEED = 20261129
# Rank correlation of effects with those of a network that learned nothing, from which on a map is no map.
MOST_ALIKE = 0.5

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Measured:
    """Of each picture and finding.

    Attributes
    ----------
    scores : dict of str to ndarray, shape (pictures, findings)
        Insertion above deletion, by method.
    random : ndarray of that shape
        The same of random orders.
    gaps : dict of str to ndarray of that shape
        How far the cells' sum is from the difference.
    errors : ndarray of that shape
        Standard error of a cell, root mean square; of the sampled method.
    strongest : ndarray of that shape
        Largest effect of a cell; of the sampled method.
    difference : ndarray of that shape
        Picture less reference.
    """

    scores: dict[str, Array]
    random: Array
    gaps: dict[str, Array]
    errors: Array
    strongest: Array
    difference: Array


def resampled(values: Array, statistic=np.mean) -> dict[str, float]:
    """Return a statistic over pictures (first axis) with its 95 % percentile bootstrap interval."""
    random = np.random.default_rng(SEED)
    drawn = random.integers(len(values), size=(RESAMPLES, len(values)))
    low, high = np.quantile([statistic(values[rows]) for rows in drawn], EDGES)
    return {"estimate": float(statistic(values)), "low": float(low), "high": float(high)}


def shares(stacked: Array) -> Array:
    """Return each method's mean score as a share of the best one's, mean over findings.

    Parameters
    ----------
    stacked : ndarray, shape (pictures, methods, findings)
    """
    means = stacked.mean(0)
    return (means / means.max(0)).mean(1)


def completeness(measured: Measured, method: str) -> float:
    """Return the gap of all pictures and findings as a share of the difference, mean over findings."""
    whole = np.abs(measured.difference).sum(0)
    return float((np.abs(measured.gaps[method]).sum(0) / whole).mean())


def compare(measured: Measured) -> dict[str, dict]:
    """Return share of the best score and distance from the best method, with intervals, by method."""
    names = list(METHODS)
    stacked = np.stack([measured.scores[name] for name in names], 1)
    best = int(np.argmax(shares(stacked)))
    return {
        name: {
            "share": resampled(stacked, lambda rows, k=k: shares(rows)[k]),
            "behindBest": resampled(stacked, lambda rows, k=k: shares(rows)[k] - shares(rows)[best]),
            "completenessError": completeness(measured, name),
        }
        for k, name in enumerate(names)
    }


def better(compared: list[dict[str, dict]]) -> str:
    """Return the way that is shipped for all encoders.

    Of those that are not surely behind the best of any encoder, the one whose cells add up best.
    """
    fair = [name for name in METHODS if all(one[name]["behindBest"]["high"] >= 0 for one in compared)]
    by_gap = lambda name: sum(one[name]["completenessError"] for one in compared)  # noqa: E731
    if fair:
        return min(fair, key=by_gap)
    return max(METHODS, key=lambda name: sum(one[name]["share"]["estimate"] for one in compared))


def verdict(gain: dict[str, float], alike: float) -> str | None:
    """Return why a finding gets no map, as an end of "…, because …"; `None`: it gets one."""
    if gain["low"] <= 0:
        return "the network's answer did not follow its cells more than cells drawn at random"
    if alike >= MOST_ALIKE:
        return "a network that learned nothing gives nearly the same map"
    return None
