"""Baseline cumulative hazard of a fitted Cox model, and the Kaplan-Meier curve."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def breslow_cumulative_hazard(
    log_hazard: Array, time: Array, event: Array, at: Array, weight: Array | None = None
) -> Array:
    """Return Breslow's cumulative hazard of a patient whose log-hazard is 0.

    Parameters
    ----------
    log_hazard, time, event : ndarray, shape (n,)
        Linear predictor, time (days) and 1 for an event.
    at : ndarray, shape (m,)
        Times, same unit; events at exactly that time count.
    weight : ndarray, shape (n,), optional
        Case weights.

    Returns
    -------
    ndarray, shape (m,)

    References
    ----------
    Breslow N. Discussion of Professor Cox's paper. J R Stat Soc B 1972;34:216-217.
    """
    case = np.ones(len(time)) if weight is None else np.asarray(weight, float)
    order = np.argsort(time, kind="stable")
    time, event, case = time[order], event[order], case[order]
    hazard = case * np.exp(log_hazard[order])
    at_risk = np.cumsum(hazard[::-1])[::-1]
    distinct, first = np.unique(time, return_index=True)
    deaths = np.add.reduceat(case * event, first)
    # A bootstrap may leave nobody at risk at the very end; no event is counted there either.
    steps = np.divide(deaths, at_risk[first], out=np.zeros_like(deaths), where=deaths > 0)
    total = np.concatenate([[0.0], np.cumsum(steps)])
    return total[np.searchsorted(distinct, at, side="right")]


def kaplan_meier(time: Array, event: Array, at: Array, *, before: bool = False) -> tuple[Array, Array]:
    """Return the Kaplan-Meier survival and Greenwood's variance sum Σ d / (n (n - d)).

    Parameters
    ----------
    time, event : ndarray, shape (n,)
    at : ndarray, shape (m,)
    before : bool
        Give the value just before `at`, as inverse-probability weights need.

    Returns
    -------
    survival, variance_sum : ndarray, shape (m,)
        Var(S) = S² · variance_sum.
    """
    order = np.argsort(time, kind="stable")
    time, event = time[order], event[order]
    distinct, first = np.unique(time, return_index=True)
    at_risk = len(time) - first
    deaths = np.add.reduceat(event.astype(float), first)
    survival = np.concatenate([[1.0], np.cumprod(1 - deaths / at_risk)])
    left = np.maximum(at_risk - deaths, 1e-12)
    variance = np.concatenate([[0.0], np.cumsum(deaths / (at_risk * left))])
    index = np.searchsorted(distinct, at, side="left" if before else "right")
    return survival[index], variance[index]
