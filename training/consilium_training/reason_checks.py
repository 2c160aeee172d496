"""The model's reasons beside the simulator's own: which modality raises a hazard, and by how much."""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from .dataset import COMPONENTS, Cohort
from .game import SourceGame

Array = NDArray[np.float64]
MODALITY_OF = {
    "ehr": "ehr",
    "radiograph": "imaging",
    "echo": "imaging",
    "wearables": "wearables",
    "genomics": "genomics",
}
# What the Shapley values of an observer who knows each modality's own part perfectly reach (Spearman).
PERFECT = {"ehr": 0.71, "imaging": 0.79, "wearables": 0.65, "genomics": 0.83}
ALLOWED = 0.05
RESAMPLES = 200


def source_shares(game: SourceGame) -> Array:
    """Return each source's Shapley value, shape (n, sources), exact for a 2-additive game."""
    sources = game.alone.shape[1]
    return shares_of(game, np.arange(sources), sources)


def modality_shares(game: SourceGame, cohort: Cohort) -> Array:
    """Return each modality's Shapley value, shape (n, modalities), exact for a 2-additive game."""
    of = np.array([COMPONENTS.index(MODALITY_OF[source]) for source in cohort.sources])
    return shares_of(game, of, len(COMPONENTS))


def shares_of(game: SourceGame, player: NDArray[np.int64], players: int) -> Array:
    """Return the Shapley value of each player, shape (n, players); `player`: whose each source is.

    See `shapley.paired_marginals`.
    """
    everyone = np.ones(len(player))
    total, nothing = game.log_hazard(everyone), game.log_hazard(0 * everyone)
    shares = [
        0.5 * (game.log_hazard(player == k) - nothing + total - game.log_hazard(player != k))
        for k in range(players)
    ]
    return np.stack(shares, axis=1)


def rank_correlation(one: Array, other: Array) -> float:
    """Return Spearman's correlation; 0 if either is the same for everybody."""
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return 0.0
    return float(spearmanr(one, other).statistic)


def check_reasons(game: SourceGame, cohort: Cohort, seed: int) -> dict[str, object]:
    """Return how well the modalities' shares follow the components of the true log-hazard.

    Parameters
    ----------
    game, cohort
        Rows of one landmark, complete.

    Returns
    -------
    dict
        `spearman` by modality with interval and bar; `top`: how often the modality that raises the hazard
        most above its mean is the truth's, with an interval, and what always naming the commonest would
        reach.
    """
    shares, truth = modality_shares(game, cohort), cohort.components
    random = np.random.default_rng(seed)
    draws = [random.integers(0, len(shares), len(shares)) for _ in range(RESAMPLES)]

    def both(measure) -> dict[str, float]:
        low, high = np.quantile([measure(rows) for rows in draws], [0.025, 0.975])
        return {"estimate": float(measure(slice(None))), "low": float(low), "high": float(high)}

    spearman = {
        name: {
            **both(lambda rows, k=k: rank_correlation(shares[rows, k], truth[rows, k])),
            "bar": round(PERFECT[name] - ALLOWED, 2),
        }
        for k, name in enumerate(COMPONENTS)
    }
    ours, theirs = (np.argmax(part - part.mean(0), axis=1) for part in (shares, truth))
    return {
        "spearman": spearman,
        "top": {
            **both(lambda rows: (ours[rows] == theirs[rows]).mean()),
            "commonest": float(np.bincount(theirs).max() / len(theirs)),
        },
    }
