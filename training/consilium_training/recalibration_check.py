"""A model before and after its calibration was told anew, on patients that neither has seen."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .baseline import kaplan_meier
from .calibration_error import calibration_error, curve_basis
from .cells import LANDMARKS, WAYS, Baseline, choices, shown
from .dataset import Cohort
from .game import SourceGame, source_game
from .markdown import table
from .metrics import truncate
from .network import FusedNetwork
from .report_cells import ICI_BAR, WAY_NAMES
from .scoring import baseline_of
from .shifts import ALWAYS
from .sources import Columns

Array = NDArray[np.float64]
SIMULATIONS = 50
NAMES = ("before", "after")
# The simulator's cumulative hazard of a readmission, (days / scale) ** shape * exp(log-hazard); outcome.ts.
TRUE_SHAPE, TRUE_SCALE = 0.85, 192.0


def check(
    networks: Mapping[str, FusedNetwork], judged: Cohort, columns: Columns, seed: int
) -> dict[str, object]:
    """Return `cells` (each choice of sources, landmark and way) and `floors` (all sources).

    Parameters
    ----------
    networks : mapping
        By the names of `NAMES`.
    """
    games = {name: source_game(one, judged.values, judged.present, columns) for name, one in networks.items()}
    baselines = {name: baseline_of(one) for name, one in networks.items()}
    cells, floors = [], []
    for day in (day for day in LANDMARKS if np.any(judged.day == day)):
        rows = np.flatnonzero(judged.day == day)
        part = judged[rows]
        every = list(choices(judged.sources, day))
        for way in WAYS:
            for chosen in every:
                where = {"day": day, "way": way, "sources": list(chosen), "patients": len(rows)}
                told = {
                    name: calibration_of(part, games[name][rows], shown(part, chosen, way), baselines[name])
                    for name in NAMES
                }
                cells.append({**where, **told})
            eta = games["after"][rows].log_hazard(shown(part, every[-1], way))
            floors.append({"day": day, "way": way, **floor_of(part, eta, baselines["after"], seed)})
    return {"cells": cells, "floors": floors}


def calibration_of(part: Cohort, game: SourceGame, there: NDArray, baseline: Baseline) -> dict[str, float]:
    """Return ICI, E50, E90 and log(observed / expected) by outcomes, and the same by the true risks."""
    eta = game.log_hazard(there)
    time, event = truncate(part.time, part.event, baseline.horizon)
    risk = 1 - baseline.survival(eta)[:, -1]
    expected = np.interp(time, np.arange(baseline.horizon + 1), baseline.steps) @ np.exp(eta)
    true = true_risk(part, baseline.horizon)
    distance = np.abs(smoothed(risk, true) - risk)
    return {
        **calibration_error(risk, time, event, baseline.horizon),
        "large": float(np.log(event.sum() / expected)),
        "trueIci": float(distance.mean()),
        "trueE90": float(np.quantile(distance, 0.9)),
        "trueLarge": float(true.mean() - risk.mean()),
    }


def true_risk(part: Cohort, horizon: float) -> Array:
    """Return the simulator's own risk of each row, from its landmark on; death is another matter."""

    def cumulative(day: Array) -> Array:
        return (day / TRUE_SCALE) ** TRUE_SHAPE

    steps = cumulative(part.day + horizon) - cumulative(part.day.astype(float))
    return 1 - np.exp(-np.exp(part.oracle) * steps)


def smoothed(risk: Array, true: Array) -> Array:
    """Return the mean true risk as a smooth function of the stated one: a restricted cubic spline."""
    design = np.column_stack([np.ones(len(risk)), curve_basis(risk)])
    return design @ np.linalg.lstsq(design, true, rcond=None)[0]


def floor_of(part: Cohort, eta: Array, baseline: Baseline, seed: int) -> dict[str, float]:
    """Return mean and 95th percentile of the ICI that risks have which are right.

    Readmissions are drawn from the stated survival itself, ends of follow-up from the cohort's own.
    """
    random = np.random.default_rng(seed)
    days = np.arange(baseline.horizon + 1, dtype=float)
    risk = 1 - baseline.survival(eta)[:, -1]
    remaining, _ = kaplan_meier(part.time, 1 - part.event, days)
    found = []
    for _ in range(SIMULATIONS):
        hazard = random.exponential(size=len(eta)) / np.exp(eta)
        back = np.interp(hazard, baseline.steps, days, right=np.inf)
        # The day until which somebody is followed: as many are left on each as in the cohort.
        end = np.searchsorted(-remaining, -random.random(len(eta)), side="left").astype(float)
        time = np.minimum(np.minimum(back, end), baseline.horizon)
        event = (back <= np.minimum(end, baseline.horizon)).astype(float)
        found.append(calibration_error(risk, np.maximum(time, 1e-3), event, baseline.horizon)["ici"])
    return {"mean": float(np.mean(found)), "p95": float(np.quantile(found, 0.95))}


def whole(cells: Sequence[Mapping], day: int, way: str) -> Mapping:
    """Return the cell of a landmark and way with most sources."""
    ours = [cell for cell in cells if (cell["day"], cell["way"]) == (day, way)]
    return max(ours, key=lambda cell: len(cell["sources"]))


def whole_table(report: Mapping) -> str:
    """Return calibration with every source before and after, by true risks and by outcomes."""
    rows = []
    for floor in report["floors"]:
        cell = whole(report["cells"], floor["day"], floor["way"])
        told = [cell[name] for name in NAMES]
        rows.append(
            [
                f"day {floor['day']}, {WAY_NAMES[floor['way']]}",
                *(f"{one['trueIci']:.4f} / {one['trueE90']:.4f}" for one in told),
                *(f"{100 * one['trueLarge']:+.2f}" for one in told),
                *(f"{one['ici']:.4f} / {one['e50']:.4f} / {one['e90']:.4f}" for one in told),
                f"{floor['mean']:.4f} ({floor['p95']:.4f})",
                *(f"{one['large']:+.3f}" for one in told),
            ]
        )
    head = ["All sources", "ICI / E90 before", "after", "True less stated, points, before", "after"]
    head += ["By outcomes: ICI / E50 / E90 before", "after", "ICI if right: mean (95th percentile)"]
    return table([*head, "log(observed / expected) before", "after"], rows)


def choice_rows(cells: Sequence[Mapping]) -> list[list[str]]:
    """Return mean and largest ICI by true risks over choices of sources, with the record and without."""
    groups = {
        "every choice with the health record": [cell for cell in cells if ALWAYS in cell["sources"]],
        "every choice without it": [cell for cell in cells if ALWAYS not in cell["sources"]],
    }
    return [
        [
            name,
            str(len(group)),
            *(
                f"{np.mean(ici):.4f} / {np.max(ici):.4f} / {np.sum(np.array(ici) <= ICI_BAR)}"
                for ici in ([cell[which]["trueIci"] for cell in group] for which in NAMES)
            ),
        ]
        for name, group in groups.items()
    ]


def write_check(path: Path, report: Mapping) -> None:
    """Write what was found as Markdown."""
    parts = [
        "# Calibration told anew: before and after",
        "Written by `python -m consilium_training.recalibrate`; edit nothing here. Level, slope, days and "
        f"what a missing source means fitted anew on {report['recalibrated']}; judged on {report['judged']}, "
        f"whom neither model saw. Kept: {'yes' if report['kept'] else 'no'}. All patients are simulated.",
        "ICI, E50, E90: mean, median and 90th percentile of the distance between stated and observed risk. "
        "Observed is the simulator's own risk of each patient, smoothed over the stated one, which outcomes "
        "of so few could not tell; the model knows nothing of it. By outcomes: the readmissions themselves. "
        f"If right: the ICI by outcomes of risks that are exactly right, in {SIMULATIONS} simulations of as "
        "many patients; no calibration shows less.",
        whole_table(report),
        table(
            ["Cells", "Number", f"ICI before: mean / largest / at most {ICI_BAR:.3f}", "after"],
            choice_rows(report["cells"]),
        ),
    ]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
