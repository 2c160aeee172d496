"""The challenge's utility, on stays that can be reckoned by hand."""

import numpy as np
import pytest

from consilium_training.icu.utility import plateau, utility_of, worth_of, worth_of_stay


def labels(hours: int, first: int | None) -> np.ndarray:
    return (np.arange(hours) >= (hours if first is None else first)).astype(float)


def test_an_alarm_rises_in_worth_falls_again_and_silence_costs_more_and_more():
    # The label is raised at hour 20: sepsis begins at hour 26.
    worth = worth_of_stay(labels(40, 20))
    assert worth.alarm[[0, 13, 14]] == pytest.approx([-0.05, -0.05, 0])
    assert worth.alarm[[17, 20, 26, 29, 30]] == pytest.approx([0.5, 1, 1 / 3, 0, 0])
    assert worth.silence[[0, 20, 23, 26, 29, 30]] == pytest.approx([0, 0, -2 / 3, -4 / 3, -2, 0])
    assert np.flatnonzero(worth.ideal).tolist() == list(range(14, 30))


def test_who_has_no_sepsis_can_only_be_disturbed():
    worth = worth_of_stay(labels(10, None))
    assert worth.alarm == pytest.approx(np.full(10, -0.05))
    assert not worth.silence.any()
    assert not worth.ideal.any()


def test_the_best_observer_earns_one_and_silence_nothing():
    outcome, of = np.r_[labels(40, 20), labels(30, None)], np.repeat([0, 1], [40, 30])
    worth = worth_of(outcome, of)
    assert utility_of(worth, worth.ideal, of, 2).normalised() == pytest.approx(1)
    assert utility_of(worth, np.zeros(70, bool), of, 2).normalised() == pytest.approx(0)


def test_alarms_throughout_by_hand():
    outcome, of = np.r_[labels(40, 20), labels(30, None)], np.repeat([0, 1], [40, 30])
    worth = worth_of(outcome, of)
    rising, falling = sum(k / 6 for k in range(7)), sum((9 - k) / 9 for k in range(1, 10))
    silent = -2 / 9 * sum(range(1, 10))
    observed, best = rising + falling - 14 * 0.05 - 30 * 0.05, rising + falling
    everywhere = utility_of(worth, np.ones(70, bool), of, 2).normalised()
    assert everywhere == pytest.approx((observed - silent) / (best - silent))


def test_stays_that_count_twice_count_as_two():
    outcome = np.r_[labels(40, 20), labels(30, None), labels(30, None)]
    of = np.repeat([0, 1, 2], [40, 30, 30])
    alarms = np.arange(100) % 3 == 0
    twice = utility_of(worth_of(outcome, of), alarms, of, 3)
    once = utility_of(worth_of(outcome[:70], of[:70]), alarms[:70], of[:70], 3)
    assert once.normalised(np.array([1.0, 1, 0])) == pytest.approx(twice.normalised(np.array([1.0, 1, 0])))
    assert twice.normalised(np.array([1.0, 2, 0])) != pytest.approx(twice.normalised(np.array([1.0, 1, 0])))


def test_the_plateau_ends_where_fewer_alarms_would_cost():
    outcome, of = np.r_[labels(40, 20), labels(400, None)], np.repeat([0, 1], [40, 400])
    score = np.r_[np.where(np.arange(40) >= 14, 0.9, 0.2), np.full(400, 0.1)]
    worth = worth_of(outcome, of)
    threshold = plateau(score, worth, of, within=0.01)
    assert 0.2 < threshold <= 0.9
