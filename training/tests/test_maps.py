"""Maps of findings: cells, ways to tell what they did, their test, and what is decided from it."""

import json

import numpy as np
import pytest

from consilium_training.cohorts import ROOT
from consilium_training.maps.cells import hats, reading_of
from consilium_training.maps.methods import CELLS, METHODS, SIDE, both_ends, occlusion, walk_orders, walks
from consilium_training.maps.network import Encoder, shuffled
from consilium_training.maps.plans import PLANS, clear_film
from consilium_training.maps.removal import map_score, removal_score
from consilium_training.maps.report import manifest_text
from consilium_training.maps.score import better, verdict

RANDOM = np.random.default_rng(3)
WEIGHTS = RANDOM.normal(size=(CELLS, 2))
PAIRS = np.triu(RANDOM.normal(size=(CELLS, CELLS)), 1)


def additive(own):
    return own @ WEIGHTS


def pairwise(own):
    return np.array([own @ PAIRS @ own])


def wild(own):
    return np.array([np.tanh(own @ WEIGHTS[:, 0]) ** 2, np.exp(own @ WEIGHTS[:, 1] / 8)])


def test_soft_cells_share_every_pixel_wholly():
    np.testing.assert_allclose(hats(112, SIDE).sum(0), 1, atol=1e-6)


def test_a_picture_with_all_its_cells_is_itself():
    picture, reference = RANDOM.random((2, 3, 1, 16, 16)).astype(np.float32)
    read = reading_of(lambda mixed: mixed.ravel().astype(float), picture, reference, SIDE)
    np.testing.assert_allclose(read(np.ones(CELLS)), picture.ravel(), atol=1e-6)
    np.testing.assert_allclose(read(np.zeros(CELLS)), reference.ravel(), atol=1e-6)


@pytest.mark.parametrize("name", METHODS)
def test_each_way_finds_what_cells_add_where_they_add_up(name):
    np.testing.assert_allclose(METHODS[name](additive).effects, WEIGHTS, atol=1e-9)


def test_walks_add_up_whatever_the_network_does():
    found = walks(wild)
    np.testing.assert_allclose(found.effects.sum(0), wild(np.ones(CELLS)) - wild(np.zeros(CELLS)), atol=1e-9)
    assert (found.error > 0).any()


def test_a_walk_from_both_ends_is_exact_in_pairwise_games():
    shapley = (PAIRS.sum(1) + PAIRS.sum(0)) / 2
    np.testing.assert_allclose(walks(pairwise).effects[:, 0], shapley, atol=1e-9)
    np.testing.assert_allclose(both_ends(pairwise).effects[:, 0], shapley, atol=1e-9)
    gap = occlusion(pairwise).effects.sum() - pairwise(np.ones(CELLS))[0]
    assert abs(gap) > 1


def test_orders_hold_each_cell_once_and_are_the_same_each_time():
    np.testing.assert_array_equal(np.sort(walk_orders(), 1), np.tile(np.arange(CELLS), (2, 1)))
    np.testing.assert_array_equal(walk_orders(), walk_orders())


def test_the_true_order_scores_best_and_chance_scores_nothing():
    best = map_score(additive, WEIGHTS)
    drawn = np.array([removal_score(additive, RANDOM.permutation(CELLS)) for _ in range(400)])
    assert (best > drawn.max(0)).all()
    assert (np.abs(drawn.mean(0)) < 4 * drawn.std(0) / 20).all()


def test_a_map_is_permitted_by_its_gain_and_by_not_being_an_ignorant_networks():
    assert verdict({"estimate": 1, "low": 0.1, "high": 2}, 0.2) is None
    assert "at random" in verdict({"estimate": 1, "low": -0.1, "high": 2}, 0.2)
    assert "learned nothing" in verdict({"estimate": 1, "low": 0.1, "high": 2}, 0.6)


def test_of_those_not_behind_the_one_that_adds_up_best_is_shipped():
    def found(highs, gaps):
        return {
            name: {"behindBest": {"high": high}, "share": {"estimate": 1}, "completenessError": gap}
            for name, high, gap in zip(METHODS, highs, gaps, strict=True)
        }

    assert better([found([-0.1, 0, 0.1, 0], [0, 0.3, 0.2, 0.4])]) == "integrated-gradients"
    assert better([found([0, 0, 0, -0.1], [3, 2, 1, 0]), found([-1, 0, 0, 0], [3, 1, 1, 0])]) == (
        "integrated-gradients"
    )


def test_shuffled_weights_answer_otherwise_and_are_shuffled_alike():
    path = ROOT / "public/models/radiograph-findings/1/findings.onnx"
    film = RANDOM.random((1, 1, 256, 256))
    own, one, again = Encoder(path.read_bytes())(film), shuffled(path, 1)(film), shuffled(path, 1)(film)
    np.testing.assert_array_equal(one, again)
    assert np.abs(own - one).max() > 0.01


def test_a_film_with_anything_to_find_is_no_reference():
    clear = {
        "projectedRatio": 0.45,
        "findings": {
            "oedema": 0.05,
            "effusion": {"right": 0, "left": 0},
            "consolidation": None,
            "hyperinflation": 0,
        },
    }
    assert clear_film(clear)
    assert not clear_film({**clear, "projectedRatio": 0.55})
    filled = {"lobe": "RUL", "extent": 0.4}
    assert not clear_film({**clear, "findings": {**clear["findings"], "consolidation": filled}})
    [film, _] = PLANS
    assert film.sides["consolidation"]({"findings": {"consolidation": filled}}) == "right"
    assert film.sides["pleural-effusion-left"](clear) is None


def test_an_order_of_the_manifest_stands_in_one_line():
    manifest = {"id": "x", "maps": {"side": 2, "orders": [[3, 1, 0, 2], [0, 1, 2, 3]]}}
    text = manifest_text(manifest)
    assert json.loads(text) == manifest
    assert "[3, 1, 0, 2]" in text
