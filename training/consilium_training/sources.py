"""The sources of a model's inputs: what a patient has or lacks as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .inputs import FeatureSpec, InputsError, ModelInputs


@dataclass(frozen=True)
class Source:
    """What vanishes together when one examination was not made.

    Attributes
    ----------
    id, label : str
        `label` is what a clinician calls it.
    modality : str
        Whose features they are.
    prefixes : tuple of str
        Starts of the ids of its features; one of them `''` takes all.
    without : tuple of str
        Starts of ids that it does not take all the same.
    known : tuple of str
        Ids of features that are reasons like its others and are known all the same when it is not there: no
        examination tells them.
    """

    id: str
    label: str
    modality: str
    prefixes: tuple[str, ...] = ("",)
    without: tuple[str, ...] = ()
    known: tuple[str, ...] = ()

    def takes(self, feature: FeatureSpec) -> bool:
        """Whether a feature comes from this source."""
        wanted = feature.id.startswith(self.prefixes) and not feature.id.startswith(self.without)
        return feature.modality == self.modality and wanted


@dataclass(frozen=True)
class Columns:
    """What may vanish together, by feature: measure, source, and whether it is known without; (features,)."""

    measure: NDArray[np.int64]
    source: NDArray[np.int64]
    sources: int
    known: NDArray[np.bool_]

    @property
    def token(self) -> NDArray[np.int64]:
        """Return whose token each feature is part of: its source's, or one of what is known without any."""
        return np.where(self.known, self.sources, self.source)

    def shown(self, there: NDArray) -> NDArray[np.bool_]:
        """Return which features may be seen, (n, features), of the sources that are there, (n, sources)."""
        return (there[:, self.source] > 0) | self.known


def own_inputs(inputs: ModelInputs, sources: Sequence[Source]) -> ModelInputs:
    """Return the inputs without features that come from none of the sources.

    Raises
    ------
    InputsError
        A source without features, or a feature of two sources.
    """
    kept = []
    for feature in inputs.features:
        of = [source.id for source in sources if source.takes(feature)]
        if len(of) > 1:
            raise InputsError(f"{feature.id} comes from {' and from '.join(of)}")
        kept += [feature] * len(of)
    bare = [source.id for source in sources if not any(source.takes(one) for one in kept)]
    if bare:
        raise InputsError(f"no feature comes from {bare[0]}")
    return ModelInputs(tuple(kept), inputs.tensors)


def columns_of(inputs: ModelInputs, sources: Sequence[Source]) -> Columns:
    """Return measure and source of each feature; each is to come from one of the sources."""
    source = [next(k for k, one in enumerate(sources) if one.takes(spec)) for spec in inputs.features]
    known = [spec.id in sources[k].known for spec, k in zip(inputs.features, source, strict=True)]
    return Columns(inputs.measure_index, np.array(source, np.int64), len(sources), np.array(known))


def describe_sources(inputs: ModelInputs, sources: Sequence[Source]) -> list[dict[str, object]]:
    """Return the manifest's `sources`: what vanishes with each."""
    return [
        {
            "id": source.id,
            "label": source.label,
            "features": [
                feature.id
                for feature in inputs.features
                if source.takes(feature) and feature.id not in source.known
            ],
        }
        for source in sources
    ]
