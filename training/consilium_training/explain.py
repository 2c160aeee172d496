"""What the model does with its inputs: importance and shape of each feature."""

import numpy as np
from numpy.typing import NDArray

from .dataset import Cohort
from .shapley import Score, paired_marginals

Array = NDArray[np.float64]
SAMPLE = 300


def feature_effects(score: Score, cohort: Cohort, seed: int) -> list[dict[str, object]]:
    """Return, for each feature, its mean absolute Shapley value and its effect at three quantiles.

    The effect is the mean change of log-hazard over sampled patients who have the feature when it
    is moved from its median to its 10th or 90th percentile (a flag: from 0 to 1).
    """
    random = np.random.default_rng(seed)
    rows = random.choice(len(cohort.time), min(SAMPLE, len(cohort.time)), replace=False)
    values, present = cohort.values[rows], cohort.present[rows]
    contributions = np.array([paired_marginals(score, v, p)[0] for v, p in zip(values, present, strict=True)])
    effects = []
    for index, feature in enumerate(cohort.features):
        observed = cohort.values[cohort.present[:, index] > 0, index]
        has = present[:, index] > 0
        if len(observed) == 0 or not has.any():
            continue
        low, middle, high = reference_points(observed)

        def moved(to: float, column: int = index, who: NDArray = has) -> float:
            changed = values[who].copy()
            changed[:, column] = to
            return float(score(changed, present[who]).mean())

        centre = moved(middle)
        effects.append(
            {
                "feature": feature,
                "importance": float(np.abs(contributions[:, index]).mean()),
                "points": [low, middle, high],
                "effects": [moved(low) - centre, 0.0, moved(high) - centre],
            }
        )
    return sorted(effects, key=lambda effect: -effect["importance"])


def reference_points(observed: Array) -> tuple[float, float, float]:
    """Return 10th, 50th and 90th percentile; for a flag 0, 0 and 1."""
    if set(np.unique(observed)) <= {0.0, 1.0}:
        return 0.0, 0.0, 1.0
    low, middle, high = np.quantile(observed, [0.1, 0.5, 0.9])
    return float(low), float(middle), float(high)
