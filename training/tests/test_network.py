"""The fitted network: learns what is there, calibrates, stays 2-additive, exports exactly."""

from dataclasses import replace
from math import factorial

import numpy as np
import pytest
import torch
from fitted import SETTINGS, fitted, test, train, unseen
from simulated import COLUMNS, FEATURES, SOURCE, simulate

from consilium_training.baseline import breslow_cumulative_hazard
from consilium_training.calibration import calibration_groups, fit_calibration
from consilium_training.export import OnnxMismatchError, check_onnx, export_onnx, run_onnx
from consilium_training.finish import calibrate
from consilium_training.fit import Settings, fit_members, member_log_hazards
from consilium_training.game import source_game
from consilium_training.metrics import concordance
from consilium_training.readmission import risk_graph
from consilium_training.scoring import network_log_hazard, score_network
from consilium_training.shapley import paired_marginals


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "model.onnx"
    export_onnx(fitted(), risk_graph(FEATURES, SETTINGS.members), path)
    return path


def run(path, values, present):
    """Return every output of the file, in order."""
    return list(run_onnx(path, {"values": values, "present": present}).values())


def test_it_approaches_the_truth_where_a_linear_model_cannot():
    # Gaps hide part of the truth; a line sees neither the bend nor the interaction.
    eta = member_log_hazards(fitted(), test.values, test.present).mean(1)
    line = np.log(np.maximum(test.values[:, 0], 1e-6)) * test.present[:, 0]
    best = concordance(test.oracle, test.time, test.event)
    assert concordance(eta, test.time, test.event) > best - 0.03
    assert concordance(line, test.time, test.event) < best - 0.08


def test_it_is_calibrated_on_unseen_patients():
    # So many that what chance adds to the share of a tenth is less than .01.
    many = simulate(20_000, 9)
    scored = score_network(fitted(), many)
    line = fit_calibration(scored.log_hazard, scored.baseline, scored.cut[1])
    assert line.slope == pytest.approx(1, abs=0.12)
    assert line.intercept == pytest.approx(0, abs=0.15)
    for group in calibration_groups(scored.risk, many.time, many.event, 30):
        assert group["predicted"] == pytest.approx(group["observed"], abs=0.045)


def test_knowing_nothing_gives_about_the_average_risk():
    network, nothing = fitted(), torch.zeros(1, FEATURES)
    risk = 1 - network(nothing, nothing)[1][0, -1].item()
    # Not exact: patients of unknown and very different hazard do not follow one proportional hazard.
    assert risk == pytest.approx(np.mean((test.time <= 30) & (test.event > 0)), abs=0.1)


def test_survival_starts_at_one_and_falls():
    _, survival, members = fitted()(torch.tensor(test.values).float(), torch.tensor(test.present).float())
    for curve in (survival, members):
        assert (curve[..., 0] == 1).all()
        assert (curve.diff(dim=-1) <= 0).all()


def test_a_missing_value_is_ignored_whatever_it_holds(model):
    hidden = test.present.copy()
    hidden[:, 3] = 0
    changed = test.values.copy()
    changed[:, 3] = 1e4
    for one, other in zip(run(model, test.values, hidden), run(model, changed, hidden), strict=True):
        np.testing.assert_array_equal(one, other)


def test_extreme_inputs_stay_finite(model):
    huge = np.array([[3e38] * FEATURES, [-3e38] * FEATURES, [np.inf] * FEATURES])
    assert all(np.isfinite(out).all() for out in run(model, huge, np.ones_like(huge)))


def test_onnx_gives_what_the_network_gives_for_any_batch_size(model):
    for rows in (1, 2, 333):
        inputs = {"values": test.values[:rows], "present": test.present[:rows]}
        assert check_onnx(fitted(), model, inputs) <= 1e-5


def test_a_file_of_another_network_is_noticed(model):
    other = fit_members(train, COLUMNS, Settings(members=6, rank=3, epochs=0), seed=2)
    with pytest.raises(OnnxMismatchError, match="log_hazard"):
        check_onnx(other.network, model, {"values": test.values, "present": test.present})


@pytest.mark.parametrize("patient", range(20))
def test_paired_marginals_sum_to_the_difference(model, patient):
    contributions, baseline, total = paired_marginals(
        lambda v, p: run(model, v, p)[0].astype(float), test.values[patient], test.present[patient]
    )
    assert contributions.sum() == pytest.approx(total - baseline, abs=1e-4)
    assert (contributions[test.present[patient] == 0] == 0).all()


def worth_of_all(patient: int) -> np.ndarray:
    """Return v(S) for all 2¹⁰ coalitions; bit i of the index says whether feature i is in S."""
    bits = (np.arange(2**FEATURES)[:, None] >> np.arange(FEATURES)) & 1
    shown = bits * test.present[patient]
    return network_log_hazard(fitted(), shown * test.values[patient], shown)


@pytest.mark.parametrize("patient", range(3))
def test_paired_marginals_are_the_shapley_values_by_definition(patient):
    worth = worth_of_all(patient)
    size = np.array([bin(s).count("1") for s in range(2**FEATURES)])
    expected = np.zeros(FEATURES)
    for i in range(FEATURES):
        without = np.flatnonzero((np.arange(2**FEATURES) >> i) & 1 == 0)
        weight = [factorial(k) * factorial(FEATURES - k - 1) / factorial(FEATURES) for k in size[without]]
        expected[i] = np.dot(weight, worth[without | 1 << i] - worth[without])
    ours, _, _ = paired_marginals(
        lambda v, p: network_log_hazard(fitted(), v, p), test.values[patient], test.present[patient]
    )
    np.testing.assert_allclose(ours, expected, atol=1e-5)


def test_no_term_holds_three_features():
    # Möbius transform of the game: zero beyond pairs, and not zero for the true pair.
    moebius = worth_of_all(int(np.flatnonzero(test.present.all(1))[0])).copy()
    for i in range(FEATURES):
        upper = np.flatnonzero((np.arange(2**FEATURES) >> i) & 1)
        moebius[upper] -= moebius[upper ^ (1 << i)]
    size = np.array([bin(s).count("1") for s in range(2**FEATURES)])
    assert np.abs(moebius[size == 3]).max() < 1e-4
    assert np.abs(moebius[size == 2]).max() > 0.01


def test_the_same_seed_gives_the_same_file(tmp_path):
    small = Settings(members=2, rank=2, epochs=2, batch=1500)
    files = [tmp_path / "first.onnx", tmp_path / "second.onnx"]
    for file in files:
        fit = fit_members(train, COLUMNS, small, seed=4)
        calibrate(fit, train, unseen, COLUMNS, 30, seed=4)
        export_onnx(fit.network, risk_graph(FEATURES, small.members), file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_members_differ_but_their_mean_is_steadier():
    eta = member_log_hazards(fitted(), test.values, test.present)
    assert np.std(eta, axis=1).mean() > 0.02
    alone = [concordance(eta[:, k], test.time, test.event) for k in range(eta.shape[1])]
    assert concordance(eta.mean(1), test.time, test.event) >= np.mean(alone)


def test_the_baseline_is_breslows_and_starts_at_zero():
    network = fitted()
    eta = member_log_hazards(network, train.values, train.present).mean(1)
    expected = breslow_cumulative_hazard(eta, train.time, train.event, np.array([30.0]))
    # With gaps in it, so not the same to the last digit.
    assert network.cumulative_hazard[0, -1].item() == pytest.approx(expected[0], rel=0.1)
    assert network.cumulative_hazard[0, 0].item() == 0


@pytest.mark.parametrize("known", [[], [0, 3]])
@pytest.mark.parametrize("there", list(np.ndindex(2, 2, 2)))
def test_the_game_of_sources_is_the_networks_log_hazard(there, known):
    columns = replace(COLUMNS, known=np.isin(np.arange(FEATURES), known))
    game = source_game(fitted(), test.values, test.present, columns)
    shown = test.present * columns.shown(np.array([there]))
    expected = network_log_hazard(fitted(), test.values * shown, shown)
    np.testing.assert_allclose(game.log_hazard(np.array(there)), expected, atol=1e-5)
    mixed = np.where(np.arange(len(test.time))[:, None] % 2 == 0, np.array(there), 1)
    np.testing.assert_allclose(game.log_hazard(mixed)[::2], expected[::2], atol=1e-5)


def test_a_source_that_is_missing_has_its_learned_token():
    network, nothing = fitted(), torch.zeros(1, FEATURES)
    _, gone = network.parts(network.encode(network.ramps(nothing), nothing))
    shown = torch.tensor(test.present).float() * torch.tensor(SOURCE != 1)
    _, tokens = network.parts(network.encode(network.ramps(torch.tensor(test.values).float()), shown))
    torch.testing.assert_close(tokens[1], gone[1].expand_as(tokens[1]))
    assert gone[1].abs().max() > 0


def test_attention_between_sources_starts_at_the_identity_and_finds_the_product():
    fresh = fit_members(train, COLUMNS, Settings(members=2, rank=3, epochs=0), seed=1).network
    torch.testing.assert_close(fresh.attention, torch.eye(3).expand_as(fresh.attention))
    game = source_game(fitted(), test.values, np.ones_like(test.present), COLUMNS)
    moved = game.crossed[1, 1].std(1)
    assert game.pairs[int(moved.argmax())] == (SOURCE[2], SOURCE[3])


def test_a_source_stands_in_for_one_that_is_missing():
    # The last of the second source is a rough copy of the last of the third, which alone makes the risk.
    second, third = (int(np.flatnonzero(k == SOURCE)[-1]) for k in (1, 2))
    random = np.random.default_rng(5)
    values = random.normal(size=(3000, FEATURES))
    values[:, second] = values[:, third] + random.normal(size=3000)
    time = random.exponential(60 * np.exp(-values[:, third]))
    made = replace(
        simulate(3000, 5, (0,)),
        values=values,
        present=np.ones_like(values),
        time=np.minimum(time, 90),
        event=(time <= 90).astype(float),
    )
    network = fit_members(made, COLUMNS, SETTINGS, seed=5).network
    low, high = (np.zeros((1, FEATURES)) for _ in range(2))
    low[0, second], high[0, second] = -1, 1

    def says(present: np.ndarray) -> float:
        return np.subtract(*(member_log_hazards(network, row, present).mean() for row in (high, low)))

    everything = np.ones((1, FEATURES))
    instead = says(everything * (SOURCE != 2))
    assert instead > 0.5
    assert abs(says(everything)) < instead / 2
