"""Hiding: whole sources, what the patient lacks, measures or single features; and nothing is gained."""

from dataclasses import replace

import numpy as np
import pytest
from simulated import COLUMNS as MADE_UP
from simulated import simulate

from consilium_training.masking import Shares, as_given, hide
from consilium_training.sources import Columns

ROWS = 20_000
# Three sources of two measures of two features each.
COLUMNS = Columns(np.repeat(np.arange(6), 2), np.repeat(np.arange(3), 4), 3, np.zeros(12, bool))
FEATURES = len(COLUMNS.measure)
everything = np.ones((ROWS, FEATURES), dtype=np.float32)
has = (np.random.default_rng(4).random((ROWS, 3)) < (1, 0.7, 0.6)).astype(float)


def hidden(shares: Shares, seed: int = 1) -> np.ndarray:
    return 1 - hide(everything, has, COLUMNS, np.random.default_rng(seed), shares)


def by_source(gone: np.ndarray) -> np.ndarray:
    """Return which sources are gone whole, and check that none is in part."""
    parts = gone.reshape(ROWS, 3, 4)
    assert (parts.min(2) == parts.max(2)).all()
    return parts[:, :, 0]


def test_nothing_is_shown_that_was_missing():
    present = (np.random.default_rng(2).random((ROWS, FEATURES)) < 0.6).astype(np.float32)
    shown = hide(present, has, COLUMNS, np.random.default_rng(3))
    assert shown.dtype == np.float32
    assert (shown <= present).all()
    assert shown.sum() < present.sum()


def test_the_stated_share_of_rows_lacks_what_the_patient_lacks():
    gone = by_source(hidden(Shares(real=0.5, sources=0, parts=0)))
    lacking = 1 - has
    touched = gone.any(1)
    np.testing.assert_array_equal(gone[touched], lacking[touched])
    assert touched.sum() / lacking.any(1).sum() == pytest.approx(0.5, abs=0.02)


def test_who_has_but_one_source_keeps_it():
    alone = Columns(COLUMNS.measure, np.zeros(FEATURES, np.int64), 1, COLUMNS.known)
    shares = Shares(real=0, sources=1, parts=0)
    shown = hide(everything, np.ones((ROWS, 1)), alone, np.random.default_rng(1), shares)
    np.testing.assert_array_equal(shown, everything)


def test_every_choice_of_sources_is_equally_frequent():
    gone = by_source(hidden(Shares(real=0, sources=1, parts=0)))
    counts = np.bincount((gone @ [1, 2, 4]).astype(int), minlength=8) / ROWS
    assert np.abs(counts - 1 / 8).max() < 0.01


def test_parts_lose_half_of_their_inputs_on_average_half_of_them_by_measure():
    gone = hidden(Shares(real=0, sources=0, parts=0.25))
    assert gone.mean() == pytest.approx(0.125, abs=0.005)
    pairs = gone.reshape(ROWS, 6, 2)
    whole = (pairs[:, :, 0] == pairs[:, :, 1]).all(1) & gone.any(1)
    # Single features vanish in whole measures by chance too.
    assert 0.4 < whole.sum() / gone.any(1).sum() < 0.75


def test_what_is_known_without_its_source_is_lost_in_the_stated_share_of_rows():
    columns = replace(COLUMNS, known=np.arange(FEATURES) == 0)
    losing = Shares(real=0, sources=1, parts=0, known=0.25)
    gone = 1 - hide(everything, has, columns, np.random.default_rng(1), losing)
    without = gone[:, 1] == 1
    assert gone[without, 0].mean() == pytest.approx(0.25, abs=0.02)
    assert not gone[~without, 0].any()
    keeping = hide(everything, has, columns, np.random.default_rng(1), replace(losing, known=0))
    assert keeping[:, 0].all()


def test_the_same_generator_hides_the_same():
    np.testing.assert_array_equal(hidden(Shares()), hidden(Shares()))


def test_as_given_takes_away_what_each_patient_lacks():
    cohort = simulate(300, 1)
    given = as_given(cohort, MADE_UP)
    lacking = ~MADE_UP.shown(cohort.has)
    assert lacking.any()
    assert not given.present[lacking].any()
    assert not given.values[lacking].any()
    np.testing.assert_array_equal(given.present[~lacking], cohort.present[~lacking])
