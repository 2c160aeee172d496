"""Axes of genotypes with ancestry taken out: fit, projection, and what people of an ancestry look like."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Copies that ancestry lets expect stay this far from none and from two: their spread is not 0.
LEAST_EXPECTED = 0.1
# Beyond the places of the founders a variance goes no lower than this share of the least of a group's.
LEAST_SHARE = 0.8


def with_constant(places: Array) -> Array:
    """Return places of ancestry, shape (people, axes), after a column of ones."""
    return np.column_stack([np.ones(len(places)), places])


@dataclass(frozen=True)
class GenotypeAxes:
    """Axes within ancestry.

    Attributes
    ----------
    expected : ndarray, shape (sites, 1 + axes of ancestry)
        Copies that ancestry lets expect: constant and slopes.
    loadings : ndarray, shape (sites, axes)
        Orthonormal columns.
    middle, variance : ndarray, shape (axes, 1 + axes of ancestry)
        Of people who were not in the fit, by ancestry: constant and slopes.
    least_variance : ndarray, shape (axes,)
    """

    expected: Array
    loadings: Array
    middle: Array
    variance: Array
    least_variance: Array

    def project(self, copies: Array, places: Array) -> Array:
        """Return standardised places, shape (people, axes), by least squares on sites with a call."""
        x = with_constant(places)
        spread = np.sqrt(np.maximum(x @ self.variance.T, self.least_variance))
        return (raw_places(copies, x, self.expected, self.loadings) - x @ self.middle.T) / spread


def surprise(copies: Array, x: Array, expected: Array) -> Array:
    """Return how many copies beyond what ancestry lets expect people have, in binomial standard deviations.

    With each person's own frequency in mean and deviation alike: else who is of a population where an allele
    is common would lie farther out.

    References
    ----------
    Conomos MP et al. Model-free estimation of recent genetic relatedness. Am J Hum Genet 2016;98:127-148.
    """
    mean = np.clip(x @ expected.T, LEAST_EXPECTED, 2 - LEAST_EXPECTED)
    return (copies - mean) / np.sqrt(mean * (1 - mean / 2))


def raw_places(copies: Array, x: Array, expected: Array, loadings: Array) -> Array:
    """Return least-squares places before they are standardised."""
    places = []
    for row in surprise(copies, x, expected):
        called = ~np.isnan(row)
        places.append(np.linalg.lstsq(loadings[called], row[called], rcond=None)[0])
    return np.array(places)


def fit_axes(
    fitted: tuple[Array, Array], held_out: tuple[Array, Array], groups: NDArray, axes: int
) -> GenotypeAxes:
    """Fit axes on some founders, and what is usual on them on others.

    Parameters
    ----------
    fitted, held_out : (copies, places)
        Shapes (people, sites) and (people, axes of ancestry), without gaps.
    groups : ndarray, shape (people,)
        Population of those held out: no variance goes below the least of theirs.
    """
    copies, x = fitted[0], with_constant(fitted[1])
    expected = np.linalg.lstsq(x, copies, rcond=None)[0].T
    z = surprise(copies, x, expected)
    right = np.linalg.svd(z - z.mean(0), full_matrices=False)[2][:axes]
    # The sign of an axis is free: the largest loading is positive, so that a refit gives the same file.
    right *= np.sign(right[np.arange(axes), np.abs(right).argmax(1)])[:, None]
    other = with_constant(held_out[1])
    raw = raw_places(held_out[0], other, expected, right.T)
    middle = np.linalg.lstsq(other, raw, rcond=None)[0]
    away = np.square(raw - other @ middle)
    variance = np.linalg.lstsq(other, away, rcond=None)[0]
    least = np.min([away[groups == name].mean(0) for name in np.unique(groups)], 0)
    return GenotypeAxes(expected, right.T, middle.T, variance.T, LEAST_SHARE * least)
