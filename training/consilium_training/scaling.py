"""Turns raw feature values into ramps: a fixed, monotone, bounded encoding learned from training data."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh

Array = NDArray[np.float64]

RAMPS = 8
# Narrower towards the tails; beyond the outer two a shape function is flat: it never extrapolates.
KNOT_QUANTILES = np.array([0.005, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 0.995])
# A segment between two knots needs patients: fewer give fewer ramps.
PATIENTS_PER_RAMP = 50
# Two knots that almost coincide, as quantiles of a probability near 0 or 1 do, would make a step.
LEAST_WIDTH = 0.02
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
    basis : ndarray, shape (features, ramps, ramps)
        Column j holds the ramp weights of component j: a function of mean 0 and variance 1 over the
        training patients, uncorrelated with the others, in order of roughness; 0 where unused.
    bend : ndarray, shape (features, ramps)
        Roughness of each component: Σ (change of slope)², in units of z.
    """

    log_rate: Array
    mean: Array
    deviation: Array
    left: Array
    width: Array
    centre: Array
    basis: Array
    bend: Array

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
    flat, square = np.zeros_like(left), np.zeros((*left.shape, RAMPS))
    bare = Scaling(log_rate, mean, deviation, left, width, flat, square, flat)
    ramps = bare.ramps(values)
    seen = np.maximum(present.sum(0), 1)[:, None]
    centre = (ramps * present[:, :, None]).sum(0) / seen
    parts = [smooth_components(ramps[present[:, f] > 0, f], width[f]) for f in range(values.shape[1])]
    basis, bend = (np.array(part) for part in zip(*parts, strict=True))
    return Scaling(log_rate, mean, deviation, left, width, centre, basis, bend)


def smooth_components(ramps: Array, width: Array) -> tuple[Array, Array]:
    """Return the Demmler-Reinsch basis of one feature's ramps and the roughness of each component.

    Parameters
    ----------
    ramps : ndarray, shape (n, ramps)
        Of the patients who have the feature.
    width : ndarray, shape (ramps,)

    References
    ----------
    Demmler A, Reinsch C. Numer Math 1975;24:375-382.
    """
    basis, bend = np.zeros((RAMPS, RAMPS)), np.zeros(RAMPS)
    used = int((width > 0).sum())
    if used == 0:
        return basis, bend
    # The small ridge keeps a nearly empty segment from being blown up to variance 1.
    spread = np.cov(ramps[:, :used], rowvar=False).reshape(used, used) + 1e-4 * np.eye(used)
    slope_change = np.diff(np.diag(1 / width[:used]), axis=0)
    scale = 0.5 * (width[1:used] + width[: used - 1])
    roughness, vectors = eigh(slope_change.T @ (scale[:, None] * slope_change), spread)
    basis[:used, :used] = vectors
    bend[:used] = np.maximum(roughness, 0)
    return basis, bend


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
    knots = np.unique(np.quantile(z, quantiles))
    apart = [knots[0]]
    for knot in knots[1:]:
        if knot - apart[-1] >= LEAST_WIDTH:
            apart.append(knot)
    return np.array(apart)


def skewness(x: Array) -> float:
    """Return the third standardised moment."""
    return float(np.mean(((x - x.mean()) / x.std()) ** 3))


def excess_kurtosis(x: Array) -> float:
    """Return the fourth standardised moment less the normal distribution's 3."""
    return float(np.mean(((x - x.mean()) / x.std()) ** 4) - 3)
