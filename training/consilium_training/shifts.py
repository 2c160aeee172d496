"""How far a score moves when a source or a measure that was missing becomes known, among people."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from .dataset import Cohort
from .game import SourceGame
from .inputs import ModelInputs

Array = NDArray[np.float64]
LEVEL = 0.9
CLOCKS = ("discharge", "home")
DISCHARGE = 0
# Sources that nobody can have at discharge, and the one that everybody has.
AT_HOME_ONLY, ALWAYS = "wearables", "ehr"


def rows_of_clock(cohort: Cohort, clock: str) -> NDArray[np.int64]:
    """Return the rows at discharge, or on any later landmark."""
    return np.flatnonzero((cohort.day == 0) if clock == "discharge" else (cohort.day > 0))


def central_range(moves: Array) -> tuple[float, float]:
    """Return the ends between which a further exchangeable value lies with probability `LEVEL` or more.

    The order statistics ⌊(n + 1) α/2⌋ and ⌈(n + 1)(1 - α/2)⌉; their extremes in a small sample.

    References
    ----------
    Vovk V, Gammerman A, Shafer G. Algorithmic learning in a random world. Springer 2005.
    """
    ordered, count = np.sort(moves), len(moves)
    below = int(np.floor((count + 1) * (1 - LEVEL) / 2 + 1e-9))
    above = int(np.ceil((count + 1) * (1 + LEVEL) / 2 - 1e-9))
    return float(ordered[max(below, 1) - 1]), float(ordered[min(above, count) - 1])


def questions(sources: Sequence[str], days: Sequence[int]) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Yield every (source, others at hand, landmark day) for which a range is stated."""
    for day in days:
        known = [one for one in sources if day != DISCHARGE or one != AT_HOME_ONLY]
        for source in known:
            free = [one for one in known if one not in (source, ALWAYS)]
            if source == ALWAYS:
                continue
            for count in range(len(free) + 1):
                for chosen in combinations(free, count):
                    yield source, tuple(one for one in known if one == ALWAYS or one in chosen), day


def moves_of(game: SourceGame, sources: Sequence[str], source: str, given: Sequence[str]) -> Array:
    """Return the log-hazard with the source less that without it, shape (n,)."""
    without = np.array([one in given for one in sources])
    return game.log_hazard(without | (np.array(sources) == source)) - game.log_hazard(without)


def source_shifts(game: SourceGame, cohort: Cohort) -> list[dict[str, object]]:
    """Return the manifest's `shifts`: by source, others at hand and day the central 90 % of the moves.

    Everybody of the calibration cohort has every source, so no choice of patients comes between. Each
    landmark day stands for itself: what a week at home tells on day 7 is more than on day 1.
    """
    shifts = []
    for source, given, day in questions(cohort.sources, landmark_days(cohort)):
        rows = np.flatnonzero(cohort.day == day)
        low, high = central_range(moves_of(game[rows], cohort.sources, source, given))
        shifts.append(
            {
                "source": source,
                "given": list(given),
                "day": day,
                "low": low,
                "high": high,
                "patients": len(rows),
            }
        )
    return shifts


def landmark_days(cohort: Cohort) -> list[int]:
    """Return the days that the cohort has rows of, earliest first."""
    return [int(day) for day in np.unique(cohort.day)]


def shift_coverage(shifts: Sequence[dict], game: SourceGame, cohort: Cohort) -> list[dict[str, object]]:
    """Return for each range the share of another cohort's rows of that day whose move lies inside."""
    found = []
    for shift in shifts:
        rows = np.flatnonzero(cohort.day == shift["day"])
        moves = moves_of(game[rows], cohort.sources, shift["source"], shift["given"])
        inside = (moves >= shift["low"]) & (moves <= shift["high"])
        found.append(
            {**{k: shift[k] for k in ("source", "given", "day")}, "covered": float(inside.mean()),
             "rows": len(rows)}
        )  # fmt: skip
    return found


def measure_moves(
    score: Callable[[Array, Array], Array], inputs: ModelInputs, values: Array, present: Array
) -> Iterator[tuple[str, Array]]:
    """Yield each measure with the moves of those who have it: log-hazard with it less without it."""
    measures = np.array([feature.measure for feature in inputs.features])
    modality = np.array([feature.modality for feature in inputs.features])
    whole = score(values, present)
    for measure in dict.fromkeys(measures):
        columns = measures == measure
        if len(set(modality[columns])) > 1:
            raise ValueError(f"measure {measure} is in two modalities")
        rows = np.flatnonzero((present * columns).any(1))
        if len(rows) == 0:
            continue
        hidden = present[rows] * ~columns
        yield str(measure), whole[rows] - score(values[rows] * hidden, hidden)


def measure_shifts(
    score: Callable[[Array, Array], Array], inputs: ModelInputs, cohort: Cohort, seed: int
) -> dict[str, dict[str, float]]:
    """Return the manifest's `measureShifts`: the central 90 % of the moves of one measure alone.

    One landmark of each patient, drawn; nothing else is missing.
    """
    one = cohort[cohort.draw(np.random.default_rng(seed))]
    found = {}
    for measure, moves in measure_moves(score, inputs, one.values, one.present):
        low, high = central_range(moves)
        found[measure] = {"low": low, "high": high, "patients": len(moves)}
    return found
