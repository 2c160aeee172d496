"""Our reasons beside those of the field's own tools, wherever theory says that they are the same number."""

import numpy as np
import pytest
import shap
import torch
from fitted import fitted, test
from simulated import COLUMNS, FEATURES, SOURCE

from consilium_training.fit import DAYS
from consilium_training.game import source_game
from consilium_training.reason_checks import source_shares
from consilium_training.rivals import AdditiveNetwork
from consilium_training.scaling import fit_scaling
from consilium_training.scoring import network_log_hazard
from consilium_training.shapley import paired_marginals

NEEDS = "needs requirements-train.txt"
PATIENTS = [int(k) for k in np.flatnonzero(test.present.all(1))[:2]] + [5]


def additive() -> AdditiveNetwork:
    """Return a network without interactions, of arbitrary shapes."""
    torch.manual_seed(1)
    network = AdditiveNetwork(fit_scaling(test.values, test.present), COLUMNS.source, 2, 0, DAYS)
    torch.nn.init.normal_(network.main, std=0.3)
    return network.eval()


def worth(patient: int, network=None):
    """Return the game of a patient's features: log-hazard, shape (n,), by which are there, (n, features)."""
    values, present = test.values[patient], test.present[patient]

    def value(shown: np.ndarray) -> np.ndarray:
        there = np.asarray(shown, float) * present
        return network_log_hazard(network or fitted(), there * values, there)

    return value


def shares(patient: int, network=None) -> np.ndarray:
    """Return our Shapley values of a patient's features."""
    score = network or fitted()
    return paired_marginals(
        lambda v, p: network_log_hazard(score, v, p), test.values[patient], test.present[patient]
    )[0]


def by_shap(value, players: int):
    """Return what shap's exact explainer says of a game, every coalition evaluated and nothing clustered."""
    masked = lambda shown, everyone: (shown * everyone[None],)  # noqa: E731
    explained = shap.explainers.Exact(value, masked)(np.ones((1, players)))
    return explained.values[0], float(np.ravel(explained.base_values)[0])


@pytest.mark.parametrize("patient", PATIENTS)
def test_shares_of_features_are_those_of_shap_exact(patient):
    values, baseline = by_shap(worth(patient), FEATURES)
    np.testing.assert_allclose(shares(patient), values, atol=1e-5)
    assert baseline == pytest.approx(worth(patient)(np.zeros((1, FEATURES)))[0], abs=1e-6)


@pytest.mark.parametrize("patient", PATIENTS)
def test_shares_of_sources_are_those_of_shap_exact(patient):
    game = source_game(fitted(), test.values, test.present, COLUMNS)[np.array([patient])]
    values, _ = by_shap(lambda there: np.array([game.log_hazard(one)[0] for one in there]), COLUMNS.sources)
    np.testing.assert_allclose(source_shares(game)[0], values, atol=1e-9)


def present_log_hazard(patient: int):
    """Return the calibrated log-hazard as a function of presence, which may be partial: a multilinear one."""
    network = fitted()
    ramps = network.ramps(torch.tensor(test.values[[patient]]).float())
    there = torch.tensor(test.present[[patient]]).float()

    def value(shown: torch.Tensor) -> torch.Tensor:
        rows = ramps.expand(len(shown), -1, -1)
        eta = network.member_log_hazard(network.encode(rows, shown * there))
        return network.intercept + network.slope * eta.mean(1)

    return value


@pytest.mark.parametrize("patient", PATIENTS)
def test_integrated_gradients_over_presence_are_the_same_shares(patient):
    # Along the diagonal of the multilinear extension: Owen G. Management Science 1972;18:64-79.
    attr = pytest.importorskip("captum.attr", reason=NEEDS)
    everyone = torch.ones(1, FEATURES)
    found, error = attr.IntegratedGradients(present_log_hazard(patient)).attribute(
        everyone, 0 * everyone, n_steps=4, return_convergence_delta=True
    )
    np.testing.assert_allclose(shares(patient), found[0].detach().numpy(), atol=1e-4)
    assert abs(error.item()) < 1e-4


def test_captums_shapley_values_of_sources_are_ours():
    attr = pytest.importorskip("captum.attr", reason=NEEDS)
    game = source_game(fitted(), test.values, test.present, COLUMNS)
    explainer = attr.ShapleyValues(present_log_hazard(PATIENTS[0]))
    found = explainer.attribute(torch.ones(1, FEATURES), feature_mask=torch.tensor(SOURCE)[None])
    # Every feature bears the share of its source.
    ours = source_shares(game)[PATIENTS[0]][SOURCE]
    np.testing.assert_allclose(found[0].detach().numpy(), ours, atol=1e-4)


def test_sampled_permutations_come_to_our_shares():
    attr = pytest.importorskip("captum.attr", reason=NEEDS)
    torch.manual_seed(1)
    explainer = attr.ShapleyValueSampling(present_log_hazard(PATIENTS[0]))
    found = explainer.attribute(torch.ones(1, FEATURES), n_samples=100)[0].detach().numpy()
    ours = shares(PATIENTS[0])
    assert found.sum() == pytest.approx(ours.sum(), abs=1e-4)
    assert np.abs(found - ours).max() < 0.25 * np.abs(ours).max()


def test_lime_finds_the_shares_of_a_model_without_interactions():
    # There a line through the coalitions is the whole truth, whatever their weights.
    base = pytest.importorskip("lime.lime_base", reason=NEEDS)
    linear_model = pytest.importorskip("sklearn.linear_model")
    network, patient = additive(), PATIENTS[0]
    shown = np.random.default_rng(1).integers(0, 2, (200, FEATURES)).astype(float)
    shown[0] = 1
    distance = (1 - shown).sum(1)
    explainer = base.LimeBase(lambda far: np.exp(-np.square(far) / FEATURES), random_state=1)
    _, found, fit, _ = explainer.explain_instance_with_data(
        shown, worth(patient, network)(shown)[:, None], distance, 0, FEATURES,
        feature_selection="none", model_regressor=linear_model.LinearRegression(),
    )  # fmt: skip
    np.testing.assert_allclose([dict(found)[k] for k in range(FEATURES)], shares(patient, network), atol=1e-4)
    assert fit == pytest.approx(1, abs=1e-6)


def test_lime_misses_what_two_features_do_together():
    base = pytest.importorskip("lime.lime_base", reason=NEEDS)
    linear_model = pytest.importorskip("sklearn.linear_model")
    shown = np.random.default_rng(1).integers(0, 2, (200, FEATURES)).astype(float)
    explainer = base.LimeBase(lambda far: np.exp(-np.square(far) / FEATURES), random_state=1)
    *_, fit, _ = explainer.explain_instance_with_data(
        shown, worth(PATIENTS[0])(shown)[:, None], (1 - shown).sum(1), 0, FEATURES,
        feature_selection="none", model_regressor=linear_model.LinearRegression(),
    )  # fmt: skip
    assert fit < 0.999
