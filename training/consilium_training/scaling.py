"""Turns raw feature values into ramps: a fixed, monotone, bounded encoding learned from training data."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

RAMPS = 8
# Narrower towards the tails; beyond the outer two a shape function is flat: it never extrapolates.
KNOT_QUANTILES = np.array([0.005, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 0.995])
# A segment between two knots needs patients: fewer give fewer ramps.
PATIENTS_PER_RAMP = 50
SKEWED = 1.0


@dataclass(frozen=True)
class Scaling:
    """How each feature is encoded; every array has one row per feature.

    Attributes
    ----------
    log_rate : ndarray, shape (features,)
        0: linear. r > 0: x becomes sign(x) · log(1 + r · abs(x)).
    mean, deviation : ndarray, shape (features,)
        Of the transformed value; z = (t - mean) / deviation.
    left, width : ndarray, shape (features, ramps)
        A ramp rises from 0 at z = left to 1 at left + width; width 0 marks an unused ramp.
    centre : ndarray, shape (features, ramps)
        Mean of each ramp over the training patients who have the feature.
    """

    log_rate: Array
    mean: Array
    deviation: Array
    left: Array
    width: Array
    centre: Array

    @property
    def inverse_width(self) -> Array:
        """1 / width, 0 for an unused ramp; shape (features, ramps)."""
        return np.divide(1.0, self.width, out=np.zeros_like(self.width), where=self.width > 0)

    def ramps(self, values: Array) -> Array:
        """Return the uncentred ramps; values (n, features) give (n, features, ramps)."""
        z = (signed_log(values, self.log_rate) - self.mean) / self.deviation
        return np.clip((z[:, :, None] - self.left) * self.inverse_width, 0, 1)


def signed_log(values: Array, rate: Array) -> Array:
    """Return sign(x) · log(1 + r · abs(x)) where r > 0, else x."""
    return np.where(rate > 0, np.sign(values) * np.log1p(rate * np.abs(values)), values)


def fit_scaling(values: Array, present: Array) -> Scaling:
    """Learn the encoding from training rows only.

    Parameters
    ----------
    values, present : ndarray, shape (n, features)
        Raw values and 1/0 flags; absent values are ignored.
    """
    columns = [fit_feature(values[present[:, f] > 0, f].astype(float)) for f in range(values.shape[1])]
    log_rate, mean, deviation, left, width = (np.array(part) for part in zip(*columns, strict=True))
    bare = Scaling(log_rate, mean, deviation, left, width, np.zeros_like(left))
    seen = np.maximum(present.sum(0), 1)[:, None]
    centre = (bare.ramps(values) * present[:, :, None]).sum(0) / seen
    return Scaling(log_rate, mean, deviation, left, width, centre)


def fit_feature(observed: Array) -> tuple[float, float, float, Array, Array]:
    """Return log rate, mean, deviation, left and width of one feature from its observed values."""
    left, width = np.zeros(RAMPS), np.zeros(RAMPS)
    if len(np.unique(observed)) < 2:
        return 0.0, 0.0, 1.0, left, width
    rate = choose_log_rate(observed)
    transformed = signed_log(observed, np.float64(rate))
    mean, deviation = transformed.mean(), transformed.std()
    knots = choose_knots((transformed - mean) / deviation)
    left[: len(knots) - 1] = knots[:-1]
    width[: len(knots) - 1] = np.diff(knots)
    return rate, mean, deviation, left, width


def choose_log_rate(observed: Array) -> float:
    """Return the log rate that removes skew (or heavy tails on both sides), or 0 if there is none."""
    spread = np.median(np.abs(observed[observed != 0]))
    both_signs = observed.min() < 0 < observed.max()
    shape = excess_kurtosis if both_signs else skewness
    logged = signed_log(observed, np.float64(1 / spread))
    better = abs(shape(logged)) < abs(shape(observed))
    return float(1 / spread) if shape(observed) > SKEWED and better else 0.0


def choose_knots(z: Array) -> Array:
    """Return distinct increasing knots: all values of a count or flag, else quantiles."""
    distinct = np.unique(z)
    if len(distinct) <= RAMPS + 1:
        return distinct
    ramps = int(np.clip(len(z) // PATIENTS_PER_RAMP, 1, RAMPS))
    positions = np.linspace(0, RAMPS, ramps + 1)
    quantiles = np.interp(positions, np.arange(RAMPS + 1), KNOT_QUANTILES)
    return np.unique(np.quantile(z, quantiles))


def skewness(x: Array) -> float:
    """Return the third standardised moment."""
    return float(np.mean(((x - x.mean()) / x.std()) ** 3))


def excess_kurtosis(x: Array) -> float:
    """Return the fourth standardised moment less the normal distribution's 3."""
    return float(np.mean(((x - x.mean()) / x.std()) ** 4) - 3)
