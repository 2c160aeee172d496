"""Stage two of intensive care: what is missing, what is learned from, and the whole training in little."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from consilium_training.icu.made_up import write_made_up
from consilium_training.icu_transformer.fit import Examples, hide, like, loss_of
from consilium_training.icu_transformer.network import Explainer, Source
from consilium_training.icu_transformer.plan import plan_of
from consilium_training.icu_transformer.train import run
from consilium_training.icu_transformer.windows import Modality, Stays
from consilium_training.inputs import FeatureSpec
from consilium_training.params import read_params

NAN = np.nan


def spec(name: str) -> FeatureSpec:
    return FeatureSpec(name, name, "x", name, "1", (0, 9), 1)


@pytest.fixture
def stays() -> Stays:
    """Two stays of three hours: one feature of an hour, one of the patient."""
    hours = np.array([[1, 7], [NAN, 7], [3, 7], [4, 8], [5, 8], [6, 8]], np.float32)
    outcomes = np.array([[0, NAN], [0, 1], [1, 0], [0, 0], [0, 0], [1, 1]], np.float32)
    of = np.repeat([0, 1], 3)
    modalities = (Modality("signs", "Signs", True, (0,)), Modality("old", "Old", False, (1,)))
    return Stays(
        3, modalities, (spec("a"), spec("b")), hours, outcomes, of, np.repeat([0, 3], 3), ("one", "two")
    )


def network() -> Explainer:
    torch.manual_seed(3)
    sources = [Source(True, np.zeros(2), np.ones(2)), Source(False, np.zeros(1), np.ones(1))]
    made = Explainer(sources, hours=3, questions=2, width=8, heads=2)
    torch.nn.init.normal_(made.head)
    return made.eval()


def test_a_window_holds_its_own_stay_up_to_its_hour(stays):
    found = stays.tensors(np.array([1, 3, 5]))
    assert found["signs"][..., 0].tolist() == [[0, 1, 0], [0, 0, 4], [4, 5, 6]]
    assert found["signs-present"][..., 0].tolist() == [[0, 1, 0], [0, 0, 1], [1, 1, 1]]
    assert found["old"].tolist() == [[7], [8], [8]]


def test_what_is_not_present_has_no_value():
    made = network()
    random = torch.Generator().manual_seed(1)
    signs, old = torch.randn(4, 3, 2, generator=random), torch.randn(4, 1, generator=random)
    there = torch.ones(4, 3, 2)
    there[:, 1] = 0
    with torch.no_grad():
        one = made(signs, there, old, torch.zeros(4, 1))
        other = made(signs + (1 - there) * 5, there, old + 3, torch.zeros(4, 1))
        whole = made(signs, torch.ones(4, 3, 2), old, torch.ones(4, 1))
    assert torch.equal(one, other)
    assert not torch.allclose(one, whole, atol=1e-3)


def test_hiding_hides_value_and_presence_alike():
    random = np.random.default_rng(2)
    tensors = {"signs": np.ones((500, 3, 4), np.float32), "signs-present": np.ones((500, 3, 4), np.float32)}
    shown = hide(tensors, 0.5, random)
    assert np.array_equal(shown["signs"], shown["signs-present"])
    channels = shown["signs-present"].mean(1)
    assert set(np.unique(channels)) == {0.0, 1.0}
    assert 0.2 < (channels.sum(1) == 0).mean() < 0.3
    assert (channels.sum(1) == 4).mean() > 0.5


def test_simulated_hours_have_the_outcome_as_often(stays):
    real = Examples(stays, np.arange(6), np.array([1, 1, 1, 1, 1, 1], np.float32))
    made_up = Examples(stays, np.array([0, 2, 5]), np.array([9, 1, 4], np.float32))
    weight = like(made_up, real, 0.5).weight
    assert weight.sum() == pytest.approx(3)
    assert weight[0] / weight.sum() == pytest.approx(4 / 6)


def test_an_hour_that_is_not_asked_costs_nothing():
    log_odds, weight = torch.tensor([[0.3, 9.0], [1.0, -1.0]]), torch.tensor([1.0, 2.0])
    outcome = torch.tensor([[0.0, NAN], [1.0, 0.0]])
    changed = log_odds.clone()
    changed[0, 1] = -9
    assert torch.equal(loss_of(log_odds, outcome, weight), loss_of(changed, outcome, weight))


@pytest.mark.slow
def test_the_whole_training_of_stage_two_in_little(tmp_path):
    files = write_made_up(tmp_path / "stays", 60, 7)
    plan = plan_of(read_params(Path(__file__).with_name("tiny.yaml")))
    said = run(files, tmp_path / "rows", tmp_path / "work", plan, tmp_path / "out", print)
    folder = tmp_path / "out/public/models/icu-explain/1"
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["contract"] == said["manifest"]["contract"]
    assert manifest["kind"] == "window"
    assert [one["id"] for one in manifest["questions"]] == ["sepsis", "deterioration"]
    alone = {one["id"]: one["simulatedAlone"] for one in manifest["modalities"]}
    assert alone["vital-signs"] == []
    assert "polygenic.standardised" in alone["genome"]
    assert (tmp_path / "out/docs/models/icu-explain.md").exists()
