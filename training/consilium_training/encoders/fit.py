"""Fits a network with one head per finding: mean and spread of quantities, log-odds of presences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, softplus

from .augment import Augment
from .findings import Finding, which
from .pictures import PictureSet

READ_AT_ONCE = 64


@dataclass(frozen=True)
class Settings:
    """How long and how fast a network is fitted."""

    epochs: int
    batch: int
    rate: float
    decay: float


class Reader(nn.Module):
    """A network with heads; quantities leave it in their units.

    Parameters
    ----------
    network : nn.Module
        With `reduce` and `width`.
    findings : sequence of Finding
    centre, scale : ndarray, shape (findings,)
        Of the training truth; 0 and 1 for presences.
    """

    def __init__(
        self, network: nn.Module, findings: Sequence[Finding], centre: NDArray, scale: NDArray
    ) -> None:
        super().__init__()
        self.network = network
        self.level = nn.Linear(network.width, len(findings))
        self.width = nn.Linear(network.width, len(findings))
        self.register_buffer("centre", torch.tensor(centre, dtype=torch.float32))
        self.register_buffer("scale", torch.tensor(scale, dtype=torch.float32))

    def forward(self, small: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return level (log-odds of presences), spread and features of reduced pictures, each (n, …)."""
        features = self.network(small)
        level = self.centre + self.scale * self.level(features)
        return level, self.scale * (softplus(self.width(features)) + 0.01), features


def loss_of(
    reader: Reader, level: Tensor, spread: Tensor, truth: Tensor, findings: Sequence[Finding]
) -> Tensor:
    """Return the mean loss of a batch: β-weighted Gaussian likelihood, and cross-entropy of presences.

    References
    ----------
    Seitzer M et al. On the pitfalls of heteroscedastic uncertainty estimation. ICLR 2022: weighting by the
    spread keeps the mean from being neglected where the spread is large.
    """
    measured, there = which(findings, presence=False), which(findings, presence=True)
    away = (truth - level)[:, measured] / reader.scale[measured]
    width = spread[:, measured] / reader.scale[measured]
    gaussian = 0.5 * (away / width).square() + torch.log(width)
    quantities = (gaussian * width.detach()).mean(0).sum()
    presences = (
        binary_cross_entropy_with_logits(level[:, there], truth[:, there], reduction="none").mean(0).sum()
    )
    return quantities + presences


def reduced(network: nn.Module, pictures: PictureSet) -> Tensor:
    """Return all pictures as the network works on them, float16 to save memory."""
    parts = []
    stored = pictures.tensors
    for rows in np.array_split(np.arange(len(stored)), max(1, len(stored) // READ_AT_ONCE)):
        parts.append(network.reduce(torch.tensor(np.array(stored[rows]))).half())
    return torch.cat(parts)


def scaling(truth: NDArray[np.float32], findings: Sequence[Finding]) -> tuple[NDArray, NDArray]:
    """Return centre and scale of quantities, and 0 and 1 for presences, each of shape (findings,)."""
    centre, scale = truth.mean(0), truth.std(0) + 1e-6
    there = which(findings, presence=True)
    centre[there], scale[there] = 0, 1
    return centre, scale


def fit_reader(
    network: nn.Module,
    findings: Sequence[Finding],
    small: Tensor,
    truth: NDArray[np.float32],
    augment: Augment,
    settings: Settings,
    seed: int,
    say: Callable[[str], None] = lambda _: None,
) -> Reader:
    """Fit by AdamW with one cycle of the rate, every picture augmented anew each epoch.

    Parameters
    ----------
    small : Tensor, shape (n, …)
        Reduced training pictures.
    truth : ndarray, shape (n, findings)
    """
    reader = Reader(network, findings, *scaling(truth, findings))
    random = torch.Generator().manual_seed(seed)
    target = torch.tensor(truth)
    optimiser = torch.optim.AdamW(reader.parameters(), settings.rate, weight_decay=settings.decay)
    steps = max(1, len(small) // settings.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, settings.rate, total_steps=settings.epochs * steps, pct_start=0.2
    )
    for epoch in range(1, settings.epochs + 1):
        reader.train()
        total = 0.0
        for rows in torch.randperm(len(small), generator=random)[: steps * settings.batch].chunk(steps):
            level, spread, _ = reader(augment(small[rows].float(), random))
            loss = loss_of(reader, level, spread, target[rows], findings)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        say(f"epoch {epoch} of {settings.epochs}: loss {total / steps:.4f}")
    return reader.eval()


def read(reader: Reader, small: Tensor) -> tuple[NDArray, NDArray, NDArray]:
    """Return level, spread and features of all reduced pictures, in parts that fit in memory."""
    with torch.no_grad():
        parts = [reader(part.float()) for part in small.split(READ_AT_ONCE)]
    level, spread, features = (torch.cat(one).numpy() for one in zip(*parts, strict=True))
    return level, spread, features
