"""Landmarks: time runs from them, a patient counts once an epoch, and nothing looks ahead."""

from dataclasses import replace

import numpy as np
import pytest
from simulated import simulate

from consilium_training.dataset import DatasetError

cohort = simulate(400, 5, days=(0, 1, 3, 7))


def test_a_draw_holds_each_patient_once_at_a_landmark_of_its_own():
    random = np.random.default_rng(1)
    drawn = cohort.draw(random)
    assert cohort.number[drawn].tolist() == list(range(cohort.people))
    assert len(set(cohort.patients[drawn])) == cohort.people
    seen = np.bincount(np.concatenate([cohort.draw(random) for _ in range(200)]), minlength=len(cohort.time))
    assert seen.min() > 0
    often = [seen[cohort.number == one].std() / seen[cohort.number == one].mean() for one in range(30)]
    assert max(often) < 0.5


def test_who_came_back_before_a_landmark_is_not_at_risk_there():
    at_discharge, later = cohort.at(0), cohort.at(7)
    end = dict(zip(at_discharge.patients, at_discharge.time, strict=True))
    assert set(later.patients) == {who for who, time in end.items() if time > 7}
    for who, time in zip(later.patients, later.time, strict=True):
        assert time == pytest.approx(end[who] - 7)


def test_a_row_from_after_the_end_of_the_follow_up_is_refused():
    time = cohort.time.copy()
    time[11] = -0.5
    with pytest.raises(DatasetError, match=cohort.patients[11]):
        replace(cohort, time=time)
