"""The 2-additive Cox network: one small net per feature, pairwise products, bootstrap members."""

import torch
from torch import Tensor, nn

from .scaling import RAMPS, Scaling

# Far beyond any plausible value, so that even an infinite input stays finite in the graph.
LIMIT = 1e9


class ReadmissionNetwork(nn.Module):
    """η = Σ fᵢ(xᵢ) + ½ (‖Σ vᵢ(xᵢ)‖² - Σ ‖vᵢ(xᵢ)‖²) for each of `members` bootstrap members.

    Each fᵢ and vᵢ is a one-layer net on clipped linear ramps (a bounded piecewise-linear function)
    with a learned constant for a missing value, blended p · g(x) + (1 - p) · m. The second term
    equals Σ over pairs ⟨vᵢ, vⱼ⟩, so no term holds more than two features.

    References
    ----------
    Agarwal R et al. Neural additive models. NeurIPS 2021. Rendle S. Factorization machines. ICDM
    2010. Grabisch M, Roubens M. An axiomatic approach to the concept of interaction. Int J Game
    Theory 1999;28:547-565 (2-additive games).
    """

    def __init__(self, scaling: Scaling, members: int, rank: int, days: int) -> None:
        super().__init__()
        self.members, self.rank, self.features = members, rank, len(scaling.mean)
        for name in ("log_rate", "mean", "deviation", "left", "centre", "inverse_width", "basis", "bend"):
            self.register_buffer(name, torch.tensor(getattr(scaling, name), dtype=torch.float32))
        # Rows: smooth components while present, constant while present, constant while missing.
        shape = (self.features, RAMPS + 2)
        self.main = nn.Parameter(torch.zeros(*shape, members))
        self.pair = nn.Parameter(torch.randn(*shape, members * rank) * 0.02)
        self.register_buffer("intercept", torch.zeros(1))
        self.register_buffer("slope", torch.ones(1))
        self.register_buffer("cumulative_hazard", torch.zeros(1, days))
        self.register_buffer("member_intercept", torch.zeros(members))
        self.register_buffer("member_slope", torch.ones(members))
        self.register_buffer("member_cumulative_hazard", torch.zeros(1, members, days))

    def ramps(self, values: Tensor) -> Tensor:
        """Return centred ramps; values (n, features) give (n, features, ramps)."""
        x = values.clamp(-LIMIT, LIMIT)
        bent = torch.log(1 + torch.relu(x) * self.log_rate)
        bent = bent - torch.log(1 + torch.relu(-x) * self.log_rate)
        linear = (self.log_rate == 0).to(x.dtype)
        z = (x * linear + bent - self.mean) / self.deviation
        risen = ((z.unsqueeze(2) - self.left) * self.inverse_width).clamp(0.0, 1.0)
        return risen - self.centre

    def encode(self, ramps: Tensor, present: Tensor) -> Tensor:
        """Blend in what is missing; returns (features, n, ramps + 2)."""
        there = present.unsqueeze(2)
        return torch.cat([ramps * there, there, 1 - there], dim=2).transpose(0, 1)

    def on_ramps(self, weight: Tensor) -> Tensor:
        """Return weights of smooth components as weights of ramps, (features, ramps + 2, outputs)."""
        return torch.cat([torch.matmul(self.basis, weight[:, :RAMPS]), weight[:, RAMPS:]], dim=1)

    def member_log_hazard(self, encoded: Tensor) -> Tensor:
        """Return η of each member before calibration; (features, n, ramps + 2) gives (n, members)."""
        main = torch.matmul(encoded, self.on_ramps(self.main)).sum(0)
        vectors = torch.matmul(encoded, self.on_ramps(self.pair))
        total = vectors.sum(0)
        products = total * total - (vectors * vectors).sum(0)
        return main + 0.5 * products.reshape(-1, self.members, self.rank).sum(2)

    def forward(self, values: Tensor, present: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score a batch.

        Parameters
        ----------
        values, present : Tensor, shape (n, features)
            Canonical units; a missing value is 0 with `present` 0.

        Returns
        -------
        log_hazard : Tensor, shape (n,)
            Calibrated, relative to the baseline; 2-additive in the features.
        survival : Tensor, shape (n, days)
        member_survival : Tensor, shape (n, members, days)
        """
        eta = self.member_log_hazard(self.encode(self.ramps(values), present))
        log_hazard = self.intercept + self.slope * eta.mean(1)
        survival = torch.exp(-torch.exp(log_hazard).unsqueeze(1) * self.cumulative_hazard)
        member = torch.exp(self.member_intercept + self.member_slope * eta)
        member_survival = torch.exp(-member.unsqueeze(2) * self.member_cumulative_hazard)
        return log_hazard, survival, member_survival
