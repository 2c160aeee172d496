"""The ramps: bounded, monotone, blind to absent values, learned from what is present."""

import numpy as np
import pytest
import torch
from simulated import SOURCE, simulate

from consilium_training.network import RampNetwork
from consilium_training.scaling import RAMPS, fit_scaling

cohort = simulate(2000, 1)
scaling = fit_scaling(cohort.values, cohort.present)


def test_only_the_skewed_feature_is_bent():
    assert np.flatnonzero(scaling.log_rate).tolist() == [0]


def test_a_heavy_tailed_slope_is_bent_on_both_sides():
    slopes = np.random.default_rng(1).standard_t(2, size=(4000, 1))
    assert fit_scaling(slopes, np.ones_like(slopes)).log_rate[0] > 0


def test_a_flag_has_one_ramp_and_a_constant_none():
    flag, constant = (np.arange(400) % 2).astype(float), np.full(400, 7.0)
    fitted = fit_scaling(np.stack([flag, constant], 1), np.ones((400, 2)))
    assert (fitted.width > 0).sum(1).tolist() == [1, 0]


def test_knots_of_a_probability_that_is_nearly_sure_keep_apart():
    sure = np.random.default_rng(1).beta(0.02, 0.05, size=(4000, 1))
    fitted = fit_scaling(sure, np.ones_like(sure))
    assert (fitted.width > 0).sum() >= 1
    assert fitted.width[fitted.width > 0].min() >= 0.02
    assert fitted.bend.max() < 1e6


def test_ramps_rise_with_the_value_and_stop_at_the_outer_knots():
    for f in range(cohort.values.shape[1]):
        line = np.zeros((500, cohort.values.shape[1]))
        line[:, f] = np.linspace(-100, 1000, 500)
        ramps = scaling.ramps(line)[:, f]
        assert (np.diff(ramps, axis=0) >= 0).all()
        assert ramps.min() >= 0
        assert ramps.max() <= 1
        assert (ramps[-1] == (scaling.width[f] > 0)).all()


def test_components_are_uncorrelated_with_variance_one():
    for f in (0, 1, 5):
        seen = cohort.present[:, f] > 0
        components = scaling.ramps(cohort.values)[seen, f] @ scaling.basis[f]
        np.testing.assert_allclose(np.cov(components, rowvar=False), np.eye(RAMPS), atol=0.05)
        assert (np.diff(scaling.bend[f]) >= 0).all()
        assert scaling.bend[f][0] == pytest.approx(0, abs=1e-6)


def test_absent_values_teach_nothing():
    noisy = np.where(cohort.present > 0, cohort.values, 1e6)
    np.testing.assert_array_equal(fit_scaling(noisy, cohort.present).left, scaling.left)


def test_the_graph_computes_the_same_ramps():
    network = RampNetwork(scaling, SOURCE, 1, 31)
    graph = network.ramps(torch.tensor(cohort.values).float()).numpy()
    np.testing.assert_allclose(graph, scaling.ramps(cohort.values) - scaling.centre[None], atol=1e-5)
