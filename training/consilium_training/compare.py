"""Other ways to fuse, on the same patients: `python -m consilium_training.compare --cohorts /folder`."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .cells import RESAMPLES, WAYS, choices, shown
from .checkpoint import key_of, remembered
from .choose import choose_settings
from .cohorts import ROOT, ROWS
from .dataset import Cohort
from .fit import Build, Settings, fit_members, member_log_hazards
from .metrics import truncate
from .network import FusedNetwork, RampNetwork
from .paired import Pairs, interval
from .readmission import HORIZON_DAYS, PLAN, SEED, Plan
from .results import write_results
from .rivals import AdditiveNetwork, EarlyNetwork, SoftmaxNetwork
from .sources import Columns
from .train import gather, steady

Array = NDArray[np.float64]
# Uncalibrated log-hazard, shape (n,), of values and present.
Score = Callable[[Array, Array], Array]
OURS = "fused"
FORMS: Mapping[str, Build] = {
    OURS: FusedNetwork,
    "additive": AdditiveNetwork,
    "early": EarlyNetwork,
    "softmax": SoftmaxNetwork,
}
LATE = "late"
MEMBERS = 4
MARGIN = 0.003
# Every choice of sources at the discharge and in the middle of the week.
COMPARED_DAYS = (0, 3)


@dataclass(frozen=True)
class LateFusion:
    """The mean of networks that each know one source; where it is missing its own risk of nothing known."""

    networks: Sequence[tuple[NDArray[np.int64], RampNetwork]]

    def __call__(self, values: Array, present: Array) -> Array:
        """Return the mean log-hazard, shape (n,)."""
        alone = [
            member_log_hazards(network, values[:, columns], present[:, columns]).mean(1)
            for columns, network in self.networks
        ]
        return np.mean(alone, axis=0)


def narrowed(cohort: Cohort, columns: Columns, source: int) -> tuple[NDArray[np.int64], Cohort, Columns]:
    """Return the columns of one source, and the cohort with nothing else."""
    kept = np.flatnonzero(columns.source == source)
    part = replace(
        cohort,
        features=[cohort.features[k] for k in kept],
        sources=[cohort.sources[source]],
        has=cohort.has[:, [source]],
        values=cohort.values[:, kept],
        present=cohort.present[:, kept],
    )
    measure = np.unique(columns.measure[kept], return_inverse=True)[1]
    return kept, part, Columns(measure, np.zeros(len(kept), np.int64), 1)


def fit_rival(train: Cohort, columns: Columns, name: str, candidates: tuple[Settings, ...], say) -> Score:
    """Fit one way to fuse, its penalties chosen as the model's are, and return its score."""
    if name == LATE:
        networks = []
        for source in range(columns.sources):
            kept, part, own = narrowed(train, columns, source)
            settings, _ = choose_settings(part, own, SEED, say, candidates, FusedNetwork)
            networks.append((kept, fit_members(part, own, few(settings), SEED, say).network))
        return LateFusion(networks)
    settings, _ = choose_settings(train, columns, SEED, say, candidates, FORMS[name])
    network = fit_members(train, columns, few(settings), SEED, say, FORMS[name]).network
    return MeanScore(network)


@dataclass(frozen=True)
class MeanScore:
    """The mean log-hazard of a network's members."""

    network: RampNetwork

    def __call__(self, values: Array, present: Array) -> Array:
        """Return it, shape (n,)."""
        return member_log_hazards(self.network, values, present).mean(1)


def few(settings: Settings) -> Settings:
    """Return settings with as many members as a comparison needs; all ways get the same."""
    return replace(settings, members=min(MEMBERS, settings.members))


def compare_cells(scores: Mapping[str, Score], test: Cohort, columns: Columns, seed: int) -> list[dict]:
    """Return the concordance of each way by landmark, missingness and choice, and what ours has more."""
    cells = []
    for day in COMPARED_DAYS:
        part = test.at(day)
        if len(part.time) == 0:
            continue
        pairs = Pairs.of(*truncate(part.time, part.event, HORIZON_DAYS), RESAMPLES, seed)
        for way in WAYS:
            for chosen in choices(part.sources, day):
                present = part.present * columns.spread(shown(part, chosen, way))
                values = part.values * present
                found = {name: pairs.concordance(score(values, present)) for name, score in scores.items()}
                cells.append(
                    {
                        "day": day,
                        "way": way,
                        "sources": list(chosen),
                        "concordance": {name: interval(*one) for name, one in found.items()},
                        "oursLess": {
                            name: interval(found[OURS][0] - one[0], found[OURS][1] - one[1])
                            for name, one in found.items()
                            if name != OURS
                        },
                    }
                )
    return cells


def verdicts(cells: Sequence[Mapping]) -> dict[str, dict[str, object]]:
    """Return for each other way where we are not inferior by `MARGIN`, and where either is better.

    Every cell counts; lower and upper ends are those of paired 95 % intervals.
    """
    names = cells[0]["oursLess"]
    return {
        name: {
            "cells": len(cells),
            "lowest": min(cell["oursLess"][name]["low"] for cell in cells),
            "notInferior": sum(cell["oursLess"][name]["low"] > -MARGIN for cell in cells),
            "oursBetter": sum(cell["oursLess"][name]["low"] > 0 for cell in cells),
            "otherBetter": sum(cell["oursLess"][name]["high"] < 0 for cell in cells),
            "mean": float(np.mean([cell["oursLess"][name]["estimate"] for cell in cells])),
        }
        for name in names
    }


def compare_ways(
    cohorts: Path, plan: Plan = PLAN, root: Path = ROOT, settings: Settings | None = None
) -> Path:
    """Fit every way on the training cohort, compare on the test cohort, write the table; return its path.

    Parameters
    ----------
    settings : Settings, optional
        The same for all ways, instead of choosing for each by cross-validation.
    """
    candidates = plan.candidates if settings is None else (settings,)
    steady()
    start = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"[{time.monotonic() - start:4.0f} s] {text}\n")
        sys.stdout.flush()

    inputs, columns, (train, test) = gather(cohorts, (plan.train, plan.test))
    key = key_of(candidates, inputs.sha256, files=(cohorts / plan.train.name / ROWS,))
    scores = {}
    for name in (*FORMS, LATE):
        say(name)
        scores[name] = remembered(
            cohorts / f"{name}.pt", key, lambda name=name: fit_rival(train, columns, name, candidates, say)
        )
    cells = compare_cells(scores, test, columns, SEED)
    path = root / "docs/generated/readmission-comparison.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    body = {
        "patients": test.people,
        "resamples": RESAMPLES,
        "members": MEMBERS,
        "margin": MARGIN,
        "penalties": "chosen for each" if settings is None else "the same for all",
        "verdicts": verdicts(cells),
        "cells": cells,
    }
    path.write_text(json.dumps(body, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    write_results(root / "docs")
    return path


def main() -> None:
    """Compare with the cohorts of a folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cohorts", type=Path, required=True, help="where `train --cohorts` kept them")
    options.add_argument(
        "--candidate", type=int, help="take this candidate of the plan for all ways, from 0; much faster"
    )
    asked = options.parse_args()
    settings = None if asked.candidate is None else PLAN.candidates[asked.candidate]
    compare_ways(asked.cohorts.resolve(), settings=settings)


if __name__ == "__main__":
    main()
