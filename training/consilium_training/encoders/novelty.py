"""How unlike the training pictures a picture is: three distances in the graph, the largest counts."""

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d

from .blocks import standardised

# Share of the pictures that the distances are scaled on beyond which one counts as far away.
REFUSED = 0.01
# Those pictures are a cohort's: true ones of rarer findings lie up to twice as far, all else much farther.
MARGIN = 2.0
COMPONENTS = 40

Thumbnail = Callable[[Tensor], Tensor]


def film_thumbnail(small: Tensor) -> Tensor:
    """Return a film's grey values without its contrast: (n, 1, 128, 128) gives (n, 1024)."""
    return standardised(avg_pool2d(small, 4)).flatten(1)


def clip_thumbnail(small: Tensor) -> Tensor:
    """Return what a clip shows and where it moves: (n, frames, 56, 56) gives (n, 1568)."""
    still = small.mean(1, keepdim=True)
    moving = (small - still).square().mean(1, keepdim=True).sqrt()
    parts = [standardised(avg_pool2d(one, 2)).flatten(1) for one in (still, moving)]
    return torch.cat(parts, 1)


class Novelty(nn.Module):
    """The largest of three distances, each as a share of what nearly all pictures of the kind stay below.

    What principal components of thumbnails cannot rebuild; how unusual the components are; how unusual the
    network's features are (Mahalanobis). 1 is rare.

    References
    ----------
    Lee K et al. A simple unified framework for detecting out-of-distribution samples. NeurIPS 2018.
    Podolskiy A et al. Revisiting Mahalanobis distance. AAAI 2021.
    """

    def __init__(self, thumbnail: Thumbnail, thumbnails: NDArray, features: NDArray) -> None:
        super().__init__()
        self.thumbnail = thumbnail
        middle = thumbnails.mean(0)
        _, sizes, axes = np.linalg.svd(thumbnails - middle, full_matrices=False)
        kept = min(COMPONENTS, len(thumbnails) // 4)
        deviation = sizes[:kept] / np.sqrt(len(thumbnails))
        centre = features.mean(0)
        covariance = np.cov(features, rowvar=False)
        ridge = 0.05 * np.trace(covariance) / len(covariance) + 1e-6
        whiten = np.linalg.cholesky(np.linalg.inv(covariance + ridge * np.eye(len(covariance))))
        for name, value in (
            ("middle", middle),
            ("axes", axes[:kept].T),
            ("deviation", deviation),
            ("centre", centre),
            ("whiten", whiten),
            ("scale", np.ones(3)),
        ):
            self.register_buffer(name, torch.tensor(np.ascontiguousarray(value), dtype=torch.float32))

    def distances(self, small: Tensor, features: Tensor) -> Tensor:
        """Return the three distances of reduced pictures, shape (n, 3)."""
        away = self.thumbnail(small) - self.middle
        inside = away @ self.axes
        residual = (away - inside @ self.axes.T).square().mean(1)
        unusual = (inside / self.deviation).square().mean(1)
        strange = ((features - self.centre) @ self.whiten).square().mean(1)
        return torch.stack([residual, unusual, strange], 1)

    def forward(self, small: Tensor, features: Tensor) -> Tensor:
        """Return the score, shape (n, 1)."""
        return (self.distances(small, features) / self.scale).amax(1, keepdim=True)

    def settle(self, small: Tensor, features: Tensor) -> float:
        """Scale the distances on pictures that were not fitted on, and return the limit of the score."""
        with torch.no_grad():
            distances = self.distances(small, features)
            self.scale.copy_(torch.quantile(distances, 1 - REFUSED / 3, dim=0))
            score = self(small, features)
        return round(MARGIN * float(torch.quantile(score, 1 - REFUSED)), 3)
