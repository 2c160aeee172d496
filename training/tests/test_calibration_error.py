"""ICI: zero for a risk that is true, the known distance for one that is not; the fit is lifelines'."""

import numpy as np
import pandas as pd
import pytest
from lifelines import CoxPHFitter

from consilium_training.calibration_error import calibration_error, fit_cox
from consilium_training.metrics import truncate
from consilium_training.recalibration_check import smoothed

random = np.random.default_rng(7)
N = 20_000
eta = random.normal(size=N) * 0.8
# 30-day survival is exp(-0.25 · exp(eta)).
death = random.exponential(30 / (0.25 * np.exp(eta)))
lost = random.exponential(80, N)
time, event = truncate(np.minimum(death, lost), (death <= lost).astype(float), 30)
truth = 1 - np.exp(-0.25 * np.exp(eta))


def test_a_true_risk_has_almost_no_error():
    assert calibration_error(truth, time, event, 30)["ici"] < 0.006


@pytest.mark.parametrize(
    "wrong", [lambda p: p**1.3, lambda p: 0.6 * p, lambda p: np.clip(0.9 * p + 0.1, 0, 1)]
)
def test_a_wrong_risk_has_the_error_that_it_has(wrong):
    found = calibration_error(wrong(truth), time, event, 30)
    distance = np.abs(wrong(truth) - truth)
    assert found["ici"] == pytest.approx(distance.mean(), abs=0.008)
    assert found["e50"] == pytest.approx(np.median(distance), abs=0.01)
    assert found["e90"] == pytest.approx(np.quantile(distance, 0.9), abs=0.02)


def test_one_risk_for_all_is_judged_in_the_large():
    found = calibration_error(np.full(N, 0.5), time, event, 30)
    assert found["ici"] == pytest.approx(abs(truth.mean() - 0.5), abs=0.01)


@pytest.mark.parametrize("share", [0.35, 0.6, 0.95])
def test_a_risk_that_many_share_is_judged_beside_those_of_the_others(share):
    # As of a choice of sources that many lack: they have the mean risk, the others their own.
    risk = np.where(np.arange(N) < share * N, truth[: int(share * N)].mean(), truth)
    assert calibration_error(risk, time, event, 30)["ici"] < 0.007
    assert np.abs(smoothed(risk, truth) - risk).mean() < 0.005


def test_the_fit_is_that_of_lifelines():
    x = np.stack([eta, eta**2], axis=1)[:2000]
    frame = pd.DataFrame(x).assign(time=time[:2000], event=event[:2000])
    published = CoxPHFitter().fit(frame, "time", "event")
    np.testing.assert_allclose(fit_cox(x, time[:2000], event[:2000]), published.params_, atol=2e-3)
