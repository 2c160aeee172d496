"""Calibration within the horizon: by landmark, where the day is known and where it is not."""

from dataclasses import replace

import numpy as np
from simulated import NAMES, simulate

from consilium_training.dataset import DAY, Cohort
from consilium_training.finish import calibrate
from consilium_training.fit import Settings, fit_members
from consilium_training.metrics import truncate
from consilium_training.scoring import score_network
from consilium_training.sources import Columns

DAYS = (0, 1, 3, 7)
SETTINGS = Settings(
    members=2, rank=2, epochs=40, batch=500, rate=0.03, ridge=1e-3, sparse=1e-3, bend=2, pair=0.1
)


def falling(patients: int, seed: int) -> Cohort:
    """Return a cohort whose hazard falls after the discharge; the landmark's day is its first feature."""
    made = simulate(patients, seed, (0,))
    random = np.random.default_rng(seed + 100)
    death = 60 * (random.exponential(np.exp(-made.oracle))) ** 2
    place = [(k, day) for k in range(patients) for day in DAYS if min(death[k], 90) > day]
    who, day = (np.array(part) for part in zip(*place, strict=True))
    part = made[who]
    return replace(
        part,
        features=[DAY, *part.features],
        day=day,
        values=np.column_stack([day, part.values]),
        present=np.column_stack([np.ones(len(day)), part.present]),
        time=np.minimum(death, 90)[who] - day,
        event=(death <= 90).astype(float)[who],
    )


def test_as_many_come_back_from_each_landmark_as_are_expected():
    train, seen = falling(2500, 1), falling(2500, 2)
    columns = Columns(
        np.arange(11), np.array([0, 0, 0, 1, 2, 0, 1, 2, 0, 1, 2]), len(NAMES), np.arange(11) == 0
    )
    fit = fit_members(train, columns, SETTINGS, seed=1)
    calibrate(fit, train, seen, columns, 30, seed=1)
    both = [score_network(fit.network, part) for part in (train, seen)]
    for day in DAYS:
        observed = expected = 0.0
        for scored, part in zip(both, (train, seen), strict=True):
            rows = part.day == day
            observed += truncate(part.time, part.event, 30)[1][rows].sum()
            expected += scored.baseline[rows] @ np.exp(scored.log_hazard[rows])
        assert abs(np.log(observed / expected)) < 0.05
