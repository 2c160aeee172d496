"""A lower bound on the time without readmission that holds for nine patients in ten, whatever the model."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .baseline import kaplan_meier

Array = NDArray[np.float64]
LEVEL = 0.9
RULE = (
    "No readmission up to the end of the last day t with 1 - S(t) at or below the threshold of the clock. "
    "Split conformal after Candès, Lei and Ren (J R Stat Soc B 2023;85:24-45), on calibration patients as "
    "they come; a readmission counts by the inverse of the Kaplan-Meier probability of not being censored "
    "before. At home: days 1 to 7 of those with a wearable; the rows of one patient depend on one another."
)


@dataclass(frozen=True)
class Scores:
    """Nonconformity of rows and its weights.

    Attributes
    ----------
    score : ndarray, shape (n,)
        1 - S at the end of the day of the readmission; infinite without a readmission by the horizon.
    weight : ndarray, shape (n,)
        Inverse probability of not being censored before it; 1 without a readmission.
    """

    score: Array
    weight: Array


def score_readmissions(survival: Array, time: Array, event: Array) -> Scores:
    """Return the scores of readmissions within the horizon.

    Parameters
    ----------
    survival : ndarray, shape (n, days + 1)
        S at the end of day 0, 1 … horizon.
    time, event : ndarray, shape (n,)
        Whole follow-up, days.
    """
    horizon = survival.shape[1] - 1
    had = (event > 0) & (time <= horizon)
    day = np.ceil(np.minimum(time, horizon)).astype(np.int64)
    score = np.where(had, 1 - survival[np.arange(len(time)), day], np.inf)
    uncensored, _ = kaplan_meier(time, 1 - event, time, before=True)
    return Scores(score, np.where(had, 1 / np.maximum(uncensored, 1e-6), 1.0))


def miss_rate(scores: Scores, threshold: float) -> float:
    """Return the weighted share of rows readmitted up to the end of the day that the threshold promises."""
    missed = scores.weight[scores.score <= threshold].sum()
    return float(missed / len(scores.score))


def find_threshold(scores: Scores, level: float = LEVEL) -> float:
    """Return the largest threshold whose misses, one more row counted, stay within 1 - level; at least 0.

    Misses only happen at scores, so it lies just below the first score that would be one too many.
    """
    order = np.argsort(scores.score, kind="stable")
    weight, score = scores.weight[order], scores.score[order]
    extra = weight[np.isfinite(score)].max(initial=1.0)
    misses = (np.cumsum(weight) + extra) / (len(weight) + 1)
    beyond = np.flatnonzero((misses > 1 - level) & np.isfinite(score))
    if len(beyond) == 0:
        return 1.0
    return float(max(0.0, np.nextafter(np.float32(score[beyond[0]]), np.float32(0)) - 1e-7))


def bound_days(survival: Array, threshold: float) -> NDArray[np.int64]:
    """Return the last day, from 0, with 1 - S at or below the threshold, shape (n,)."""
    return ((1 - survival) <= threshold).sum(1) - 1


def describe_bounds(survival: Array, time: Array, event: Array, threshold: float) -> dict[str, float]:
    """Return coverage and length of the bounds on some rows."""
    days = bound_days(survival, threshold)
    covered = 1 - miss_rate(score_readmissions(survival, time, event), threshold)
    low, middle, high = np.quantile(days, [0.1, 0.5, 0.9])
    return {
        "covered": covered,
        "rows": len(time),
        "p10": float(low),
        "p50": float(middle),
        "p90": float(high),
        "whole": float((days == survival.shape[1] - 1).mean()),
    }
