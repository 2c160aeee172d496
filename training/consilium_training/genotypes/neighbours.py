"""How often the people nearest to somebody are of the same ancestry."""

import numpy as np
from numpy.typing import NDArray


def same_ancestry(places: NDArray, ancestry: NDArray, count: int = 10) -> dict[str, float]:
    """Return the share of the `count` nearest that are of one's own ancestry, and what chance would give.

    Parameters
    ----------
    places : ndarray, shape (people, axes)
    ancestry : ndarray, shape (people,)
    """
    distance = np.square(places[:, None] - places[None]).sum(-1)
    np.fill_diagonal(distance, np.inf)
    nearest = np.argsort(distance, axis=1, kind="stable")[:, :count]
    own = ancestry[nearest] == ancestry[:, None]
    among = (ancestry[:, None] == ancestry[None]).sum(1) - 1
    return {"share": float(own.mean()), "chance": float(among.mean() / (len(places) - 1))}
