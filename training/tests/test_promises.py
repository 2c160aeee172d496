"""Ranges and bounds that are promised hold as often as they say."""

import numpy as np
import pytest
from simulated import COLUMNS, simulate

from consilium_training.conformal import (
    bound_days,
    describe_bounds,
    find_threshold,
    miss_rate,
    score_readmissions,
)
from consilium_training.finish import calibrate
from consilium_training.fit import Settings, fit_members
from consilium_training.game import source_game
from consilium_training.shifts import central_range, questions, shift_coverage, source_shifts

SETTINGS = Settings(
    members=2, rank=3, epochs=15, batch=500, rate=0.03, ridge=1e-3, sparse=1e-3, bend=2, pair=0.01, cross=1e-3
)
DAYS = np.arange(31.0)


@pytest.mark.parametrize("n", [19, 39, 400])
def test_a_further_value_lies_in_the_range_nine_times_in_ten(n):
    random = np.random.default_rng(n)
    inside = []
    for _ in range(2000):
        low, high = central_range(random.normal(size=n))
        inside.append(low <= random.normal() <= high)
    assert 0.88 <= np.mean(inside) <= 0.93


def test_ranges_are_stated_for_every_source_but_the_record_and_every_choice_of_others():
    five = ["ehr", "radiograph", "echo", "wearables", "genomics"]
    asked = list(questions(five, [0, 1, 7]))
    assert len(set(asked)) == len(asked) == 3 * 4 + 2 * 4 * 8
    assert all("ehr" in given and source not in given and source != "ehr" for source, given, _ in asked)
    assert all(day > 0 for source, given, day in asked if "wearables" in (source, *given))
    assert ("wearables", ("ehr", "echo", "genomics"), 7) in asked


def test_moves_of_other_patients_lie_in_the_ranges():
    train, unseen, test = (simulate(n, seed) for n, seed in ((1500, 1), (3000, 2), (3000, 3)))
    fit = fit_members(train, COLUMNS, SETTINGS, seed=1)
    calibrate(fit, train, unseen, COLUMNS, 30, seed=1)
    games = [source_game(fit.network, part.values, part.present, COLUMNS) for part in (unseen, test)]
    shifts = source_shifts(games[0], unseen)
    covered = [one["covered"] for one in shift_coverage(shifts, games[1], test)]
    assert all(0.87 <= share <= 0.93 for share in covered)
    assert 0.88 <= np.mean(covered) <= 0.92


def draw(n: int, seed: int):
    """Return survival of a wrong model, and follow-up under a true one with deaths between."""
    random = np.random.default_rng(seed)
    eta = random.normal(size=n)
    back, dead = random.exponential(100 * np.exp(-eta)), random.exponential(120, n)
    survival = np.exp(-DAYS[None] / 150 * np.exp(0.4 * eta)[:, None])
    time = np.minimum(np.minimum(back, dead), 90)
    return survival, time, (back <= np.minimum(dead, 90)).astype(float), back


def test_nine_patients_in_ten_do_not_come_back_before_their_bound_whatever_the_model():
    held = []
    for seed in range(40):
        survival, time, event, _ = draw(400, seed)
        threshold = find_threshold(score_readmissions(survival, time, event))
        seen, _, _, back = draw(4000, 1000 + seed)
        held.append((np.ceil(back) > bound_days(seen, threshold)).mean())
    assert 0.895 <= np.mean(held) <= 0.92


def test_the_coverage_that_is_reported_weighs_the_censored():
    survival, time, event, back = draw(40_000, 5)
    threshold = 0.12
    known = (np.ceil(back) > bound_days(survival, threshold)).mean()
    assert describe_bounds(survival, time, event, threshold)["covered"] == pytest.approx(known, abs=0.005)


def test_a_bound_is_the_last_day_at_or_below_the_threshold():
    survival = np.array([1 - DAYS / 100, 1 - DAYS / 20])
    assert bound_days(survival, 0.1).tolist() == [10, 2]
    scores = score_readmissions(survival, np.array([9.5, 40.0]), np.array([1.0, 1.0]))
    assert scores.score.tolist() == [pytest.approx(0.1), np.inf]
    assert miss_rate(scores, 0.05) == 0
    assert miss_rate(scores, 0.1 + 1e-9) == 0.5
