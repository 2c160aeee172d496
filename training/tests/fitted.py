"""One network, fitted and calibrated once on made-up patients, for tests of several of its sides."""

from functools import cache

from simulated import COLUMNS, simulate

from consilium_training.finish import calibrate
from consilium_training.fit import Settings, fit_members
from consilium_training.network import FusedNetwork

SETTINGS = Settings(
    members=6, rank=3, epochs=50, batch=1000, rate=0.03,
    ridge=0.001, sparse=0.001, bend=2.0, pair=0.01, cross=0.001,
)  # fmt: skip
train, unseen, test = (simulate(n, seed) for n, seed in ((3000, 1), (1500, 2), (3000, 3)))


@cache
def fitted() -> FusedNetwork:
    """Return the network."""
    fit = fit_members(train, COLUMNS, SETTINGS, seed=1)
    calibrate(fit, train, unseen, COLUMNS, 30, seed=1)
    return fit.network
