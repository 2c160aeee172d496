"""Fits the network on hours of real and of simulated stays, in every coalition of what may be known."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from ..export import Named
from .network import Explainer, Source
from .plan import Plan
from .windows import QUESTIONS, Stays

Say = Callable[[str], None]
# Of a window that is hidden in part: how likely each modality, and each channel of what is left, stays.
MODALITY_STAYS, CHANNEL_STAYS = 0.5, 0.8


@dataclass(frozen=True)
class Examples:
    """Hours of some stays to learn from, each with its weight."""

    stays: Stays
    hours: NDArray[np.int64]
    weight: NDArray[np.float32]


def choose_hours(
    stays: Stays, who: NDArray[np.bool_], others: float, random: np.random.Generator
) -> Examples:
    """Return all hours with sepsis of some stays, and a share of the others that weigh as all of them."""
    asked = stays.asked[who[stays.of[stays.asked]]]
    septic = stays.outcomes[asked, 0] == 1
    kept = septic | (random.random(len(asked)) < others)
    weight = np.where(septic, 1.0, 1 / others)[kept].astype(np.float32)
    return Examples(stays, asked[kept], weight)


def like(examples: Examples, real: Examples, share: float) -> Examples:
    """Return simulated examples that weigh `share` of the real ones and have sepsis as often.

    So being simulated tells nothing.
    """
    outcome, weight = examples.stays.outcomes[examples.hours, 0], examples.weight.copy()
    target = real.stays.outcomes[real.hours, 0]
    for answer in (0, 1):
        wanted = share * real.weight[target == answer].sum()
        weight[outcome == answer] *= wanted / weight[outcome == answer].sum()
    return Examples(examples.stays, examples.hours, weight)


def sources_of(real: Examples, simulated: Examples) -> list[Source]:
    """Return mean and deviation of each feature, from real hours where there are any."""

    def moments(column: int) -> tuple[float, float]:
        for one in (real, simulated):
            known = one.stays.hours[one.hours, column]
            known = known[~np.isnan(known)]
            if len(known) > 0:
                return float(known.mean()), max(float(known.std()), 0.05)
        raise ValueError(f"nothing is known of column {column}")

    return [
        Source(one.hourly, *(np.array(part) for part in zip(*map(moments, one.columns), strict=True)))
        for one in real.stays.modalities
    ]


def hide(tensors: Named, share: float, random: np.random.Generator) -> Named:
    """Hide modalities and channels of some windows."""
    shown = dict(tensors)
    n = len(next(iter(tensors.values())))
    whole = random.random(n) >= share
    for name in [one for one in tensors if one.endswith("-present")]:
        features = tensors[name].shape[-1]
        modality = random.random((n, 1)) < MODALITY_STAYS
        channel = random.random((n, features)) < np.where(random.random((n, 1)) < 0.5, 1, CHANNEL_STAYS)
        kept = (whole[:, None] | (modality & channel)).astype(np.float32)
        kept = kept.reshape(n, *([1] * (tensors[name].ndim - 2)), features)
        shown[name] = tensors[name] * kept
        values = name.removesuffix("-present")
        shown[values] = tensors[values] * kept
    return shown


def loss_of(log_odds: torch.Tensor, outcome: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Return the weighted cross-entropy of the questions that are asked, each by its own weight."""
    asked = ~torch.isnan(outcome)
    each = functional.binary_cross_entropy_with_logits(
        log_odds, torch.where(asked, outcome, 0.0), reduction="none"
    )
    counts = weight[:, None] * asked
    return ((each * counts).sum(0) / counts.sum(0).clamp(min=1e-6)).sum()


def fit(parts: list[Examples], sources: list[Source], plan: Plan, say: Say) -> Explainer:
    """Return the fitted network, not yet calibrated."""
    torch.manual_seed(plan.seed)
    random = np.random.default_rng(plan.seed)
    stays, fitting = parts[0].stays, plan.fit
    network = Explainer(sources, stays.window, len(QUESTIONS), plan.size.width, plan.size.heads)
    of = np.repeat(np.arange(len(parts)), [len(one.hours) for one in parts])
    hours = np.concatenate([one.hours for one in parts])
    weight = np.concatenate([one.weight for one in parts])
    steps = fitting.epochs * int(np.ceil(len(hours) / fitting.batch))
    optimiser = torch.optim.AdamW(network.parameters(), fitting.rate, weight_decay=fitting.decay)
    cycle = torch.optim.lr_scheduler.OneCycleLR(optimiser, fitting.rate, total_steps=steps)
    network.train()
    for epoch in range(fitting.epochs):
        losses = []
        for batch in np.array_split(random.permutation(len(hours)), steps // fitting.epochs):
            batch = batch[np.argsort(of[batch], kind="stable")]
            tensors, outcome = gather(parts, of[batch], hours[batch])
            shown = hide(tensors, fitting.hide, random)
            log_odds = network(*(torch.tensor(one) for one in shown.values()))
            loss = loss_of(log_odds, torch.tensor(outcome), torch.tensor(weight[batch]))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            cycle.step()
            losses.append(loss.item())
        say(f"epoch {epoch}: loss {np.mean(losses):.4f}")
    return network.eval()


def gather(
    parts: list[Examples], of: NDArray[np.int64], hours: NDArray[np.int64]
) -> tuple[Named, NDArray[np.float32]]:
    """Return windows and outcomes of hours of several sets, set by set."""
    found = [(one.stays, hours[of == k]) for k, one in enumerate(parts)]
    tensors = [stays.tensors(some) for stays, some in found]
    outcome = np.concatenate([stays.outcomes[some] for stays, some in found])
    return {name: np.concatenate([one[name] for one in tensors]) for name in tensors[0]}, outcome


def score(network: Explainer, stays: Stays, hours: NDArray[np.int64], piece: int = 1000) -> NDArray:
    """Return the log-odds at some hours, shape (hours, questions)."""
    with torch.inference_mode():
        return np.concatenate(
            [
                network(*(torch.tensor(one) for one in stays.tensors(some).values())).numpy()
                for some in np.array_split(hours, max(1, len(hours) // piece))
            ]
        ).astype(float)
