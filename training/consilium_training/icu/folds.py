"""Scores of hours by an ensemble that saw none of the patient: cross-validation over patients."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from .rows import Hours
from .trees import Ensemble, Material, Settings, fit_member, mean_of

Array = NDArray[np.float64]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """Everything that an ensemble is made by: settings, and how many seeds are averaged."""

    settings: Settings
    members: int
    seed: int


def fit_on(material: Material, chosen: NDArray[np.bool_], recipe: Recipe) -> Ensemble:
    """Fit the mean of several seeds on some of the rows."""
    seeds = range(recipe.seed, recipe.seed + recipe.members)
    return mean_of([fit_member(material, chosen, recipe.settings, seed) for seed in seeds])


def fold_of(hours: Hours, folds: int, seed: int) -> NDArray[np.int64]:
    """Return the fold of each hour: patients are dealt out, those with the outcome evenly."""
    random = np.random.default_rng(seed)
    fold = np.zeros(len(hours.stays), int)
    for had in (False, True):
        who = random.permutation(np.flatnonzero(hours.ever == had))
        fold[who] = np.arange(len(who)) % folds
    return fold[hours.of]


Scorer = Callable[[Ensemble, NDArray[np.float32]], Array]


def out_of_fold(
    hours: Hours, material: Material, fold: NDArray[np.int64], recipe: Recipe, scorer: Scorer, say: Say
) -> Array:
    """Return the log-odds of every hour by an ensemble of the other folds."""
    log_odds = np.full(len(hours.of), np.nan)
    for k in np.unique(fold):
        held = fold == k
        log_odds[held] = scorer(fit_on(material, ~held, recipe), hours.values[held])
        say(f"fold {k}")
    return log_odds


def calibration_line(log_odds: Array, outcome: NDArray) -> tuple[float, float]:
    """Return slope and intercept of Platt's line: maximum likelihood of the outcome given the log-odds."""

    def loss(line: Array) -> tuple[float, Array]:
        eta = line[0] * log_odds + line[1]
        wrong = expit(eta) - outcome
        return (
            float(np.mean(np.logaddexp(0, eta) - outcome * eta)),
            np.array([np.mean(wrong * log_odds), np.mean(wrong)]),
        )

    found = minimize(loss, np.array([1.0, 0.0]), jac=True, method="BFGS")
    return float(found.x[0]), float(found.x[1])
