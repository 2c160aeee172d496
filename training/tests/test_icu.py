"""Stage one of intensive care: trees, their graph, their reasons, and the whole training in little."""

import json
from pathlib import Path

import numpy as np
import pytest
import shap
from lightgbm import Dataset, train

from consilium_training.icu.choose import TooDearError, Tried, take
from consilium_training.icu.export import run_rows
from consilium_training.icu.folds import calibration_line, fold_of
from consilium_training.icu.graph import risk_graph, write_graph
from consilium_training.icu.judge import auroc
from consilium_training.icu.made_up import COLUMNS, write_made_up
from consilium_training.icu.plan import plan_of
from consilium_training.icu.rows import Hours, Stay
from consilium_training.icu.train import run
from consilium_training.icu.trees import Ensemble, Settings, fit_member, material_of, nodes_of, round_down
from consilium_training.inputs import ModelInputs
from consilium_training.params import ParamsError, parse, read_params

SETTINGS = Settings(
    depth=2, trees=30, rate=0.2, ridge=1, leaf=20, features=0.8, hours=0.8, bins=31, thinned=0.5
)


@pytest.fixture(scope="module")
def rows() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return values with gaps, an outcome of an interaction, and hours of stays in which it came."""
    random = np.random.default_rng(3)
    values = random.normal(size=(4000, 6)).astype(np.float32)
    outcome = (values[:, 0] * values[:, 1] + 0.5 * random.normal(size=4000) > 1).astype(float)
    values[random.random(values.shape) < 0.2] = np.nan
    return values, outcome, random.random(4000) < 0.5


@pytest.fixture(scope="module")
def ensemble(rows) -> Ensemble:
    values, outcome, eventful = rows
    material = material_of(values, outcome, eventful, SETTINGS)
    return fit_member(material, np.ones(len(values), bool), SETTINGS, seed=1).scaled(0.9, -0.3)


def test_a_threshold_rounds_down_so_that_no_single_changes_sides():
    random = np.random.default_rng(1)
    for threshold in random.normal(size=500):
        rounded = round_down(float(threshold))
        assert rounded <= threshold
        above = np.nextafter(np.float32(rounded), np.float32(np.inf))
        assert float(above) > threshold
        assert float(np.float32(rounded)) == rounded


def test_the_graph_says_what_the_trees_say_on_their_thresholds_too(rows, ensemble, tmp_path):
    values = rows[0][:300].copy()
    thresholds = [
        (node.feature, node.threshold) for tree in ensemble.trees for node in tree if node.feature >= 0
    ]
    for row, (feature, threshold) in enumerate(thresholds[:200]):
        values[row, feature] = threshold
    write_graph(ensemble, risk_graph(6), tmp_path / "risk.onnx")
    assert run_rows(tmp_path / "risk.onnx", values) == pytest.approx(ensemble.log_odds(values), abs=2e-5)


def test_a_tree_asks_of_two_features_at_most(ensemble):
    for tree in ensemble.trees:
        paths = [{tree[0].feature, tree[side].feature} for side in (tree[0].left, tree[0].right)]
        assert all(len(path - {-1}) <= 2 for path in paths)


def test_paired_marginals_are_the_shapley_values_that_shap_finds():
    random = np.random.default_rng(5)
    values = random.normal(size=(3000, 5))
    outcome = (values[:, 0] * values[:, 1] + values[:, 2] > 0.7).astype(float)
    booster = train(
        {"objective": "binary", "max_depth": 2, "num_leaves": 4, "verbose": -1, "num_threads": 1},
        Dataset(values, outcome),
        25,
    )
    background = np.median(values, axis=0)
    explainer = shap.TreeExplainer(booster, background[None], feature_perturbation="interventional")
    trees = tuple(nodes_of(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"])
    ours = Ensemble(trees, 0.0, background.astype(np.float32))
    for row in values[:5]:
        everything, nothing = row.astype(np.float32), np.full(5, np.nan, np.float32)
        only, without = np.tile(nothing, (5, 1)), np.tile(everything, (5, 1))
        np.fill_diagonal(only, everything)
        np.fill_diagonal(without, np.nan)
        total, none = ours.log_odds(np.stack([everything, nothing]))
        paired = (ours.log_odds(only) - none + total - ours.log_odds(without)) / 2
        assert paired.sum() == pytest.approx(total - none, abs=1e-6)
        assert paired == pytest.approx(explainer.shap_values(row[None])[0], abs=1e-4)


def test_an_auroc_counts_ties_half_and_weights_as_copies():
    score, outcome = np.array([1, 2, 2, 3.0]), np.array([0, 0, 1, 1])
    assert auroc(score, outcome) == pytest.approx(3.5 / 4)
    weight = np.array([1, 3, 1, 2.0])
    copies = np.repeat(np.arange(4), weight.astype(int))
    assert auroc(score, outcome, weight) == pytest.approx(auroc(score[copies], outcome[copies]))


def test_a_calibration_line_undoes_a_stretch():
    random = np.random.default_rng(2)
    true = random.normal(-2, 1, 60_000)
    outcome = (random.random(60_000) < 1 / (1 + np.exp(-true))).astype(float)
    slope, intercept = calibration_line(2 * true + 1, outcome)
    assert (slope, intercept) == pytest.approx((0.5, -0.5), abs=0.03)


def test_no_patient_is_in_two_folds_and_each_fold_has_outcomes():
    stays = tuple(Stay(str(k), 3, 60, "male", 1) for k in range(50))
    of = np.repeat(np.arange(50), 3)
    hours = Hours(ModelInputs(()), np.zeros((150, 0)), (of % 10 == 0).astype(np.float32), of, stays)
    fold = fold_of(hours, 5, 1)
    assert all(len(set(fold[of == k])) == 1 for k in range(50))
    assert all(hours.outcome[fold == k].sum() == 3 for k in range(5))


def test_pairs_are_taken_unless_they_cost_too_much():
    deep = Settings(**{**SETTINGS.__dict__, "depth": 5})
    assert take([Tried("deep", deep, 0.802), Tried("pairs", SETTINGS, 0.8)]).name == "pairs"
    with pytest.raises(TooDearError, match=r"0\.0100"):
        take([Tried("deep", deep, 0.81), Tried("pairs", SETTINGS, 0.8)])


def test_a_mistake_in_the_params_is_named():
    text = "icu: {seed: 1, folds: 2, tried: 3, members: 1, resamples: 2, fit: {}, candidates: {}}"
    with pytest.raises(ParamsError, match="none has depth 2"):
        plan_of(parse(text, "params.yaml"))


@pytest.mark.slow
def test_the_whole_training_in_little(tmp_path):
    stays = write_made_up(tmp_path / "stays", 100, 7)
    assert (stays / "made-up-0001.psv").read_text().split("\n")[0] == "|".join(COLUMNS)
    plan = plan_of(read_params(Path(__file__).with_name("tiny.yaml")))
    said = run(stays, tmp_path / "work", plan, tmp_path / "out", print)
    sepsis, worse = said["questions"]
    # Made-up sepsis is easy: what is learned of it must be found again.
    assert sepsis["metrics"]["auroc"]["estimate"] > 0.9
    assert sepsis["metrics"]["utility"]["estimate"] > 0.5
    assert "utility" not in worse["metrics"]
    for one in said["questions"]:
        folder = tmp_path / "out/public/models" / one["id"] / "1"
        manifest = json.loads((folder / "manifest.json").read_text())
        assert manifest["kind"] == "hourly"
        assert (tmp_path / f"out/docs/models/{one['id']}.md").exists()
    again = run(stays, tmp_path / "work", plan, tmp_path / "again", print)
    assert again == said
    first, second = (tmp_path / name / "public/models/icu-sepsis/1/risk.onnx" for name in ("out", "again"))
    assert first.read_bytes() == second.read_bytes()
