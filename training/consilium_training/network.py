"""The 2-additive Cox network: a net per feature, a token per source, bootstrap members."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from .scaling import RAMPS, Scaling

# Far beyond any plausible value, so that even an infinite input stays finite in the graph.
LIMIT = 1e9
# Many of a source's many features say nothing: each is dearer by this power of their number, taken as a share
# of a crowd of so many.
CROWD, CROWDED = 0.7, 80
# Constants of a vector are cheap: a missing source may change what the others mean without a bend anywhere.
CONSTANT = 0.02


class RampNetwork(nn.Module):
    """Encodes features as ramps, and turns the log-hazard of its members into survival.

    Whoever inherits gives `member_log_hazard` and `complexity`.
    """

    def __init__(self, scaling: Scaling, source: Sequence[int], members: int, days: int) -> None:
        super().__init__()
        self.members, self.features = members, len(scaling.mean)
        for name in ("log_rate", "mean", "deviation", "left", "centre", "inverse_width", "basis", "bend"):
            self.register_buffer(name, torch.tensor(getattr(scaling, name), dtype=torch.float32))
        places = torch.as_tensor(source, dtype=torch.long)
        self.sources = int(places.max()) + 1
        # 1 where a feature (column) comes from a source (row).
        self.register_buffer("belongs", torch.eye(self.sources)[places].T.contiguous())
        crowd = self.belongs.sum(1) / CROWDED
        self.register_buffer("dearness", (crowd**CROWD)[places].reshape(-1, 1))
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

    def by_source(self, of_features: Tensor) -> Tensor:
        """Sum (features, n, k) over the features of each source, (sources, n, k)."""
        _, rows, width = of_features.shape
        flat = torch.matmul(self.belongs, of_features.reshape(self.features, -1))
        return flat.reshape(self.sources, rows, width)

    def rough(self, bend: float) -> Tensor:
        """Return the price of each weight of a feature, (features, ramps + 2, 1): more for rougher ones."""
        price = torch.ones(self.features, RAMPS + 2)
        price[:, :RAMPS] += bend * self.bend
        return price.unsqueeze(2)

    def price_of_shapes(self, weight: Tensor, settings) -> Tensor:
        """Return the price of shape functions, (features, ramps + 2, members), summed over members."""
        size = (self.rough(settings.bend) * weight.square()).sum(1)
        return (self.dearness * (settings.ridge * size + settings.sparse * torch.sqrt(size + 1e-6))).sum()

    def price_of_vectors(self, weight: Tensor, settings) -> Tensor:
        """Return the price of vectors, (features, ramps + 2, members · rank), summed over members."""
        price = self.rough(settings.bend)
        price[:, RAMPS:] = CONSTANT
        return settings.pair * (self.dearness.unsqueeze(2) * price * weight.square()).sum()

    def member_log_hazard(self, encoded: Tensor) -> Tensor:
        """Return η of each member before calibration; (features, n, ramps + 2) gives (n, members)."""
        raise NotImplementedError

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


class FusedNetwork(RampNetwork):
    """η = Σ fᵢ + Σ_m w_m + Σ_{m<m'} T_mᵀ A_{mm'} T_{m'} + Σ_{m≠m'} U_{mm'} q_{m'}.

    Per member; w_m = ½ (T_mᵀ D_m T_m - Σ_{i∈m} vᵢᵀ D_m vᵢ), T_m = Σ_{i∈m} vᵢ, U_{mm'} = Σ_{i∈m} g_{im'};
    q_m is the share of m's features that is missing. Each fᵢ, vᵢ and g_{im'} is a one-layer net on clipped
    linear ramps (a bounded piecewise-linear function) with a learned constant for a missing value, blended
    p · g(x) + (1 - p) · m; a source that is missing whole has the sum of these as its token. The second term
    is Σ over pairs within a source vᵢᵀ D_m vⱼ; D_m is diagonal, and the identity as it is fitted (see
    `widen`). The third is attention between tokens without softmax; A starts at the identity, where a pair of
    features meets whatever their sources, and is drawn back to it. The last lets a source stand in for
    another: what a film shows weighs more where nobody made an echo. No term holds more than two features.

    References
    ----------
    Agarwal R et al. Neural additive models. NeurIPS 2021. Rendle S. Factorization machines. ICDM
    2010. Grabisch M, Roubens M. An axiomatic approach to the concept of interaction. Int J Game
    Theory 1999;28:547-565 (2-additive games). Mercaldo SF, Blume JD. Missing data and prediction: the
    pattern submodel. Biostatistics 2020;21:236-252.
    """

    def __init__(self, scaling: Scaling, source: Sequence[int], members: int, rank: int, days: int) -> None:
        super().__init__(scaling, source, members, days)
        self.rank, self.width = rank, members * rank
        # Rows: smooth components while present, constant while present, constant while missing.
        shape = (self.features, RAMPS + 2)
        self.main = nn.Parameter(torch.zeros(*shape, members))
        self.pair = nn.Parameter(torch.randn(*shape, self.width) * 0.02)
        self.stand_in = nn.Parameter(torch.zeros(*shape, members * (self.sources - 1)))
        self.pairs = [(a, b) for a in range(self.sources) for b in range(a + 1, self.sources)]
        self.register_buffer("identity", torch.eye(rank))
        self.attention = nn.Parameter(self.identity.repeat(len(self.pairs), members, 1, 1))
        self.register_buffer("apart", torch.eye(members).reshape(members, 1, members, 1))
        self.register_buffer("size", self.belongs.sum(1).reshape(-1, 1, 1))
        self.register_buffer("within", torch.ones(self.sources, 1, self.width))

    def parts(self, encoded: Tensor) -> tuple[Tensor, Tensor]:
        """Return what each source adds alone, and its token.

        Returns
        -------
        alone : Tensor, shape (sources, n, members)
        tokens : Tensor, shape (sources, n, members · rank + members · (sources - 1) + 1)
            T, then U of each other source (of the next one first), then q.
        """
        main = self.by_source(torch.matmul(encoded, self.on_ramps(self.main)))
        vectors = torch.matmul(encoded, self.on_ramps(self.pair))
        total = self.by_source(vectors)
        within = self.pairs_within(total, vectors)
        instead = self.by_source(torch.matmul(encoded, self.on_ramps(self.stand_in)))
        gone = self.by_source(encoded[:, :, RAMPS + 1 :]) / self.size
        return main + within, torch.cat([total, instead, gone], dim=2)

    def pairs_within(self, total: Tensor, vectors: Tensor) -> Tensor:
        """Return w of each source, (sources, n, members), from its T and the vectors of all features."""
        products = (total * total - self.by_source(vectors * vectors)) * self.within
        shape = (self.sources, products.shape[1], self.members, self.rank)
        return 0.5 * products.reshape(shape).sum(3)

    def widen(self, vectors: Tensor, within: Tensor, between: Tensor) -> None:
        """Give every vector one more component, in place.

        Parameters
        ----------
        vectors : Tensor, shape (features, ramps + 2, members)
        within : Tensor, shape (sources,)
            D of the component, of each member.
        between : Tensor, shape (pairs,)
            What the component of one source counts with that of another, of each member.
        """
        members, rank = self.members, self.rank
        grown = nn.functional.pad(self.attention, (0, 1, 0, 1))
        grown[:, :, -1, -1] = between[:, None]
        one = within.reshape(-1, 1, 1, 1).expand(-1, 1, members, 1)
        blocks = self.pair.reshape(self.features, RAMPS + 2, members, rank)
        own = self.within.reshape(self.sources, 1, members, rank)
        self.rank, self.width = rank + 1, members * (rank + 1)
        self.pair = nn.Parameter(torch.cat([blocks, vectors.unsqueeze(3)], dim=3).flatten(2))
        self.within = torch.cat([own, one], dim=3).flatten(2)
        self.attention, self.identity = nn.Parameter(grown), torch.eye(rank + 1)

    def between(self, pair: int, one: Tensor, other: Tensor) -> Tensor:
        """Return what one pair of sources adds together, (n, members), from their two tokens."""
        attended = self.attend(pair, one[:, : self.width], other[:, : self.width])
        a, b = self.pairs[pair]
        instead = self.instead_of(b, a, one) * other[:, -1:] + self.instead_of(a, b, other) * one[:, -1:]
        return attended + instead

    def attend(self, pair: int, one: Tensor, other: Tensor) -> Tensor:
        """Return Tᵀ A T of one pair of sources, (n, members), from the T of both."""
        # One block a member: a single product of matrices is faster than one for each member.
        blocks = (self.attention[pair].unsqueeze(2) * self.apart).reshape(self.width, self.width)
        met = torch.matmul(one, blocks) * other
        return met.reshape(-1, self.members, self.rank).sum(2)

    def instead_of(self, missing: int, source: int, token: Tensor) -> Tensor:
        """Return what a source, by its token, says more the more of another is missing, (n, members)."""
        place = self.width + self.members * ((missing - source - 1) % self.sources)
        return token[:, place : place + self.members]

    def member_log_hazard(self, encoded: Tensor) -> Tensor:
        """Return η of each member before calibration; (features, n, ramps + 2) gives (n, members)."""
        alone, tokens = self.parts(encoded)
        crossed = [self.between(k, tokens[a], tokens[b]) for k, (a, b) in enumerate(self.pairs)]
        return alone.sum(0) + (torch.stack(crossed).sum(0) if crossed else 0)

    def complexity(self, settings) -> Tensor:
        """Return the price of the weights, summed over members (see `fit.Settings`)."""
        shapes = self.price_of_shapes(self.main, settings) + self.price_of_vectors(self.pair, settings)
        dear = self.dearness.unsqueeze(2) * self.rough(settings.bend) * self.stand_in.square()
        turned = (self.attention - self.identity).square().sum()
        return shapes + settings.stand_in * dear.sum() + settings.cross * turned
