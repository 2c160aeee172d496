"""Choice of penalties: within the training cohort, by what is held out."""

import numpy as np
from simulated import COLUMNS, simulate

from consilium_training.choose import choose_settings, split
from consilium_training.fit import Settings

train = simulate(1200, 8)


def test_every_patient_is_held_out_once_with_all_landmarks():
    held = [part.patients for _, part in split(train, 3, seed=1)]
    assert sorted(np.concatenate(held)) == sorted(train.patients)
    for rest, part in split(train, 3, seed=1):
        assert not set(rest.patients) & set(part.patients)
        assert len(rest.time) == len(train.time) - len(part.time)


def test_penalties_that_silence_the_model_are_not_chosen():
    fast = {"members": 2, "epochs": 15, "batch": 400, "rate": 0.03}
    useful, silent = Settings(**fast, ridge=0.02, sparse=0.02), Settings(**fast, ridge=500.0, sparse=50.0)
    chosen, rows = choose_settings(train, COLUMNS, seed=1, candidates=(silent, useful))
    assert chosen == useful
    assert rows[1]["loss"] < rows[0]["loss"]
