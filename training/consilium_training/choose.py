"""Chooses the network's penalties by cross-validation within the training cohort."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from multiprocessing import get_context

import numpy as np
import torch
from numpy.typing import NDArray

from .dataset import Cohort
from .fit import Settings, fit_members, loss_per_event, member_log_hazards

FOLDS = 3
# Members only steady the mean; penalties can be compared on a few.
MEMBERS = 4
# From stiff and nearly additive to supple.
CANDIDATES = (
    Settings(pair=3.0, bend=50.0),
    Settings(pair=1.0, bend=10.0, ridge=0.005, sparse=0.005),
    Settings(pair=0.3, bend=10.0, ridge=0.005, sparse=0.005),
    Settings(pair=0.3, bend=10.0, ridge=0.002, sparse=0.002),
    Settings(pair=0.1, bend=10.0, ridge=0.002, sparse=0.002),
    Settings(pair=0.1, bend=3.0, ridge=0.001, sparse=0.001),
)


def split(cohort: Cohort, folds: int, seed: int) -> Iterator[tuple[Cohort, Cohort]]:
    """Yield (rest, held out) for random folds of about equal size."""
    fold = np.random.default_rng(seed).permutation(len(cohort.time)) % folds
    for number in range(folds):
        yield cohort[np.flatnonzero(fold != number)], cohort[np.flatnonzero(fold == number)]


def held_out_loss(
    rest: Cohort, held: Cohort, measures: NDArray[np.int64], settings: Settings, seed: int
) -> float:
    """Return the loss per event on `held` of a fit on `rest`."""
    torch.set_num_threads(1)
    network = fit_members(rest, measures, settings, seed).network
    return loss_per_event(member_log_hazards(network, held).mean(1), held)


def choose_settings(
    train: Cohort,
    measures: NDArray[np.int64],
    seed: int,
    say: Callable[[str], None] = lambda _: None,
    candidates: tuple[Settings, ...] = CANDIDATES,
) -> tuple[Settings, list[dict[str, float]]]:
    """Return the candidate with the least loss per event on held-out patients, and a row for each.

    Nothing but the training cohort is looked at. Two processes share the folds.
    """
    parts = list(split(train, FOLDS, seed))
    rows = []
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for candidate in candidates:
            few = replace(candidate, members=min(MEMBERS, candidate.members))
            tasks = [pool.submit(held_out_loss, *part, measures, few, seed) for part in parts]
            penalties = {name: asdict(candidate)[name] for name in ("pair", "bend", "ridge", "sparse")}
            rows.append({**penalties, "loss": float(np.mean([task.result() for task in tasks]))})
            say(f"cross-validated loss per event {rows[-1]['loss']:.5f} with {penalties}")
    return candidates[int(np.argmin([row["loss"] for row in rows]))], rows
