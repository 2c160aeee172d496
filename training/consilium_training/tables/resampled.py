"""Differences and ranks over repeated folds, with intervals that know that training sets overlap."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]
LEVEL = 0.95


def corrected_interval(per_fold: Array, folds: int) -> dict[str, float]:
    """Return the mean over repeated folds with its corrected 95 % interval.

    The variance of J values is taken (1 / J + n_test / n_train) times, for their training sets share rows.

    Parameters
    ----------
    per_fold : ndarray, shape (J,)
        One value, or paired difference, for each fold of each repeat.
    folds : int
        Of one repeat: n_test / n_train = 1 / (folds - 1).

    References
    ----------
    Nadeau C, Bengio Y. Inference for the generalization error. Mach Learn 2003;52:239-281.
    """
    count = len(per_fold)
    estimate = float(np.mean(per_fold))
    variance = float(np.var(per_fold, ddof=1)) * (1 / count + 1 / (folds - 1))
    half = float(stats.t.ppf((1 + LEVEL) / 2, count - 1)) * float(np.sqrt(variance))
    return {"estimate": estimate, "low": estimate - half, "high": estimate + half}


def best_other(means: Mapping[str, float], ours: str) -> str:
    """Return the name of the best of the others."""
    return max((name for name in means if name != ours), key=lambda name: means[name])


def ranks(means: Mapping[str, float]) -> dict[str, float]:
    """Return the rank of each, 1 for the highest; ties share the mean of their ranks."""
    names = list(means)
    return dict(zip(names, map(float, stats.rankdata([-means[name] for name in names])), strict=True))


def mean_rank(of_tables: Array, resamples: int, seed: int) -> dict[str, float]:
    """Return the mean rank over tables with its 95 % interval over resampled tables."""
    random = np.random.default_rng(seed)
    drawn = random.choice(of_tables, (resamples, len(of_tables))).mean(1)
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return {"estimate": float(np.mean(of_tables)), "low": float(low), "high": float(high)}
