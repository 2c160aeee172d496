"""Writes lib/monitoring/fixtures/references.json: what SciPy and NumPy say of made-up windows and arms.

training/.venv/bin/python scripts/monitoring-references.py && npx biome format --write lib/monitoring/fixtures
"""

import json
from pathlib import Path

import numpy as np
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.special import expit, gammaln, logit
from scipy.stats import ks_2samp, norm

LEVEL = 0.05
OUT = Path(__file__).parent.parent / "lib/monitoring/fixtures/references.json"


def hedged_capital(values: np.ndarray, level: float) -> dict[str, float]:
    """Return the bounds of the mean by capital on a grid (Waudby-Smith and Ramdas 2024, theorem 3)."""
    times = np.arange(1, len(values) + 1)
    mean = (0.5 + np.cumsum(values)) / (times + 1)
    variance = (0.25 + np.cumsum((values - mean) ** 2)) / (times + 1)
    before = np.concatenate([[0.25], variance[:-1]])
    stake = np.sqrt(2 * np.log(2 / level) / (before * times * np.log(times + 1)))
    grid = np.linspace(0, 1, 100_001)[1:-1]
    above = np.zeros_like(grid)
    below = np.zeros_like(grid)
    inside = np.ones(len(grid), dtype=bool)
    for value, bet in zip(values, stake, strict=True):
        above += np.log1p(np.minimum(bet, 0.5 / grid) * (value - grid))
        below += np.log1p(-np.minimum(bet, 0.5 / (1 - grid)) * (value - grid))
        inside &= np.maximum(above, below) - np.log(2) < np.log(1 / level)
    return {"low": grid[inside].min(), "high": grid[inside].max()}


def mixture_p(difference: float, variance: float, expected: float) -> float:
    """Return 1 / the likelihood ratio of the difference, integrated over a normal prior."""

    def density(effect: float) -> float:
        return norm.pdf(difference, effect, np.sqrt(variance)) * norm.pdf(effect, 0, expected)

    marginal, _ = quad(
        density,
        -10 * expected,
        10 * expected,
        epsabs=0,
        epsrel=1e-12,
        points=[0, difference],
        limit=200,
    )
    return min(1, norm.pdf(difference, 0, np.sqrt(variance)) / marginal)


def sample_ratio(counts: np.ndarray, shares: np.ndarray) -> float:
    """Return 1 / Bayes factor of a Dirichlet prior of 100 patients round the shares."""
    prior = 100 * shares
    log_factor = (
        gammaln(100)
        - gammaln(100 + counts.sum())
        + (gammaln(prior + counts) - gammaln(prior)).sum()
        - (counts * np.log(shares)).sum()
    )
    return min(1, np.exp(-log_factor))


def stability(reference: np.ndarray, current: np.ndarray) -> float:
    """Return the population stability index in bins of the pooled deciles, half a value added to each."""
    cuts = np.unique(np.quantile(np.concatenate([reference, current]), np.arange(1, 10) / 10))
    p, q = (
        np.bincount(np.searchsorted(cuts, side), minlength=len(cuts) + 1) + 0.5
        for side in (reference, current)
    )
    p, q = p / p.sum(), q / q.sum()
    return float(((q - p) * np.log(q / p)).sum())


def discrepancy(reference: np.ndarray, current: np.ndarray) -> float:
    """Return the unbiased squared MMD with a Gaussian kernel of the median squared distance."""
    pooled = np.concatenate([reference, current])
    squared = ((pooled[:, None] - pooled[None]) ** 2).sum(-1)
    pairs = np.sort(squared[np.tril_indices(len(pooled), -1)])
    kernel = np.exp(-squared / (2 * pairs[len(pairs) // 2]))
    m, n = len(reference), len(current)
    xx, yy, xy = kernel[:m, :m], kernel[m:, m:], kernel[:m, m:]
    return (
        (xx.sum() - np.trace(xx)) / (m * (m - 1)) + (yy.sum() - np.trace(yy)) / (n * (n - 1)) - 2 * xy.mean()
    )


def recalibration(probability: np.ndarray, outcome: np.ndarray) -> dict[str, float]:
    """Return intercept (slope 1) and slope (free intercept) by maximum likelihood."""
    odds = logit(probability)

    def loss(a: float, b: float) -> float:
        told = a + b * odds
        return float(np.logaddexp(0, told).sum() - (outcome * told).sum())

    settings = {
        "method": "Nelder-Mead",
        "options": {"xatol": 1e-10, "fatol": 1e-12, "maxiter": 4000},
    }
    large = minimize(lambda v: loss(v[0], 1), [0.0], **settings)
    both = minimize(lambda v: loss(v[0], v[1]), [0.0, 1.0], **settings)
    return {"inTheLarge": large.x[0], "slope": both.x[1]}


def process(
    probability: np.ndarray,
    outcome: np.ndarray,
    alternatives: list[tuple[float, float]],
) -> float:
    """Return the always-valid p value, every beginning of a change written out as a product of its own."""
    odds = logit(probability)
    count = len(odds)
    centre = np.concatenate([[odds[0]], np.cumsum(odds)[:-1] / np.arange(1, count)])
    best = 1.0
    for last in range(1, count + 1):
        total = 1 / (last + 1)
        for shift, stretch in alternatives:
            told = expit(centre + shift + stretch * (odds - centre))
            ratio = np.where(outcome == 1, told / probability, (1 - told) / (1 - probability))
            total += sum(np.prod(ratio[k:last]) / ((k + 1) * (k + 2)) for k in range(last)) / len(
                alternatives
            )
        best = max(best, total)
    return 1 / best


def references() -> dict[str, object]:
    """Return the inputs and what is to be found of them."""
    random = np.random.default_rng(65)
    bounded = random.beta(2, 6, 300).round(4)
    reference, current = (
        random.normal(0, 1, 400).round(2),
        random.normal(0.3, 1.2, 150).round(2),
    )
    latents = random.normal(size=(60, 5)).round(3)
    latents[40:] += 0.5
    probability = expit(random.normal(-2, 1, 400)).round(5)
    outcome = (random.uniform(size=400) < expit(0.4 + 1.3 * logit(probability))).astype(int)
    counts, shares = np.array([412, 520]), np.array([0.5, 0.5])
    return {
        "bounded": {"values": bounded, **hedged_capital(bounded, LEVEL)},
        "mixture": [
            {"difference": d, "variance": v, "expected": e, "p": mixture_p(d, v, e)}
            for d, v, e in [
                (0.05, 0.0004, 0.05),
                (0.01, 0.0004, 0.05),
                (-0.2, 0.003, 0.1),
            ]
        ],
        "sampleRatio": {
            "counts": counts,
            "shares": shares,
            "p": sample_ratio(counts, shares),
        },
        "logGamma": [{"x": x, "value": gammaln(x)} for x in (0.1, 0.5, 1, 2.5, 50, 1234.5)],
        "windows": {
            "reference": reference,
            "current": current,
            "psi": stability(reference, current),
            "ks": ks_2samp(reference, current).statistic,
        },
        "latents": {
            "rows": latents,
            "reference": 40,
            "mmd": discrepancy(latents[:40], latents[40:]),
        },
        "predictions": {
            "probability": probability,
            "outcome": outcome,
            **recalibration(probability, outcome),
            "inTheLargeP": process(
                probability[:120],
                outcome[:120],
                [(s, 1) for s in (-1, -0.5, -0.25, 0.25, 0.5, 1)],
            ),
            "slopeP": process(probability[:120], outcome[:120], [(0, s) for s in (0.4, 0.7, 1.4, 2)]),
        },
    }


def plain(value: object) -> object:
    """Return NumPy's numbers and arrays as JSON has them."""
    return value.tolist()


if __name__ == "__main__":
    OUT.write_text(json.dumps(references(), default=plain) + "\n")
