"""Published survival tables, numeric and without gaps."""

import numpy as np
import pandas as pd
import pytest
import torch
from sksurv import datasets

# Small tensors: more threads wait for one another longer than they work.
torch.set_num_threads(1)


def table(loader, event: str, time: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return standardised covariates (n, p), time (n,) and event (n,) of a published table."""
    x, y = loader()
    x = pd.get_dummies(x, drop_first=True).astype(float)
    x = (x - x.mean()) / x.std()
    return x.to_numpy(), y[time].astype(float), y[event].astype(float)


@pytest.fixture(params=["whas500", "gbsg2", "veteran"])
def survival_table(request):
    """WHAS500 (heart attack), GBSG2 (breast cancer), veteran (lung cancer); all with tied times."""
    return {
        "whas500": lambda: table(datasets.load_whas500, "fstat", "lenfol"),
        "gbsg2": lambda: table(datasets.load_gbsg2, "cens", "time"),
        "veteran": lambda: table(datasets.load_veterans_lung_cancer, "Status", "Survival_in_days"),
    }[request.param]()
