"""Chooses the network's penalties by cross-validation within the training cohort."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace

import numpy as np

from .dataset import Cohort
from .fit import Build, Settings, fit_members, loss_per_event, member_log_hazards
from .masking import hide
from .network import FusedNetwork
from .sources import Columns

FOLDS = 3
# Members only steady the mean; penalties can be compared on a few.
MEMBERS = 2
# Held-out patients are judged at several landmarks each, with the gaps of training.
VIEWS = 4
PENALTIES = ("pair", "cross", "stand_in", "bend", "ridge", "sparse", "epochs", "rate")
# The defaults of a fit: nothing to choose from.
ONE = (Settings(),)


def split(cohort: Cohort, folds: int, seed: int) -> Iterator[tuple[Cohort, Cohort]]:
    """Yield (rest, held out) for random folds of about equal size; all rows of a patient stay together."""
    fold = (np.random.default_rng(seed).permutation(cohort.people) % folds)[cohort.number]
    for number in range(folds):
        yield cohort[np.flatnonzero(fold != number)], cohort[np.flatnonzero(fold == number)]


def held_out_loss(
    rest: Cohort, held: Cohort, columns: Columns, settings: Settings, seed: int, build: Build
) -> float:
    """Return the loss per event on `held` of a fit on `rest`, with gaps drawn as in training."""
    network = fit_members(rest, columns, settings, seed, build=build).network
    random = np.random.default_rng(seed)
    losses = []
    for _ in range(VIEWS):
        seen = held[held.draw(random)]
        present = hide(seen.present, seen.has, columns, random)
        losses.append(loss_per_event(member_log_hazards(network, seen.values, present).mean(1), seen))
    return float(np.mean(losses))


def choose_settings(
    train: Cohort,
    columns: Columns,
    seed: int,
    say: Callable[[str], None] = lambda _: None,
    candidates: tuple[Settings, ...] = ONE,
    build: Build = FusedNetwork,
) -> tuple[Settings, list[dict[str, float]]]:
    """Return the candidate with the least loss per event on held-out patients, and a row for each.

    Nothing but the training cohort is looked at.
    """
    if len(candidates) == 1:
        return candidates[0], []
    rows = []
    for candidate in candidates:
        few = replace(candidate, members=min(MEMBERS, candidate.members))
        losses = [
            held_out_loss(rest, held, columns, few, seed, build) for rest, held in split(train, FOLDS, seed)
        ]
        penalties = {name: asdict(candidate)[name] for name in PENALTIES}
        rows.append({**penalties, "loss": float(np.mean(losses))})
        say(f"cross-validated loss per event {rows[-1]['loss']:.5f} with {penalties}")
    return candidates[int(np.argmin([row["loss"] for row in rows]))], rows
