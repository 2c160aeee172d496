"""The transformer: a token an hour of each kind of data, a learned token for what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from numpy.typing import NDArray
from torch import Tensor, nn

# Values farther from the mean are no farther to the network; in standard deviations.
FARTHEST = 4.0


@dataclass(frozen=True)
class Source:
    """A modality as the network sees it: mean and deviation of each of its features."""

    hourly: bool
    mean: NDArray
    deviation: NDArray


class Tokens(nn.Module):
    """Turns the rows of one modality into tokens; of a row of which nothing is known, the missing token."""

    def __init__(self, source: Source, width: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(source.mean, dtype=torch.float32))
        self.register_buffer("scale", torch.tensor(1 / source.deviation, dtype=torch.float32))
        self.read = nn.Linear(len(source.mean), width)
        self.missing = nn.Parameter(0.02 * torch.randn(width))

    def forward(self, values: Tensor, present: Tensor) -> Tensor:
        """Blend; (…, features) give (…, width). An unknown feature of a known row counts as its mean."""
        z = ((values - self.mean) * self.scale).clamp(-FARTHEST, FARTHEST) * present
        there = present.amax(-1, keepdim=True)
        return self.read(z) * there + self.missing * (1 - there)


class Attention(nn.Module):
    """Multi-head attention of some tokens to others, and a small net of each, both beside what was there."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads, self.part = heads, width // heads
        self.ask, self.answer = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query, self.pair = nn.Linear(width, width), nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)
        self.net = nn.Sequential(
            nn.LayerNorm(width), nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width)
        )

    def split(self, tokens: Tensor) -> Tensor:
        """Return (n, heads, tokens, part)."""
        return tokens.reshape(tokens.shape[0], tokens.shape[1], self.heads, self.part).transpose(1, 2)

    def forward(self, asking: Tensor, asked: Tensor) -> Tensor:
        """Return (n, asking, width)."""
        query = self.split(self.query(self.ask(asking)))
        key, value = self.pair(self.answer(asked)).chunk(2, -1)
        weight = torch.softmax(query @ self.split(key).transpose(2, 3) * self.part**-0.5, -1)
        found = (weight @ self.split(value)).transpose(1, 2).reshape(asking.shape)
        asking = asking + self.out(found)
        return asking + self.net(asking)


class Explainer(nn.Module):
    """Layer one attends over the hours of each modality, layer two from each question to all tokens."""

    def __init__(self, sources: Sequence[Source], hours: int, questions: int, width: int, heads: int) -> None:
        super().__init__()
        self.hourly = [source.hourly for source in sources]
        self.hours, self.width = hours, width
        self.tokens = nn.ModuleList(Tokens(source, width) for source in sources)
        self.kind = nn.Parameter(0.02 * torch.randn(len(sources), width))
        self.place = nn.Parameter(0.02 * torch.randn(hours, width))
        self.question = nn.Parameter(0.02 * torch.randn(questions, width))
        self.over_time, self.over_all = Attention(width, heads), Attention(width, heads)
        self.last = nn.LayerNorm(width)
        self.head = nn.Parameter(torch.zeros(questions, width))
        self.bias = nn.Parameter(torch.zeros(questions))
        self.register_buffer("slope", torch.ones(questions))
        self.register_buffer("intercept", torch.zeros(questions))

    def forward(self, *inputs: Tensor) -> Tensor:
        """Return the calibrated log-odds of each question.

        Parameters
        ----------
        inputs : Tensor
            By modality, values and then what is present: (n, hours, features), or (n, features).

        Returns
        -------
        Tensor, shape (n, questions)
        """
        pairs = zip(inputs[::2], inputs[1::2], strict=True)
        each = [read(*pair) + kind for read, pair, kind in zip(self.tokens, pairs, self.kind, strict=True)]
        spread = [one + self.place for one, hourly in zip(each, self.hourly, strict=True) if hourly]
        series = torch.stack(spread, 1)
        n = series.shape[0]
        series = series.reshape(-1, self.hours, self.width)
        series = self.over_time(series, series).reshape(n, -1, self.width)
        fixed = [one.unsqueeze(1) for one, hourly in zip(each, self.hourly, strict=True) if not hourly]
        asking = self.question.expand(n, -1, -1)
        told = self.last(self.over_all(asking, torch.cat([series, *fixed], 1)))
        return self.intercept + self.slope * ((told * self.head).sum(-1) + self.bias)
