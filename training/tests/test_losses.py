"""Cox's partial likelihood against lifelines, scikit-survival and its definition."""

import itertools

import numpy as np
import pandas as pd
import pytest
import torch
from lifelines import CoxPHFitter
from sksurv.linear_model import CoxPHSurvivalAnalysis
from sksurv.util import Surv

from consilium_training.losses import cox_loss


def fit_linear(x, time, event, ties, weight=None):
    """Maximise the likelihood in `cox_loss` over linear coefficients; returns them and the maximum."""
    tensors = [torch.tensor(part) for part in (x, time, event)]
    case = None if weight is None else torch.tensor(weight)
    beta = torch.zeros(x.shape[1], dtype=torch.float64, requires_grad=True)
    solver = torch.optim.LBFGS(
        [beta], max_iter=500, tolerance_grad=1e-10, tolerance_change=1e-14,
        line_search_fn="strong_wolfe",
    )  # fmt: skip

    def closure():
        solver.zero_grad()
        loss = cox_loss(tensors[0] @ beta, tensors[1], tensors[2], case, ties=ties)
        loss.backward()
        return loss

    solver.step(closure)
    return beta.detach().numpy(), -closure().item()


def test_efron_agrees_with_lifelines(survival_table):
    x, time, event = survival_table
    frame = pd.DataFrame(x).assign(time=time, event=event)
    published = CoxPHFitter().fit(frame, "time", "event", fit_options={"precision": 1e-12})
    beta, likelihood = fit_linear(x, time, event, "efron")
    np.testing.assert_allclose(beta, published.params_, atol=1e-5)
    assert likelihood == pytest.approx(published.log_likelihood_, abs=1e-6)


@pytest.mark.parametrize("ties", ["efron", "breslow"])
def test_both_ties_agree_with_scikit_survival(survival_table, ties):
    x, time, event = survival_table
    published = CoxPHSurvivalAnalysis(ties=ties, tol=1e-12).fit(x, Surv.from_arrays(event > 0, time))
    beta, _ = fit_linear(x, time, event, ties)
    np.testing.assert_allclose(beta, published.coef_, atol=1e-5)


def test_weighted_efron_agrees_with_lifelines(survival_table):
    x, time, event = survival_table
    weight = np.random.default_rng(1).integers(1, 4, len(time)).astype(float)
    frame = pd.DataFrame(x).assign(time=time, event=event, weight=weight)
    published = CoxPHFitter().fit(frame, "time", "event", weights_col="weight", robust=True)
    beta, _ = fit_linear(x, time, event, "efron", weight)
    np.testing.assert_allclose(beta, published.params_, atol=1e-5)


def test_breslow_with_counts_is_breslow_on_repeated_rows(survival_table):
    x, time, event = survival_table
    count = np.random.default_rng(2).integers(0, 3, len(time))
    eta = torch.tensor(x[:, 0])
    weighted = cox_loss(eta, torch.tensor(time), torch.tensor(event), torch.tensor(count * 1.0), "breslow")
    many = np.repeat(np.arange(len(time)), count)
    repeated = cox_loss(eta[many], torch.tensor(time[many]), torch.tensor(event[many]), None, "breslow")
    assert weighted.item() == pytest.approx(repeated.item(), rel=1e-12)


def test_one_tie_by_hand():
    # Efron: the two tied deaths leave one after the other, each order half.
    a, b, c = 0.3, -0.2, 0.5
    total, tied = sum(map(np.exp, (a, b, c))), np.exp(a) + np.exp(b)
    expected = np.log(total) + np.log(total - tied / 2) - a - b
    loss = cox_loss(
        torch.tensor([a, b, c], dtype=torch.float64), torch.tensor([5.0, 5.0, 7.0]), torch.tensor([1, 1, 0])
    )
    assert loss.item() == pytest.approx(expected, rel=1e-12)


def test_members_are_independent_and_order_is_irrelevant():
    random = np.random.default_rng(3)
    eta, weight = random.normal(size=(40, 3)), random.integers(0, 3, (40, 3)).astype(float)
    time, event = random.integers(1, 9, 40).astype(float), (random.random(40) < 0.6).astype(float)
    parts = [torch.tensor(part) for part in (eta, time, event, weight)]
    together = cox_loss(*parts)
    shuffle = torch.tensor(random.permutation(40))
    torch.testing.assert_close(together, cox_loss(*[part[shuffle] for part in parts]))
    alone = [cox_loss(parts[0][:, k], parts[1], parts[2], parts[3][:, k]) for k in range(3)]
    torch.testing.assert_close(together, torch.stack(alone))


@pytest.mark.parametrize(("ties", "shift"), itertools.product(["efron", "breslow"], [-1e4, 1e4]))
def test_huge_log_hazards_neither_overflow_nor_lose_the_gradient(ties, shift):
    random = np.random.default_rng(4)
    near = torch.tensor(random.normal(size=30), requires_grad=True)
    time = torch.tensor(random.integers(1, 6, 30)).double()
    event = torch.ones(30)
    far = (near + shift).detach().requires_grad_()
    for eta in (near, far):
        cox_loss(eta, time, event, ties=ties).backward()
    torch.testing.assert_close(near.grad, far.grad, atol=1e-8, rtol=1e-6)


def test_unknown_ties_are_refused():
    with pytest.raises(ValueError, match="exact"):
        cox_loss(torch.zeros(2), torch.ones(2), torch.ones(2), ties="exact")
