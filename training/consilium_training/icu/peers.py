"""What the trees are set beside: bedside scores at the same hours, and one unit's trees in another unit."""

import numpy as np
from numpy.typing import NDArray

from .folds import Recipe, Say, Scorer, fit_on
from .judge import Scored, auroc
from .rows import Hours
from .trees import Material

# Bedside scores among the features; what nobody measured counts as none of its points.
SCORES = {
    "NEWS2": "news2.last",
    "qSOFA": "qsofa.last",
    "SIRS": "sirs.last",
    "SOFA, in part": "partial-sofa.last",
    "Shock index": "shock-index.last",
}
FEWEST_EVENTS = 10


def peers_of(hours: Hours, one: Scored) -> list[dict[str, object]]:
    """Return the AUROC of each bedside score at the hours that were judged."""
    return [
        {
            "name": name,
            "auroc": round(
                auroc(np.nan_to_num(hours.values[:, hours.inputs.ids.index(feature)]), one.outcome),
                4,
            ),
        }
        for name, feature in SCORES.items()
        if feature in hours.inputs.ids
    ]


def units_apart(
    hours: Hours, material: Material, recipe: Recipe, scorer: Scorer, say: Say
) -> list[dict[str, object]]:
    """Return how trees of one unit, of one seed, do in the other, where the files say which unit it was."""
    unit = np.array([one.unit or 0 for one in hours.stays])[hours.of]
    alone = Recipe(recipe.settings, 1, recipe.seed)
    found = []
    for learned, tried in ((1, 2), (2, 1)):
        if not (enough(hours, unit == learned) and enough(hours, unit == tried)):
            continue
        there = unit == tried
        score = scorer(fit_on(material, unit == learned, alone), hours.values[there])
        found.append(
            {"learned": learned, "tried": tried, "auroc": round(auroc(score, hours.outcome[there]), 4)}
        )
        say(f"learned in unit {learned}, tried in unit {tried}: AUROC {found[-1]['auroc']}")
    return found


def enough(hours: Hours, some: NDArray[np.bool_]) -> bool:
    """Return whether hours are of enough stays in which the outcome came."""
    return len(np.unique(hours.of[some & (hours.outcome == 1)])) >= FEWEST_EVENTS
