"""The fitted and calibrated head: made, kept in a file, and taken from it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from .checkpoint import key_of, remembered
from .choose import choose_settings
from .cohorts import ROWS
from .finish import calibrate
from .fit import Fit, fit_members
from .golden import sha256
from .material import Material
from .network import RampNetwork
from .readmission import HORIZON_DAYS, Plan

FIT, HEAD = "fit.pt", "head.pt"
# Files of which a change makes another network.
FITTING = ("network", "fit", "choose", "masking", "losses", "scaling")


class MissingStageError(Exception):
    """What an earlier stage leaves is not there, or is of something else; the message names the stage."""


@dataclass(frozen=True)
class Head:
    """A calibrated network, and the candidates' cross-validated losses."""

    network: RampNetwork
    choice: list[dict[str, float]]


def fit_head(cohorts: Path, plan: Plan, material: Material, say: Callable[[str], None]) -> Head:
    """Fit and calibrate, and keep the result beside the cohorts; a fit that is there is taken again."""
    train, columns = material.train, material.columns

    def make() -> tuple[Fit, list[dict[str, float]]]:
        settings, choice = choose_settings(train, columns, plan.seed, say, plan.candidates)
        return fit_members(train, columns, settings, plan.seed, say), choice

    code = tuple(Path(__file__).with_name(f"{name}.py") for name in FITTING)
    key = key_of(
        plan.candidates, material.inputs.sha256, plan.seed, files=(cohorts / plan.train.name / ROWS, *code)
    )
    fit, choice = remembered(cohorts / FIT, key, make)
    calibrate(fit, train, material.unseen, columns, HORIZON_DAYS, plan.seed)
    head = Head(fit.network, choice)
    partial = (cohorts / HEAD).with_suffix(".partial")
    torch.save(head, partial)
    partial.rename(cohorts / HEAD)
    return head


def read_head_file(cohorts: Path) -> tuple[Head, str]:
    """Return the head that was fitted last, and its file's hash; raise `MissingStageError` without one."""
    path = cohorts / HEAD
    if not path.exists():
        raise MissingStageError(f"{path} is missing: the stage head makes it")
    # Written by `fit_head`, in a folder of the person who trains.
    return torch.load(path, weights_only=False), sha256(path)
