"""Deletion and insertion: whether a finding follows the cells that a map names."""

import numpy as np
from numpy.typing import NDArray

from .cells import Reading
from .methods import CELLS, SIDE

# Numbers of cells between none and all at which the finding is read.
STEPS = range(SIDE, CELLS, SIDE)
RANDOM = 4


def removal_score(read: Reading, order: NDArray) -> NDArray[np.float64]:
    """Return how far insertion of cells lies above their deletion, of each finding in its unit.

    Mean over the steps of (reference with the first k cells of the picture) - (picture without them). Of a
    random order it is 0 in the mean, for a set of k cells is as likely to be kept as to be taken away.

    References
    ----------
    Petsiuk V, Das A, Saenko K. RISE. BMVC 2018.
    """
    total = 0.0
    for count in STEPS:
        own = np.zeros(CELLS)
        own[order[:count]] = 1
        total = total + read(own) - read(1 - own)
    return np.asarray(total / len(STEPS))


def map_score(read: Reading, effects: NDArray) -> NDArray[np.float64]:
    """Return the score of each finding in the order of its own map, from what raises it most on."""
    return np.array(
        [removal_score(read, np.argsort(-column, kind="stable"))[k] for k, column in enumerate(effects.T)]
    )


def random_score(read: Reading, random: np.random.Generator) -> NDArray[np.float64]:
    """Return the mean score of some random orders."""
    return np.mean([removal_score(read, random.permutation(CELLS)) for _ in range(RANDOM)], 0)
