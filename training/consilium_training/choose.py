"""Chooses the network's penalties by cross-validation within the training cohort."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace

import numpy as np
from numpy.typing import NDArray

from .dataset import Cohort
from .fit import Settings, fit_members, loss_per_event, member_log_hazards

FOLDS = 3
# Members only steady the mean; penalties can be compared on a few.
MEMBERS = 4
# From stiff and additive to supple.
CANDIDATES = (
    Settings(pair=3.0, bend=50.0),
    Settings(pair=3.0, bend=10.0),
    Settings(pair=3.0, bend=10.0, ridge=0.002),
    Settings(pair=1.0, bend=10.0, sparse=0.005),
    Settings(pair=0.1, bend=50.0),
)


def split(cohort: Cohort, folds: int, seed: int) -> Iterator[tuple[Cohort, Cohort]]:
    """Yield (rest, held out) for random folds of about equal size."""
    fold = np.random.default_rng(seed).permutation(len(cohort.time)) % folds
    for number in range(folds):
        yield cohort[np.flatnonzero(fold != number)], cohort[np.flatnonzero(fold == number)]


def choose_settings(
    train: Cohort,
    measures: NDArray[np.int64],
    seed: int,
    say: Callable[[str], None] = lambda _: None,
    candidates: tuple[Settings, ...] = CANDIDATES,
) -> tuple[Settings, list[dict[str, float]]]:
    """Return the candidate with the least loss per event on held-out patients, and a row for each.

    Nothing but the training cohort is looked at.
    """
    rows = []
    for candidate in candidates:
        few = replace(candidate, members=min(MEMBERS, candidate.members))
        losses = [
            loss_per_event(
                member_log_hazards(fit_members(rest, measures, few, seed).network, held).mean(1), held
            )
            for rest, held in split(train, FOLDS, seed)
        ]
        row = {name: asdict(candidate)[name] for name in ("pair", "bend", "ridge", "sparse")}
        rows.append({**row, "loss": float(np.mean(losses))})
        say(f"cross-validated loss per event {rows[-1]['loss']:.5f} with {row}")
    best = int(np.argmin([row["loss"] for row in rows]))
    return candidates[best], rows
