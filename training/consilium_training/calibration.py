"""Calibration of a log-hazard against observed events, on the complementary log-log scale."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .baseline import kaplan_meier

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Calibration:
    """log(-log S) = intercept + slope · η + log H0, H0 the uncalibrated cumulative hazard."""

    intercept: float
    slope: float


def fit_calibration(
    log_hazard: Array,
    cumulative_hazard: Array,
    event: Array,
    weight: Array | None = None,
    *,
    fixed_slope: float | None = None,
) -> Calibration:
    """Fit intercept and slope by Poisson likelihood with offset log H0(tᵢ); Newton's method.

    Censored follow-up counts in full: the expected number of events of patient i is
    H0(tᵢ) · exp(a + b · ηᵢ).

    Parameters
    ----------
    log_hazard : ndarray, shape (n,)
    cumulative_hazard : ndarray, shape (n,)
        Baseline cumulative hazard at each patient's own end of follow-up.
    event : ndarray, shape (n,)
    weight : ndarray, shape (n,), optional
        Case weights.
    fixed_slope : float, optional
        Fit the intercept alone.

    References
    ----------
    van Houwelingen HC. Stat Med 2000;19:3401-3415.
    Crowson CS, Atkinson EJ, Therneau TM. Stat Methods Med Res 2016;25:1692-1706.
    """
    case = np.ones(len(event)) if weight is None else weight
    expected = case * cumulative_hazard
    observed = float(case @ event)
    if fixed_slope is None and np.ptp(log_hazard) < 1e-9:
        # The same for everybody: nothing to turn.
        fixed_slope = 1.0
    if fixed_slope is not None:
        total = float(expected @ np.exp(fixed_slope * log_hazard))
        return Calibration(float(np.log(observed / total)), fixed_slope)
    centre = float(case @ log_hazard / case.sum())
    design = np.stack([np.ones(len(event)), log_hazard - centre], axis=1)
    beta = np.array([np.log(observed / float(expected @ np.exp(log_hazard - centre))), 1.0])
    for _ in range(50):
        mean = expected * np.exp(design @ beta)
        gradient = design.T @ (case * event - mean)
        step = np.linalg.solve(design.T @ (mean[:, None] * design), gradient)
        beta += np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-10:
            break
    return Calibration(float(beta[0] - beta[1] * centre), float(beta[1]))


def calibration_groups(
    risk: Array, time: Array, event: Array, horizon: float, groups: int = 10
) -> list[dict[str, float]]:
    """Return predicted and observed (Kaplan-Meier) risk by equal groups of predicted risk.

    The 95 % interval is Greenwood's on the log(-log) scale.
    """
    order = np.argsort(risk, kind="stable")
    return [
        {
            "predicted": float(risk[part].mean()),
            **observed_risk(time[part], event[part], horizon),
            "patients": len(part),
        }
        for part in np.array_split(order, groups)
    ]


def observed_risk(time: Array, event: Array, horizon: float) -> dict[str, float]:
    """Return Kaplan-Meier risk at `horizon` with its 95 % interval."""
    survival, variance = (float(x[0]) for x in kaplan_meier(time, event, np.array([horizon])))
    if survival in (0.0, 1.0):
        return {"observed": 1 - survival, "low": 0.0, "high": 1.0}
    half = 1.959964 * np.sqrt(variance) / abs(np.log(survival))
    return {
        "observed": 1 - survival,
        "low": float(1 - survival ** np.exp(-half)),
        "high": float(1 - survival ** np.exp(half)),
    }
