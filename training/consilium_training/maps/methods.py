"""Ways to say what each cell of a picture did to a finding, at about the same number of runs."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .cells import Reading

SIDE = 8
CELLS = SIDE * SIDE
# Each order is walked in both directions.
ORDERS = 2
SEED = 20261129
POINTS, STEP = 4, 0.05


@dataclass(frozen=True)
class CellMap:
    """What each cell did to each finding.

    Attributes
    ----------
    effects : ndarray, shape (cells, findings)
    error : ndarray of the same shape, or None
        Standard error of a sampled effect.
    """

    effects: NDArray[np.float64]
    error: NDArray[np.float64] | None = None


def only(cell: int) -> NDArray:
    """Return the weights of one cell alone."""
    own = np.zeros(CELLS)
    own[cell] = 1
    return own


def occlusion(read: Reading) -> CellMap:
    """Return what is lost when one cell is the reference's (Zeiler MD, Fergus R. ECCV 2014)."""
    whole = read(np.ones(CELLS))
    return CellMap(np.array([whole - read(1 - only(cell)) for cell in range(CELLS)]))


def both_ends(read: Reading) -> CellMap:
    """Return the mean of what a cell adds to nothing and to all else: Shapley values of pairwise games."""
    none = read(np.zeros(CELLS))
    alone = np.array([read(only(cell)) - none for cell in range(CELLS)])
    return CellMap((alone + occlusion(read).effects) / 2)


def integrated_gradients(read: Reading) -> CellMap:
    """Return slopes by cell along the straight way from reference to picture.

    References
    ----------
    Sundararajan M, Taly A, Yan Q. Axiomatic attribution for deep networks. ICML 2017.
    """
    total = 0.0
    for point in (np.arange(POINTS) + 0.5) / POINTS:
        here = np.full(CELLS, point)
        start = read(here)
        total = total + np.array([read(here + STEP * only(cell)) - start for cell in range(CELLS)])
    return CellMap(total / (STEP * POINTS))


def walk_orders() -> NDArray[np.int64]:
    """Return the orders of cells that walks follow, shape (orders, cells)."""
    random = np.random.default_rng(SEED)
    return np.array([random.permutation(CELLS) for _ in range(ORDERS)])


def walk(read: Reading, order: NDArray, none: NDArray, whole: NDArray) -> NDArray[np.float64]:
    """Return what each cell adds when the picture's cells come one by one, shape (cells, findings)."""
    own, effects, before = np.zeros(CELLS), np.empty((CELLS, len(none))), none
    for place, cell in enumerate(order, 1):
        own[cell] = 1
        after = whole if place == CELLS else read(own)
        effects[cell] = after - before
        before = after
    return effects


def walks(read: Reading) -> CellMap:
    """Return Shapley values sampled over orders of cells, each walked from both ends.

    Each walk adds up to the whole difference, and so does their mean.

    References
    ----------
    Castro J et al. Comput Oper Res 2009;36:1726–30.
    Mitchell R et al. Sampling permutations for Shapley value estimation. JMLR 2022;23:43.
    """
    none, whole = read(np.zeros(CELLS)), read(np.ones(CELLS))
    pairs = np.array(
        [
            (walk(read, order, none, whole) + walk(read, order[::-1], none, whole)) / 2
            for order in walk_orders()
        ]
    )
    return CellMap(pairs.mean(0), pairs.std(0, ddof=1) / np.sqrt(len(pairs)))


METHODS: dict[str, Callable[[Reading], CellMap]] = {
    "occlusion": occlusion,
    "both-ends": both_ends,
    "integrated-gradients": integrated_gradients,
    "walks": walks,
}
NAMES = {
    "occlusion": "Occlusion",
    "both-ends": "Occlusion from both ends",
    "integrated-gradients": "Integrated gradients",
    "walks": "Sampled Shapley values",
}
