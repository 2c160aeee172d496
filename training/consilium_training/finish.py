"""Gives a fitted network its baseline hazards and its calibration, in place."""

import numpy as np
import torch
from numpy.typing import NDArray

from .baseline import breslow_cumulative_hazard
from .calibration import fit_calibration
from .dataset import DAY, Cohort
from .fit import Fit, member_log_hazards
from .masking import CALIBRATION, hide
from .metrics import truncate
from .network import FusedNetwork
from .scaling import RAMPS
from .sources import Columns

Array = NDArray[np.float64]


def calibrate(fit: Fit, train: Cohort, seen: Cohort, columns: Columns, horizon: int, seed: int) -> None:
    """Set Breslow baselines (from `train`) and van Houwelingen's calibration.

    The slope is that of `seen`, whom the fit does not know; the intercept, how many come back in all, is told
    by both cohorts, because the fit cannot learn it by heart and `seen` alone is few. Both look at all
    landmarks of all patients, each seen once with the gaps of `masking.CALIBRATION`, and at `horizon` days
    from the landmark alone. Each member gets the baseline of its own bootstrap sample and is calibrated on
    its own bootstrap sample of patients, so that the spread of the members holds both uncertainties. Where
    the day of the landmark is a feature, its shape is set right first (`set_days_right`).
    """
    network, days = fit.network, np.arange(horizon + 1, dtype=float)
    random = np.random.default_rng(seed)
    hidden = {id(part): hide(part.present, part.has, columns, random, CALIBRATION) for part in (train, seen)}

    def score(cohort: Cohort) -> Array:
        return member_log_hazards(network, cohort.values, hidden[id(cohort)])

    if DAY in train.features:
        set_days_right(network, (train, seen), (hidden[id(train)], hidden[id(seen)]), horizon)
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


def set_days_right(
    network: FusedNetwork,
    cohorts: tuple[Cohort, Cohort],
    present: tuple[NDArray, NDArray],
    horizon: int,
) -> None:
    """Make as many readmissions expected as were observed, by landmark, within the horizon.

    The fit looks at the whole follow-up, over which the hazard falls; so the days' effect on it is not that
    on the first `horizon` days. A step after the discharge, a line over the days at home and a step where the
    day is not known, fitted by Poisson likelihood to both cohorts (four numbers), are added to the shape
    function of the day of every member.

    Parameters
    ----------
    cohorts : (Cohort, Cohort)
        The one trained on gives the baseline.
    present : (ndarray, ndarray)
        What is seen of each.

    References
    ----------
    van Houwelingen HC, Putter H. Dynamic prediction in clinical survival analysis. CRC Press 2012, ch. 7.
    """
    train, place = cohorts[0], cohorts[0].features.index(DAY)
    eta = [
        member_log_hazards(network, cohort.values, seen).mean(1)
        for cohort, seen in zip(cohorts, present, strict=True)
    ]
    design, expected, event = [], [], []
    for cohort, seen, one in zip(cohorts, present, eta, strict=True):
        time, had = truncate(cohort.time, cohort.event, horizon)
        steps = breslow_cumulative_hazard(eta[0], train.time, train.event, time)
        design.append(day_design(cohort.day, seen[:, place] > 0))
        expected.append(steps * np.exp(one))
        event.append(had)
    beta = fit_steps(*map(np.concatenate, (design, expected, event)))
    add_to_day(network, place, np.unique(train.day), beta)


def add_to_day(network: FusedNetwork, place: int, days: NDArray[np.int64], beta: Array) -> None:
    """Add the coefficients of `day_design` to the shape function of the day of every member.

    Parameters
    ----------
    place : int
        Of the day among the features.
    days : ndarray
        Landmarks that there are rows of.
    beta : ndarray, shape (4,)
    """
    change = day_design(days, np.ones(len(days))) @ beta
    with torch.no_grad():
        values = torch.zeros(len(days), network.features)
        values[:, place] = torch.tensor(days).float()
        ramps = network.ramps(values)[:, place].numpy().astype(float)
        components = ramps @ network.basis[place].numpy().astype(float)
        weight = np.linalg.lstsq(np.column_stack([components, np.ones(len(days))]), change, rcond=1e-6)[0]
        network.main[place, :RAMPS] += torch.tensor(weight[:RAMPS, None]).float()
        network.main[place, RAMPS] += float(weight[RAMPS])
        network.main[place, RAMPS + 1] += float(beta[3])


def day_design(day: NDArray[np.int64], known: NDArray) -> Array:
    """Return a constant, the discharge and the days at home where known, and a constant where not, (n, 4)."""
    shape = np.stack([np.ones(len(day)), day == 0, day / 7], axis=1)
    return np.column_stack([shape * known[:, None], 1 - known])


def fit_steps(design: Array, expected: Array, event: Array, believed: Array | float = 1e-6) -> Array:
    """Return Poisson coefficients of log(observed / expected), shape (columns,).

    Parameters
    ----------
    believed : ndarray or float
        How surely each is 0 before anything is seen: 1 / variance.
    """
    beta = np.zeros(design.shape[1])
    sure = np.broadcast_to(believed, beta.shape)
    for _ in range(50):
        mean = expected * np.exp(design @ beta)
        curvature = design.T @ (mean[:, None] * design) + np.diag(sure)
        step = np.clip(np.linalg.solve(curvature, design.T @ (event - mean) - sure * beta), -1, 1)
        beta += step
        if np.abs(step).max() < 1e-10:
            break
    return beta
