"""Corrections of a network that give no term more features: of days, of gaps, of sources as a whole."""

from itertools import combinations, permutations

import numpy as np
import torch
from numpy.typing import NDArray

from .dataset import DAY, Cohort
from .network import FusedNetwork
from .scaling import RAMPS
from .sources import Columns

Array = NDArray[np.float64]
# Place of a feature's constant while it is missing, after the weights of its components and the one while
# it is there.
MISSING = RAMPS + 1
# Columns of `day_design`.
DAYS = 3


class Corrections:
    """What can be added to the log-hazard of each member of a network, as columns and back as weights.

    Constants: of the day (discharge, days at home and their logarithm), of the share q of each token's
    features that is missing, of day and share together, of two shares together. Scales: of what a token's
    features add one by one, and of that where another is missing, which is the one standing in for the other.
    Products: of what the features of two tokens add one by one, and of two features of one token: whether
    much that is bad together is worse, or less bad, than its sum; and scales of what the network has learned
    of the same pairs.

    Parameters
    ----------
    network : FusedNetwork
        Changed in place by `add_constants` and `add_scales`.
    features : list of str
        Ids, in input order; the day need not be among them.

    References
    ----------
    Tukey JW. One degree of freedom for non-additivity. Biometrics 1949;5:232-242.
    """

    def __init__(self, network: FusedNetwork, columns: Columns, features: list[str]) -> None:
        self.network, self.token = network, columns.token
        self.day = features.index(DAY) if DAY in features else None
        self.size = np.bincount(self.token, minlength=network.sources)
        everyone = range(network.sources)
        self.pairs = list(combinations(everyone, 2))
        self.ordered = list(permutations(everyone, 2))
        self.beside = [] if self.day is None else [k for k in everyone if k != self.token[self.day]]
        self.scale_count = len(self.size) + len(self.ordered)
        # A token of one feature has no pairs.
        self.several = np.flatnonzero(self.size > 1)
        self.product_count = 2 * (len(self.several) + len(self.pairs))
        # Constants of the day alone, which come first.
        self.day_count = 0 if self.day is None else DAYS

    def missing(self, present: NDArray) -> Array:
        """Return which share of each token's features is missing, shape (n, tokens)."""
        return (1 - present) @ np.eye(len(self.size))[self.token] / self.size

    def constants(self, day: NDArray[np.int64], present: NDArray) -> Array:
        """Return the columns of constants, shape (n, columns)."""
        gone = self.missing(present)
        both = [gone[:, a] * gone[:, b] for a, b in self.pairs]
        if self.day is None:
            return np.column_stack([gone, *both])
        own = day_design(day) * (present[:, [self.day]] > 0)
        crossed = [own * gone[:, [other]] for other in self.beside]
        return np.column_stack([own, gone, *both, *crossed])

    def scales(self, cohort: Cohort, present: NDArray) -> Array:
        """Return the columns of scales and then of products, as means of members, shape (n, columns)."""
        return np.concatenate(
            [self._scales(values, seen) for values, seen in in_parts(cohort.values, present)], axis=0
        )

    def _scales(self, values: NDArray, present: NDArray) -> Array:
        network = self.network
        with torch.no_grad():
            ramps = network.ramps(torch.tensor(values).float())
            encoded = network.encode(ramps, torch.tensor(present).float())
            single = torch.matmul(encoded, network.on_ramps(network.main))
            added = network.by_source(single)
            within = (added.square() - network.by_source(single.square())) / 2
            between = torch.stack([added[one] * added[other] for one, other in self.pairs])
            products = [within[self.several], between, *self._learned(encoded)]
            columns = torch.cat([part.mean(2) for part in (added, *products)]).numpy().astype(float)
        alone, products = np.split(columns, [len(self.size)])
        gone = self.missing(present)
        instead = [alone[one] * gone[:, other] for one, other in self.ordered]
        return np.column_stack([alone.T, *instead, products.T])

    def _learned(self, encoded: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return what the network has learned of pairs within tokens, and between two: (…, n, members)."""
        network = self.network
        vectors = torch.matmul(encoded, network.on_ramps(network.pair))
        tokens = network.by_source(vectors)
        between = torch.stack(
            [network.attend(k, tokens[a], tokens[b]) for k, (a, b) in enumerate(self.pairs)]
        )
        return network.pairs_within(tokens, vectors)[self.several], between

    def add_constants(self, days: NDArray[np.int64], beta: Array) -> None:
        """Add coefficients of `constants`; `days`: landmarks that there are rows of."""
        main, stand_in = self.network.main, self.network.stand_in
        rest = beta
        with torch.no_grad():
            if self.day is not None:
                main[self.day, :MISSING] += self._day_weights(days, beta[:DAYS])[:, None]
                rest = beta[DAYS:]
            gone, both, crossed = np.split(rest, np.cumsum([len(self.size), len(self.pairs)]))
            main[:, MISSING] += torch.tensor((gone / self.size)[self.token])[:, None].float()
            for (one, other), added in zip(self.pairs, both, strict=True):
                own = torch.tensor(self.token == one)
                stand_in[own, MISSING, self._slots(one, other)] += float(added / self.size[one])
            for other, added in zip(self.beside, crossed.reshape(-1, DAYS), strict=True):
                slots = self._slots(self.token[self.day], other)
                stand_in[self.day, :MISSING, slots] += self._day_weights(days, added)[:, None]

    def add_scales(self, beta: Array) -> None:
        """Add coefficients of `scales`; each member is scaled, and multiplied, by its own parts."""
        network, main = self.network, self.network.main
        counts = [len(self.size), len(self.ordered), *[len(self.several), len(self.pairs)] * 2]
        alone, instead, *products = np.split(beta, np.cumsum(counts)[:-1])
        within, between, of_within, of_between = (torch.tensor(one).float() for one in products)
        squares = torch.zeros(len(self.size))
        squares[self.several] = within
        with torch.no_grad():
            network.within[self.several] *= 1 + of_within[:, None, None]
            network.attention *= 1 + of_between[:, None, None, None]
            network.widen(main, squares, between)
            for (one, other), added in zip(self.ordered, instead, strict=True):
                own = torch.tensor(self.token == one)
                network.stand_in[own, :, self._slots(one, other)] += float(added) * main[own]
            main *= 1 + torch.tensor(alone[self.token]).float()[:, None, None]

    def _slots(self, source: int, missing: int) -> slice:
        """Return the members' places in `stand_in` for a missing source (see `FusedNetwork.instead_of`)."""
        members, sources = self.network.members, self.network.sources
        first = members * ((missing - source - 1) % sources)
        return slice(int(first), int(first) + members)

    def _day_weights(self, days: NDArray[np.int64], beta: Array) -> torch.Tensor:
        """Return weights of the day's components and constant that come nearest to `day_design`."""
        network = self.network
        values = torch.zeros(len(days), network.features)
        values[:, self.day] = torch.tensor(days).float()
        ramps = network.ramps(values)[:, self.day].numpy().astype(float)
        components = ramps @ network.basis[self.day].numpy().astype(float)
        wanted = day_design(days) @ beta
        return torch.tensor(
            np.linalg.lstsq(np.column_stack([components, np.ones(len(days))]), wanted, rcond=1e-6)[0]
        ).float()


def day_design(day: NDArray[np.int64]) -> Array:
    """Return the discharge, the days at home and their logarithm, shape (n, 3)."""
    return np.stack([day == 0, day / 7, np.log1p(day)], axis=1).astype(float)


def in_parts(*arrays: NDArray):
    """Yield some rows of several arrays at a time."""
    count = max(1, len(arrays[0]) // 1000)
    yield from zip(*(np.array_split(one, count) for one in arrays), strict=True)
