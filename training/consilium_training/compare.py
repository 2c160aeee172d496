"""Other ways to fuse, on the same patients: `python -m consilium_training.compare --cohorts /folder`."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .cells import RESAMPLES, WAYS, choices, shown
from .checkpoint import key_of, remembered
from .choose import choose_settings
from .cohorts import ROOT, ROWS, RowsPlan
from .dataset import Cohort
from .fit import Build, Settings, fit_members, member_log_hazards
from .material import gather, steady
from .metrics import truncate
from .network import FusedNetwork, RampNetwork
from .paired import Pairs, interval
from .readmission import HORIZON_DAYS, PLAN, SEED, Plan
from .results import write_results
from .rivals import AdditiveNetwork, EarlyNetwork, SoftmaxNetwork
from .sources import Columns

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
# The model's penalties switch softmax attention off, which then is no rival: it chooses among its own.
SOFTENED = ((5e-4, 1e-4), (2e-4, 1e-4), (1e-4, 1e-4))
MEMBERS = 4
MARGIN = 0.003
# Every choice of sources at the discharge and in the middle of the week.
COMPARED_DAYS = (0, 3)
FITTED_BY = tuple(
    Path(__file__).with_name(f"{name}.py")
    for name in ("network", "rivals", "fit", "masking", "losses", "scaling")
)


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
    """Return the columns of one source and of what is known without any, and the cohort with nothing else."""
    kept = np.flatnonzero((columns.source == source) | columns.known)
    part = replace(
        cohort,
        features=[cohort.features[k] for k in kept],
        sources=[cohort.sources[source]],
        has=cohort.has[:, [source]],
        values=cohort.values[:, kept],
        present=cohort.present[:, kept],
    )
    measure = np.unique(columns.measure[kept], return_inverse=True)[1]
    return kept, part, Columns(measure, np.zeros(len(kept), np.int64), 1, columns.known[kept])


def own_candidates(name: str, candidates: tuple[Settings, ...]) -> tuple[Settings, ...]:
    """Return what a way to fuse chooses from: the model's candidates, with penalties of its own if any."""
    if FORMS.get(name) is not SoftmaxNetwork:
        return candidates
    return tuple(replace(one, pair=pair, dense=dense) for one in candidates for pair, dense in SOFTENED)


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
                present = part.present * columns.shown(shown(part, chosen, way))
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


@dataclass(frozen=True)
class Comparison:
    """How ways to fuse are compared: where the cohorts lie, which penalties, and who is told."""

    cohorts: Path
    candidates: tuple[Settings, ...]
    say: Callable[[str], None]

    def between(self, train_plan: RowsPlan, test_plan: RowsPlan) -> dict[str, object]:
        """Fit every way on one cohort and return what they reach on another; fits stay beside the rows."""
        inputs, columns, (train, test) = gather(self.cohorts, (train_plan, test_plan))
        here = self.cohorts / train_plan.name
        scores = {}
        for name in (*FORMS, LATE):
            self.say(f"{train_plan.name}: {name}")
            candidates = own_candidates(name, self.candidates)
            key = key_of(candidates, inputs.sha256, files=(here / ROWS, *FITTED_BY))
            fit = partial(fit_rival, train, columns, name, candidates, self.say)
            scores[name] = remembered(here / f"{name}.pt", key, fit)
        cells = compare_cells(scores, test, columns, SEED)
        return {
            "trained": train.people,
            "patients": test.people,
            "interaction": train_plan.interaction,
            "verdicts": verdicts(cells),
            "cells": cells,
        }


def compare_ways(
    cohorts: Path, plan: Plan = PLAN, root: Path = ROOT, settings: Settings | None = None
) -> Path:
    """Compare on the model's cohorts and on the interaction arm, write the tables; return their path.

    Parameters
    ----------
    settings : Settings, optional
        The same for all ways, instead of choosing for each by cross-validation.
    """
    steady()
    start = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"[{time.monotonic() - start:4.0f} s] {text}\n")
        sys.stdout.flush()

    comparison = Comparison(cohorts, plan.candidates if settings is None else (settings,), say)
    path = root / "docs/generated/readmission-comparison.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    body = {
        "resamples": RESAMPLES,
        "members": MEMBERS,
        "margin": MARGIN,
        "penalties": "chosen for each"
        if settings is None
        else "the same for all but softmax, which chose its own by cross-validation in training",
        "arms": [comparison.between(plan.train, plan.test), comparison.between(*plan.arm)],
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
