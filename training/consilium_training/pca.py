"""Principal components of genotypes: pruning, fitting, and projecting people who were not in the fit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LEAST_FREQUENCY = 0.05
MOST_MISSING = 0.05
MOST_CORRELATION = 0.2
WINDOW = 50


@dataclass(frozen=True)
class GenotypePca:
    """Axes of ancestry.

    Attributes
    ----------
    mean, deviation : ndarray, shape (sites,)
        Of the copies; the deviation is that of Hardy-Weinberg proportions.
    loadings : ndarray, shape (sites, axes)
        Orthonormal columns.
    scores : ndarray, shape (people, axes)
        Places of the people of the fit.
    """

    mean: Array
    deviation: Array
    loadings: Array
    scores: Array

    def project(self, copies: Array) -> Array:
        """Return places, shape (people, axes), by least squares on the sites with a call (NaN: none).

        Least squares, because leaving out sites from a plain product would pull a person towards the centre.
        """
        z = (copies - self.mean) / self.deviation
        places = []
        for row in z:
            called = ~np.isnan(row)
            loadings = self.loadings[called]
            places.append(np.linalg.lstsq(loadings, row[called], rcond=None)[0])
        return np.array(places)


def common_sites(copies: Array) -> NDArray[np.bool_]:
    """Return which columns of copies, shape (people, sites), are common and well called."""
    frequency = np.nanmean(copies, axis=0) / 2
    missing = np.isnan(copies).mean(axis=0)
    return (np.minimum(frequency, 1 - frequency) >= LEAST_FREQUENCY) & (missing <= MOST_MISSING)


def prune(copies: Array, chromosome: NDArray) -> NDArray[np.intp]:
    """Return columns of which none is correlated (r² above 0.2) with one of the 50 kept before it.

    Parameters
    ----------
    copies : ndarray, shape (people, sites)
        In the order of the genome.
    chromosome : ndarray, shape (sites,)
    """
    filled = np.where(np.isnan(copies), np.nanmean(copies, axis=0), copies)
    z = (filled - filled.mean(axis=0)) / filled.std(axis=0)
    kept: list[int] = []
    for site in range(z.shape[1]):
        near = [other for other in kept[-WINDOW:] if chromosome[other] == chromosome[site]]
        squared = (z[:, near].T @ z[:, site] / len(z)) ** 2
        if not (squared > MOST_CORRELATION).any():
            kept.append(site)
    return np.array(kept)


def fit_pca(copies: Array, axes: int) -> GenotypePca:
    """Fit components after Patterson (PLoS Genet 2006;2:e190); a missing call counts as the mean."""
    mean = np.nanmean(copies, axis=0)
    deviation = np.sqrt(mean * (1 - mean / 2))
    z = np.nan_to_num((copies - mean) / deviation)
    left, size, right = np.linalg.svd(z, full_matrices=False)
    # The sign of an axis is free: let the largest loading be positive, so that a refit gives the same file.
    sign = np.sign(right[np.arange(axes), np.abs(right[:axes]).argmax(axis=1)])
    loadings = (right[:axes] * sign[:, None]).T
    return GenotypePca(mean, deviation, loadings, left[:, :axes] * size[:axes] * sign)


@dataclass(frozen=True)
class CrossFit:
    """What people look like who were left out of the fit, in the axes of the whole fit."""

    places: Array
    shrinkage: Array


def cross_fit(copies: Array, families: NDArray, axes: int, folds: int, seed: int) -> CrossFit:
    """Project each family by a fit without it, turned onto the axes of the whole fit.

    `shrinkage` is how far held-out people lie from the centre, as a share of where the whole fit puts them:
    with more sites than people a projection falls short (Lee S et al., Ann Stat 2010;38:3605-3629).
    """
    whole = fit_pca(copies, axes)
    names = np.unique(families)
    fold_of = dict(zip(names, np.random.default_rng(seed).permutation(len(names)) % folds, strict=True))
    fold = np.array([fold_of[family] for family in families])
    places = np.zeros_like(whole.scores)
    for one in range(folds):
        inside, outside = fold != one, fold == one
        part = fit_pca(copies[inside], axes)
        turn, offset = turn_onto(part.scores, whole.scores[inside])
        places[outside] = part.project(copies[outside]) @ turn + offset
    shrinkage = (places * whole.scores).sum(axis=0) / (whole.scores**2).sum(axis=0)
    return CrossFit(places, shrinkage)


def turn_onto(source: Array, target: Array) -> tuple[Array, Array]:
    """Return the rotation and shift that best lay one set of places on another (orthogonal Procrustes)."""
    left, _, right = np.linalg.svd((source - source.mean(0)).T @ (target - target.mean(0)))
    turn = left @ right
    return turn, target.mean(0) - source.mean(0) @ turn


@dataclass(frozen=True)
class Groups:
    """Reference groups: names, sizes, means (groups, axes) and covariances (groups, axes, axes)."""

    names: list[str]
    sizes: list[int]
    means: Array
    covariances: Array

    def nearest(self, places: Array) -> NDArray[np.str_]:
        """Return the name of the group at the least Mahalanobis distance."""
        gap = places[:, None, :] - self.means[None]
        distance = np.einsum("pga,gab,pgb->pg", gap, np.linalg.inv(self.covariances), gap)
        return np.array(self.names)[distance.argmin(axis=1)]


def describe_groups(places: Array, group: NDArray) -> Groups:
    """Summarise places, shape (people, axes), by group name, shape (people,)."""
    names = [str(name) for name in np.unique(group)]
    members = [places[group == name] for name in names]
    return Groups(
        names,
        [len(one) for one in members],
        np.array([one.mean(axis=0) for one in members]),
        np.array([np.atleast_2d(np.cov(one, rowvar=False)) for one in members]),
    )
