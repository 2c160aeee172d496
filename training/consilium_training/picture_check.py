"""Whether findings with lent errors stand for findings that the networks read: both of the same patients."""

import numpy as np
from numpy.typing import NDArray

from .cells import RESAMPLES, WAYS, Baseline, shown
from .dataset import Cohort
from .game import SourceGame
from .metrics import truncate
from .paired import Pairs, interval

Array = NDArray[np.float64]


def rows_of(cohort: Cohort, wanted: Cohort) -> NDArray[np.int64]:
    """Return the row of `cohort` of each row of `wanted`, by patient and day; -1 where there is none."""
    place = {key: k for k, key in enumerate(zip(cohort.patients, cohort.day, strict=True))}
    return np.array([place.get(key, -1) for key in zip(wanted.patients, wanted.day, strict=True)], np.int64)


def check_pictures(
    lent: tuple[SourceGame, Cohort], read: tuple[SourceGame, Cohort], baseline: Baseline, seed: int
) -> list[dict[str, object]]:
    """Return by day and way the concordance with either kind of findings, their difference and that of risks.

    Parameters
    ----------
    lent, read : (SourceGame, Cohort)
        Of findings with lent errors, and of findings that the networks read of pictures.
    """
    found = []
    for day in np.unique(read[1].day):
        rows = np.flatnonzero(read[1].day == day)
        same = rows_of(lent[1], read[1][rows])
        rows, same = rows[same >= 0], same[same >= 0]
        part = read[1][rows]
        pairs = Pairs.of(*truncate(part.time, part.event, baseline.horizon), RESAMPLES, seed)
        for way in WAYS:
            seen = shown(part, part.sources, way)
            scores = [game[where].log_hazard(seen) for (game, _), where in ((lent, same), (read, rows))]
            (one, drawn), (other, again) = (pairs.concordance(score) for score in scores)
            risks = [1 - baseline.survival(score)[:, -1] for score in scores]
            found.append(
                {
                    "day": int(day),
                    "way": way,
                    "patients": len(rows),
                    "lent": interval(one, drawn),
                    "read": interval(other, again),
                    "readLess": interval(other - one, again - drawn),
                    "riskDifference": float(np.abs(risks[0] - risks[1]).mean()),
                    "riskBias": float((risks[1] - risks[0]).mean()),
                }
            )
    return found
