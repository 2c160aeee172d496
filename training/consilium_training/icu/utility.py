"""What an alarm is worth: the utility of the PhysioNet/CinC Challenge 2019, exactly, and normalised.

References
----------
Reyna MA et al. Crit Care Med 2020;48:210-217; the challenge's `evaluate_sepsis_score.py`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Hours from the onset of sepsis; the label is raised six hours before it.
EARLY, OPTIMAL, LATE = -12, -6, 3
BEST_ALARM, WORST_SILENCE, FALSE_ALARM, RIGHT_SILENCE = 1.0, -2.0, -0.05, 0.0


@dataclass(frozen=True)
class Worth:
    """By hour, what an alarm and what silence is worth, and whether the best observer alarms."""

    alarm: Array
    silence: Array
    ideal: NDArray[np.bool_]


def worth_of_stay(labels: NDArray) -> Worth:
    """Return the worth of each hour of one stay.

    Parameters
    ----------
    labels : ndarray of 0 and 1, shape (hours,)
        The challenge's SepsisLabel.
    """
    hours = len(labels)
    if not np.any(labels == 1):
        return Worth(np.full(hours, FALSE_ALARM), np.full(hours, RIGHT_SILENCE), np.zeros(hours, bool))
    since = np.arange(hours) - (int(np.argmax(labels == 1)) - OPTIMAL)
    rising = BEST_ALARM * (since - EARLY) / (OPTIMAL - EARLY)
    falling = BEST_ALARM * (LATE - since) / (LATE - OPTIMAL)
    missing = WORST_SILENCE * (since - OPTIMAL) / (LATE - OPTIMAL)
    alarm = np.where(since <= OPTIMAL, np.maximum(rising, FALSE_ALARM), falling)
    silence = np.where(since <= OPTIMAL, 0.0, missing)
    # Later than LATE neither is worth anything.
    over = since > LATE
    ideal = (since >= EARLY) & (since <= LATE)
    return Worth(np.where(over, 0.0, alarm), np.where(over, 0.0, silence), ideal)


def worth_of(labels: NDArray, of: NDArray[np.int64]) -> Worth:
    """Return the worth of the hours of many stays, which lie one after the other."""
    starts = np.flatnonzero(np.r_[True, np.diff(of) != 0])
    each = [worth_of_stay(stay) for stay in np.split(labels, starts[1:])]
    return Worth(
        np.concatenate([one.alarm for one in each]),
        np.concatenate([one.silence for one in each]),
        np.concatenate([one.ideal for one in each]),
    )


@dataclass(frozen=True)
class Utility:
    """By stay: what was earned by the alarms, by the best observer, and by silence throughout."""

    observed: Array
    best: Array
    inaction: Array

    def normalised(self, weight: Array | None = None) -> float:
        """Return 1 for the best observer and 0 for silence; `weight`: how often each stay counts."""
        counts = np.ones(len(self.best)) if weight is None else weight
        observed, best, inaction = (counts @ one for one in (self.observed, self.best, self.inaction))
        return float((observed - inaction) / (best - inaction))


def utility_of(worth: Worth, alarms: NDArray[np.bool_], of: NDArray[np.int64], stays: int) -> Utility:
    """Return what alarms earn in each of so many stays."""

    def earned(by: NDArray[np.bool_]) -> Array:
        return np.bincount(of, np.where(by, worth.alarm, worth.silence), stays)

    return Utility(earned(alarms), earned(worth.ideal), earned(np.zeros(len(of), bool)))


def plateau(score: Array, worth: Worth, of: NDArray[np.int64], within: float, steps: int = 200) -> float:
    """Return the highest threshold whose utility lies within `within` of the best.

    A plateau's edge: there the fewest alarms earn as much as the best within the noise.
    """
    thresholds = np.unique(np.quantile(score, np.linspace(0.3, 0.998, steps)))
    stays = int(of.max()) + 1
    earned = [utility_of(worth, score >= one, of, stays).normalised() for one in thresholds]
    return float(thresholds[np.flatnonzero(np.array(earned) >= max(earned) - within)[-1]])
