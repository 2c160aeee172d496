"""Hours of stays as `consilium icu rows` wrote them: the one place where features are read of a stay."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..cohorts import consilium
from ..inputs import FeatureSpec, ModelInputs

COLUMNS = "columns.json"


@dataclass(frozen=True)
class Stay:
    """Whose hours they are; `unit` 1: medical, 2: surgical, `None`: not said."""

    stay: str
    hours: int
    age: float | None
    sex: str | None
    unit: int | None


@dataclass(frozen=True)
class Hours:
    """Hours of stays at which a question is asked, in order.

    Attributes
    ----------
    values : ndarray, shape (hours, features)
        NaN: missing.
    outcome : ndarray, shape (hours,)
        1: it came, 0: it did not.
    of : ndarray of int, shape (hours,)
        Index of the stay.
    """

    inputs: ModelInputs
    values: NDArray[np.float32]
    outcome: NDArray[np.float32]
    of: NDArray[np.int64]
    stays: tuple[Stay, ...]

    @property
    def ever(self) -> NDArray[np.bool_]:
        """By stay, whether it ever came."""
        came = np.zeros(len(self.stays), bool)
        came[self.of[self.outcome == 1]] = True
        return came


def write_rows(stays: Path, out: Path) -> Path:
    """Have the product write the hours of a folder of stays into `out` unless they are there; return it."""
    if not (out / COLUMNS).exists():
        consilium("icu", "rows", str(stays), "--out", str(out))
    return out


def read_rows(folder: Path, question: str) -> Hours:
    """Return the hours in a folder at which one question is asked, with its outcome."""
    head = json.loads((folder / COLUMNS).read_text(encoding="utf8"))
    numbers = range(head["shards"])
    values = np.concatenate([np.load(folder / f"rows-{k:05d}.npy") for k in numbers])
    outcomes = np.concatenate([np.load(folder / f"outcomes-{k:05d}.npy") for k in numbers])
    stays = tuple(
        Stay(**json.loads(line))
        for k in numbers
        for line in (folder / f"stays-{k:05d}.ndjson").read_text(encoding="utf8").splitlines()
    )
    outcome = outcomes[:, head["outcomes"].index(question)]
    of = np.repeat(np.arange(len(stays)), [one.hours for one in stays])
    asked = ~np.isnan(outcome)
    inputs = ModelInputs(tuple(FeatureSpec.of(spec) for spec in head["features"]))
    return Hours(inputs, values[asked], outcome[asked], of[asked], stays)
