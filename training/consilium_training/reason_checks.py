"""The model's reasons beside the simulator's own: which modality raises a hazard, and by how much."""

from collections.abc import Mapping
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from .cells import OracleScores, oracle_name
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


def observer_shares(scores: Mapping[str, Mapping[str, float]], cohort: Cohort) -> Array:
    """Return the Shapley values of the ideal observer, shape (n, modalities), up to a constant.

    Parameters
    ----------
    scores : mapping
        Log-hazard of each patient by the name of the choice of sources, of every choice.

    References
    ----------
    Shapley LS. A value for n-person games. Contributions to the theory of games II, 1953.
    """
    players = range(len(COMPONENTS))

    def worth(team: tuple[int, ...]) -> Array:
        if not team:
            return np.zeros(len(cohort.patients))
        names = [COMPONENTS[k] for k in team]
        told = scores[oracle_name([source for source, of in MODALITY_OF.items() if of in names])]
        return np.array([told[one] for one in cohort.patients])

    worths = {team: worth(team) for count in range(len(players) + 1) for team in combinations(players, count)}
    shares = np.zeros((len(cohort.patients), len(players)))
    for team, value in worths.items():
        for k in players:
            if k not in team:
                weight = factorial(len(team)) * factorial(len(players) - len(team) - 1)
                joined = worths[tuple(sorted((*team, k)))]
                shares[:, k] += weight / factorial(len(players)) * (joined - value)
    return shares


def rank_correlation(one: Array, other: Array) -> float:
    """Return Spearman's correlation; 0 if either is the same for everybody."""
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return 0.0
    return float(spearmanr(one, other).statistic)


def check_reasons(game: SourceGame, cohort: Cohort, oracle: OracleScores, seed: int) -> dict[str, object]:
    """Return how well the modalities' shares follow the components of the true log-hazard.

    Parameters
    ----------
    game, cohort
        Rows of one landmark, complete.
    oracle : OracleScores
        What the ideal observer says of the same patients.

    Returns
    -------
    dict
        `spearman` by modality with interval and bar, and `observer`: what the ideal observer's Shapley values
        reach among the same patients, where it was asked; `top`: how often the modality that raises the
        hazard most above its mean is the truth's, with an interval, and what always naming the commonest
        would reach.
    """
    shares, truth = modality_shares(game, cohort), cohort.components
    asked = (cohort.day[0], "complete")
    whole = {name: told for (*where, name), told in oracle.items() if tuple(where) == asked}
    ideal = observer_shares(whole, cohort) if len(whole) == 2 ** len(cohort.sources) - 1 else None
    random = np.random.default_rng(seed)
    draws = [random.integers(0, len(shares), len(shares)) for _ in range(RESAMPLES)]

    def both(measure) -> dict[str, float]:
        low, high = np.quantile([measure(rows) for rows in draws], [0.025, 0.975])
        return {"estimate": float(measure(slice(None))), "low": float(low), "high": float(high)}

    spearman = {
        name: {
            **both(lambda rows, k=k: rank_correlation(shares[rows, k], truth[rows, k])),
            "bar": round(PERFECT[name] - ALLOWED, 2),
            "observer": None if ideal is None else rank_correlation(ideal[:, k], truth[:, k]),
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
