"""A small made-up cohort with curved effects, one interaction and gaps, for tests of the network."""

import numpy as np

from consilium_training.dataset import Cohort

FEATURES = 10


def simulate(patients: int, seed: int) -> Cohort:
    """Return a cohort whose hazard rises with x0, is U-shaped in x1 and needs x2 and x3 together."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(patients, FEATURES))
    truth = 0.5 * x[:, 0] + 0.35 * (x[:, 1] ** 2 - 1) + 0.6 * x[:, 2] * x[:, 3]
    values = x.copy()
    values[:, 0] = np.exp(x[:, 0] + 3)
    values[:, 9] = x[:, 9] > 0.5
    present = (random.random(x.shape) < np.where(np.arange(FEATURES) > 6, 0.6, 0.95)).astype(float)
    death = random.exponential(60 * np.exp(-truth))
    time = np.minimum(death, 90)
    return Cohort(
        features=[f"x{i}" for i in range(FEATURES)],
        patients=np.array([f"p{i}" for i in range(patients)]),
        values=values * present,
        present=present,
        time=time,
        event=(death <= 90).astype(float),
        oracle=truth,
    )
