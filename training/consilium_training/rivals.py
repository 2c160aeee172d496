"""Other ways to fuse the same inputs, trained by the same code, to be compared with."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from .network import FusedNetwork, RampNetwork
from .scaling import RAMPS, Scaling

# Of a token, its heads and the readout of the network with softmax attention.
WIDTH, HEADS, HIDDEN = 12, 3, 16


class AdditiveNetwork(RampNetwork):
    """η = Σ fᵢ: no interactions at all."""

    def __init__(self, scaling: Scaling, source: Sequence[int], members: int, _rank: int, days: int) -> None:
        super().__init__(scaling, source, members, days)
        self.main = nn.Parameter(torch.zeros(self.features, RAMPS + 2, members))

    def member_log_hazard(self, encoded: Tensor) -> Tensor:
        """Return η of each member, (n, members)."""
        return torch.matmul(encoded, self.on_ramps(self.main)).sum(0)

    def complexity(self, settings) -> Tensor:
        """Return the price of the shape functions."""
        return self.price_of_shapes(self.main, settings)


class EarlyNetwork(FusedNetwork):
    """η = Σ fᵢ + Σ_{i<j} ⟨vᵢ, vⱼ⟩ over all features, whatever their source: concatenation."""

    def __init__(self, scaling: Scaling, source: Sequence[int], members: int, rank: int, days: int) -> None:
        super().__init__(scaling, [0] * len(source), members, rank, days)
        self.dearness = RampNetwork(scaling, source, 1, 1).dearness


class SoftmaxNetwork(AdditiveNetwork):
    """η = Σ fᵢ + readout of the tokens after one layer of softmax attention between sources.

    A source of which nothing is present has a learned token of its own as query, and nobody attends to it.
    Not 2-additive.

    References
    ----------
    Vaswani A et al. Attention is all you need. NeurIPS 2017.
    """

    def __init__(self, scaling: Scaling, source: Sequence[int], members: int, _rank: int, days: int) -> None:
        super().__init__(scaling, source, members, 0, days)
        self.token = nn.Parameter(torch.randn(self.features, RAMPS + 2, members * WIDTH) * 0.02)
        self.missing = nn.Parameter(torch.randn(self.sources, members, 1, WIDTH) * 0.1)
        self.named = nn.Parameter(torch.randn(self.sources, members, 1, WIDTH) * 0.1)
        for name in ("query", "key", "value"):
            weight = torch.randn(members, WIDTH, WIDTH) / WIDTH**0.5
            self.register_parameter(name, nn.Parameter(weight))
        flat = self.sources * WIDTH
        self.hidden = nn.Parameter(torch.randn(members, flat, HIDDEN) / flat**0.5)
        self.shift = nn.Parameter(torch.zeros(members, 1, HIDDEN))
        self.readout = nn.Parameter(torch.zeros(members, HIDDEN, 1))

    def member_log_hazard(self, encoded: Tensor) -> Tensor:
        """Return η of each member, (n, members)."""
        rows = encoded.shape[1]
        # The last but one column of a feature's encoding says that it is present.
        seen = (torch.matmul(self.belongs, encoded[:, :, RAMPS]) > 0).float()
        summed = self.by_source(torch.matmul(encoded, self.on_ramps(self.token)))
        summed = summed.reshape(self.sources, rows, self.members, WIDTH).transpose(1, 2)
        there = seen[:, None, :, None]
        tokens = (summed * there + self.missing * (1 - there) + self.named).permute(1, 2, 0, 3)
        mixed = tokens + self.attend(tokens, seen.T)
        flat = mixed.reshape(self.members, rows, self.sources * WIDTH)
        bent = torch.tanh(torch.matmul(flat, self.hidden) + self.shift)
        return super().member_log_hazard(encoded) + torch.matmul(bent, self.readout).squeeze(2).T

    def attend(self, tokens: Tensor, seen: Tensor) -> Tensor:
        """Return what each token takes from the others that are seen, (members, n, sources, width)."""
        members, rows, sources, _ = tokens.shape
        shape = (members, rows, sources, HEADS, WIDTH // HEADS)

        def heads(weight: Tensor) -> Tensor:
            return torch.matmul(tokens, weight.unsqueeze(1)).reshape(shape).transpose(2, 3)

        query, key, value = (heads(weight) for weight in (self.query, self.key, self.value))
        score = torch.matmul(query, key.transpose(3, 4)) / (WIDTH // HEADS) ** 0.5
        masked = score.masked_fill(seen[None, :, None, None, :] == 0, -1e9)
        # With nobody there the weights are even, and count for nothing.
        weight = torch.softmax(masked, dim=4) * (seen.sum(1) > 0).float()[None, :, None, None, None]
        return torch.matmul(weight, value).transpose(2, 3).reshape(tokens.shape)

    def complexity(self, settings) -> Tensor:
        """Return the price of shape functions, tokens and dense layers."""
        tokens = self.price_of_vectors(self.token, settings)
        dense = (self.query, self.key, self.value, self.hidden, self.readout)
        size = sum(weight.square().sum() for weight in dense)
        return super().complexity(settings) + tokens + settings.dense * size
