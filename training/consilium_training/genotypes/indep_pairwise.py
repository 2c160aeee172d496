"""Sites that linkage disequilibrium leaves, as `plink2 --indep-pairwise` chooses them."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

WINDOW, STEP, MOST = 50, 5, 0.2
# plink's own: frequencies that differ by less are the same.
ALIKE = 1e-11


def indep_pairwise(
    copies: Array, chromosomes: NDArray, window: int = WINDOW, step: int = STEP, most: float = MOST
) -> NDArray[np.intp]:
    """Return the columns that stay: in no window are two of them correlated by r² above `most`.

    A window of sites moves along each chromosome by `step`. Of a pair that is correlated the one with the
    rarer allele goes, of equals the later; after each that goes the next site is looked at, and the window
    again from its start, until nothing goes.

    Parameters
    ----------
    copies : ndarray, shape (people, sites)
        In the order of the genome, without gaps; no site is the same in everybody.
    chromosomes : ndarray, shape (sites,)

    References
    ----------
    Purcell S et al. PLINK. Am J Hum Genet 2007;81:559-575. Chang CC et al. GigaScience 2015;4:7.
    """
    centred = copies - copies.mean(0)
    unit = centred / np.sqrt(np.square(centred).sum(0))
    frequency = copies.mean(0) / 2
    rarer = np.minimum(frequency, 1 - frequency)
    stays = np.ones(copies.shape[1], bool)
    for chromosome in dict.fromkeys(chromosomes):
        here = np.flatnonzero(chromosomes == chromosome)
        for start in range(0, max(1, len(here) - window + step), step):
            part = here[start : start + window]
            correlated = np.square(unit[:, part].T @ unit[:, part]) > most
            while thin(part, correlated, rarer, stays):
                pass
    return np.flatnonzero(stays)


def thin(part: NDArray, correlated: NDArray, rarer: Array, stays: NDArray) -> bool:
    """Take out at most one site for each site of a window; return whether any was."""
    taken = False
    for first, site in enumerate(part):
        others = np.flatnonzero(correlated[first, first + 1 :] & stays[part[first + 1 :]])
        if not stays[site] or len(others) == 0:
            continue
        other = part[first + 1 + others[0]]
        stays[site if rarer[site] < rarer[other] * (1 - ALIKE) else other] = False
        taken = True
    return taken
