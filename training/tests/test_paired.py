"""Concordance by pairs: Harrell's and Uno's as scikit-survival has them, resamples as if drawn one by one."""

import numpy as np
import pytest
from sksurv.metrics import concordance_index_ipcw
from sksurv.util import Surv

from consilium_training.metrics import concordance, integrated_brier, net_benefit, truncate, uno_weights
from consilium_training.paired import EDGES, Pairs

random = np.random.default_rng(2)
N = 300
score = np.round(random.normal(size=N), 1)
death, lost = np.ceil(random.exponential(np.exp(-score) * 40)), random.exponential(60, N)
time, event = np.minimum(death, lost), (death <= lost).astype(float)
cut = truncate(time, event, 30)


def test_it_is_harrells_c_with_ties():
    ours, drawn = Pairs.of(*cut, resamples=400, seed=3).concordance(score)
    assert ours == pytest.approx(concordance(score, *cut), abs=1e-9)
    counts = np.random.default_rng(3).multinomial(N, np.full(N, 1 / N), size=400)
    resampled = []
    for count in counts:
        again = np.repeat(np.arange(N), count)
        resampled.append(concordance(score[again], cut[0][again], cut[1][again]))
    # To the first order: an interval's edges are those of real resamples.
    np.testing.assert_allclose(drawn, resampled, atol=0.02)
    assert np.corrcoef(drawn, resampled)[0, 1] > 0.99
    edges = np.quantile(drawn, EDGES)
    np.testing.assert_allclose(edges, np.quantile(resampled, EDGES), atol=0.003)


def test_it_is_unos_c_on_continuous_times():
    fine = np.minimum(random.exponential(np.exp(-score) * 40), lost)
    had = (fine < lost).astype(float)
    y = Surv.from_arrays(had > 0, fine)
    published = concordance_index_ipcw(y, y, score, tau=30.0001)[0]
    pairs = Pairs.of(*truncate(fine, had, 30), resamples=1, seed=1)
    assert pairs.weighted(score, uno_weights(fine, had)) == pytest.approx(published, abs=2e-3)


def test_a_certain_and_right_curve_has_no_brier_score_and_even_odds_a_quarter():
    days = np.arange(31)
    known = (days[None] < death[:, None]).astype(float)
    whole = np.full(N, 200.0)
    assert integrated_brier(known, np.minimum(death, whole), (death < whole).astype(float)) == 0
    even = np.full((N, 31), 0.5)
    assert integrated_brier(even, whole, np.zeros(N)) == pytest.approx(0.25 * 29.5 / 30)


def test_net_benefit_by_hand():
    risk, had = np.array([0.1, 0.3, 0.6, 0.8]), np.array([0.0, 1.0, 0.0, 1.0])
    at = np.where(had > 0, 5.0, 30.0)
    found = net_benefit(risk, at, had, 30, 0.5)
    assert found["model"] == pytest.approx(0.25 - 0.25)
    assert found["all"] == pytest.approx(0.5 - 0.5)
    assert net_benefit(risk, at, had, 30, 0.2)["model"] == pytest.approx(0.5 - 0.25 * 0.25)
