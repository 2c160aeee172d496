"""Calibrates a network that is fitted already on other patients: a hospital's own, or more of the same."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from .cohorts import LAST_DAY
from .correct import fit_steps
from .corrections import Corrections
from .dataset import Cohort
from .fit import member_log_hazards
from .masking import CALIBRATION, hide
from .metrics import truncate
from .network import FusedNetwork
from .sources import Columns

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Beliefs:
    """How far the calibration may be off before anybody is seen: standard deviations of corrections of 0.

    Attributes
    ----------
    level, slope : float
        Of the log of how many come back, and of how much a difference in log-hazard counts.
    shape : float
        Of what a day or a missing source adds to the log-hazard.
    """

    level: float
    slope: float
    shape: float


# More patients of the same place: what the first calibration is unsure of. 28,000 patients told the level and
# the days, 8,000 the slope.
SAME = Beliefs(level=0.015, slope=0.035, shape=0.03)
# Another place: its own patients tell the level, and most of the rest.
ELSEWHERE = Beliefs(level=3.0, slope=0.25, shape=0.25)


def recalibrate(network: FusedNetwork, seen: Cohort, columns: Columns, seed: int, beliefs: Beliefs) -> None:
    """Put level, slope, days and what a missing source means right, in place.

    One Poisson regression of the readmissions of `seen` on the calibrated log-hazard, at all landmarks and
    within the network's horizon, each row once with the gaps of `masking.CALIBRATION`; corrections are drawn
    to 0 as `beliefs` say. What the network learned of the features stays, and so does the shape of the
    baseline; no term gets more features than before. Members get these corrections, and level and slope of
    their own bootstrap samples of patients.

    References
    ----------
    Van Houwelingen HC. Stat Med 2000;19:3401-3415. Steyerberg EW et al. Stat Med 2004;23:2567-2586.
    """
    random = np.random.default_rng(seed)
    present = hide(seen.present, seen.has, columns, random, CALIBRATION)
    horizon = network.cumulative_hazard.shape[1] - 1
    time, event = truncate(seen.time, seen.event, horizon)
    eta = member_log_hazards(network, seen.values, present)

    def expected(steps: torch.Tensor, log_hazard: Array) -> Array:
        return np.interp(time, np.arange(horizon + 1), steps.numpy().astype(float)) * np.exp(log_hazard)

    corrections = Corrections(network, columns, seen.features)
    shape = corrections.constants(seen.day, present)
    log_hazard = network.intercept.item() + network.slope.item() * eta.mean(1)
    beta = solve(log_hazard, expected(network.cumulative_hazard[0], log_hazard), event, shape, beliefs)
    level, slope, told = beta[0], beta[1], beta[2:]
    # What is added before the slope is added times the slope.
    inside = told / (network.slope.item() * (1 + slope))
    corrections.add_constants(np.arange(LAST_DAY + 1), inside)
    with torch.no_grad():
        stretch(network.intercept, network.slope, 0, (level, slope))
        even = np.full(seen.people, 1 / seen.people)
        for member in range(network.members):
            weight = random.multinomial(seen.people, even).astype(float)[seen.number]
            own = (
                network.member_intercept[member].item() + network.member_slope[member].item() * eta[:, member]
            )
            own = own + shape @ told
            cases = weight * expected(network.member_cumulative_hazard[0, member], own)
            line = solve(own, cases, weight * event, np.empty((len(own), 0)), beliefs)
            stretch(network.member_intercept, network.member_slope, member, line)


def solve(log_hazard: Array, expected: Array, event: Array, shape: Array, beliefs: Beliefs) -> Array:
    """Return level, slope less 1, and the coefficients of `shape`."""
    design = np.column_stack([np.ones(len(event)), log_hazard - log_hazard.mean(), shape])
    deviation = np.array([beliefs.level, beliefs.slope, *[beliefs.shape] * shape.shape[1]])
    beta = fit_steps(design, expected, event, deviation**-2)
    beta[0] -= beta[1] * log_hazard.mean()
    return beta


def stretch(intercept: torch.Tensor, slope: torch.Tensor, place: int, line: NDArray) -> None:
    """Put a line through a line: level + (1 + more) · (intercept + slope · η)."""
    level, more = float(line[0]), float(line[1])
    intercept[place] = level + (1 + more) * intercept[place]
    slope[place] = (1 + more) * slope[place]
