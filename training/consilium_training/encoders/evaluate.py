"""How well an encoder reads test pictures, with intervals."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from .calibrate import NINETY
from .findings import Finding

RESAMPLES = 1000


def area(score: NDArray, truth: NDArray) -> float:
    """Return the area under the receiver operating characteristic; NaN when all or none have it."""
    positive = truth > 0.5
    have, lack = positive.sum(), (~positive).sum()
    if have == 0 or lack == 0:
        return float("nan")
    return float((rankdata(score)[positive].sum() - have * (have + 1) / 2) / (have * lack))


def mean_error(value: NDArray, truth: NDArray) -> float:
    """Return the mean absolute error."""
    return float(np.abs(value - truth).mean())


def interval(measure: Callable, value: NDArray, truth: NDArray, seed: int) -> dict[str, float]:
    """Return a measure with its 95 % percentile interval over resamples of the pictures."""
    random = np.random.default_rng(seed)
    rows = random.integers(len(value), size=(RESAMPLES, len(value)))
    drawn = np.array([measure(value[one], truth[one]) for one in rows])
    low, high = np.nanquantile(drawn, [0.025, 0.975]) if np.isfinite(drawn).any() else (np.nan, np.nan)
    return {"estimate": measure(value, truth), "low": float(low), "high": float(high)}


def rounded(values: dict[str, float]) -> dict[str, float]:
    """Return figures with five significant digits."""
    return {name: float(f"{value:.5g}") for name, value in values.items()}


def measure_findings(
    value: NDArray, truth: NDArray, findings: Sequence[Finding], seed: int
) -> list[dict[str, object]]:
    """Return the manifest's metrics; a finding that all or none of the pictures have gets none.

    Parameters
    ----------
    value, truth : ndarray, shape (n, findings)
    """
    metrics = []
    for column, one in enumerate(findings):
        measure, name = (area, "AUROC") if one.presence else (mean_error, "MAE")
        found = interval(measure, value[:, column], truth[:, column], seed)
        if np.isfinite(found["estimate"]):
            metrics.append({"finding": one.id, "measure": name, **rounded(found), "pictures": len(value)})
    return metrics


def coverage(value: NDArray, spread: NDArray, truth: NDArray) -> dict[str, float]:
    """Return the share of pictures whose truth is within ± 1.645 spreads, with its 95 % Wilson interval."""
    covered = np.abs(value - truth) <= NINETY * spread
    n, share, z = len(covered), covered.mean(), 1.96
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return rounded({"estimate": float(share), "low": float(centre - half), "high": float(centre + half)})


def in_the_large(value: NDArray, truth: NDArray) -> dict[str, float]:
    """Return the mean probability, the share that have it, and the Brier score."""
    return rounded(
        {
            "predicted": float(value.mean()),
            "observed": float(truth.mean()),
            "brier": float(np.square(value - truth).mean()),
        }
    )
