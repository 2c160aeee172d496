"""Calibration, novelty, measures and networks of the picture encoders, on made-up numbers."""

import numpy as np
import pytest
import torch
from scipy.special import expit

from consilium_training.encoders.augment import clip_augmented, film_augmented
from consilium_training.encoders.calibrate import calibrate, cover, covering, platt
from consilium_training.encoders.clip_networks import CLIP_NETWORKS
from consilium_training.encoders.evaluate import area, coverage, interval, mean_error
from consilium_training.encoders.film_networks import FILM_NETWORKS
from consilium_training.encoders.findings import CLIP, FILM, truths
from consilium_training.encoders.novelty import Novelty, film_thumbnail
from consilium_training.encoders.oddities import odd_clips, odd_films
from consilium_training.encoders.plans import PLAN
from consilium_training.encoders.proof import greys_of

PICTURE = {
    "projectedRatio": 0.61,
    "findings": {
        "cardiothoracicRatio": 0.55,
        "oedema": 0.5,
        "effusion": {"right": 0.2, "left": 0.01},
        "consolidation": None,
        "hyperinflation": 0.3,
    },
}
FILM_AND_CLIP = ((2, 1, 256, 256), (2, 16, 1, 112, 112))
BEAT = {"findings": {"ejectionFraction": 25, "endDiastolicVolume": 200, "wallMotion": {"segment": "apical"}}}


def test_truths_are_in_the_findings_units():
    film = dict(zip([one.id for one in FILM], truths(FILM, [PICTURE])[0], strict=True))
    assert film["cardiothoracic-ratio"] == pytest.approx(0.61)
    assert film["pulmonary-oedema-extent"] == pytest.approx(50)
    there = ("pulmonary-oedema", "pleural-effusion-right", "pleural-effusion-left", "consolidation")
    assert [film[id] for id in there] == [1, 1, 0, 0]
    np.testing.assert_allclose(truths(CLIP, [BEAT])[0], [25, 200, 150, 1])


def test_calibrated_spreads_cover_ninety_percent_of_new_pictures():
    random = np.random.default_rng(1)
    spread = np.exp(random.normal(size=(6000, len(CLIP))))
    truth = 50 + 3 + 2.5 * spread * random.normal(size=spread.shape)
    truth[:, 3] = random.random(6000) < 0.4
    level = np.full(spread.shape, 50.0)
    found = calibrate(level[:2000], truth[:2000], CLIP)
    assert found.widen.tolist() == [1] * len(CLIP)
    found = cover(found, level[2000:4000], spread[2000:4000], truth[2000:4000], CLIP)
    assert found.widen[3] == 1
    assert found.widen[0] == pytest.approx(2.5, rel=0.1)
    covered = coverage(level[4000:, 0] + found.offset[0], spread[4000:, 0] * found.widen[0], truth[4000:, 0])
    assert 0.88 < covered["estimate"] < 0.92
    assert covered["low"] < covered["estimate"] < covered["high"]


def test_covering_is_the_conformal_quantile():
    assert covering(np.arange(1, 20)) == 18
    assert covering(np.array([5.0, 1.0])) == 5


def test_platt_finds_offset_and_slope_and_how_sure_it_is():
    random = np.random.default_rng(2)
    level = 2 * random.normal(size=20000)
    truth = (random.random(20000) < expit(-1 + 0.5 * level)).astype(float)
    coefficients, covariance = platt(level, truth)
    np.testing.assert_allclose(coefficients, [-1, 0.5], atol=0.05)
    assert np.all(np.abs(coefficients - [-1, 0.5]) < 4 * np.sqrt(np.diag(covariance)))


def test_area_counts_pairs_and_ties():
    assert area(np.array([1, 2, 2, 3.0]), np.array([0, 0, 1, 1])) == pytest.approx(3.5 / 4)
    assert np.isnan(area(np.array([1.0, 2]), np.array([1, 1])))


def test_an_interval_holds_its_estimate():
    value, truth = np.arange(50.0), np.arange(50.0) + np.tile([1, 3], 25)
    found = interval(mean_error, value, truth, 1)
    assert found["estimate"] == 2
    assert found["low"] < 2 < found["high"]


@pytest.mark.parametrize("name", FILM_NETWORKS)
def test_film_networks_give_features(name):
    network = PLAN.networks[name].build().eval()
    assert network(network.reduce(torch.rand(2, 1, 256, 256))).shape == (2, network.width)


@pytest.mark.parametrize("name", CLIP_NETWORKS)
def test_clip_networks_give_features(name):
    network = PLAN.networks[name].build().eval()
    assert network(network.reduce(torch.rand(2, 16, 1, 112, 112))).shape == (2, network.width)


def test_a_clip_may_begin_anywhere():
    network, clip = PLAN.networks["pooled"].build().eval(), torch.rand(1, 16, 1, 112, 112)
    with torch.no_grad():
        one, other = (network(network.reduce(x)) for x in (clip, clip.roll(5, 1)))
    torch.testing.assert_close(one, other)


def test_augmented_pictures_keep_shape_and_range_and_are_drawn_anew():
    random = torch.Generator().manual_seed(1)
    for augmented, x in (
        (film_augmented, torch.rand(3, 1, 64, 64)),
        (clip_augmented, torch.rand(3, 4, 32, 32)),
    ):
        once, again = augmented(x, random), augmented(x, random)
        assert once.shape == x.shape
        assert once.min() >= 0
        assert once.max() <= 1
        assert not torch.equal(once, again)


def test_what_is_unlike_training_is_beyond_the_limit():
    random = torch.Generator().manual_seed(1)
    ramp = torch.linspace(0, 1, 128).expand(400, 1, 128, 128)
    films = (ramp + 0.05 * torch.randn(ramp.shape, generator=random)).clamp(0, 1)
    features = torch.randn(400, 8, generator=random)
    novelty = Novelty(film_thumbnail, film_thumbnail(films[:200]).numpy(), features[:200].numpy())
    limit = novelty.settle(films[200:], features[200:])
    assert (novelty(films[200:], features[200:]) > limit / 2).sum() <= 4
    assert novelty(films[:1].flip(3), features[:1]) > limit
    assert novelty(films[:1], 10 * features[:1]) > limit


def test_odd_pictures_have_the_encoders_shape():
    films, clips = (np.random.default_rng(1).random(shape, np.float32) for shape in FILM_AND_CLIP)
    assert {one.shape[1:] for one in odd_films(films, clips).values()} == {FILM_AND_CLIP[0][1:]}
    assert {one.shape[1:] for one in odd_clips(clips, films).values()} == {FILM_AND_CLIP[1][1:]}


def test_greys_are_the_nearest_and_half_a_step_goes_up():
    assert greys_of(np.float32([0, 0.5 / 255, 0.4, 1])).tolist() == [0, 1, 102, 255]
