"""Repeated cross-validation of the head and its peers on one survival table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..baseline import kaplan_meier
from ..choose import split
from ..dataset import Cohort
from ..metrics import concordance
from ..paired import Pairs
from .frames import Table
from .ours import CANDIDATES, OURS, fit_ours
from .peers import PEERS, fit_peer
from .resampled import best_other, corrected_interval, ranks

Array = NDArray[np.float64]
Score = Callable[[Cohort], Array]
FOLDS, REPEATS = 5, 3
SEED = 20261129
MEASURES = ("harrell", "uno")
# Uno's C weighs each event by the inverse of the chance to see it: late ones, seen by few, are left out.
SEEN = 0.9


@dataclass(frozen=True)
class Protocol:
    """How long is measured: repeats of the folds, which models, and our candidates."""

    repeats: int
    models: tuple[str, ...] = (OURS, *PEERS)
    candidates: tuple = CANDIDATES


def fit_model(name: str, table: Table, train: Cohort, seed: int, protocol: Protocol) -> Score:
    """Fit a model by name, its penalties or size chosen within `train`."""
    if name == OURS:
        return fit_ours(train, table.columns, seed, protocol.candidates)
    return fit_peer(PEERS[name], train, seed)


def judge(score: Array, held: Cohort, train: Cohort) -> tuple[float, float]:
    """Return Harrell's C and Uno's C of a held-out fold; the censoring is learned from the training rows."""
    limit = float(np.quantile(train.time, SEEN))
    time, event = np.minimum(held.time, limit), np.where(held.time < limit, held.event, 0)
    uncensored, _ = kaplan_meier(train.time, 1 - train.event, time, before=True)
    uno = Pairs.of(time, event, 1, 0).weighted(score, 1 / uncensored**2)
    return concordance(score, held.time, held.event), uno


def measure(
    table: Table, protocol: Protocol, say: Callable[[str], None], keep: Callable[[dict], None]
) -> dict:
    """Run the folds; after each repeat `keep` gets what is known so far.

    Returns
    -------
    dict
        For each model its concordances, and what ours has more, with corrected intervals.
    """
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in protocol.models}
    for repeat in range(protocol.repeats):
        for number, (train, held) in enumerate(split(table.cohort, FOLDS, SEED + repeat)):
            for name in protocol.models:
                score = fit_model(name, table, train, SEED + number, protocol)
                found[name].append(judge(score(held), held, train))
        keep(summary(table, found))
        means = {name: f"{np.mean([c for c, _ in rows]):.4f}" for name, rows in found.items()}
        say(f"{table.id} repeat {repeat + 1} of {protocol.repeats}: {means}")
    return summary(table, found)


def summary(table: Table, found: Mapping[str, list[tuple[float, float]]]) -> dict:
    """Return the figures of one table from the concordances of each fold."""
    cohort, folds = table.cohort, {name: np.array(rows) for name, rows in found.items()}
    body = {
        "id": table.id,
        "title": table.title,
        "patients": cohort.people,
        "events": int(cohort.event.sum()),
        "columns": len(cohort.features),
        "leftOut": table.left_out,
        "folds": FOLDS,
        "repeats": len(folds[OURS]) // FOLDS,
    }
    for place, name in enumerate(MEASURES):
        body[name] = compare({model: rows[:, place] for model, rows in folds.items()})
    return body


def compare(folds: Mapping[str, Array]) -> dict:
    """Return concordance, rank and what ours has more than each other model, with intervals."""
    means = {name: float(rows.mean()) for name, rows in folds.items()}
    return {
        "concordance": {name: corrected_interval(rows, FOLDS) for name, rows in folds.items()},
        "rank": ranks(means),
        "bestPeer": best_other(means, OURS),
        "oursLess": {
            name: corrected_interval(folds[OURS] - rows, FOLDS)
            for name, rows in folds.items()
            if name != OURS
        },
    }
