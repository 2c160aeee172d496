"""What a model promises of its risks beside them: ranges of what is missing, days without readmission."""

import numpy as np

from .conformal import LEVEL, RULE, find_threshold, score_readmissions
from .dataset import Cohort
from .game import SourceGame, source_game
from .inputs import ModelInputs
from .network import RampNetwork
from .readmission import SEED, SOURCES
from .scoring import baseline_of, network_log_hazard
from .shifts import CLOCKS, measure_shifts, rows_of_clock, source_shifts
from .sources import columns_of, describe_sources


def measure_bounds(network: RampNetwork, inputs: ModelInputs, unseen: Cohort) -> dict[str, object]:
    """Return `sources`, `shifts`, `measureShifts` and `conformal`, of a calibration cohort."""
    game = source_game(network, unseen.values, unseen.present, columns_of(inputs, SOURCES))
    return {
        "sources": describe_sources(inputs, SOURCES),
        "shifts": source_shifts(game, unseen),
        "measureShifts": measure_shifts(lambda v, p: network_log_hazard(network, v, p), inputs, unseen, SEED),
        "conformal": {
            "level": LEVEL,
            "rule": RULE,
            "thresholds": {
                clock: find_threshold(score_readmissions(*promised(network, game, unseen, clock)))
                for clock in CLOCKS
            },
        },
    }


def promised(
    network: RampNetwork, game: SourceGame, cohort: Cohort, clock: str, way: str = "real"
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return survival, time and event of the rows of a clock; at home of those who wear something.

    Parameters
    ----------
    way : {'real', 'complete'}
        With what the patient has, or with everything.
    """
    rows = rows_of_clock(cohort, clock)
    if clock == "home" and way == "real":
        rows = rows[cohort.has[rows, cohort.sources.index("wearables")] > 0]
    there = cohort.has[rows] if way == "real" else np.ones_like(cohort.has[rows])
    survival = baseline_of(network).survival(game[rows].log_hazard(there))
    return survival, cohort.time[rows], cohort.event[rows]
