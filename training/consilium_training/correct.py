"""Sets days, gaps and the weight of each source right, before a network is calibrated as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .baseline import breslow_cumulative_hazard
from .cohorts import LAST_DAY
from .corrections import Corrections
from .dataset import Cohort
from .game import SourceGame, source_game
from .metrics import truncate
from .network import FusedNetwork
from .sources import Columns

Array = NDArray[np.float64]
# How often each row is looked at, with other sources each time: what is drawn must not be what is corrected.
VIEWS = 8
# Of these so many with the sources that the patient has.
REAL = 2
# How far from 0 corrections may be before anybody is seen, as standard deviations; level and days anywhere.
LEVEL, SCALE, PRODUCT, CONSTANT = 1.0, 0.15, 1.0, 0.15


@dataclass(frozen=True)
class View:
    """Rows with a choice of sources each, (n, sources), and the log-hazard that it gives, (n,)."""

    rows: Cohort
    there: NDArray[np.bool_]
    log_hazard: Array


def look(rows: Cohort, game: SourceGame, random: np.random.Generator) -> list[View]:
    """Return the rows as patients come, and with sources drawn: every choice is equally frequent."""
    real = [rows.has > 0] * REAL
    drawn = [random.random(rows.has.shape) < 0.5 for _ in range(VIEWS - REAL)]
    return [View(rows, there, game.log_hazard(there)) for there in real + drawn]


def correct(
    network: FusedNetwork,
    seen: Cohort,
    columns: Columns,
    horizon: int,
    random: np.random.Generator,
) -> None:
    """Make as many readmissions expected as were observed, by day, by gap and by source, in place.

    The fit looks at the whole follow-up, over which the hazard falls, and at penalties; so neither the days'
    effect within `horizon` nor how far a source alone tells patients apart comes out right by itself, and
    what two sources say together is more, or less, than their sum by the same measure for everybody. All of
    it is told by `seen`, whom the fit does not know.

    Parameters
    ----------
    network : FusedNetwork
        Not calibrated yet.

    References
    ----------
    van Houwelingen HC, Putter H. Dynamic prediction in clinical survival analysis. CRC Press 2012, ch. 7.
    """
    corrections = Corrections(network, columns, seen.features)

    def told(*, scaled: bool) -> Array:
        views = look(seen, source_game(network, seen.values, seen.present, columns), random)
        return regress(corrections, columns, views, horizon, scaled=scaled)

    corrections.add_scales(told(scaled=True)[: corrections.scale_count + corrections.product_count])
    corrections.add_constants(np.arange(LAST_DAY + 1), told(scaled=False))


def regress(
    corrections: Corrections,
    columns: Columns,
    views: Sequence[View],
    horizon: int,
    *,
    scaled: bool,
) -> Array:
    """Return coefficients of scales, if they are wanted, and of constants, by Poisson likelihood.

    Parameters
    ----------
    views : sequence of View
        The first gives the baseline.
    """
    base = views[0]
    table, expected, event = [], [], []
    for one in views:
        time, had = truncate(one.rows.time, one.rows.event, horizon)
        steps = breslow_cumulative_hazard(base.log_hazard, base.rows.time, base.rows.event, time)
        present = one.rows.present * columns.shown(one.there)
        scaling = corrections.scales(one.rows, present) if scaled else np.empty((len(time), 0))
        level = np.ones((len(time), 1))
        table.append(np.column_stack([level, scaling, corrections.constants(one.rows.day, present)]))
        expected.append(steps * np.exp(one.log_hazard) / VIEWS)
        event.append(had / VIEWS)
    design = np.concatenate(table)
    told = [corrections.scale_count, corrections.product_count] if scaled else [0, 0]
    counts = [1, *told, corrections.day_count]
    believed = np.repeat([LEVEL, SCALE, PRODUCT, LEVEL, CONSTANT], [*counts, design.shape[1] - sum(counts)])
    believed = believed**-2.0
    return fit_steps(design, np.concatenate(expected), np.concatenate(event), believed)[1:]


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
