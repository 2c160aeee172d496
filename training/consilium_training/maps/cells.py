"""Cells of a picture, and the network's answer to a picture of which some cells are another's.

As in lib/fusion/picture-cells.ts: soft cells that overlap and add up to 1 at each place, so that no
mixture has an edge that neither picture has.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
# From values of a picture, shape (1, *shape), to its findings, shape (findings,).
Network = Callable[[Array], NDArray[np.float64]]
# From how much of each cell is the picture's own, shape (cells,), to its findings.
Reading = Callable[[NDArray], NDArray[np.float64]]


def hats(size: int, side: int) -> Array:
    """Return triangles over one axis, shape (side, size), which add up to 1 at each pixel."""
    middles = (np.arange(side) + 0.5) * size / side - 0.5
    at = np.clip(np.arange(size), middles[0], middles[-1])
    return np.maximum(0, 1 - np.abs(at[None] - middles[:, None]) * side / size).astype(np.float32)


def reading_of(network: Network, picture: Array, reference: Array, side: int) -> Reading:
    """Return how a network reads `reference` with cells of `picture` in it.

    Parameters
    ----------
    picture, reference : ndarray, shape (…, size, size)
        A cell of a clip is the same place in all frames.
    """
    triangles = hats(picture.shape[-1], side)
    away = picture - reference

    def read(own: NDArray) -> NDArray[np.float64]:
        mask = triangles.T @ own.reshape(side, side).astype(np.float32) @ triangles
        return network((reference + mask * away)[None])

    return read
