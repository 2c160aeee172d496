"""The fused head on a table: the same network, losses and choice of penalties as for readmission."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..choose import choose_settings
from ..dataset import Cohort
from ..fit import Settings, fit_members, member_log_hazards
from ..sources import Columns

OURS = "consilium"
# A table of some hundred rows is one batch: steps are epochs. From nearly linear and stiff to supple; which
# ones, was found on other tables: lung, kidney and rossi of lifelines, and the other diseases of SUPPORT.
CANDIDATES = (
    Settings(members=6, rank=2, epochs=60, rate=0.04, ridge=1.0, sparse=0.1, pair=100.0, bend=30.0),
    Settings(members=6, rank=2, epochs=60, rate=0.04, ridge=0.1, sparse=0.1, pair=100.0, bend=100.0),
    Settings(members=6, rank=2, epochs=60, rate=0.04, ridge=1.0, sparse=0.03, pair=100.0, bend=1.0),
    Settings(members=6, rank=2, epochs=60, rate=0.04, ridge=0.1, sparse=0.05, pair=100.0, bend=3.0),
    Settings(members=6, rank=2, epochs=60, rate=0.04, ridge=0.1, sparse=0.03, pair=4.0, bend=0.3),
    Settings(members=6, rank=2, epochs=60, rate=0.04, ridge=0.03, sparse=0.01, pair=1.0, bend=0.3),
)


def fit_ours(
    train: Cohort, columns: Columns, seed: int, candidates: tuple[Settings, ...] = CANDIDATES
) -> Callable[[Cohort], NDArray[np.float64]]:
    """Return the mean log-hazard of the members, the penalties chosen within `train`."""
    settings, _ = choose_settings(train, columns, seed, candidates=candidates)
    network = fit_members(train, columns, settings, seed).network
    return lambda cohort: member_log_hazards(network, cohort.values, cohort.present).mean(1)
