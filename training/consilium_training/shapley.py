"""Exact Shapley values of a 2-additive log-hazard, as the product computes them."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Score = Callable[[Array, Array], Array]


def paired_marginals(score: Score, values: Array, present: Array) -> tuple[Array, float, float]:
    """Return each feature's Shapley value with the baseline and the total.

    v(S) is the log-hazard with all features outside S missing. A game without interactions of more
    than two players has φᵢ = ½ [v({i}) - v(∅) + v(N) - v(N∖i)].

    Parameters
    ----------
    score : callable
        (rows, features) values and present → (rows,) log-hazard.
    values, present : ndarray, shape (features,)
        One patient.

    Returns
    -------
    contributions : ndarray, shape (features,)
        0 for a missing feature.
    baseline, total : float
        v(∅) and v(N).

    References
    ----------
    Grabisch M. k-order additive discrete fuzzy measures and their representation. Fuzzy Sets and
    Systems 1997;92:167-189.
    """
    players = np.flatnonzero(present)
    shown = np.zeros((2 * len(players) + 2, len(values)))
    shown[1 : len(players) + 1, players] = np.eye(len(players))
    shown[len(players) + 1 :] = present
    shown[len(players) + 2 :, players] -= np.eye(len(players))
    worth = score(shown * values, shown)
    baseline, total = worth[0], worth[len(players) + 1]
    alone, without = worth[1 : len(players) + 1], worth[len(players) + 2 :]
    contributions = np.zeros(len(values))
    contributions[players] = 0.5 * (alone - baseline + total - without)
    return contributions, float(baseline), float(total)
