"""How well hours are told apart, with intervals by bootstrap of patients."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .rows import Hours
from .utility import Utility, utility_of, worth_of

Array = NDArray[np.float64]


def auroc(score: Array, outcome: NDArray, weight: Array | None = None) -> float:
    """Return the area under the receiver operating characteristic of weighted hours; ties count half."""
    counts = np.ones(len(score)) if weight is None else weight
    _, place = np.unique(score, return_inverse=True)
    came = np.bincount(place, counts * (outcome == 1))
    not_come = np.bincount(place, counts * (outcome == 0))
    below = np.cumsum(not_come) - not_come / 2
    return float((came @ below) / (came.sum() * not_come.sum()))


@dataclass(frozen=True)
class Scored:
    """Hours with their probability, and the threshold of the alarm."""

    probability: Array
    outcome: NDArray[np.float32]
    of: NDArray[np.int64]
    threshold: float
    stays: int
    # Alone for sepsis: what alarms are worth.
    utility: Utility | None

    def part(self, stays: NDArray[np.bool_]) -> "Scored":
        """Return the hours of some stays."""
        kept = stays[self.of]
        utility = self.utility
        if utility is not None:
            utility = Utility(utility.observed * stays, utility.best * stays, utility.inaction * stays)
        return Scored(
            self.probability[kept], self.outcome[kept], self.of[kept], self.threshold, self.stays, utility
        )


def scored(hours: Hours, probability: Array, threshold: float, worthy: bool) -> Scored:
    """Return hours with their probabilities; `worthy`: alarms of this question have a utility."""
    alarms = probability >= threshold
    utility = (
        utility_of(worth_of(hours.outcome, hours.of), alarms, hours.of, len(hours.stays)) if worthy else None
    )
    return Scored(probability, hours.outcome, hours.of, threshold, len(hours.stays), utility)


def interval(estimate: float, drawn: list[float]) -> dict[str, float]:
    """Return an estimate with its 95 % percentile interval."""
    low, high = np.quantile(drawn, [0.025, 0.975])
    return {"estimate": round(estimate, 4), "low": round(float(low), 4), "high": round(float(high), 4)}


def measures(hours: Scored, resamples: int, seed: int) -> dict[str, object]:
    """Return what the manifest says of a set: counts, AUROC, alarm rate, and utility where there is one."""
    present = np.unique(hours.of)
    random = np.random.default_rng(seed)
    alarms = (hours.probability >= hours.threshold).astype(float)
    _, place = np.unique(hours.probability, return_inverse=True)

    def of(weight: Array) -> dict[str, float]:
        each = weight[hours.of]
        found = {"auroc": auroc(place, hours.outcome, each), "alarmRate": float(each @ alarms / each.sum())}
        return found if hours.utility is None else found | {"utility": hours.utility.normalised(weight)}

    def drawn() -> Array:
        who = random.choice(present, len(present))
        return np.bincount(who, minlength=hours.stays).astype(float)

    once = np.bincount(present, minlength=hours.stays).astype(float)
    estimates, resampled = of(once), [of(drawn()) for _ in range(resamples)]
    came = np.zeros(hours.stays, bool)
    came[hours.of[hours.outcome == 1]] = True
    return {
        "patients": len(present),
        "events": int(came.sum()),
        "hours": len(hours.of),
        **{name: interval(value, [one[name] for one in resampled]) for name, value in estimates.items()},
    }


def calibration_table(hours: Scored, groups: int = 10) -> list[dict[str, object]]:
    """Return predicted and observed share in tenths of the hours by probability."""
    order = np.argsort(hours.probability, kind="stable")
    return [
        {
            "predicted": round(float(hours.probability[part].mean()), 5),
            "observed": round(float(hours.outcome[part].mean()), 5),
            "hours": len(part),
        }
        for part in np.array_split(order, groups)
    ]


def subgroups(hours: Hours) -> dict[str, NDArray[np.bool_]]:
    """Return by name which stays belong to groups of age, sex and unit."""
    age = np.array([np.nan if one.age is None else one.age for one in hours.stays])
    sex = np.array([one.sex or "" for one in hours.stays])
    unit = np.array([one.unit or 0 for one in hours.stays])
    return {
        "under 50 years": age < 50,
        "50 to 64 years": (age >= 50) & (age < 65),
        "65 to 79 years": (age >= 65) & (age < 80),
        "80 years and older": age >= 80,
        "women": sex == "female",
        "men": sex == "male",
        "medical unit": unit == 1,
        "surgical unit": unit == 2,
        "unit not said": unit == 0,
    }
