"""Negative log partial likelihood of Cox's model, for one or many members at once."""

import math

import torch
from torch import Tensor

# A zero weight in log space: far below any log-hazard, yet finite so that gradients stay finite.
LOG_NOTHING = math.log(1e-30)


def cox_loss(
    log_hazard: Tensor,
    time: Tensor,
    event: Tensor,
    weight: Tensor | None = None,
    ties: str = "efron",
) -> Tensor:
    """Return the negative log partial likelihood, summed over events.

    Parameters
    ----------
    log_hazard : Tensor, shape (n,) or (n, members)
        Linear predictor; a constant added to all rows changes nothing.
    time : Tensor, shape (n,)
        Time of event or censoring. A patient censored at t is at risk for an event at t.
    event : Tensor, shape (n,)
        1 where the time is an event's, else 0.
    weight : Tensor, shape like `log_hazard`, optional
        Case weights, e.g. bootstrap counts.
    ties : {'efron', 'breslow'}
        Treatment of tied event times. Efron weights each step by the mean weight of its tied events.

    Returns
    -------
    Tensor, shape () or (members,)

    References
    ----------
    Efron B. The efficiency of Cox's likelihood function for censored data. JASA 1977;72:557-565.
    Breslow N. Covariance analysis of censored survival data. Biometrics 1974;30:89-99.
    """
    if ties not in ("efron", "breslow"):
        raise ValueError(f"ties must be 'efron' or 'breslow', not {ties!r}")
    flat = log_hazard.dim() == 1
    eta = log_hazard[:, None] if flat else log_hazard
    case = torch.ones_like(eta) if weight is None else weight.reshape(eta.shape)

    order = torch.argsort(time, descending=True, stable=True)
    eta, case, time, event = eta[order], case[order], time[order], event[order]
    dead = event > 0
    _, tie, size = torch.unique_consecutive(time, return_inverse=True, return_counts=True)
    last = torch.cumsum(size, 0) - 1

    score = eta + torch.log(case.clamp_min(1e-30))
    at_risk = torch.logcumsumexp(score, dim=0)[last]

    tie, score, case_dead = tie[dead], score[dead], case[dead]
    reached = (case_dead * eta[dead]).sum(0)
    log_risk = at_risk[tie]
    if ties == "breslow":
        loss = (case_dead * log_risk).sum(0) - reached
    else:
        deaths = torch.bincount(tie, minlength=len(size)).to(eta.dtype)
        mean_case = torch.zeros_like(at_risk).index_add(0, tie, case_dead)[tie] / deaths[tie, None]
        step = rank_within(tie).to(eta.dtype) / deaths[tie]
        share = torch.exp(log_sum_by(score, tie, len(size)) - at_risk)[tie].clamp(max=1.0)
        loss = (mean_case * (log_risk + torch.log1p(-step[:, None] * share))).sum(0) - reached
    return loss[0] if flat else loss


def rank_within(group: Tensor) -> Tensor:
    """Return 0, 1, 2 … for the rows of each group; `group`, shape (n,), is sorted."""
    _, size = torch.unique_consecutive(group, return_counts=True)
    first = torch.cumsum(size, 0) - size
    return torch.arange(len(group)) - torch.repeat_interleave(first, size)


def log_sum_by(score: Tensor, group: Tensor, groups: int) -> Tensor:
    """Return log Σ exp(score) of each group without overflow.

    Parameters
    ----------
    score : Tensor, shape (n, members)
    group : Tensor, shape (n,)
        Group of each row, 0 … groups - 1.
    groups : int

    Returns
    -------
    Tensor, shape (groups, members)
        `LOG_NOTHING` where a group has no row.
    """
    index = group[:, None].expand_as(score)
    empty = torch.full((groups, score.shape[1]), LOG_NOTHING, dtype=score.dtype)
    peak = empty.scatter_reduce(0, index, score.detach(), "amax", include_self=False)
    total = torch.zeros_like(peak).index_add(0, group, torch.exp(score - peak[group]))
    return peak + torch.log(total.clamp_min(1e-30))
