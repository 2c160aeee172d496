"""Measures a fitted model on a cohort it has not seen, with intervals over resampled patients."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .calibration import calibration_groups, fit_calibration, observed_risk
from .dataset import ANCESTRIES, Cohort
from .metrics import auc, brier, concordance, truncate

Array = NDArray[np.float64]
CONFIDENCE = 0.95
RESAMPLES = 500
METHOD = (
    f"{RESAMPLES} bootstrap resamples of patients, percentile intervals; follow-up cut at 30 days, "
    "death before readmission counts as censoring; Harrell's C; Brier score and AUC weighted for "
    "censoring; calibration by Poisson regression with the predicted cumulative hazard"
)
AGE_BANDS = (("Age under 65", 0, 65), ("Age 65 to 79", 65, 80), ("Age 80 and over", 80, 200))
FLAGS = (
    ("Women", "sex", 1),
    ("Men", "sex", 0),
    ("Chronic kidney disease", "condition.chronic-kidney-disease", 1),
    ("No chronic kidney disease", "condition.chronic-kidney-disease", 0),
    ("Diabetes", "condition.diabetes", 1),
    ("No diabetes", "condition.diabetes", 0),
)
# A group with fewer readmissions tells nothing.
FEWEST_EVENTS = 5
LACKING = {
    "radiograph": "No chest radiograph",
    "echo": "No echocardiogram",
    "wearables": "Will have no wearable at home",
    "genomics": "No genome",
}


@dataclass(frozen=True)
class Scored:
    """A cohort's outcomes and a model's predictions for it, all of shape (n,).

    Attributes
    ----------
    time, event : ndarray
        Whole follow-up.
    log_hazard : ndarray
        Calibrated; ranks the patients.
    risk : ndarray
        Probability of the event by the horizon.
    baseline : ndarray
        Baseline cumulative hazard at the end of each patient's follow-up or the horizon.
    """

    time: Array
    event: Array
    log_hazard: Array
    risk: Array
    baseline: Array
    horizon: float

    @property
    def cut(self) -> tuple[Array, Array]:
        """Time and event with follow-up cut at the horizon."""
        return truncate(self.time, self.event, self.horizon)

    def __getitem__(self, rows: NDArray) -> "Scored":
        """Return the same for some patients."""
        parts = (self.time, self.event, self.log_hazard, self.risk, self.baseline)
        return Scored(*(part[rows] for part in parts), self.horizon)


def score_cohort(
    cohort: Cohort, log_hazard: Array, cumulative_hazard: Callable[[Array], Array], horizon: float
) -> Scored:
    """Return predictions of S(t) = exp(-H0(t) · exp(η)) beside what happened."""
    risk = 1 - np.exp(-np.exp(log_hazard) * cumulative_hazard(np.array([horizon]))[0])
    baseline = cumulative_hazard(np.minimum(cohort.time, horizon))
    return Scored(cohort.time, cohort.event, log_hazard, risk, baseline, horizon)


def intervals(patients: int, measure: Callable[[NDArray], dict[str, float]], seed: int) -> dict:
    """Return estimate and percentile interval of every number that `measure(rows)` gives."""
    random = np.random.default_rng(seed)
    estimate = measure(np.arange(patients))
    drawn = [measure(random.integers(0, patients, patients)) for _ in range(RESAMPLES)]
    edges = [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2]
    return {
        name: dict(
            zip(
                ("estimate", "low", "high"),
                (value, *np.nanquantile([d[name] for d in drawn], edges)),
                strict=True,
            )
        )
        for name, value in estimate.items()
    }


def overall(scored: Scored, oracle: Array, seed: int) -> dict[str, object]:
    """Return the manifest's `metrics`, less what describes the set."""

    def measure(rows: NDArray) -> dict[str, float]:
        part = scored[rows]
        cut, whole = part.cut, (part.time, part.event, part.horizon)
        expected = float(part.baseline @ np.exp(part.log_hazard))
        return {
            "concordance": concordance(part.log_hazard, *cut),
            "oracleConcordance": concordance(oracle[rows], *cut),
            "auc30": auc(part.log_hazard, *whole),
            "brier30": brier(part.risk, *whole),
            "calibrationIntercept": float(np.log(cut[1].sum() / expected)),
            "calibrationSlope": fit_calibration(part.log_hazard, part.baseline, cut[1]).slope,
        }

    return intervals(len(scored.time), measure, seed)


def subgroups(scored: Scored, cohort: Cohort, seed: int) -> list[dict[str, object]]:
    """Return concordance, observed and mean predicted risk by age, sex, disease, ancestry and gaps."""

    def column(feature: str) -> tuple[Array, NDArray]:
        index = cohort.features.index(feature)
        return cohort.values[:, index], cohort.present[:, index] > 0

    age, known = column("age")
    members = {name: known & (age >= low) & (age < high) for name, low, high in AGE_BANDS}
    for name, feature, wanted in FLAGS:
        value, known = column(feature)
        members[name] = known & (value == wanted)
    for k, source in enumerate(cohort.sources):
        lacking = cohort.has[:, k] == 0
        if lacking.any():
            members[LACKING[source]] = lacking
    for k, population in enumerate(ANCESTRIES):
        members[f"Simulated ancestry mostly {population}"] = cohort.ancestry == k
    parts = {name: scored[np.flatnonzero(who)] for name, who in members.items()}
    return [describe(name, part, seed) for name, part in parts.items() if part.cut[1].sum() >= FEWEST_EVENTS]


def describe(name: str, part: Scored, seed: int) -> dict[str, object]:
    """Return one subgroup's row."""

    def measure(rows: NDArray) -> dict[str, float]:
        chosen = part[rows]
        return {"concordance": concordance(chosen.log_hazard, *chosen.cut)}

    return {
        "name": name,
        "patients": len(part.time),
        "events": int(part.cut[1].sum()),
        **intervals(len(part.time), measure, seed),
        "observed": observed_risk(part.time, part.event, part.horizon)["observed"],
        "predicted": float(part.risk.mean()),
    }


def evaluate(scored: Scored, cohort: Cohort, name: str, seed: int) -> dict[str, object]:
    """Return `metrics`, `calibration` and `subgroups` of the manifest."""
    prevalence = observed_risk(scored.time, scored.event, scored.horizon)["observed"]
    flat = np.full(len(scored.time), prevalence)
    return {
        "metrics": {
            "set": name,
            "patients": len(scored.time),
            "events": int(scored.cut[1].sum()),
            "confidence": CONFIDENCE,
            "method": METHOD,
            **overall(scored, cohort.oracle, seed),
            "brierOfPrevalence": brier(flat, scored.time, scored.event, scored.horizon),
        },
        "calibration": calibration_groups(scored.risk, scored.time, scored.event, scored.horizon),
        "subgroups": subgroups(scored, cohort, seed),
    }
