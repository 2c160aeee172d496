"""Choice of settings on patients held out of the training cohort, and of nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from .fit import Material, SpaceSettings, fit_space, precision_at
from .network import SimilarityNetwork
from .rows import ProfileRows
from .scaled import Scaling, learn_scaling

COUNT = 10


@dataclass(frozen=True)
class Tried:
    """Precision at 10 of held-out patients among themselves, averaged over the folds."""

    name: str
    learned: float
    equal: float


def learn_scalings(rows: ProfileRows) -> dict[str, Scaling]:
    """Learn the scaling of each view that anybody has."""
    return {name: learn_scaling(view) for name, view in rows.views.items() if view.has.any()}


def material_of(rows: ProfileRows, scalings: Mapping[str, Scaling], least: Mapping[str, float]) -> Material:
    """Return standardised inputs of the views that were scaled, and who has enough of each."""
    views = {name: rows.views[name] for name in scalings}
    inputs = {
        name: torch.tensor(scalings[name].standardise(view.values, view.present), dtype=torch.float32)
        for name, view in views.items()
    }
    has = {
        name: torch.tensor(view.has & (view.present.mean(1) >= least.get(name, 0.0)))
        for name, view in views.items()
    }
    return Material(inputs, has, torch.tensor(rows.labels))


def judge(network: SimilarityNetwork, material: Material, weights: torch.Tensor) -> NDArray[np.float64]:
    """Return fused similarities of all pairs, shape (patients, patients)."""
    with torch.no_grad():
        kernels = network.similarities(material.inputs, material.has)
        chances = network.chances(kernels, material.has)
        return network.fuse(kernels, material.has, weights, chances).numpy().astype(np.float64)


def equal_weights(network: SimilarityNetwork) -> torch.Tensor:
    """Return the same weight for each view, shape (views,)."""
    return torch.full_like(network.weights, 1 / len(network.names))


def try_settings(
    rows: ProfileRows,
    candidates: Mapping[str, SpaceSettings],
    cosine: frozenset[str],
    least: Mapping[str, float],
    folds: int,
    told: Callable[[Tried], None],
) -> Sequence[Tried]:
    """Fit each candidate on all folds but one, and judge it on that one."""
    order = np.random.default_rng(20261129).permutation(len(rows.diagnoses))
    parts = np.array_split(order, folds)
    found = []
    for name, settings in candidates.items():
        learned, equal = [], []
        for at, held in enumerate(parts):
            kept = np.concatenate([part for k, part in enumerate(parts) if k != at])
            training = rows.of(kept)
            scalings = learn_scalings(training)
            network = fit_space(material_of(training, scalings, least), cosine, settings)
            material = material_of(rows.of(held), scalings, least)
            labels = material.labels.numpy()
            for weights, into in ((network.weights, learned), (equal_weights(network), equal)):
                into.append(precision_at(judge(network, material, weights.detach()), labels, COUNT))
        tried = Tried(name, float(np.mean(learned)), float(np.mean(equal)))
        told(tried)
        found.append(tried)
    return found
