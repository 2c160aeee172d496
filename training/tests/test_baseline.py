"""Breslow's and Kaplan and Meier's estimators against lifelines."""

import numpy as np
import pandas as pd
from lifelines import CoxPHFitter, KaplanMeierFitter

from consilium_training.baseline import breslow_cumulative_hazard, kaplan_meier


def test_breslow_agrees_with_lifelines(survival_table):
    x, time, event = survival_table
    frame = pd.DataFrame(x).assign(time=time, event=event)
    published = CoxPHFitter().fit(frame, "time", "event")
    log_hazard = published.predict_log_partial_hazard(frame).to_numpy()
    expected = published.baseline_cumulative_hazard_
    ours = breslow_cumulative_hazard(log_hazard, time, event, expected.index.to_numpy())
    np.testing.assert_allclose(ours, expected.iloc[:, 0], rtol=1e-9)


def test_breslow_with_counts_is_breslow_on_repeated_rows(survival_table):
    x, time, event = survival_table
    count = np.random.default_rng(1).integers(0, 3, len(time))
    many = np.repeat(np.arange(len(time)), count)
    at = np.quantile(time, [0.1, 0.5, 0.9])
    weighted = breslow_cumulative_hazard(x[:, 0], time, event, at, count)
    repeated = breslow_cumulative_hazard(x[many, 0], time[many], event[many], at)
    np.testing.assert_allclose(weighted, repeated, rtol=1e-12)


def test_nobody_has_the_event_at_time_zero():
    one = np.ones(3)
    assert breslow_cumulative_hazard(0 * one, one, one, np.array([0.0]))[0] == 0


def test_kaplan_meier_agrees_with_lifelines(survival_table):
    _, time, event = survival_table
    at = np.quantile(time, np.linspace(0.05, 0.95, 10))
    survival, variance = kaplan_meier(time, event, at)
    published = KaplanMeierFitter().fit(time, event)
    np.testing.assert_allclose(survival, published.survival_function_at_times(at), rtol=1e-12)
    # lifelines keeps Greenwood's sum at event times.
    greenwood = published._cumulative_sq_
    expected = greenwood.reindex(greenwood.index.union(at)).ffill().loc[at]
    np.testing.assert_allclose(variance, expected, rtol=1e-9)


def test_kaplan_meier_just_before_an_event():
    time, event = np.array([1.0, 2, 3]), np.ones(3)
    after, _ = kaplan_meier(time, event, time)
    before, _ = kaplan_meier(time, event, time, before=True)
    np.testing.assert_allclose(after, [2 / 3, 1 / 3, 0])
    np.testing.assert_allclose(before, [1, 2 / 3, 1 / 3])
