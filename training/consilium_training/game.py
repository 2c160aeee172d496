"""The log-hazard of every choice of sources at once, from what each source and each pair of them adds."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .network import FusedNetwork
from .sources import Columns

Array = NDArray[np.float64]


@dataclass(frozen=True)
class SourceGame:
    """What a calibrated 2-additive log-hazard is made of, for each of n rows.

    Attributes
    ----------
    intercept : float
    alone : ndarray, shape (2, sources, n)
        What each source adds, first while it is missing and then while it is there; the last may be what is
        known without any, which is always there.
    crossed : ndarray, shape (2, 2, pairs, n)
        What each pair adds, by whether the first and the second are there.
    pairs : list of (int, int)
    """

    intercept: float
    alone: Array
    crossed: Array
    pairs: list[tuple[int, int]]

    def log_hazard(self, there: NDArray) -> Array:
        """Return the log-hazard, shape (n,), of the sources that are `there`, (sources,) or (n, sources).

        A source that is there holds what the row has of it.
        """
        rows = np.arange(self.alone.shape[2])
        told = np.asarray(there) > 0
        shown = np.ones((len(rows), self.alone.shape[1]), np.int64)
        shown[:, : told.shape[-1]] = told
        total = np.full(len(rows), self.intercept)
        for source in range(self.alone.shape[1]):
            total += self.alone[shown[:, source], source, rows]
        for place, (a, b) in enumerate(self.pairs):
            total += self.crossed[shown[:, a], shown[:, b], place, rows]
        return total

    def __getitem__(self, rows: NDArray) -> "SourceGame":
        """Return the same for some rows."""
        return SourceGame(self.intercept, self.alone[..., rows], self.crossed[..., rows], self.pairs)


def source_game(network: FusedNetwork, values: Array, present: Array, columns: Columns) -> SourceGame:
    """Take a network's log-hazard for some rows apart, as means over its members.

    Parameters
    ----------
    values, present : ndarray, shape (n, features)
    """
    known = torch.tensor(columns.known).float()
    with torch.no_grad():
        pieces = [
            piece_of(network, torch.tensor(v).float(), torch.tensor(p).float(), known)
            for v, p in zip(
                np.array_split(values, max(1, len(values) // 1000)),
                np.array_split(present, max(1, len(values) // 1000)),
                strict=True,
            )
        ]
    slope = network.slope.item()
    alone, crossed = (slope * np.concatenate(part, axis=-1) for part in zip(*pieces, strict=True))
    return SourceGame(network.intercept.item(), alone, crossed, network.pairs)


def piece_of(network: FusedNetwork, values: Tensor, present: Tensor, known: Tensor) -> tuple[Array, Array]:
    """Return `alone` and `crossed` of some rows before calibration; `known`: 1 where no source is needed."""
    ramps = network.ramps(values)
    alone, tokens = network.parts(network.encode(ramps, present))
    away, gone = network.parts(network.encode(ramps, present * known))
    both = (gone, tokens)
    crossed = [
        [
            torch.stack(
                [network.between(k, both[i][a], both[j][b]).mean(1) for k, (a, b) in enumerate(network.pairs)]
            )
            for j in range(2)
        ]
        for i in range(2)
    ]
    single = torch.stack([away.mean(2), alone.mean(2)])
    return single.numpy().astype(float), np.array([[one.numpy() for one in row] for row in crossed], float)
