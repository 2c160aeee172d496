"""What a model reads, as the first line of a file of rows tells it; lib/contract/model-inputs.ts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .canonical import Json, canonical_hash


class InputsError(Exception):
    """A head line cannot give what a model reads; the message says why."""


@dataclass(frozen=True)
class FeatureSpec:
    """One column of the rows; `measure` names the quantity within the modality."""

    id: str
    label: str
    modality: str
    measure: str
    unit: str
    plausible: tuple[float, float]
    version: int

    @classmethod
    def of(cls, spec: dict) -> "FeatureSpec":
        """Return what a head line says of one column."""
        return cls(
            id=spec["id"],
            label=spec["label"],
            modality=spec["modality"],
            measure=spec["measure"],
            unit=spec["unit"],
            plausible=tuple(spec["plausible"]),
            version=spec.get("version", 1),
        )

    def identifying(self) -> dict[str, Json]:
        """Return what the weights depend on, and no wording."""
        return {
            "id": self.id,
            "unit": self.unit,
            "plausible": list(self.plausible),
            "version": self.version,
        }


@dataclass(frozen=True)
class TensorSpec:
    """One picture, clip or waveform of each patient; `shape` is that of one patient's."""

    id: str
    shape: tuple[int, ...]
    version: int

    @classmethod
    def of(cls, spec: dict) -> "TensorSpec":
        """Return what a head line says of one tensor."""
        return cls(spec["id"], tuple(spec["shape"]), spec["version"])

    def identifying(self) -> dict[str, Json]:
        """Return what the weights depend on, and no wording."""
        return {"id": self.id, "shape": list(self.shape), "version": self.version}


@dataclass(frozen=True)
class ModelInputs:
    """The numbers and tensors that a model takes in, in order."""

    features: tuple[FeatureSpec, ...]
    tensors: tuple[TensorSpec, ...] = ()

    @property
    def ids(self) -> list[str]:
        """Ids of the features, in the order of the columns."""
        return [feature.id for feature in self.features]

    @property
    def measures(self) -> list[str]:
        """`modality/measure` of each feature."""
        return [f"{feature.modality}/{feature.measure}" for feature in self.features]

    @property
    def measure_index(self) -> NDArray[np.int64]:
        """Index of each feature's measure, shape (features,)."""
        return np.unique(self.measures, return_inverse=True)[1]

    @property
    def labels(self) -> dict[str, str]:
        """Label by feature id."""
        return {feature.id: feature.label for feature in self.features}

    @property
    def units(self) -> dict[str, str]:
        """UCUM unit by feature id."""
        return {feature.id: feature.unit for feature in self.features}

    def identifying(self) -> dict[str, Json]:
        """Return the manifest's `inputs`."""
        return {
            "features": [feature.identifying() for feature in self.features],
            "tensors": [tensor.identifying() for tensor in self.tensors],
        }

    @property
    def sha256(self) -> str:
        """The hash that the manifest names as its contract."""
        return canonical_hash(self.identifying())


def inputs_of(head: dict, modalities: Sequence[str], tensors: Sequence[str] = ()) -> ModelInputs:
    """Return what a model of some modalities' features and of some tensors reads.

    Parameters
    ----------
    head : dict
        First line of a file that `consilium features` wrote.
    modalities : sequence of str
        Whose features, all of them, in the order of the columns.
    tensors : sequence of str
        Ids, in the order of the graph.

    Raises
    ------
    InputsError
        A modality without features, or a tensor that the head does not describe.
    """
    columns = [spec for spec in head["features"] if spec["modality"] in modalities]
    lacking = set(modalities) - {spec["modality"] for spec in columns}
    known = {spec["id"]: spec for spec in head["tensors"]}
    unknown = [name for name in tensors if name not in known]
    if lacking or unknown:
        raise InputsError(f"the rows know nothing of {', '.join([*sorted(lacking), *unknown])}")
    return ModelInputs(
        tuple(FeatureSpec.of(spec) for spec in columns),
        tuple(TensorSpec.of(known[name]) for name in tensors),
    )
