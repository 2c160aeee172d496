"""Writes lib/evaluation/fixtures/references.json: what scikit-survival, lifelines and SciPy say of made-up patients.

    training/.venv/bin/python scripts/evaluation-references.py && npx biome format --write lib/evaluation/fixtures
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from lifelines import CoxPHFitter, KaplanMeierFitter
from scipy.stats import binomtest
from sksurv.metrics import concordance_index_censored, concordance_index_ipcw, integrated_brier_score
from sksurv.nonparametric import CensoringDistributionEstimator
from sksurv.util import Surv

PATIENTS = 150
HORIZON = 30.0
THRESHOLDS = (0.2, 0.4)
OUT = Path(__file__).parent.parent / "lib/evaluation/fixtures/references.json"


def spline(values: np.ndarray) -> np.ndarray:
    """Return the nonlinear term of a restricted cubic spline with knots at the 10th, 50th and 90th percentile."""
    low, middle, high = np.percentile(values, [10, 50, 90])

    def cube(knot: float) -> np.ndarray:
        return np.maximum(values - knot, 0) ** 3

    bent = cube(low) - cube(middle) * (high - low) / (high - middle) + cube(high) * (middle - low) / (high - middle)
    return bent / (high - low) ** 2


def calibration(risk: np.ndarray, time: np.ndarray, event: np.ndarray) -> dict[str, float]:
    """Return ICI, E50 and E90 by lifelines' Cox model of the spline (Austin 2020)."""
    cloglog = np.log(-np.log(1 - risk))
    frame = pd.DataFrame({"x": cloglog, "bent": spline(cloglog), "time": time, "event": event})
    fitter = CoxPHFitter().fit(frame, "time", "event", fit_options={"precision": 1e-12})
    observed = 1 - fitter.predict_survival_function(frame, times=[HORIZON]).to_numpy()[0]
    error = np.abs(risk - observed)
    return {"ici": error.mean(), "e50": np.percentile(error, 50), "e90": np.percentile(error, 90)}


def net_benefit(risk: np.ndarray, time: np.ndarray, event: np.ndarray, threshold: float) -> float:
    """Return true positives less weighted false ones per patient, by lifelines' Kaplan-Meier (Vickers 2008)."""
    acted = risk >= threshold
    free = KaplanMeierFitter().fit(time[acted], event[acted]).predict(HORIZON)
    return acted.mean() * ((1 - free) - free * threshold / (1 - threshold))


def references() -> dict[str, object]:
    """Return patients and what is measured of them."""
    random = np.random.default_rng(13)
    score = random.normal(scale=0.8, size=PATIENTS).round(4)
    death = random.exponential(np.exp(-0.7 * score) * 45)
    lost = random.exponential(60, PATIENTS)
    time, event = np.minimum(death, lost).round(4) + 0.001, death <= lost
    assert len(np.unique(time)) == PATIENTS
    # Known a day beyond the horizon, and no further.
    event &= time <= HORIZON
    time = np.minimum(time, HORIZON + 1)
    outcome = Surv.from_arrays(event, time)
    days = np.arange(1, HORIZON + 1)
    survival = np.exp(-np.exp(score)[:, None] * days / 60)
    risk = 1 - survival[:, -1]
    bound = np.floor(random.uniform(0, 12, PATIENTS))
    inverse = CensoringDistributionEstimator().fit(outcome).predict_ipcw(outcome)
    wilson = binomtest(37, 41).proportion_ci(method="wilson")
    return {
        "patients": [
            {"score": s, "timeDays": t, "event": int(e), "bound": int(b)}
            for s, t, e, b in zip(score, time.round(4), event, bound, strict=True)
        ],
        "harrell": concordance_index_censored(event, time, score, tied_tol=0)[0],
        "uno": concordance_index_ipcw(outcome, outcome, score, tau=HORIZON, tied_tol=0)[0],
        "integratedBrier": integrated_brier_score(outcome, outcome, survival, days),
        "calibration": calibration(risk, time, event),
        "netBenefit": [{"threshold": t, "value": net_benefit(risk, time, event, t)} for t in THRESHOLDS],
        "boundCoverage": 1 - np.mean(inverse * (time <= bound)),
        "wilson": {"hits": 37, "of": 41, "low": wilson.low, "high": wilson.high},
    }


if __name__ == "__main__":
    OUT.write_text(json.dumps(references(), default=float) + "\n")
