"""Fits all bootstrap members of a network at once, over the landmarks of each patient."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .dataset import Cohort
from .losses import cox_loss
from .masking import TRAINING, hide
from .network import FusedNetwork, RampNetwork
from .scaling import Scaling, fit_scaling
from .sources import Columns

DAYS = 31
# Makes a network of: scaling, source of each feature, members, rank, days.
Build = Callable[[Scaling, NDArray[np.int64], int, int, int], RampNetwork]


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
        Weight of the squared size of the vectors of interaction.
    cross : float
        Weight of the squared distance of the attention between two sources from the identity.
    stand_in : float
        Weight of the squared size of what a source says more where another is missing.
    dense : float
        Weight of the squared layers of the network with softmax, which is only compared with.
    """

    members: int = 16
    rank: int = 4
    epochs: int = 30
    batch: int = 1000
    rate: float = 0.01
    ridge: float = 0.02
    sparse: float = 0.02
    bend: float = 10.0
    pair: float = 1.0
    cross: float = 0.01
    stand_in: float = 0.1
    dense: float = 0.003


@dataclass(frozen=True)
class Fit:
    """A fitted network and its bootstrap counts by patient (patients, members)."""

    network: RampNetwork
    counts: NDArray[np.float64]


def fit_members(
    train: Cohort,
    columns: Columns,
    settings: Settings,
    seed: int,
    say: Callable[[str], None] = lambda _: None,
    build: Build = FusedNetwork,
) -> Fit:
    """Fit by Adam on Efron's loss over the risk sets of each batch.

    Each epoch draws one landmark of each patient, so that a patient counts once, and time runs from there
    (van Houwelingen's supermodel; the day itself is a feature). Every member sees its own bootstrap sample
    of patients (counts as case weights). Uncalibrated: baselines and calibration are set by
    `finish.calibrate`.

    Parameters
    ----------
    columns : Columns
        Which features may vanish together (see `masking.hide`).
    build : callable
        The network's form.

    References
    ----------
    van Houwelingen HC. Scand J Stat 2007;34:70-85.
    """
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    even = np.full(train.people, 1 / train.people)
    counts = random.multinomial(train.people, even, size=settings.members).T.astype(float)
    first = train[train.draw(random)]
    scaling = fit_scaling(first.values, first.present)
    network = build(scaling, columns.token, settings.members, settings.rank, DAYS)
    optimiser = torch.optim.Adam(network.parameters(), lr=settings.rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, max(1, settings.epochs))
    for epoch in range(1, settings.epochs + 1):
        drawn = train.draw(random)
        loss = torch.zeros(1)
        for places in np.array_split(
            random.permutation(train.people), max(1, train.people // settings.batch)
        ):
            rows = drawn[places]
            present = torch.tensor(hide(train.present[rows], train.has[rows], columns, random, TRAINING))
            loss = batch_loss(network, train[rows], present, counts[places], settings)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        schedule.step()
        if epoch % 10 == 0 or epoch == settings.epochs:
            say(f"epoch {epoch} of {settings.epochs}: penalised loss per event {loss.item():.4f}")
    return Fit(network.eval(), counts)


def batch_loss(
    network: RampNetwork,
    batch: Cohort,
    present: Tensor,
    counts: NDArray[np.float64],
    settings: Settings,
) -> Tensor:
    """Return the penalised loss of one batch, per event, summed over members."""
    ramps = network.ramps(torch.tensor(batch.values).float())
    eta = network.member_log_hazard(network.encode(ramps, present))
    time, event = torch.tensor(batch.time), torch.tensor(batch.event)
    loss = cox_loss(eta, time, event, torch.tensor(counts).float()).sum()
    return loss / event.sum().clamp_min(1) + network.complexity(settings)


def loss_per_event(log_hazard: NDArray[np.float64], cohort: Cohort) -> float:
    """Return the negative log partial likelihood of a log-hazard, shape (n,), per event."""
    time, event = torch.tensor(cohort.time), torch.tensor(cohort.event)
    return (cox_loss(torch.tensor(log_hazard), time, event) / event.sum()).item()


def member_log_hazards(
    network: RampNetwork, values: NDArray[np.float64], present: NDArray
) -> NDArray[np.float64]:
    """Return uncalibrated η of every member, shape (n, members), in parts that fit in memory."""
    parts = []
    with torch.no_grad():
        for rows in np.array_split(np.arange(len(values)), max(1, len(values) // 1000)):
            ramps = network.ramps(torch.tensor(values[rows]).float())
            there = torch.tensor(present[rows]).float()
            parts.append(network.member_log_hazard(network.encode(ramps, there)).numpy())
    return np.concatenate(parts).astype(float)
