"""Calibration at the horizon as one number: how far predicted risks lie from smoothed observed ones."""

import numpy as np
from numpy.typing import NDArray

from .baseline import breslow_cumulative_hazard

Array = NDArray[np.float64]
KNOTS = (0.05, 0.35, 0.65, 0.95)


def spline_basis(x: Array, knots: Array) -> Array:
    """Return a restricted cubic spline (Harrell): x and a cubic per knot but two, shape (n, knots - 1)."""
    last, before = knots[-1], knots[-2]

    def cube(at: float) -> Array:
        return np.maximum(x - at, 0) ** 3

    columns = [x]
    for knot in knots[:-2]:
        ends = cube(before) * (last - knot) - cube(last) * (before - knot)
        columns.append((cube(knot) - ends / (last - before)) / (last - knots[0]) ** 2)
    return np.stack(columns, axis=1)


def curve_basis(x: Array) -> Array:
    """Return standardised columns of a smooth function of x, shape (n, columns); none where x is constant.

    A restricted cubic spline with knots at the quantiles `KNOTS` of x, as many as lie apart: where many
    share one value fewer do, and what is left is less bent, down to a line.
    """
    if x.std() < 1e-6:
        return np.empty((len(x), 0))
    z = (x - x.mean()) / x.std()
    knots = np.unique(np.quantile(z, KNOTS).round(6))
    basis = spline_basis(z, knots) if len(knots) > 1 else z[:, None]
    return (basis - basis.mean(0)) / basis.std(0)


def fit_cox(x: Array, time: Array, event: Array, ridge: float = 1e-3) -> Array:
    """Return Cox coefficients by Newton's method with halved steps, Breslow's ties; `x` of shape (n, few)."""
    order = np.argsort(-time, kind="stable")
    x, time, dead = x[order], time[order], event[order] > 0
    # The risk set of a time ends with the last row of that time.
    last = np.searchsorted(-time, -time[dead], side="right") - 1
    products = x[:, :, None] * x[:, None, :]

    def loss(beta: Array) -> float:
        eta = np.clip(x @ beta, -30, 30)
        return float(np.log(np.cumsum(np.exp(eta))[last]).sum() - eta[dead].sum() + ridge * beta @ beta / 2)

    beta = np.zeros(x.shape[1])
    for _ in range(50):
        hazard = np.exp(np.clip(x @ beta, -30, 30))
        total = np.cumsum(hazard)[last]
        mean = np.cumsum(hazard[:, None] * x, axis=0)[last] / total[:, None]
        square = np.cumsum(hazard[:, None, None] * products, axis=0)[last] / total[:, None, None]
        gradient = (x[dead] - mean).sum(0) - ridge * beta
        curvature = (square - mean[:, :, None] * mean[:, None, :]).sum(0) + ridge * np.eye(len(beta))
        step = np.linalg.solve(curvature, gradient)
        while loss(beta + step) > loss(beta) and np.abs(step).max() > 1e-9:
            step = step / 2
        beta = beta + step
        if np.abs(step).max() < 1e-7:
            break
    return beta


def smoothed_risk(risk: Array, time: Array, event: Array, horizon: float) -> Array:
    """Return the observed risk at the horizon as a smooth function of the predicted one, shape (n,).

    A Cox model whose only covariate is a restricted cubic spline of log(-log(1 - risk)).

    Parameters
    ----------
    risk : ndarray, shape (n,)
        Predicted probability of the event by the horizon.
    time, event : ndarray, shape (n,)
        Cut at the horizon.
    """
    x = np.log(-np.log1p(-np.clip(risk, 1e-6, 1 - 1e-6)))
    basis = curve_basis(x)
    eta = basis @ fit_cox(basis, time, event) if basis.shape[1] else np.zeros(len(x))
    baseline = breslow_cumulative_hazard(eta, time, event, np.array([horizon]))[0]
    return 1 - np.exp(-np.exp(eta) * baseline)


def calibration_error(risk: Array, time: Array, event: Array, horizon: float) -> dict[str, float]:
    """Return mean, median and 90th percentile of the distance between predicted and smoothed observed risk.

    References
    ----------
    Austin PC, Harrell FE, van Klaveren D. Graphical calibration curves and the integrated calibration index
    (ICI) for survival models. Stat Med 2020;39:2714-2742.
    """
    distance = np.abs(smoothed_risk(risk, time, event, horizon) - risk)
    half, most = np.quantile(distance, [0.5, 0.9])
    return {"ici": float(distance.mean()), "e50": float(half), "e90": float(most)}
