"""A plain Cox model with elastic net on the same rows: what the network has to beat."""

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from sksurv.linear_model import CoxnetSurvivalAnalysis
from sksurv.util import Surv

from .dataset import Cohort
from .losses import cox_loss
from .scaling import fit_scaling, signed_log

Array = NDArray[np.float64]
L1_RATIO = 0.5


def fit_reference(train: Cohort, tune: Cohort) -> Callable[[Cohort], Array]:
    """Return the log-hazard of an elastic-net Cox model, its penalty chosen on `tune`.

    Skewed features are log-transformed as for the network, a missing value becomes the training
    mean, and each feature that is missing for some patients brings a missing-indicator.
    """
    scaling = fit_scaling(train.values, train.present)
    gaps = train.present.mean(0)
    indicated = (gaps < 0.99) & (gaps > 0.01)

    def design(cohort: Cohort) -> Array:
        z = (signed_log(cohort.values, scaling.log_rate) - scaling.mean) / scaling.deviation
        return np.hstack([np.clip(z, -4, 4) * cohort.present, cohort.present[:, indicated]])

    x = design(train)
    keep = x.std(0) > 0
    outcome = Surv.from_arrays(train.event > 0, train.time)
    model = CoxnetSurvivalAnalysis(l1_ratio=L1_RATIO, n_alphas=50, alpha_min_ratio=0.005)
    model.fit(x[:, keep], outcome)
    scores = design(tune)[:, keep] @ model.coef_
    time, event = torch.tensor(tune.time), torch.tensor(tune.event)
    losses = [cox_loss(torch.tensor(column), time, event).item() for column in scores.T]
    best = model.coef_[:, int(np.argmin(losses))]
    return lambda cohort: design(cohort)[:, keep] @ best
