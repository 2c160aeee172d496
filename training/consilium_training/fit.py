"""Fits all bootstrap members of the network at once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .dataset import Cohort
from .losses import cox_loss
from .masking import hide
from .network import ReadmissionNetwork
from .scaling import RAMPS, fit_scaling

DAYS = 31


@dataclass(frozen=True)
class Settings:
    """Knobs of one fit; `choose.py` chooses the penalties by cross-validation in the training cohort.

    Penalties are per event and per member; a component of a shape function has variance 1.

    Attributes
    ----------
    ridge : float
        Weight of the squared size of each shape function.
    sparse : float
        Weight of the unsquared size of each shape function: switches needless features off.
    bend : float
        Weight of roughness, relative to `ridge` or `pair`: how dear a departure from a line is.
    pair : float
        Weight of the squared size of the interaction vectors.
    """

    members: int = 16
    rank: int = 4
    epochs: int = 30
    batch: int = 2000
    rate: float = 0.01
    ridge: float = 0.005
    sparse: float = 0.01
    bend: float = 50.0
    pair: float = 0.1


@dataclass(frozen=True)
class Fit:
    """A fitted network and its bootstrap counts (n, members)."""

    network: ReadmissionNetwork
    counts: NDArray[np.float64]


def fit_members(
    train: Cohort,
    measures: NDArray[np.int64],
    settings: Settings,
    seed: int,
    say: Callable[[str], None] = lambda _: None,
) -> Fit:
    """Fit by Adam on Efron's loss over the risk sets of each batch.

    Every member sees its own bootstrap sample (counts as case weights). Uncalibrated: baselines
    and calibration are set by `finish.calibrate`.

    Parameters
    ----------
    measures : ndarray, shape (features,)
        Which features belong to one quantity and may vanish together (see `masking.hide`).
    """
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    patients = len(train.time)
    even = np.full(patients, 1 / patients)
    counts = random.multinomial(patients, even, size=settings.members).T.astype(float)
    network = ReadmissionNetwork(
        fit_scaling(train.values, train.present), settings.members, settings.rank, DAYS
    )
    optimiser = torch.optim.Adam(network.parameters(), lr=settings.rate)
    ramps = network.ramps(torch.tensor(train.values).float())
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, settings.epochs)
    for epoch in range(1, settings.epochs + 1):
        for rows in np.array_split(random.permutation(patients), max(1, patients // settings.batch)):
            present = torch.tensor(hide(train.present[rows], measures, random))
            loss = batch_loss(network, train, ramps, present, counts, rows, settings)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        schedule.step()
        say(f"epoch {epoch} of {settings.epochs}: penalised loss per event {loss.item():.4f}")
    return Fit(network.eval(), counts)


def batch_loss(
    network: ReadmissionNetwork,
    train: Cohort,
    ramps: Tensor,
    present: Tensor,
    counts: NDArray[np.float64],
    rows: NDArray[np.int64],
    settings: Settings,
) -> Tensor:
    """Return the penalised loss of one batch, per event, summed over members."""
    eta = network.member_log_hazard(network.encode(ramps[rows], present))
    time, event = torch.tensor(train.time[rows]), torch.tensor(train.event[rows])
    loss = cox_loss(eta, time, event, torch.tensor(counts[rows]).float()).sum()
    return loss / event.sum().clamp_min(1) + penalty(network, settings)


def penalty(network: ReadmissionNetwork, settings: Settings) -> Tensor:
    """Return the price of the network's complexity, summed over members."""
    price = torch.ones(network.features, RAMPS + 2)
    price[:, :RAMPS] += settings.bend * network.bend
    main = (price.unsqueeze(2) * network.main.square()).sum(1)
    pair = (price.unsqueeze(2) * network.pair.square()).sum()
    sizes = torch.sqrt(main + 1e-6).sum()
    return settings.ridge * main.sum() + settings.sparse * sizes + settings.pair * pair


def loss_per_event(log_hazard: NDArray[np.float64], cohort: Cohort) -> float:
    """Return the negative log partial likelihood of a log-hazard, shape (n,), per event."""
    time, event = torch.tensor(cohort.time), torch.tensor(cohort.event)
    return (cox_loss(torch.tensor(log_hazard), time, event) / event.sum()).item()


def member_log_hazards(network: ReadmissionNetwork, cohort: Cohort) -> NDArray[np.float64]:
    """Return uncalibrated η of every member, shape (n, members), in parts that fit in memory."""
    parts = []
    with torch.no_grad():
        for rows in np.array_split(np.arange(len(cohort.time)), max(1, len(cohort.time) // 1000)):
            ramps = network.ramps(torch.tensor(cohort.values[rows]).float())
            present = torch.tensor(cohort.present[rows]).float()
            parts.append(network.member_log_hazard(network.encode(ramps, present)).numpy())
    return np.concatenate(parts).astype(float)
