"""Discrimination and accuracy of risk predictions under censoring."""

import numpy as np
from numpy.typing import NDArray
from sksurv.exceptions import NoComparablePairException
from sksurv.metrics import concordance_index_censored

from .baseline import kaplan_meier

Array = NDArray[np.float64]


def truncate(time: Array, event: Array, horizon: float) -> tuple[Array, Array]:
    """Return follow-up censored at `horizon`; an event at exactly the horizon counts."""
    return np.minimum(time, horizon), np.where(time <= horizon, event, 0)


def concordance(score: Array, time: Array, event: Array) -> float:
    """Return Harrell's C: the share of comparable pairs that the score orders rightly.

    A pair is comparable if the earlier time is an event; at equal times an event precedes a
    censoring. Equal scores count half. `nan` without a comparable pair.

    Parameters
    ----------
    score : ndarray, shape (n,)
        Higher means earlier.
    time, event : ndarray, shape (n,)

    References
    ----------
    Harrell FE, Lee KL, Mark DB. Stat Med 1996;15:361-387.
    """
    if len(time) < 2 or not np.any(event > 0):
        return float("nan")
    try:
        # Without a pair it divides 0 by 0 where events share a time.
        with np.errstate(invalid="ignore"):
            return concordance_index_censored(event > 0, time, score, tied_tol=0)[0]
    except NoComparablePairException:
        return float("nan")


def censoring_weights(time: Array, event: Array, horizon: float) -> Array:
    """Return inverse probabilities of being observed at `horizon`, 0 for patients censored before.

    Parameters
    ----------
    time, event : ndarray, shape (n,)
    horizon : float

    Returns
    -------
    ndarray, shape (n,)
        1/G(tᵢ-) for events up to the horizon, 1/G(horizon) for survivors; G by Kaplan-Meier.

    References
    ----------
    Graf E et al. Stat Med 1999;18:2529-2545.
    """
    had = (time <= horizon) & (event > 0)
    survived = time > horizon
    uncensored, _ = kaplan_meier(time, 1 - event, time, before=True)
    at_horizon, _ = kaplan_meier(time, 1 - event, np.array([horizon]))
    weight = np.zeros(len(time))
    weight[had] = 1 / uncensored[had]
    weight[survived] = 1 / at_horizon[0] if at_horizon[0] > 0 else 0.0
    return weight


def brier(risk: Array, time: Array, event: Array, horizon: float) -> float:
    """Return the Brier score at `horizon`, weighted for censoring (Graf 1999).

    Parameters
    ----------
    risk : ndarray, shape (n,)
        Predicted probability of an event by `horizon`.
    time, event : ndarray, shape (n,)
    horizon : float
    """
    had = ((time <= horizon) & (event > 0)).astype(float)
    return float(np.mean(censoring_weights(time, event, horizon) * (had - risk) ** 2))


def auc(score: Array, time: Array, event: Array, horizon: float) -> float:
    """Return the cumulative/dynamic AUC at `horizon`, cases weighted for censoring.

    Parameters
    ----------
    score : ndarray, shape (n,)
    time, event : ndarray, shape (n,)
    horizon : float

    References
    ----------
    Uno H et al. J Am Stat Assoc 2007;102:527-537.
    """
    case = (time <= horizon) & (event > 0)
    control = np.sort(score[time > horizon])
    weight = censoring_weights(time, event, horizon)[case]
    below = np.searchsorted(control, score[case], side="left")
    not_above = np.searchsorted(control, score[case], side="right")
    wins = (below + not_above) / 2
    total = weight.sum() * len(control)
    return float((weight * wins).sum() / total) if total > 0 else float("nan")


def integrated_brier(survival: Array, time: Array, event: Array) -> float:
    """Return the Brier score integrated over the days of a survival curve, per day (trapezium rule).

    Parameters
    ----------
    survival : ndarray, shape (n, days + 1)
        S at the end of day 0, 1 … horizon.
    time, event : ndarray, shape (n,)
        Whole follow-up, days.
    """
    days = range(1, survival.shape[1])
    scores = np.array([0.0, *(brier(1 - survival[:, day], time, event, day) for day in days)])
    return float((scores[1:] + scores[:-1]).sum() / 2 / (len(scores) - 1))


def net_benefit(risk: Array, time: Array, event: Array, horizon: float, threshold: float) -> dict[str, float]:
    """Return the net benefit, per patient, of acting on those at or above a threshold, and of acting on all.

    References
    ----------
    Vickers AJ, Cronin AM, Elkin EB, Gonen M. BMC Med Inform Decis Mak 2008;8:53.
    """

    def benefit(chosen: NDArray[np.bool_]) -> float:
        if not chosen.any():
            return 0.0
        survival, _ = kaplan_meier(time[chosen], event[chosen], np.array([horizon]))
        had = 1 - survival[0]
        return float(chosen.mean() * (had - (1 - had) * threshold / (1 - threshold)))

    return {"model": benefit(risk >= threshold), "all": benefit(np.ones(len(risk), bool))}


def uno_weights(time: Array, event: Array) -> Array:
    """Return 1 / G(t-)² of each row, G the Kaplan-Meier probability of no censoring; whole follow-up.

    References
    ----------
    Uno H et al. Stat Med 2011;30:1105-1117.
    """
    uncensored, _ = kaplan_meier(time, 1 - event, time, before=True)
    return 1 / np.maximum(uncensored, 1e-6) ** 2
