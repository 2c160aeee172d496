"""The tables by choice of sources, and the reasons beside the truth, of a game that is the truth."""

import numpy as np
import pytest

from consilium_training.cells import Baseline, choices, evaluate_cells, oracle_name, shown
from consilium_training.dataset import Cohort
from consilium_training.game import SourceGame
from consilium_training.picture_check import check_pictures
from consilium_training.reason_checks import check_reasons, modality_shares, observer_shares

NAMES = ["ehr", "radiograph", "echo", "wearables", "genomics"]
N = 3000
random = np.random.default_rng(1)
parts = random.normal(size=(N, 5)) * [0.5, 0.1, 0.4, 0.4, 0.2]
truth = parts.sum(1)
death = random.exponential(100 * np.exp(-truth))
cohort = Cohort(
    features=[],
    sources=NAMES,
    patients=np.array([f"p{k}" for k in range(N)]),
    day=np.zeros(N, np.int64),
    has=(random.random((N, 5)) < (1, 0.9, 0.8, 0.7, 0.6)).astype(float),
    values=np.zeros((N, 0)),
    present=np.zeros((N, 0)),
    time=np.minimum(death, 90),
    event=(death <= 90).astype(float),
    oracle=truth,
    components=np.stack([parts[:, 0], parts[:, 1] + parts[:, 2], parts[:, 3], parts[:, 4]], axis=1),
    ancestry=np.full(N, -1),
)
alone = np.stack([np.zeros((5, N)), parts.T])
game = SourceGame(0.0, alone, np.zeros((2, 2, 0, N)), [])
flat = Baseline(np.arange(31) / 100)
limits = {"intermediate": 0.2, "high": 0.4}
same = {oracle_name(NAMES[:3]): dict(zip(cohort.patients, parts[:, :3].sum(1), strict=True))}
cells = evaluate_cells(
    game, cohort, flat, limits, {(0, "complete", name): one for name, one in same.items()}, 1
)


def find(sources: list[str], way: str) -> dict:
    return next(cell for cell in cells if cell["sources"] == sources and cell["way"] == way)


def test_each_choice_that_can_tell_something_has_a_row_each_way():
    assert len(cells) == 2 * 15
    assert len(list(choices(NAMES, 1))) == 31


def test_what_the_observer_says_too_has_no_gap():
    cell = find(NAMES[:3], "complete")
    assert cell["gap"]["estimate"] == pytest.approx(0, abs=1e-6)
    assert cell["concordance"]["low"] < cell["concordance"]["estimate"] < cell["concordance"]["high"]
    assert "gap" not in find(NAMES[:3], "real")


def test_more_sources_rank_better_and_gaps_worse():
    every = ["ehr", "radiograph", "echo", "genomics"]
    best = find(every, "complete")["concordance"]["estimate"]
    assert best > find(["ehr"], "complete")["concordance"]["estimate"]
    assert best > find(every, "real")["concordance"]["estimate"]
    assert best == pytest.approx(find(every, "complete")["uno"], abs=1e-6)


def test_a_choice_shows_what_is_chosen_and_at_hand():
    seen = shown(cohort, ("ehr", "echo"), "real")
    np.testing.assert_array_equal(seen[:, [1, 3, 4]], False)
    np.testing.assert_array_equal(seen[:, [0, 2]], cohort.has[:, [0, 2]] > 0)
    assert shown(cohort, ("ehr",), "complete").sum() == N


def every_choice() -> dict[tuple[int, str, str], dict[str, float]]:
    """Return what an observer says who sees the parts of what is chosen."""
    return {
        (0, "complete", oracle_name(chosen)): dict(
            zip(cohort.patients, parts[:, [NAMES.index(one) for one in chosen]].sum(1), strict=True)
        )
        for chosen in choices(NAMES, 1)
    }


def test_the_observers_own_shares_are_exact_also_where_sources_tell_the_same():
    told = {name: one for (_, _, name), one in every_choice().items()}
    np.testing.assert_allclose(observer_shares(told, cohort), cohort.components, atol=1e-9)
    # Each alone says all that there is: the whole worth is dealt out evenly.
    alike = {name: {patient: 8.0 for patient in one} for name, one in told.items()}
    np.testing.assert_allclose(observer_shares(alike, cohort), 2)


def test_a_game_that_is_the_truth_has_the_truths_reasons():
    np.testing.assert_allclose(modality_shares(game, cohort), cohort.components, atol=1e-9)
    found = check_reasons(game, cohort, every_choice(), seed=1)
    assert all(one["estimate"] == pytest.approx(1) for one in found["spearman"].values())
    assert all(one["observer"] == pytest.approx(1) for one in found["spearman"].values())
    assert check_reasons(game, cohort, {}, seed=1)["spearman"]["ehr"]["observer"] is None
    assert found["top"]["estimate"] == 1
    assert found["top"]["commonest"] < 0.6


def test_findings_that_were_read_are_set_beside_lent_ones_of_the_same_patients():
    few = np.arange(0, N, 5)[::-1]
    same = check_pictures((game, cohort), (game[few], cohort[few]), flat, seed=1)
    assert [(one["way"], one["patients"]) for one in same] == [("complete", N // 5), ("real", N // 5)]
    assert all(one["readLess"]["estimate"] == 0 and one["riskDifference"] == 0 for one in same)
    worse = SourceGame(0.0, alone * np.array([1, 1, 0, 1, 1])[:, None], game.crossed, [])
    found = check_pictures((game, cohort), (worse[few], cohort[few]), flat, seed=1)
    assert all(one["readLess"]["estimate"] < 0 < one["riskDifference"] for one in found)
