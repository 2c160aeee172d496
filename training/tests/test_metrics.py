"""Discrimination and accuracy against scikit-survival."""

import numpy as np
import pytest
from sksurv.metrics import brier_score, cumulative_dynamic_auc
from sksurv.util import Surv

from consilium_training.metrics import auc, brier, censoring_weights, concordance, truncate


@pytest.fixture
def untied():
    """Continuous times, where all conventions about ties and censoring coincide."""
    random = np.random.default_rng(5)
    score = random.normal(size=400)
    death, lost = random.exponential(np.exp(-score) * 40), random.exponential(60, 400)
    return score, np.minimum(death, lost), (death <= lost).astype(float)


def test_concordance_counts_ties_in_score_half_and_an_event_before_a_censoring():
    time, event = np.array([1.0, 2.0, 2.0, 3.0]), np.array([1.0, 1.0, 0.0, 0.0])
    assert concordance(np.array([3.0, 2.0, 2.0, 1.0]), time, event) == pytest.approx(4.5 / 5)


@pytest.mark.parametrize("event", [np.zeros(3), np.array([0.0, 0.0, 1.0])])
def test_concordance_without_a_pair_is_not_a_number(event):
    assert np.isnan(concordance(np.arange(3.0), np.arange(3.0) + 1, event))


def test_brier_agrees_with_scikit_survival(untied):
    score, time, event = untied
    risk = 1 / (1 + np.exp(-score))
    outcome = Surv.from_arrays(event > 0, time)
    expected = brier_score(outcome, outcome, 1 - risk, 30.0)[1][0]
    assert brier(risk, time, event, 30) == pytest.approx(expected, rel=1e-9)


def test_auc_agrees_with_scikit_survival(untied):
    score, time, event = untied
    outcome = Surv.from_arrays(event > 0, time)
    for values in (score, np.round(score)):
        expected = cumulative_dynamic_auc(outcome, outcome, values, 30.0)[0][0]
        assert auc(values, time, event, 30) == pytest.approx(expected, rel=1e-9)


def test_without_censoring_the_weights_are_one_and_brier_is_a_plain_mean():
    random = np.random.default_rng(6)
    time, risk = random.exponential(30, 200), random.random(200)
    event = np.ones(200)
    np.testing.assert_allclose(censoring_weights(time, event, 30), 1)
    assert brier(risk, time, event, 30) == pytest.approx(np.mean(((time <= 30) - risk) ** 2))


def test_censoring_weights_add_up_to_all_patients(untied):
    _, time, event = untied
    assert censoring_weights(time, event, 30).mean() == pytest.approx(1, abs=0.01)


def test_truncation_keeps_an_event_at_the_horizon():
    time, event = truncate(np.array([29.0, 30, 31]), np.ones(3), 30)
    assert time.tolist() == [29, 30, 30]
    assert event.tolist() == [1, 1, 0]
