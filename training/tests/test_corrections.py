"""What is added to a network is what was asked for, for each member, and nothing else changes."""

import copy

import numpy as np
import pytest
from fitted import fitted, test
from simulated import COLUMNS, FEATURES

from consilium_training.corrections import Corrections
from consilium_training.dataset import DAY
from consilium_training.fit import member_log_hazards

random = np.random.default_rng(3)
present = test.present * (random.random(test.present.shape) < 0.7)
# One of the made-up inputs takes the part of the day.
PLACE = 4
days = np.where(random.random(len(test.time)) < 0.5, 0, 3)
dated = np.array(test.values)
dated[:, PLACE] = days


def features(*, with_day: bool) -> list[str]:
    return [DAY if with_day and k == PLACE else f"x{k}" for k in range(FEATURES)]


@pytest.mark.parametrize("with_day", [False, True])
def test_constants_are_added_to_every_member(with_day):
    values = dated if with_day else test.values
    before = copy.deepcopy(fitted())
    after = copy.deepcopy(before)
    corrections = Corrections(after, COLUMNS, features(with_day=with_day))
    design = corrections.constants(days, present)
    beta = np.random.default_rng(1).normal(size=design.shape[1])
    corrections.add_constants(np.array([0, 3]), beta)
    one, other = (member_log_hazards(network, values, present) for network in (before, after))
    np.testing.assert_allclose(other - one, (design @ beta)[:, None].repeat(one.shape[1], 1), atol=2e-4)


def test_scales_are_of_each_members_own_parts():
    before = copy.deepcopy(fitted())
    after = copy.deepcopy(before)
    corrections = Corrections(after, COLUMNS, features(with_day=False))
    design = corrections.scales(test, present)
    assert design.shape[1] == corrections.scale_count + corrections.product_count
    beta = np.random.default_rng(2).normal(size=design.shape[1]) * 0.3
    corrections.add_scales(beta)
    one, other = (member_log_hazards(network, test.values, present) for network in (before, after))
    np.testing.assert_allclose((other - one).mean(1), design @ beta, atol=2e-4)
    assert (other - one).std(1).max() > 1e-3


def test_products_are_of_pairs_of_features_alone():
    before = copy.deepcopy(fitted())
    after = copy.deepcopy(before)
    corrections = Corrections(after, COLUMNS, features(with_day=False))
    beta = np.zeros(corrections.scale_count + corrections.product_count)
    beta[corrections.scale_count :] = np.random.default_rng(4).normal(size=corrections.product_count)
    corrections.add_scales(beta)
    one = np.flatnonzero(test.present.all(1))[:1]
    # Every coalition of features, and how many are in it.
    coalitions = (np.arange(2**FEATURES)[:, None] >> np.arange(FEATURES)) & 1
    added = member_log_hazards(
        after, test.values[one].repeat(len(coalitions), 0), coalitions
    ) - member_log_hazards(before, test.values[one].repeat(len(coalitions), 0), coalitions)
    for feature in range(FEATURES):
        upper = np.flatnonzero(coalitions[:, feature])
        added[upper] -= added[upper ^ (1 << feature)]
    size = coalitions.sum(1)
    assert np.abs(added[size == 2]).max() > 0.01
    assert np.abs(added[size == 3]).max() < 1e-4


def test_nothing_asked_changes_nothing():
    before = copy.deepcopy(fitted())
    after = copy.deepcopy(before)
    corrections = Corrections(after, COLUMNS, features(with_day=False))
    corrections.add_constants(days, np.zeros(corrections.constants(days, present).shape[1]))
    corrections.add_scales(np.zeros(corrections.scale_count + corrections.product_count))
    assert (
        member_log_hazards(after, test.values, present) == member_log_hazards(before, test.values, present)
    ).all()
