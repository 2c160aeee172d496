"""Hides inputs at random during training, so that a patient who lacks some is nothing new to the network."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .dataset import Cohort
from .sources import Columns

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Shares:
    """Shares of the rows to which each kind of gap happens, each drawn for itself.

    Attributes
    ----------
    real : float
        Rows that lack the sources that the patient lacks; all others have what was measured of everybody.
    sources : float
        Rows that lose each source with probability a half: all choices of sources are equally frequent.
    parts : float
        Rows that draw a share from 0 … 1 and lose that share of their measures (all features of one quantity
        together), or of their single features.
    known : float
        Of the rows that lose a source, those that lose what is known without it too: shares of what is known
        are told by looking without it.
    """

    real: float = 0.25
    sources: float = 0.9
    parts: float = 0.15
    known: float = 0.5


TRAINING = Shares()
# To calibrate on: above all patients as they come, and every choice of sources.
CALIBRATION = Shares(real=0.7, sources=0.15, parts=0.0, known=0.0)


def hide(
    present: Array, has: NDArray, columns: Columns, random: np.random.Generator, shares: Shares = TRAINING
) -> Array:
    """Return `present` with some ones turned to zero.

    Parameters
    ----------
    present : ndarray, shape (n, features)
    has : ndarray, shape (n, sources)
        1 where the patient has the source.
    columns : Columns
        Where there is but one source, nobody loses it for training's sake: nothing would be left.
    random : Generator
    """
    rows, features = present.shape
    kept = np.where(chosen(rows, shares.real, random), has > 0, True)
    spared = (random.random(has.shape) < 0.5) | ~chosen(rows, shares.sources, random)
    kept &= spared | (columns.sources == 1)
    share = random.random((rows, 1)) * chosen(rows, shares.parts, random)
    by_measure = random.random((rows, columns.measure.max() + 1))[:, columns.measure]
    by_feature = random.random((rows, features))
    draw = np.where(chosen(rows, 0.5, random), by_measure, by_feature)
    whole = kept[:, columns.source]
    if columns.known.any():
        whole |= columns.known & ~chosen(rows, shares.known, random)
    return (present * whole * (draw >= share)).astype(np.float32)


def chosen(rows: int, share: float, random: np.random.Generator) -> NDArray[np.bool_]:
    """Return which rows something happens to, shape (rows, 1)."""
    return random.random((rows, 1)) < share


def as_given(cohort: Cohort, columns: Columns) -> Cohort:
    """Return a cohort as it comes: without the sources that each patient lacks."""
    present = cohort.present * columns.shown(cohort.has)
    return replace(cohort, present=present, values=cohort.values * present)
