"""Learning of the space: nearest neighbours are to have the patient's own diagnosis."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .network import FAR, SimilarityNetwork


@dataclass(frozen=True)
class SpaceSettings:
    """What can be turned, chosen on patients held out of the training cohort.

    Attributes
    ----------
    axes : most coordinates of a view.
    share : of the others, whose mean distance is the local scale.
    batch : patients who are each other's neighbours in a step; the fewer, the less is learned by heart.
    decay : weight decay of the maps.
    hidden : in half of the batches views are hidden with a probability drawn up to this one.
    """

    axes: int = 8
    share: float = 0.5
    decay: float = 1e-3
    hidden: float = 0.6
    epochs: int = 120
    batch: int = 300
    rate: float = 0.01
    seed: int = 20261129


@dataclass(frozen=True)
class Material:
    """Standardised inputs by view (patients, n), who has them (patients,), and diagnoses (patients,)."""

    inputs: Mapping[str, Tensor]
    has: Mapping[str, Tensor]
    labels: Tensor

    def of(self, chosen: Tensor) -> "Material":
        """Return some patients."""
        return Material(
            {name: one[chosen] for name, one in self.inputs.items()},
            {name: one[chosen] for name, one in self.has.items()},
            self.labels[chosen],
        )


def hide(has: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """Hide views at random, of everybody at least one left."""
    names = tuple(has)
    kept = torch.stack([has[name] & (torch.rand(len(has[name])) >= share) for name in names])
    bare = ~kept.any(0)
    return {name: torch.where(bare, has[name], kept[at]) for at, name in enumerate(names)}


def neighbour_loss(network: SimilarityNetwork, batch: Material, has: Mapping[str, Tensor]) -> Tensor:
    """Return −log of the chance that a neighbour drawn by softmax of similarity has the same diagnosis.

    Source: Goldberger J, Roweis S, Hinton G, Salakhutdinov R. Neighbourhood components analysis. NIPS 2004.
    """
    kernels = network.similarities(batch.inputs, has)
    fused = network.fuse(kernels, has, network.weights, network.chances(kernels, has))
    scores = network.log_sharpness.exp() * fused - FAR * torch.eye(len(fused))
    same = (batch.labels[:, None] == batch.labels[None]).float().fill_diagonal_(0)
    alone = same.sum(1) == 0
    drawn = (torch.softmax(scores, 1) * same).sum(1)
    return -(drawn + 1e-9).log()[~alone].mean()


def fit_space(
    material: Material,
    cosine: frozenset[str],
    settings: SpaceSettings,
    told: Callable[[int, float], None] = lambda epoch, loss: None,
) -> SimilarityNetwork:
    """Learn maps, bandwidths, weights and prior together."""
    torch.manual_seed(settings.seed)
    sizes = {name: one.shape[1] for name, one in material.inputs.items()}
    axes = {name: min(settings.axes, size) for name, size in sizes.items()}
    network = SimilarityNetwork(sizes, axes, cosine, settings.share)
    kernel = [network.log_bandwidths, network.logits, network.log_prior, network.log_sharpness]
    groups = [
        {"params": network.maps.parameters(), "lr": settings.rate, "weight_decay": settings.decay},
        {"params": kernel, "lr": 2 * settings.rate, "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups)
    steps = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, settings.epochs)
    for epoch in range(settings.epochs):
        parts = torch.randperm(len(material.labels)).split(settings.batch)
        for at, chosen in enumerate(parts):
            batch = material.of(chosen)
            share = 0.0 if (epoch + at) % 2 == 0 else float(torch.rand(1)) * settings.hidden
            loss = neighbour_loss(network, batch, hide(batch.has, share))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        steps.step()
        told(epoch, float(loss.detach()))
    return network


def precision_at(similarity: NDArray[np.float64], labels: NDArray[np.int64], count: int) -> float:
    """Return the share of the nearest with the patient's own diagnosis, averaged over patients."""
    scores = similarity.copy()
    np.fill_diagonal(scores, -np.inf)
    nearest = np.argsort(-scores, 1, kind="stable")[:, :count]
    return float((labels[nearest] == labels[:, None]).mean())
