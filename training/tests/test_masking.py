"""Hiding: some rows lose a share of their inputs, whole measures or single features, and none gains any."""

import numpy as np

from consilium_training.masking import KEPT_WHOLE, hide

ROWS = 20_000
# Three measures of four features each.
MEASURES = np.repeat([0, 1, 2], 4)
FEATURES = len(MEASURES)
everything = np.ones((ROWS, FEATURES), dtype=np.float32)
hidden = 1 - hide(everything, MEASURES, np.random.default_rng(1))


def test_nothing_is_shown_that_was_missing():
    present = (np.random.default_rng(2).random((ROWS, FEATURES)) < 0.6).astype(np.float32)
    shown = hide(present, MEASURES, np.random.default_rng(3))
    assert shown.dtype == np.float32
    assert set(np.unique(shown)) == {0.0, 1.0}
    assert (shown <= present).all()
    assert shown.sum() < present.sum()


def test_the_stated_share_of_rows_stays_whole():
    touched = hidden.any(1).mean()
    # One row in four is to lose something; a small share may still leave all of its three measures (one in
    # four) or all of its twelve features (one in thirteen).
    expected = (1 - KEPT_WHOLE) * (1 - (1 / 4 + 1 / 13) / 2)
    assert abs(touched - expected) < 0.01


def test_a_touched_row_loses_half_of_its_inputs_on_average():
    assert abs(hidden.mean() - (1 - KEPT_WHOLE) / 2) < 0.005


def test_half_of_the_touched_rows_lose_whole_measures():
    by_measure = hidden.reshape(ROWS, 3, 4)
    whole = (by_measure == by_measure[:, :, :1]).all((1, 2)) & hidden.any(1)
    # Single features vanish together by chance: rarely, or because all of them do (one row in thirteen).
    expected = (1 - KEPT_WHOLE) * 0.5 * (1 - 1 / 4 + 1 / 13)
    assert abs(whole.mean() - expected) < 0.01


def test_the_same_generator_hides_the_same():
    again = 1 - hide(everything, MEASURES, np.random.default_rng(1))
    np.testing.assert_array_equal(again, hidden)
