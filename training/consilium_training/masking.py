"""Hides inputs at random during training, so that a chart with gaps is nothing new to the network."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

KEPT_WHOLE = 0.75


def hide(present: Array, measures: NDArray[np.int64], random: np.random.Generator) -> Array:
    """Return `present` with some ones turned to zero.

    Three rows in four stay as they are. Each other row draws a share from 0 … 1 and
    loses that share of its measures (all features of one quantity together), or of its single features.

    Parameters
    ----------
    present : ndarray, shape (n, features)
    measures : ndarray, shape (features,)
        Index of the measure of each feature.
    random : Generator
    """
    rows, features = present.shape
    share = random.random((rows, 1)) * (random.random((rows, 1)) > KEPT_WHOLE)
    by_measure = random.random((rows, measures.max() + 1))[:, measures]
    by_feature = random.random((rows, features))
    draw = np.where(random.random((rows, 1)) < 0.5, by_measure, by_feature)
    return (present * (draw >= share)).astype(np.float32)
