"""Principal components on made-up populations, and on HapMap where the data folder is present."""

import numpy as np
import pytest

from consilium_training.ancestry_pca import AXES, FOLDS, HAPMAP, SEED, golden_cases, panel_of, read_hapmap
from consilium_training.pca import CrossFit, common_sites, cross_fit, describe_groups, fit_pca, prune


def draw_people(people: int, sites: int, drift: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return copies (2 · people, sites) of two populations that drifted apart, and their names."""
    random = np.random.default_rng(seed)
    ancestral = random.uniform(0.1, 0.9, sites)
    width = (1 - drift) / drift
    rows = [
        random.binomial(2, random.beta(ancestral * width, (1 - ancestral) * width), (people, sites))
        for _ in range(2)
    ]
    return np.concatenate(rows).astype(float), np.repeat(["a", "b"], people)


def test_prune_drops_a_copy_of_a_site_but_not_on_another_chromosome():
    copies, _ = draw_people(100, 20, 0.01, 1)
    doubled = np.concatenate([copies, copies], axis=1)
    alone = prune(copies, np.ones(20))
    both = prune(doubled, np.repeat([1, 2], 20))
    assert len(both) == 2 * len(alone)
    assert prune(doubled, np.ones(40)).tolist() == alone.tolist()


def test_common_sites_leaves_out_rare_and_badly_called_ones():
    copies = np.ones((100, 3))
    copies[:, 1] = 0
    copies[:20, 2] = np.nan
    assert common_sites(copies).tolist() == [True, False, False]


def test_projection_of_the_fitted_people_is_their_score():
    copies, _ = draw_people(30, 200, 0.1, 2)
    copies = copies[:, common_sites(copies)]
    pca = fit_pca(copies, 2)
    np.testing.assert_allclose(pca.project(copies), pca.scores, atol=1e-8)


def test_projection_survives_missing_calls_without_moving_to_the_centre():
    copies, group = draw_people(60, 2000, 0.1, 3)
    copies = copies[:, common_sites(copies)]
    pca = fit_pca(copies, 1)
    gaps = np.where(np.random.default_rng(4).random(copies.shape) < 0.5, np.nan, copies)
    ratio = pca.project(gaps)[:, 0] / pca.scores[:, 0]
    assert abs(np.median(ratio) - 1) < 0.05
    assert (np.sign(pca.scores[group == "a"]) == np.sign(pca.scores[0])).all()


def test_held_out_people_fall_short_and_are_corrected():
    copies, group = draw_people(40, 800, 0.05, 5)
    copies = copies[:, common_sites(copies)]
    held_out = cross_fit(copies, np.arange(len(copies)).astype(str), 1, 5, 6)
    assert 0 < held_out.shrinkage[0] < 1
    groups = describe_groups(fit_pca(copies, 1).scores, group)
    assert (groups.nearest(held_out.places / held_out.shrinkage) == group).mean() > 0.97


@pytest.mark.skipif(not HAPMAP.exists(), reason="needs the data folder")
def test_hapmap_groups_are_apart_and_held_out_people_land_with_their_own():
    every = read_hapmap(HAPMAP)
    founders = every.copies[every.founder]
    common = np.flatnonzero(common_sites(founders))
    data = every.sites(common[prune(founders[:, common], every.chromosome[common])])
    copies, group = data.copies[data.founder], data.group[data.founder]
    pca = fit_pca(copies, AXES)
    held_out: CrossFit = cross_fit(copies, data.family[data.founder], AXES, FOLDS, SEED)
    groups = describe_groups(pca.scores, group)
    assert (groups.nearest(held_out.places / held_out.shrinkage) == group).all()
    gap = np.linalg.norm(groups.means[:, None] - groups.means[None], axis=-1)
    spread = np.sqrt(np.trace(groups.covariances.mean(axis=0)))
    assert gap[np.triu_indices(3, 1)].min() > 5 * spread
    golden = golden_cases(panel_of(data, pca, groups, held_out), SEED)
    assert len(golden[0]["copies"]) == len(data.rsid)
