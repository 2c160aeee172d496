"""Calibration told anew on other patients: the graph is enough to go on from, what differs is put right."""

from dataclasses import replace

import numpy as np
import pytest
from simulated import COLUMNS, simulate

from consilium_training.cohorts import ROOT
from consilium_training.dataset import Cohort
from consilium_training.export import check_onnx, export_onnx
from consilium_training.finish import calibrate
from consilium_training.fit import Settings, fit_members
from consilium_training.game import source_game
from consilium_training.masking import as_given
from consilium_training.network import FusedNetwork
from consilium_training.network_file import NetworkFileError, read_network
from consilium_training.params import read_params
from consilium_training.readmission import PLAN, recalibration_of, risk_graph
from consilium_training.recalibration import ELSEWHERE, Beliefs, recalibrate
from consilium_training.recalibration_check import (
    TRUE_SCALE,
    TRUE_SHAPE,
    calibration_of,
    check,
    floor_of,
    smoothed,
    true_risk,
)
from consilium_training.scoring import baseline_of

SETTINGS = Settings(
    members=2, rank=3, epochs=15, batch=500, rate=0.03, ridge=1e-3, sparse=1e-3, bend=2, pair=0.01, cross=1e-3
)


@pytest.fixture(scope="module")
def fitted() -> FusedNetwork:
    """Return a network that is calibrated on patients of its own hospital."""
    train, unseen = simulate(1500, 1), simulate(1500, 2)
    fit = fit_members(train, COLUMNS, SETTINGS, seed=1)
    calibrate(fit, train, unseen, COLUMNS, 30, seed=1)
    return fit.network


@pytest.fixture
def exported(fitted, tmp_path):
    """Return its graph's file."""
    path = tmp_path / "model.onnx"
    export_onnx(fitted, risk_graph(fitted.features, fitted.members), path)
    return path


def elsewhere(patients: int, seed: int) -> Cohort:
    """Return a cohort as it comes, of whom all come back later, and those without an echo much later."""
    made = simulate(patients, seed)
    # An echo that was made tells everything that echoes tell.
    made = as_given(replace(made, present=np.where(COLUMNS.source == 1, 1, made.present)), COLUMNS)
    slower = np.where(made.has[:, 1] > 0, 1.5, 3.0)
    time = np.minimum(made.time * slower, 90)
    return replace(made, time=time, event=made.event * (made.time * slower <= 90))


def test_a_graph_gives_the_network_back(exported, tmp_path):
    network = read_network(exported)
    random = np.random.default_rng(3)
    present = (random.random((200, network.features)) < 0.7).astype(float)
    values = random.normal(size=present.shape) * present
    assert check_onnx(network, exported, {"values": values, "present": present}) < 1e-6
    again = tmp_path / "again.onnx"
    export_onnx(network, risk_graph(network.features, network.members), again)
    assert again.read_bytes() == exported.read_bytes()


def test_another_graph_is_refused(exported):
    import onnx

    model = onnx.load(str(exported))
    del model.graph.initializer[0]
    onnx.save(model, str(exported))
    with pytest.raises(NetworkFileError, match="no graph of a fused network"):
        read_network(exported)


def test_as_many_come_back_as_are_expected_with_and_without_a_source(exported):
    networks = {name: read_network(exported) for name in ("before", "after")}
    recalibrate(networks["after"], elsewhere(5000, 4), COLUMNS, 1, ELSEWHERE)
    judged = elsewhere(5000, 5)
    off = {}
    for name, network in networks.items():
        game = source_game(network, judged.values, judged.present, COLUMNS)
        for has in (0, 1):
            rows = np.flatnonzero(judged.has[:, 1] == has)
            part = judged[rows]
            off[name, has] = calibration_of(part, game[rows], part.has > 0, baseline_of(network))["large"]
    # Some 350 events without an echo, most patients twice among the rows: a standard error of a tenth.
    assert off["before", 0] < -0.7
    assert off["before", 1] < -0.25
    assert abs(off["after", 0]) < 0.3
    assert abs(off["after", 1]) < 0.1


def test_who_is_believed_to_be_right_stays(exported):
    before, after = read_network(exported), read_network(exported)
    recalibrate(after, elsewhere(1000, 4), COLUMNS, 1, Beliefs(1e-4, 1e-4, 1e-4))
    assert abs(after.slope.item() - before.slope.item()) < 1e-3
    assert abs(after.intercept.item() - before.intercept.item()) < 1e-3


def test_what_was_learned_stays(exported):
    before, after = read_network(exported), read_network(exported)
    recalibrate(after, elsewhere(300, 6), COLUMNS, 1, ELSEWHERE)
    judged = simulate(500, 7)
    there = np.ones(3)
    told = [
        source_game(one, judged.values, judged.present, COLUMNS).log_hazard(there) for one in (before, after)
    ]
    assert np.corrcoef(*told)[0, 1] > 0.99


def test_risks_that_are_right_reach_the_floor(fitted):
    cohort = simulate(3000, 8, days=(0,))
    eta, baseline = cohort.oracle, baseline_of(fitted)
    floor = floor_of(cohort, eta, replace(baseline, steps=np.arange(31) / 60), seed=1)
    assert 0.002 < floor["mean"] < floor["p95"] < 0.02
    game = source_game(fitted, cohort.values, cohort.present, COLUMNS)
    right = replace(game, intercept=0.0, alone=0 * game.alone, crossed=0 * game.crossed)
    right.alone[1, 0] = eta
    told = calibration_of(cohort, right, np.ones(3), replace(baseline, steps=np.arange(31) / 60))
    assert told["ici"] < floor["p95"]


def test_true_risks_are_the_simulators():
    text = (ROOT / "lib/simulator/outcome.ts").read_text(encoding="utf-8")
    assert f"READMISSION = {{ shape: {TRUE_SHAPE}, scale: {TRUE_SCALE:.0f} }}" in text
    cohort = replace(simulate(2000, 3, days=(0,)), oracle=np.random.default_rng(1).normal(size=2000))
    true = true_risk(cohort, 30)
    assert 0.15 < true.mean() < 0.3
    assert np.abs(smoothed(true, true) - true).mean() < 0.002


def test_each_choice_is_judged_before_and_after(fitted):
    judged = simulate(400, 9, days=(0, 3))
    found = check({"before": fitted, "after": fitted}, judged, COLUMNS, seed=1)
    assert len(found["cells"]) == 2 * (3 + 7)
    assert all(cell["before"] == cell["after"] for cell in found["cells"])
    assert len(found["floors"]) == 4


def test_its_patients_are_nobody_elses():
    seeds = {one.seed for one in (*PLAN.cohorts, PLAN.golden, *PLAN.arm)}
    assert recalibration_of(read_params()).seed not in seeds
