"""Published survival tables, numeric and without gaps; and the whole pipeline, once, in little."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import torch
from sksurv import datasets

from consilium_training.encoders import plans
from consilium_training.params import read_params
from consilium_training.readmission import plan_of
from consilium_training.stages import STAGES, Run, perform

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


@pytest.fixture(scope="session")
def trained(tmp_path_factory) -> Run:
    """Do every stage on a few simulated patients; what each left lies in `work` and `root` of the run."""
    params = read_params(Path(__file__).with_name("tiny.yaml"))
    work, root = (tmp_path_factory.mktemp(name) for name in ("work", "root"))
    run = Run(work, plan_of(params), plans.plan_of(params), root)
    perform(run, STAGES)
    return run
