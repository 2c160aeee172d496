"""Robust scaling of a view, and what is missing filled with its mean given what is there."""

from dataclasses import dataclass

import numpy as np

from .rows import Array, Mask, ViewRows

# Median absolute deviation of a normal distribution, as a share of its standard deviation.
MAD = 1.4826
# Spread by factors: a measured input, never negative, whose logarithm is nearer to symmetric than itself.
SKEWED = 1.0
RIDGE = 0.05
LEAST_KNOWN = 20


@dataclass(frozen=True)
class Scaling:
    """How a view's inputs become numbers about 0.

    Attributes
    ----------
    logs : shape (n,), whether the logarithm of value + offset is taken.
    offsets : shape (n,).
    centre, scale : shape (n,), of transformed inputs.
    covariance : shape (n, n), of centred and scaled inputs.
    """

    logs: Mask
    offsets: Array
    centre: Array
    scale: Array
    covariance: Array

    def standardise(self, values: Array, present: Mask) -> Array:
        """Return centred and scaled inputs with every gap filled, shape (patients, n)."""
        raw = np.where(self.logs, np.log(np.maximum(values, 0) + self.offsets + 1e-300), values)
        scaled = np.where(present, (raw - self.centre) / self.scale, 0.0)
        return _filled(scaled, present, self.covariance)


def _filled(scaled: Array, present: Mask, covariance: Array) -> Array:
    out = scaled.copy()
    patterns, members = np.unique(present, axis=0, return_inverse=True)
    for k, known in enumerate(patterns):
        if known.all() or not known.any():
            continue
        rows = np.flatnonzero(members.ravel() == k)
        gain = np.linalg.solve(covariance[np.ix_(known, known)], covariance[np.ix_(known, ~known)])
        out[np.ix_(rows, ~known)] = scaled[np.ix_(rows, known)] @ gain
    return out


def _skewness(values: Array) -> float:
    spread = values.std()
    return 0.0 if spread == 0 else float((((values - values.mean()) / spread) ** 3).mean())


def _spread(values: Array) -> float:
    # A flag stays one: of a rare variant, a standard deviation would make a landslide.
    if values.size == 0 or np.isin(values, (0.0, 1.0)).all():
        return 1.0
    robust = MAD * float(np.median(np.abs(values - np.median(values))))
    # More than half alike (a count, a flag): the robust spread says nothing.
    spread = robust if robust > 0.05 * values.std() else float(values.std())
    return spread if spread > 0 else 1.0


def _pairwise(scaled: Array, present: Mask) -> Array:
    """Covariance of those who have both inputs, drawn towards the diagonal until it is definite."""
    clipped = np.clip(scaled, -5, 5) * present
    both = present.T.astype(float) @ present
    means = clipped.sum(0) / np.maximum(present.sum(0), 1)
    centred = (clipped - means) * present
    found = centred.T @ centred / np.maximum(both, 1)
    found[both < LEAST_KNOWN] = 0.0
    variances = np.where(np.diag(found) > 0, np.diag(found), 1.0)
    np.fill_diagonal(found, variances)
    least = float(np.linalg.eigvalsh(found).min())
    lift = max(RIDGE, RIDGE - least)
    return found + lift * np.diag(variances)


def learn_scaling(view: ViewRows) -> Scaling:
    """Learn transforms, medians, robust spreads and covariance of a view in a cohort."""
    count = len(view.ids)
    logs = np.zeros(count, dtype=bool)
    offsets, centre, scale = np.zeros(count), np.zeros(count), np.ones(count)
    for k in range(count):
        known = view.values[view.present[:, k], k]
        if view.network is None and known.size >= LEAST_KNOWN and known.min() >= 0:
            positive = known[known > 0]
            offset = 0.0 if positive.size == known.size else float(positive.min(initial=1.0))
            turned = np.log(known + offset)
            logs[k] = _skewness(known) > SKEWED and abs(_skewness(turned)) < _skewness(known)
            offsets[k] = offset if logs[k] else 0.0
            known = turned if logs[k] else known
        if known.size > 0:
            centre[k] = float(np.median(known))
        scale[k] = _spread(known)
    raw = np.where(logs, np.log(np.maximum(view.values, 0) + offsets + 1e-300), view.values)
    scaled = np.where(view.present, (raw - centre) / scale, 0.0)
    return Scaling(logs, offsets, centre, scale, _pairwise(scaled, view.present))
