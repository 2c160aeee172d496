"""The learned space as lib/similarity reads it: public/models/similarity/<version>/space.json."""

from collections.abc import Mapping

import numpy as np
import torch

from .choose import material_of
from .network import SimilarityNetwork, local_scales, squared_distances
from .rows import Array, ProfileRows, ViewRows
from .scaled import Scaling, learn_scaling

DECIMALS = 6
AXES = 8
LABELS = {
    "chart": "Laboratory and vital signs",
    "radiograph": "Chest radiograph",
    "echo": "Echocardiogram",
    "genome": "Genome",
    "wearables": "Wearables",
}

Space = dict[str, object]


def _rounded(values: Array) -> object:
    return np.round(np.asarray(values, dtype=np.float64), DECIMALS).tolist()


def _inputs(view: ViewRows, scaling: Scaling) -> Space:
    if view.network is not None:
        return {"kind": "picture", "network": view.network, "size": len(view.ids)}
    features = [
        {"id": name, "transform": "log" if log else "none", "offset": float(offset)}
        for name, log, offset in zip(view.ids, scaling.logs, scaling.offsets, strict=True)
    ]
    return {"kind": "features", "features": features}


def _described(name: str, view: ViewRows, scaling: Scaling, cosine: bool, least: float) -> Space:
    # A picture is there as a whole or not at all.
    covariance = {} if view.network is not None else {"covariance": _rounded(scaling.covariance)}
    return {
        "id": name,
        "label": LABELS.get(name, name),
        "inputs": _inputs(view, scaling),
        "centre": _rounded(scaling.centre),
        "scale": _rounded(scaling.scale),
        **covariance,
        "distance": "cosine" if cosine else "euclidean",
        "leastPresent": least,
    }


def _shift(network: SimilarityNetwork, name: str) -> Space:
    bias = network.maps[name].bias
    return {} if bias is None else {"shift": _rounded(bias.detach().numpy())}


def learned_views(
    rows: ProfileRows,
    scalings: Mapping[str, Scaling],
    network: SimilarityNetwork,
    least: Mapping[str, float],
) -> list[Space]:
    """Describe the views that were learned together, with weights that sum to 1."""
    material = material_of(rows, scalings, least)
    with torch.no_grad():
        kernels = network.similarities(material.inputs, material.has)
        chances = network.chances(kernels, material.has)
    found = []
    for at, name in enumerate(network.names):
        described = _described(
            name, rows.views[name], scalings[name], name in network.cosine, least.get(name, 0.0)
        )
        weights = network.maps[name].weight.detach().numpy()
        found.append(
            described
            | {
                "map": _rounded(weights),
                **_shift(network, name),
                "bandwidth": float(network.bandwidths[at]),
                "chance": float(chances[at]),
                "weight": float(network.weights[at]),
            }
        )
    return found


def unlearned_view(
    name: str, view: ViewRows, cosine: bool, least: float, share: float, bandwidth: float
) -> Space:
    """Describe a view that the training cohort lacks: principal axes of another cohort, at unit variance."""
    scaling = learn_scaling(view)
    known = view.of(np.flatnonzero(view.has))
    inputs = scaling.standardise(known.values, known.present)
    values, vectors = np.linalg.eigh(np.cov(np.clip(inputs, -5, 5), rowvar=False))
    order = np.argsort(-values)[: min(AXES, len(values))]
    order = order[values[order] > 1e-6]
    axes = (vectors[:, order] / np.sqrt(values[order])).T
    squared = squared_distances(torch.tensor(inputs @ axes.T), cosine)
    sigma = local_scales((squared + 1e-9).sqrt(), share)
    kernel = torch.exp(-squared / (bandwidth * sigma[:, None] * sigma[None]))
    count = len(kernel)
    chance = float((kernel.sum() - kernel.diagonal().sum()) / max(1, count * (count - 1)))
    described = _described(name, view, scaling, cosine, least)
    return described | {"map": _rounded(axes), "bandwidth": bandwidth, "chance": chance}


def with_unlearned(learned: list[Space], others: list[Space]) -> list[Space]:
    """Give views that could not be learned the mean weight of those that were; all sum to 1 again."""
    mean = 1 / max(1, len(learned))
    every = learned + [{**one, "weight": mean} for one in others]
    total = sum(float(one["weight"]) for one in every)
    return [{**one, "weight": round(float(one["weight"]) / total, DECIMALS)} for one in every]
