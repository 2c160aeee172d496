"""Simulated pictures as tensors with their truth, made by the product's own command."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..cohorts import CohortPlan, consilium
from ..dataset import DatasetError, read_lines
from ..inputs import ModelInputs, TensorSpec

TABLE = "pictures.ndjson"


@dataclass(frozen=True)
class PictureSet:
    """Pictures of one tensor.

    Attributes
    ----------
    tensors : ndarray of float32, shape (n, *shape)
        The file, mapped.
    truth : list of dict
        Of each picture.
    patients : list of str
        Whose it is.
    """

    tensors: NDArray[np.float32]
    truth: list[dict]
    patients: list[str]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.truth)


def make_pictures(folder: Path, plan: CohortPlan, spec: TensorSpec, wide: bool) -> PictureSet:
    """Render the pictures of a plan into `folder`/name unless they are there, and map one tensor of them.

    Parameters
    ----------
    wide : bool
        Findings beyond those of the cohort, for training alone.

    Raises
    ------
    CommandError, DatasetError
    """
    here = folder / plan.name
    if not (here / TABLE).exists():
        sys.stdout.write(f"rendering {plan.name}: {plan.patients} patients, seed {plan.seed}\n")
        sys.stdout.flush()
        size = ("--patients", str(plan.patients), "--seed", str(plan.seed))
        consilium("pictures", *size, *(["--wide"] if wide else []), "--out", str(here))
    head, *rows = read_lines(here / TABLE)
    require_same(here / TABLE, head, plan, spec, wide)
    return PictureSet(
        np.load(here / f"{spec.id}.npy", mmap_mode="r", allow_pickle=False),
        [row["pictures"][spec.id] for row in rows],
        [row["patient"] for row in rows],
    )


def require_same(path: Path, head: dict, plan: CohortPlan, spec: TensorSpec, wide: bool) -> None:
    """Refuse pictures of another plan, or whose tensor is made in another way."""
    asked = {"seed": plan.seed, "patients": plan.patients, "wide": wide}
    found = {name: head.get(name) for name in asked}
    if found != asked:
        raise DatasetError(f"{path}: holds {json.dumps(found)}, not {json.dumps(asked)}")
    if spec.identifying() not in head["tensors"]:
        raise DatasetError(f"{path}: {spec.id} is not made as it is today")


def picture_inputs(head: dict, tensor: str) -> ModelInputs:
    """Return the inputs of a model that takes one picture, from the head line of a file of rows."""
    known = {spec["id"]: TensorSpec.of(spec) for spec in head["tensors"]}
    return ModelInputs((), (known[tensor],))
