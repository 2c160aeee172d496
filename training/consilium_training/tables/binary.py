"""Discrimination, accuracy and calibration of risks of a yes-or-no outcome, over resampled patients."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ..paired import interval

Array = NDArray[np.float64]
LEAST_RISK = 1e-6


def auroc(risk: Array, had: Array, weight: Array) -> float:
    """Return the area under the ROC curve of weighted rows; equal risks count half."""
    _, place = np.unique(risk, return_inverse=True)
    case, control = np.bincount(place, weight * had), np.bincount(place, weight * (1 - had))
    below = np.cumsum(control) - control / 2
    return float(case @ below / (case.sum() * control.sum()))


def brier(risk: Array, had: Array, weight: Array) -> float:
    """Return the weighted mean squared error."""
    return float(weight @ (risk - had) ** 2 / weight.sum())


def calibration_slope(risk: Array, had: Array, weight: Array) -> float:
    """Return the slope of a logistic regression of the outcome on the logit of the risk; 1 is ideal.

    References
    ----------
    Cox DR. Two further applications of a model for binary regression. Biometrika 1958;45:562-565.
    """
    p = np.clip(risk, LEAST_RISK, 1 - LEAST_RISK)
    x = np.stack([np.ones(len(p)), np.log(p / (1 - p))], axis=1)
    beta = np.array([0.0, 1.0])
    for _ in range(25):
        mean = 1 / (1 + np.exp(-x @ beta))
        spread = weight * mean * (1 - mean)
        step = np.linalg.solve(x.T @ (spread[:, None] * x) + 1e-9 * np.eye(2), x.T @ (weight * (had - mean)))
        beta = beta + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-8:
            break
    return float(beta[1])


MEASURES = {"auroc": auroc, "brier": brier, "slope": calibration_slope}


def patient_weights(number: NDArray[np.int64], resamples: int, seed: int) -> list[Array]:
    """Return how often each row counts in each resample of patients.

    Parameters
    ----------
    number : ndarray, shape (n,)
        Number of each row's patient, from 0.
    """
    people = int(number.max()) + 1
    random, even = np.random.default_rng(seed), np.full(people, 1 / people)
    return [random.multinomial(people, even).astype(float)[number] for _ in range(resamples)]


def compare_risks(risks: Mapping[str, Array], had: Array, weights: list[Array], ours: str) -> dict:
    """Return each measure of each model, and what ours has more, with intervals on the same resamples."""
    whole, found = np.ones(len(had)), {}
    for measure, of in MEASURES.items():
        drawn = {name: np.array([of(risk, had, w) for w in weights]) for name, risk in risks.items()}
        point = {name: of(risk, had, whole) for name, risk in risks.items()}
        found[measure] = {
            "models": {name: interval(point[name], drawn[name]) for name in risks},
            "oursLess": {
                name: interval(point[ours] - point[name], drawn[ours] - drawn[name])
                for name in risks
                if name != ours
            },
        }
    return found
