"""Which trees: candidates of two features a tree beside deeper ones, compared by cross-validation."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from .folds import Recipe, Say, Scorer, fit_on
from .judge import auroc
from .rows import Hours
from .trees import Material, Settings

# Exact reasons need trees of at most two features; they may cost so much of the AUROC and no more.
MOST_COST = 0.003
PAIRS = 2


@dataclass(frozen=True)
class Tried:
    """A candidate by name with its cross-validated AUROC."""

    name: str
    settings: Settings
    auroc: float


class TooDearError(Exception):
    """Trees of two features cost too much: the form of the model has to be thought over."""


def try_all(
    hours: Hours,
    material: Material,
    fold: NDArray[np.int64],
    folds: int,
    candidates: Mapping[str, Settings],
    seed: int,
    scorer: Scorer,
    say: Say,
) -> list[Tried]:
    """Return each candidate with its AUROC on the first `folds` folds, of one seed each."""
    tried = []
    for name, settings in candidates.items():
        held = fold < folds
        score = np.full(len(fold), np.nan)
        for k in range(folds):
            ensemble = fit_on(material, fold != k, Recipe(settings, 1, seed))
            score[fold == k] = scorer(ensemble, hours.values[fold == k])
        tried.append(Tried(name, settings, auroc(score[held], hours.outcome[held])))
        say(f"{name}: AUROC {tried[-1].auroc:.4f}")
    return tried


def take(tried: list[Tried]) -> Tried:
    """Return the best of two features a tree; raise `TooDearError` where it costs too much."""
    best = max((one for one in tried if one.settings.depth <= PAIRS), key=lambda one: one.auroc)
    cost = max(one.auroc for one in tried) - best.auroc
    if cost > MOST_COST:
        raise TooDearError(f"{best.name} costs {cost:.4f} of AUROC, more than {MOST_COST}")
    return best


def describe(tried: list[Tried], taken: Tried) -> list[dict[str, object]]:
    """Return the comparison as the report holds it."""
    return [
        {
            "name": one.name,
            "auroc": round(one.auroc, 4),
            "taken": one is taken,
            "settings": asdict(one.settings),
        }
        for one in tried
    ]
