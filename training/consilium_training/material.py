"""What a model is made from: its inputs, and cohorts of different patients."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from .cohorts import RowsPlan, current_head, make_cohort
from .dataset import Cohort
from .inputs import ModelInputs, inputs_of
from .readmission import IDENTITY, MODALITIES, SOURCES, Plan
from .sources import Columns, columns_of, own_inputs


@dataclass(frozen=True)
class Material:
    """What a model is made from: its inputs, three cohorts of different patients, and some of the last again.

    `read` has the findings of pictures that were rendered and read by the networks.
    """

    inputs: ModelInputs
    columns: Columns
    train: Cohort
    unseen: Cohort
    test: Cohort
    read: Cohort

    @property
    def named(self) -> list[tuple[Cohort, str]]:
        """Each cohort with what it is for."""
        return [(self.train, "to train"), (self.unseen, "to calibrate"), (self.test, "to test")]


def steady() -> None:
    """Compute the same bytes each time: sums in another order round otherwise, so one thread."""
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)


def gather(cohorts: Path, parts: Sequence[RowsPlan]) -> tuple[ModelInputs, Columns, list[Cohort]]:
    """Make some cohorts unless they are there, and read them; return what the model reads of them too."""
    head = current_head(IDENTITY.id)
    inputs = own_inputs(inputs_of(head, MODALITIES), SOURCES)
    read = [make_cohort(cohorts, part, head, inputs, SOURCES) for part in parts]
    return inputs, columns_of(inputs, SOURCES), read


def gather_material(cohorts: Path, plan: Plan) -> Material:
    """Return all cohorts of a plan, made unless they are there."""
    cohorts.mkdir(parents=True, exist_ok=True)
    inputs, columns, read = gather(cohorts, plan.cohorts)
    return Material(inputs, columns, *read)
