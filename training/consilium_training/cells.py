"""The model by choice of sources, missingness and landmark, beside the best that any model could do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from .calibration_error import calibration_error
from .dataset import Cohort
from .game import SourceGame
from .metrics import integrated_brier, net_benefit, truncate, uno_weights
from .paired import Pairs, interval

Array = NDArray[np.float64]
LANDMARKS = (0, 1, 3, 7)
RESAMPLES = 200
WAYS = ("complete", "real")
# What `consilium oracle` calls a source, in the order of its names.
ORACLE_NAMES = {
    "ehr": "chart",
    "radiograph": "film",
    "echo": "echo",
    "genomics": "genome",
    "wearables": "wearable",
}
# Log-hazard of each patient by day, way and name of the choice.
OracleScores = Mapping[tuple[int, str, str], Mapping[str, float]]


@dataclass(frozen=True)
class Baseline:
    """Baseline cumulative hazard at the end of day 0, 1 … horizon, to make survival of a log-hazard."""

    steps: Array

    def survival(self, log_hazard: Array) -> Array:
        """Return S, shape (n, days + 1)."""
        return np.exp(-np.exp(log_hazard)[:, None] * self.steps)

    @property
    def horizon(self) -> int:
        """The last day."""
        return len(self.steps) - 1


def choices(sources: Sequence[str], day: int) -> Iterator[tuple[str, ...]]:
    """Yield every choice of at least one source that can tell something on a day."""
    known = [one for one in sources if day > 0 or one != "wearables"]
    for count in range(1, len(known) + 1):
        yield from combinations(known, count)


def oracle_name(chosen: Sequence[str]) -> str:
    """Return the name by which the oracle's scores know a choice of sources."""
    return "+".join(name for source, name in ORACLE_NAMES.items() if source in chosen)


def shown(cohort: Cohort, chosen: Sequence[str], way: str) -> NDArray[np.bool_]:
    """Return which sources of each row are seen, shape (n, sources)."""
    wanted = np.array([source in chosen for source in cohort.sources])
    return wanted & (cohort.has > 0) if way == "real" else np.broadcast_to(wanted, cohort.has.shape)


def evaluate_cells(
    game: SourceGame,
    cohort: Cohort,
    baseline: Baseline,
    thresholds: Mapping[str, float],
    oracle: OracleScores,
    seed: int,
) -> list[dict[str, object]]:
    """Return a row for each landmark, way and choice of sources.

    Parameters
    ----------
    game : SourceGame
        Of the cohort's rows, complete.
    thresholds : mapping
        Of risk, by band.
    oracle : OracleScores
        What the ideal observer says of the same patients.
    """
    cells = []
    for day in LANDMARKS:
        rows = np.flatnonzero(cohort.day == day)
        if len(rows) == 0:
            continue
        part, log_hazards = cohort[rows], game[rows]
        cut = truncate(part.time, part.event, baseline.horizon)
        pairs = Pairs.of(*cut, RESAMPLES, seed)
        for way in WAYS:
            for chosen in choices(cohort.sources, day):
                eta = log_hazards.log_hazard(shown(part, chosen, way))
                best = oracle.get((day, way, oracle_name(chosen)))
                ceiling = None if best is None else np.array([best[one] for one in part.patients])
                cell = {"day": day, "way": way, "sources": list(chosen), "patients": len(rows)}
                cells.append(
                    {
                        **cell,
                        "events": int(cut[1].sum()),
                        **ranked(pairs, eta, ceiling, uno_weights(part.time, part.event)),
                        **measured(part, eta, baseline, thresholds),
                    }
                )
    return cells


def ranked(pairs: Pairs, eta: Array, ceiling: Array | None, weight: Array) -> dict[str, object]:
    """Return concordances, and the gap to the ceiling on the same resamples."""
    ours, drawn = pairs.concordance(eta)
    found: dict[str, object] = {"concordance": interval(ours, drawn), "uno": pairs.weighted(eta, weight)}
    if ceiling is not None:
        best, best_drawn = pairs.concordance(ceiling)
        found |= {
            "ceiling": interval(best, best_drawn),
            "gap": interval(best - ours, best_drawn - drawn),
        }
    return found


def measured(
    part: Cohort, eta: Array, baseline: Baseline, thresholds: Mapping[str, float]
) -> dict[str, object]:
    """Return accuracy, calibration and net benefit of the risk."""
    survival = baseline.survival(eta)
    risk = 1 - survival[:, -1]
    cut = truncate(part.time, part.event, baseline.horizon)
    return {
        "ibs": integrated_brier(survival, part.time, part.event),
        **calibration_error(risk, *cut, baseline.horizon),
        "netBenefit": {
            band: net_benefit(risk, *cut, baseline.horizon, threshold)
            for band, threshold in thresholds.items()
        },
    }


def worst(cells: Sequence[Mapping], way: str, whole: int) -> dict[str, object]:
    """Return the largest gap and calibration error of a way, over all choices and for the whole choice alone.

    Parameters
    ----------
    whole : int
        How many sources make the choice whole.
    """
    ours = [cell for cell in cells if cell["way"] == way and "gap" in cell]
    most = {
        day: max(len(cell["sources"]) for cell in ours if cell["day"] == day)
        for day in {cell["day"] for cell in ours}
    }
    full = [cell for cell in ours if len(cell["sources"]) == min(whole, most[cell["day"]])]
    return {
        name: {
            "gap": max((cell["gap"]["estimate"] for cell in group), default=None),
            "ici": max((cell["ici"] for cell in group), default=None),
            "cells": len(group),
        }
        for name, group in (("every choice", ours), ("everything", full))
    }
