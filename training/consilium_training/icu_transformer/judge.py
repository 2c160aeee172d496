"""How the network does on patients who were held out, beside stage one at the same hours.

And how often the two disagree.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from ..icu.export import run_rows
from ..icu.folds import calibration_line
from ..icu.judge import auroc, interval
from .windows import Stays

Array = NDArray[np.float64]


@dataclass(frozen=True)
class StageOne:
    """Probability of the model that decides, by hour of the stays (NaN: not asked), and its threshold."""

    probability: Array
    threshold: float


def stage_one(model: Path, rows: Path, stays: Stays, hours: NDArray[np.int64]) -> StageOne:
    """Ask the shipped model of some hours; `rows` are those of the same stays (`consilium icu rows`)."""
    manifest = json.loads((model / "manifest.json").read_text(encoding="utf8"))
    head = json.loads((rows / "columns.json").read_text(encoding="utf8"))
    ids = [feature["id"] for feature in head["features"]]
    columns = [ids.index(feature["id"]) for feature in manifest["inputs"]["features"]]
    values = np.concatenate([np.load(rows / f"rows-{k:05d}.npy") for k in range(head["shards"])])
    # A row of stage one is an hour of which a label is known.
    place = np.searchsorted(stays.asked, hours)
    if len(values) != len(stays.asked) or np.any(stays.asked[place] != hours):
        raise ValueError(f"the rows in {rows} are not those of the same stays")
    probability = np.full(len(stays.of), np.nan)
    graph = model / manifest["graphs"][0]["file"]["name"]
    probability[hours] = expit(run_rows(graph, values[place][:, columns]))
    return StageOne(probability, manifest["threshold"]["probability"])


def calibrate(log_odds: Array, outcomes: NDArray) -> tuple[Array, Array]:
    """Return slope and intercept of each question's line."""
    lines = []
    for log_odd, outcome in zip(log_odds.T, outcomes.T, strict=True):
        asked = ~np.isnan(outcome)
        lines.append(calibration_line(log_odd[asked], outcome[asked]))
    slope, intercept = np.array(lines).T
    return slope, intercept


def threshold_of(probability: Array, one: Array, threshold: float) -> float:
    """Return the threshold at which as many hours alarm as by stage one."""
    return float(np.float32(np.quantile(probability, 1 - np.mean(one >= threshold))))


def measure(
    stays: Stays,
    hours: NDArray[np.int64],
    probability: Array,
    one: StageOne,
    threshold: float,
    question: int,
    resamples: int,
    seed: int,
) -> dict[str, object]:
    """Return what manifest and report say of one question; intervals by bootstrap of patients."""
    outcome = stays.outcomes[hours, question]
    asked = ~np.isnan(outcome)
    of, outcome, two, first = (
        stays.of[hours][asked],
        outcome[asked],
        probability[asked],
        one.probability[hours][asked],
    )
    apart = (two >= threshold) != (first >= one.threshold)
    figures: dict[str, Callable[[Array], float]] = {
        "auroc": lambda weight: auroc(two, outcome, weight),
        "stageOneAuroc": lambda weight: auroc(first, outcome, weight),
        "alarmRate": lambda weight: float(weight @ (two >= threshold) / weight.sum()),
        "disagreement": lambda weight: float(weight @ apart / weight.sum()),
    }
    random, who = np.random.default_rng(seed), np.unique(of)
    drawn = [
        np.bincount(random.choice(who, len(who)), minlength=len(stays.names)).astype(float)[of]
        for _ in range(resamples)
    ]
    once = np.ones(len(of))
    return {
        "patients": len(who),
        "events": len(np.unique(of[outcome == 1])),
        "hours": len(of),
        **{
            name: interval(figure(once), [figure(weight) for weight in drawn])
            for name, figure in figures.items()
        },
        "rankCorrelation": round(
            float(np.corrcoef(two.argsort().argsort(), first.argsort().argsort())[0, 1]), 3
        ),
    }


def table_of(probability: Array, outcome: NDArray, groups: int = 10) -> list[dict[str, object]]:
    """Return predicted and observed share in tenths of the hours by probability."""
    asked = np.flatnonzero(~np.isnan(outcome))
    order = asked[np.argsort(probability[asked], kind="stable")]
    return [
        {
            "predicted": round(float(probability[part].mean()), 5),
            "observed": round(float(outcome[part].mean()), 5),
            "hours": len(part),
        }
        for part in np.array_split(order, groups)
    ]
