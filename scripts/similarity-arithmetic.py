"""Writes lib/similarity/fixtures/arithmetic.json: what NumPy and SciPy say of how alike made-up patients are.

    training/.venv/bin/python scripts/similarity-arithmetic.py && npx biome format --write lib/similarity/fixtures
"""

import json
from pathlib import Path

import numpy as np
from scipy.spatial.distance import cdist

PATIENTS = 24
NEIGHBOURHOOD = 0.3
PRIOR = 0.4
WEIGHTS = {"chart": 0.7, "radiograph": 0.3}
OUT = Path(__file__).parent.parent / "lib/similarity/fixtures/arithmetic.json"


def conditional_mean(scaled: np.ndarray, covariance: np.ndarray) -> np.ndarray:
    """Fill the gaps of one row with their mean given the rest."""
    known = ~np.isnan(scaled)
    filled = np.where(known, scaled, 0.0)
    if not known.all():
        inverse = np.linalg.inv(covariance[np.ix_(known, known)])
        filled[~known] = covariance[np.ix_(~known, known)] @ inverse @ scaled[known]
    return filled


def similarities(distances: np.ndarray, bandwidth: float) -> np.ndarray:
    """Kernel with local scales, shape (patients, patients); NaN where one lacks the view."""
    has = ~np.isnan(distances).all(1)
    scales = np.full(len(distances), np.nan)
    for row in np.flatnonzero(has):
        others = np.sort(np.delete(distances[row, has], np.flatnonzero(np.flatnonzero(has) == row)))
        scales[row] = others[: max(1, int(np.ceil(NEIGHBOURHOOD * len(others))))].mean()
    return np.exp(-(distances**2) / (bandwidth * np.outer(scales, scales)))


def main() -> None:
    """Draw patients and write their inputs with places, similarities and the fused similarity."""
    rng = np.random.default_rng(20)
    root = rng.normal(size=(4, 4))
    covariance = np.round(root @ root.T + 0.5 * np.eye(4), 6)
    raw = rng.normal(size=(PATIENTS, 4)) @ np.linalg.cholesky(covariance).T
    raw[:, 3] = np.exp(raw[:, 3]) - 0.25
    raw = np.where(rng.random(raw.shape) < 0.25, np.nan, raw)
    raw[np.isnan(raw).all(1), 0] = 1.0
    raw[3] = np.nan
    centre, scale = np.array([0.1, -0.2, 0.0, 0.3]), np.array([1.1, 0.9, 1.4, 0.7])
    maps = {"chart": rng.normal(size=(3, 4)), "radiograph": rng.normal(size=(2, 5))}
    turned = raw.copy()
    turned[:, 3] = np.log(turned[:, 3] + 0.25)
    scaled = (turned - centre) / scale
    chart = np.array([conditional_mean(row, covariance) for row in scaled]) @ maps["chart"].T
    chart[3] = np.nan
    pictures = rng.normal(size=(PATIENTS, 5))
    pictures[[5, 11]] = np.nan
    film = pictures @ maps["radiograph"].T
    views = {
        "chart": similarities(cdist(chart, chart), 0.8),
        # |a − b|² of unit vectors is twice the cosine distance.
        "radiograph": similarities(np.sqrt(2 * cdist(film, film, "cosine")), 1.5),
    }
    chances = {"chart": 0.2, "radiograph": 0.35}
    total = sum(np.where(np.isnan(s), 0, WEIGHTS[name]) for name, s in views.items())
    sums = sum(np.where(np.isnan(s), 0, WEIGHTS[name] * (s - chances[name])) for name, s in views.items())
    fused = np.where(total > 0, sums / (PRIOR + total), np.nan)

    def listed(values: np.ndarray) -> list:
        return [[None if np.isnan(v) else round(float(v), 12) for v in row] for row in values]

    written = {
        "neighbourhood": NEIGHBOURHOOD,
        "prior": PRIOR,
        "weights": WEIGHTS,
        "chart": {
            "centre": centre.tolist(),
            "scale": scale.tolist(),
            "covariance": covariance.tolist(),
            "map": maps["chart"].tolist(),
            "bandwidth": 0.8,
            "chance": chances["chart"],
            "raw": listed(raw),
            "places": listed(chart),
            "similarities": listed(views["chart"]),
        },
        "radiograph": {
            "map": maps["radiograph"].tolist(),
            "bandwidth": 1.5,
            "chance": chances["radiograph"],
            "raw": listed(pictures),
            "places": listed(film),
            "similarities": listed(views["radiograph"]),
        },
        "fused": listed(fused),
    }
    OUT.write_text(f"{json.dumps(written)}\n", encoding="utf8")


main()
