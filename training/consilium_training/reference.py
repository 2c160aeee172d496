"""A plain Cox model with elastic net on the same rows: what the network has to beat."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from sksurv.linear_model import CoxnetSurvivalAnalysis
from sksurv.util import Surv

from .choose import FOLDS, split
from .dataset import Cohort
from .fit import loss_per_event
from .scaling import Scaling, fit_scaling, signed_log

Array = NDArray[np.float64]
L1_RATIO = 0.5


def fit_reference(train: Cohort, seed: int) -> Callable[[Cohort], Array]:
    """Return the log-hazard of an elastic-net Cox model, its penalty chosen by cross-validation.

    Give it one row of each patient, with the gaps that the patient has. Skewed features are log-transformed
    as for the network, a missing value becomes the training mean, and each feature that is missing for some
    patients brings a missing-indicator.
    """
    scaling = fit_scaling(train.values, train.present)
    gaps = train.present.mean(0)
    indicated = (gaps < 0.99) & (gaps > 0.01)
    keep = np.flatnonzero(design(train, scaling, indicated).std(0) > 0)

    def prepare(cohort: Cohort) -> Array:
        return design(cohort, scaling, indicated)[:, keep]

    path = fit_path(prepare(train), train)
    losses = np.zeros(len(path.alphas_))
    for rest, held in split(train, FOLDS, seed):
        scores = prepare(held) @ fit_path(prepare(rest), rest, path.alphas_).coef_
        losses += [loss_per_event(column, held) for column in scores.T]
    best = path.coef_[:, int(np.argmin(losses))]
    return lambda cohort: prepare(cohort) @ best


def design(cohort: Cohort, scaling: Scaling, indicated: NDArray[np.bool_]) -> Array:
    """Return standardised features and missing-indicators, shape (n, features + indicated)."""
    z = (signed_log(cohort.values, scaling.log_rate) - scaling.mean) / scaling.deviation
    return np.hstack([np.clip(z, -4, 4) * cohort.present, cohort.present[:, indicated]])


def fit_path(x: Array, cohort: Cohort, alphas: Array | None = None) -> CoxnetSurvivalAnalysis:
    """Return the fits for a path of penalties, the library's own path if none is given."""
    model = CoxnetSurvivalAnalysis(l1_ratio=L1_RATIO, n_alphas=50, alpha_min_ratio=0.005, alphas=alphas)
    return model.fit(x, Surv.from_arrays(cohort.event > 0, cohort.time))
