"""Hours of stays as `consilium icu windows` wrote them, and windows of them."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..cohorts import consilium
from ..export import Named
from ..inputs import FeatureSpec, ModelInputs

COLUMNS = "columns.json"
QUESTIONS = ("sepsis", "deterioration")


@dataclass(frozen=True)
class Modality:
    """One kind of data; `hourly`: a row an hour, else one of the patient."""

    id: str
    label: str
    hourly: bool
    columns: tuple[int, ...]


@dataclass(frozen=True)
class Stays:
    """Hours of stays, one stay after the other.

    Attributes
    ----------
    features : tuple of FeatureSpec
        One for each column.
    hours : ndarray, shape (hours, features)
        NaN: not known.
    outcomes : ndarray, shape (hours, questions)
        NaN: not asked.
    of, start : ndarray of int, shape (hours,)
        Index of the stay, and of its first hour.
    """

    window: int
    modalities: tuple[Modality, ...]
    features: tuple[FeatureSpec, ...]
    hours: NDArray[np.float32]
    outcomes: NDArray[np.float32]
    of: NDArray[np.int64]
    start: NDArray[np.int64]
    names: tuple[str, ...]

    @property
    def asked(self) -> NDArray[np.int64]:
        """Hours of which a label is known: the rows of stage one, in the same order."""
        return np.flatnonzero(~np.isnan(self.outcomes[:, 0]))

    def inputs(self) -> ModelInputs:
        """Return what a network of the modalities reads."""
        return ModelInputs(tuple(self.features[k] for one in self.modalities for k in one.columns))

    def having(self, known: NDArray[np.bool_]) -> "Stays":
        """Return the same without the columns of which nothing is known."""
        kept = tuple(
            replace(one, columns=tuple(k for k in one.columns if known[k])) for one in self.modalities
        )
        return replace(self, modalities=tuple(one for one in kept if one.columns))

    def with_modalities(self, other: "Stays") -> "Stays":
        """Return the same with the columns of another set."""
        return replace(self, modalities=other.modalities)

    def tensors(self, hours: NDArray[np.int64]) -> Named:
        """Return windows that end in some hours: by modality values, 0 where unknown, and what is present."""
        back = hours[:, None] + np.arange(1 - self.window, 1)
        inside = back >= self.start[hours][:, None]
        found: Named = {}
        for one in self.modalities:
            columns = np.array(one.columns)
            if one.hourly:
                values = self.hours[np.maximum(back, 0)[..., None], columns]
                values = np.where(inside[..., None], values, np.nan)
            else:
                values = self.hours[hours[:, None], columns]
            present = ~np.isnan(values)
            found[one.id] = np.where(present, values, 0).astype(np.float32)
            found[f"{one.id}-present"] = present.astype(np.float32)
        return found


def write_windows(out: Path, *source: str) -> Path:
    """Have the product write the hours of some stays into `out` unless they are there; return it."""
    if not (out / COLUMNS).exists():
        consilium("icu", "windows", *source, "--out", str(out))
    return out


def read_stays(folder: Path) -> Stays:
    """Return what lies in a folder."""
    head = json.loads((folder / COLUMNS).read_text(encoding="utf8"))
    numbers = range(head["shards"])
    lines = [
        json.loads(line)
        for k in numbers
        for line in (folder / f"stays-{k:05d}.ndjson").read_text(encoding="utf8").splitlines()
    ]
    lengths = [line["hours"] for line in lines]
    starts = np.cumsum([0, *lengths[:-1]])
    modalities, first = [], 0
    for one in head["modalities"]:
        columns = tuple(range(first, first + len(one["features"])))
        modalities.append(Modality(one["id"], one["label"], one["hourly"], columns))
        first += len(columns)
    return Stays(
        head["windowHours"],
        tuple(modalities),
        tuple(FeatureSpec.of(spec) for one in head["modalities"] for spec in one["features"]),
        np.concatenate([np.load(folder / f"hours-{k:05d}.npy") for k in numbers]),
        np.concatenate([np.load(folder / f"outcomes-{k:05d}.npy") for k in numbers]),
        np.repeat(np.arange(len(lines)), lengths),
        np.repeat(starts, lengths),
        tuple(line["stay"] for line in lines),
    )
