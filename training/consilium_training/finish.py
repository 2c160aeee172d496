"""Gives a fitted network its baseline hazards and its calibration, in place."""

import numpy as np
import torch

from .baseline import breslow_cumulative_hazard
from .calibration import fit_calibration
from .dataset import Cohort
from .fit import Fit, member_log_hazards
from .masking import CALIBRATION, hide
from .metrics import truncate
from .sources import Columns


def calibrate(fit: Fit, train: Cohort, seen: Cohort, columns: Columns, horizon: int, seed: int) -> None:
    """Set Breslow baselines (from `train`) and van Houwelingen's calibration (from `seen`).

    Both look at all landmarks of all patients, each seen once with the gaps of `masking.CALIBRATION`. The
    calibration looks at `horizon` days from the landmark alone. Each member gets the baseline of its own
    bootstrap sample and is calibrated on its own bootstrap sample of the patients of `seen`, so that the
    spread of the members holds both uncertainties.
    """
    network, days = fit.network, np.arange(horizon + 1, dtype=float)
    random = np.random.default_rng(seed)

    def score(cohort: Cohort) -> np.ndarray:
        present = hide(cohort.present, cohort.has, columns, random, CALIBRATION)
        return member_log_hazards(network, cohort.values, present)

    eta_train, eta_seen = score(train), score(seen)
    time, event = truncate(seen.time, seen.event, horizon)
    even = np.full(seen.people, 1 / seen.people)

    def solve(train_eta, seen_eta, train_weight, seen_weight):
        def cumulative(at):
            return breslow_cumulative_hazard(train_eta, train.time, train.event, at, train_weight)

        return cumulative(days), fit_calibration(seen_eta, cumulative(time), event, seen_weight)

    def put(name, value):
        getattr(network, name).copy_(torch.tensor(value))

    with torch.no_grad():
        baseline, line = solve(eta_train.mean(1), eta_seen.mean(1), None, None)
        put("cumulative_hazard", baseline[None])
        put("intercept", [line.intercept])
        put("slope", [line.slope])
        counts = fit.counts[train.number]
        for member in range(network.members):
            again = random.multinomial(seen.people, even).astype(float)[seen.number]
            baseline, line = solve(eta_train[:, member], eta_seen[:, member], counts[:, member], again)
            network.member_cumulative_hazard[0, member] = torch.tensor(baseline)
            network.member_intercept[member] = line.intercept
            network.member_slope[member] = line.slope
