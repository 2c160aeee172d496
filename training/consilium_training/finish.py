"""Gives a fitted network its baseline hazards and its calibration, in place."""

import numpy as np
import torch

from .baseline import breslow_cumulative_hazard
from .calibration import fit_calibration
from .dataset import Cohort
from .fit import Fit, member_log_hazards
from .metrics import truncate


def calibrate(fit: Fit, train: Cohort, seen: Cohort, horizon: int, seed: int) -> None:
    """Set Breslow baselines (from `train`) and van Houwelingen's calibration (from `seen`).

    The calibration looks at follow-up to `horizon` days alone. Each member gets the baseline of its
    own bootstrap sample and is calibrated on its own bootstrap sample of `seen`, so that the spread
    of the members holds both uncertainties.
    """
    network, days = fit.network, np.arange(horizon + 1, dtype=float)
    eta_train, eta_seen = member_log_hazards(network, train), member_log_hazards(network, seen)
    time, event = truncate(seen.time, seen.event, horizon)
    random = np.random.default_rng(seed)
    even = np.full(len(time), 1 / len(time))

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
        for member in range(network.members):
            again = random.multinomial(len(time), even).astype(float)
            baseline, line = solve(eta_train[:, member], eta_seen[:, member], fit.counts[:, member], again)
            network.member_cumulative_hazard[0, member] = torch.tensor(baseline)
            network.member_intercept[member] = line.intercept
            network.member_slope[member] = line.slope
