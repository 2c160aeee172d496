"""Calibrates an encoder on pictures of its own: spreads that cover, and probabilities that come true."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from .findings import Finding, which

# Half-width of a normal distribution's middle 90 %, in standard deviations.
NINETY = 1.6449
COVERED = 0.9
# Strength of the belief that log-odds are right as they are: some rare findings are there in few pictures.
PRIOR = 4.0


@dataclass(frozen=True)
class Calibration:
    """How raw answers become calibrated ones, by finding.

    Attributes
    ----------
    offset, slope : ndarray, shape (findings,)
        Value = offset + slope · level; of presences, its log-odds.
    widen : ndarray, shape (findings,)
        Factor of the spread of quantities; 1 until `cover` has told it.
    covariance : ndarray, shape (findings, 3)
        Variance of offset, covariance, variance of slope, of presences.
    """

    offset: NDArray[np.float64]
    slope: NDArray[np.float64]
    widen: NDArray[np.float64]
    covariance: NDArray[np.float64]


def calibrate(level: NDArray, truth: NDArray, findings: Sequence[Finding]) -> Calibration:
    """Fit values on pictures that the network has not seen.

    Parameters
    ----------
    level, truth : ndarray, shape (n, findings)
    """
    count = len(findings)
    offset, slope, widen = np.zeros(count), np.ones(count), np.ones(count)
    covariance = np.zeros((count, 3))
    for column in which(findings, presence=False):
        offset[column] = (truth[:, column] - level[:, column]).mean()
    for column in which(findings, presence=True):
        fitted, uncertain = platt(level[:, column].astype(float), truth[:, column])
        offset[column], slope[column] = fitted
        covariance[column] = uncertain[0, 0], uncertain[0, 1], uncertain[1, 1]
    return Calibration(offset, slope, widen, covariance)


def cover(
    found: Calibration, level: NDArray, spread: NDArray, truth: NDArray, findings: Sequence[Finding]
) -> Calibration:
    """Return a calibration whose spreads cover, told by pictures that its values were not fitted on.

    Parameters
    ----------
    level, spread, truth : ndarray, shape (n, findings)
    """
    value = level + found.offset
    for column, one in enumerate(findings):
        value[:, column] = within(value[:, column], one)
    return replace(found, widen=coverage_factors(value, spread, truth, findings))


def coverage_factors(
    value: NDArray, spread: NDArray, truth: NDArray, findings: Sequence[Finding]
) -> NDArray[np.float64]:
    """Return what spreads must be multiplied by to hold 90 % of quantities, shape (findings,).

    Of presences it is 1.

    Parameters
    ----------
    value, spread, truth : ndarray, shape (n, findings)
    """
    factors = np.ones(len(findings))
    for column in which(findings, presence=False):
        error = np.abs(truth[:, column] - value[:, column])
        factors[column] = covering(error / spread[:, column]) / NINETY
    return factors


def within(value: NDArray, finding: Finding) -> NDArray:
    """Return values as the graph gives them: of a bounded finding none beyond its range."""
    return np.clip(value, finding.low, finding.high) if finding.bounded else value


def covering(ratios: NDArray) -> float:
    """Return what 90 % of new ratios will not exceed: the conformal quantile, (n + 1) · 0.9 of n sorted."""
    rank = min(len(ratios), int(np.ceil(COVERED * (len(ratios) + 1))))
    return float(np.sort(ratios)[rank - 1])


def platt(level: NDArray, truth: NDArray) -> tuple[NDArray, NDArray]:
    """Return offset and slope of the log-odds, and their covariance (2, 2), by penalised logistic regression.

    References
    ----------
    Platt J. Probabilistic outputs for support vector machines. 1999.
    """
    design = np.stack([np.ones_like(level), level], 1)
    coefficients, hessian = np.array([0.0, 1.0]), np.eye(2)
    penalty = np.diag([0.01, PRIOR])
    for _ in range(100):
        probability = expit(design @ coefficients)
        gradient = design.T @ (truth - probability) - penalty @ (coefficients - [0.0, 1.0])
        weight = probability * (1 - probability)
        hessian = design.T @ (design * weight[:, None]) + penalty
        step = np.linalg.solve(hessian, gradient)
        coefficients = coefficients + step / max(1.0, float(np.abs(step).max()))
    return coefficients, np.linalg.inv(hessian)
