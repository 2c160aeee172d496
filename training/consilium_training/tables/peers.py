"""The field's own survival models, each tuned within the training fold."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sksurv.ensemble import GradientBoostingSurvivalAnalysis, RandomSurvivalForest
from sksurv.linear_model import CoxnetSurvivalAnalysis, CoxPHSurvivalAnalysis
from sksurv.util import Surv

from ..choose import split
from ..dataset import Cohort
from ..metrics import concordance
from ..reference import design
from ..scaling import fit_scaling

Array = NDArray[np.float64]
Score = Callable[[Cohort], Array]
INNER_FOLDS = 3


class Model(Protocol):
    """What scikit-survival's models have in common."""

    def fit(self, x: Array, y: NDArray) -> "Model":
        """Fit on predictors and outcomes."""

    def predict(self, x: Array) -> Array:
        """Return scores; higher means earlier."""


def ridges(_seed: int) -> Iterator[Model]:
    """Yield Cox models with a ridge penalty, Efron's ties."""
    for alpha in (0.1, 1.0, 10.0, 50.0):
        yield CoxPHSurvivalAnalysis(alpha=alpha, ties="efron")


def elastic_nets(_seed: int) -> Iterator[Model]:
    """Yield Cox models with an elastic net."""
    for alpha in np.geomspace(0.2, 0.003, 8):
        yield CoxnetSurvivalAnalysis(l1_ratio=0.5, alphas=[alpha])


def forests(seed: int) -> Iterator[Model]:
    """Yield random survival forests."""
    for leaf in (5, 15):
        yield RandomSurvivalForest(100, min_samples_leaf=leaf, low_memory=True, n_jobs=1, random_state=seed)


def boosted(seed: int) -> Iterator[Model]:
    """Yield gradient-boosted trees on the Cox likelihood."""
    for trees, depth in ((200, 1), (100, 3)):
        yield GradientBoostingSurvivalAnalysis(
            n_estimators=trees, max_depth=depth, learning_rate=0.05, subsample=0.7, random_state=seed
        )


# Candidates of each peer, from stiff to supple.
PEERS: Mapping[str, Callable[[int], Iterator[Model]]] = {
    "cox-ridge": ridges,
    "coxnet": elastic_nets,
    "forest": forests,
    "boosting": boosted,
}


def prepare(train: Cohort) -> Score:
    """Return how a cohort becomes a peer's predictors, learned from the training rows.

    Skewed columns are log-transformed as for the network, a missing value becomes the training mean, and
    each column with gaps brings an indicator.
    """
    scaling = fit_scaling(train.values, train.present)
    gaps = train.present.mean(0)
    indicated = (gaps < 0.99) & (gaps > 0.01)
    keep = np.flatnonzero(design(train, scaling, indicated).std(0) > 0)
    return lambda cohort: design(cohort, scaling, indicated)[:, keep]


def fit(model: Model, train: Cohort, ready: Score) -> Score:
    """Fit one candidate on prepared rows; return its score."""
    fitted = model.fit(ready(train), Surv.from_arrays(train.event > 0, train.time))
    return lambda cohort: fitted.predict(ready(cohort))


def fit_peer(candidates: Callable[[int], Iterator[Model]], train: Cohort, seed: int) -> Score:
    """Return the score of the candidate with the best concordance on inner folds, fitted anew."""
    found = []
    for rest, held in split(train, INNER_FOLDS, seed):
        ready = prepare(rest)
        scores = [fit(model, rest, ready)(held) for model in candidates(seed)]
        found.append([concordance(score, held.time, held.event) for score in scores])
    best = int(np.argmax(np.mean(found, axis=0)))
    return fit(list(candidates(seed))[best], train, prepare(train))
