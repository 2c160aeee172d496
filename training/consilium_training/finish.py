"""Gives a fitted network its baseline hazards and its calibration, in place."""

import numpy as np
import torch
from numpy.typing import NDArray

from .baseline import breslow_cumulative_hazard
from .calibration import fit_calibration
from .correct import correct
from .dataset import Cohort
from .fit import Fit, member_log_hazards
from .masking import CALIBRATION, hide
from .metrics import truncate
from .sources import Columns

Array = NDArray[np.float64]


def calibrate(fit: Fit, train: Cohort, seen: Cohort, columns: Columns, horizon: int, seed: int) -> None:
    """Set Breslow baselines (from `train`) and van Houwelingen's calibration.

    The slope is that of `seen`, whom the fit does not know; the intercept, how many come back in all, is told
    by both cohorts, because the fit cannot learn it by heart and `seen` alone is few. Both look at all
    landmarks of all patients, each seen once with the gaps of `masking.CALIBRATION`, and at `horizon` days
    from the landmark alone. Each member gets the baseline of its own bootstrap sample and is calibrated on
    its own bootstrap sample of patients, so that the spread of the members holds both uncertainties. Before
    all that, days, gaps and sources are set right (`correct`).
    """
    network, days = fit.network, np.arange(horizon + 1, dtype=float)
    random = np.random.default_rng(seed)
    hidden = {id(part): hide(part.present, part.has, columns, random, CALIBRATION) for part in (train, seen)}

    def score(cohort: Cohort) -> Array:
        return member_log_hazards(network, cohort.values, hidden[id(cohort)])

    correct(network, seen, columns, horizon, random)
    eta_train, eta_seen = score(train), score(seen)
    time, event = truncate(seen.time, seen.event, horizon)
    train_time, train_event = truncate(train.time, train.event, horizon)
    even = np.full(seen.people, 1 / seen.people)

    def solve(train_eta, seen_eta, train_weight, seen_weight):
        def cumulative(at):
            return breslow_cumulative_hazard(train_eta, train.time, train.event, at, train_weight)

        expected = cumulative(time)
        slope = fit_calibration(seen_eta, expected, event, seen_weight).slope
        both = [
            np.concatenate(pair)
            for pair in (
                (train_eta, seen_eta),
                (cumulative(train_time), expected),
                (train_event, event),
                (train_weight, seen_weight),
            )
        ]
        return cumulative(days), fit_calibration(*both, fixed_slope=slope)

    def put(name, value):
        getattr(network, name).copy_(torch.tensor(value))

    with torch.no_grad():
        ones = np.ones(len(train.time)), np.ones(len(seen.time))
        baseline, line = solve(eta_train.mean(1), eta_seen.mean(1), *ones)
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
