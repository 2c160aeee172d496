"""Views mapped, compared by locally scaled kernels and averaged: lib/similarity in torch."""

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn

FAR = 1e9
TINY = 1e-9


def squared_distances(places: Tensor, cosine: bool) -> Tensor:
    """Return squared distances of all pairs, shape (patients, patients), of places (patients, axes)."""
    if cosine:
        places = nn.functional.normalize(places, dim=1, eps=TINY)
    squares = (places**2).sum(1)
    return (squares[:, None] + squares[None] - 2 * places @ places.T).clamp_min(0)


def local_scales(distances: Tensor, share: float) -> Tensor:
    """Return the mean distance to the nearest share of the others, shape (patients,).

    Source: Zelnik-Manor L, Perona P. Self-tuning spectral clustering. NIPS 2004; a mean, not one neighbour.
    """
    others = distances + FAR * torch.eye(len(distances))
    count = max(1, math.ceil(share * (len(distances) - 1)))
    return torch.topk(others, count, 1, largest=False).values.mean(1).clamp_min(1e-6)


class SimilarityNetwork(nn.Module):
    """Linear maps, bandwidths, weights, chance and prior of several views."""

    def __init__(
        self,
        sizes: Mapping[str, int],
        axes: Mapping[str, int],
        cosine: frozenset[str],
        share: float,
    ) -> None:
        super().__init__()
        self.names = tuple(sizes)
        self.cosine = cosine
        self.share = share
        self.maps = nn.ModuleDict(
            {name: nn.Linear(sizes[name], axes[name], bias=name in cosine) for name in self.names}
        )
        self.log_bandwidths = nn.Parameter(torch.full((len(self.names),), 1.5))
        self.logits = nn.Parameter(torch.zeros(len(self.names)))
        self.log_prior = nn.Parameter(torch.tensor(-2.0))
        self.log_sharpness = nn.Parameter(torch.tensor(3.0))

    @property
    def weights(self) -> Tensor:
        """Weights of the views, summing to 1, shape (views,)."""
        return torch.softmax(self.logits, 0)

    @property
    def bandwidths(self) -> Tensor:
        """Bandwidths of the kernels, shape (views,)."""
        return self.log_bandwidths.exp()

    @property
    def prior(self) -> Tensor:
        """Weight of no news."""
        return self.log_prior.exp()

    def similarities(self, inputs: Mapping[str, Tensor], has: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Return the kernel of each view, shapes (patients, patients); 0 where one lacks it."""
        found = {}
        for at, name in enumerate(self.names):
            holders = has[name].nonzero().ravel()
            out = torch.zeros(len(has[name]), len(has[name]))
            if len(holders) > 1:
                squared = squared_distances(self.maps[name](inputs[name][holders]), name in self.cosine)
                sigma = local_scales((squared + TINY).sqrt(), self.share)
                kernel = torch.exp(-squared / (self.bandwidths[at] * sigma[:, None] * sigma[None]))
                out = out.index_put((holders[:, None], holders[None]), kernel)
            found[name] = out
        return found

    def chances(self, kernels: Mapping[str, Tensor], has: Mapping[str, Tensor]) -> Tensor:
        """Return the mean similarity of two patients who have the view, shape (views,)."""
        means = []
        for name in self.names:
            both = (has[name][:, None] & has[name][None]).fill_diagonal_(False)
            means.append((kernels[name] * both).sum() / both.sum().clamp_min(1))
        return torch.stack(means)

    def fuse(
        self,
        kernels: Mapping[str, Tensor],
        has: Mapping[str, Tensor],
        weights: Tensor,
        chances: Tensor,
    ) -> Tensor:
        """Return likeness beyond chance, shape (patients, patients); −1 where no view is shared."""
        above, shared = torch.zeros(1), torch.zeros(1)
        for at, name in enumerate(self.names):
            both = (has[name][:, None] & has[name][None]).float()
            above = above + weights[at] * both * (kernels[name] - chances[at])
            shared = shared + weights[at] * both
        return torch.where(shared > 0, above / (self.prior + shared), torch.tensor(-1.0))
