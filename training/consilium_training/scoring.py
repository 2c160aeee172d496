"""What a calibrated network says of a cohort: log-hazards, risks, its baseline."""

import numpy as np
import torch

from .cells import Baseline
from .dataset import Cohort
from .evaluate import Scored, score_cohort
from .network import RampNetwork
from .readmission import HORIZON_DAYS


def network_log_hazard(network: RampNetwork, values: np.ndarray, present: np.ndarray) -> np.ndarray:
    """Return the calibrated log-hazard, shape (n,)."""
    with torch.no_grad():
        parts = [
            network(torch.tensor(v).float(), torch.tensor(p).float())[0].numpy()
            for v, p in zip(
                np.array_split(values, max(1, len(values) // 1000)),
                np.array_split(present, max(1, len(values) // 1000)),
                strict=True,
            )
        ]
    return np.concatenate(parts).astype(float)


def score_network(network: RampNetwork, cohort: Cohort) -> Scored:
    """Return the network's predictions for a cohort with what it has in `present`."""
    days = np.arange(HORIZON_DAYS + 1)
    steps = network.cumulative_hazard[0].numpy().astype(float)
    log_hazard = network_log_hazard(network, cohort.values * cohort.present, cohort.present)
    return score_cohort(cohort, log_hazard, lambda at: np.interp(at, days, steps), HORIZON_DAYS)


def baseline_of(network: RampNetwork) -> Baseline:
    """Return the network's baseline hazard."""
    return Baseline(network.cumulative_hazard[0].numpy().astype(float))
