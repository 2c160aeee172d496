"""Learns the space: `python -m consilium_training.similarity --profiles FILE --seed N --out FOLDER`."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from .choose import Tried, learn_scalings, material_of, try_settings
from .export import Space, learned_views, unlearned_view, with_unlearned
from .fit import SpaceSettings, fit_space
from .rows import read_profiles

# Of every candidate the better by cross-validation within the training cohort is taken.
CANDIDATES = {
    "batches of 500": SpaceSettings(batch=500),
    "batches of 300": SpaceSettings(),
    "batches of 150": SpaceSettings(batch=150),
    "batches of 300, quarter": SpaceSettings(share=0.25),
}
# Angles say what a last layer saw; its length says how much light there was.
COSINE = frozenset({"radiograph", "echo"})
# Of a chart's values at least so many must be there; one flag is enough of a genome.
LEAST = {"chart": 0.25, "wearables": 0.25}
FOLDS = 2


def _about(patients: int, seeds: Sequence[int]) -> Space:
    return {
        "id": "similarity",
        "version": "1",
        "title": "Similar patients, view by view",
        "intendedUse": (
            "Research prototype. Finds patients alike in laboratory values, chest radiograph, genome, "
            "echocardiogram and wearables, and says in which of them. Maps and weights were learned from "
            "simulated patients alone, so that nearest neighbours have the same diagnosis."
        ),
        "notFor": [
            "Decisions about real patients: it has seen simulated patients alone and is no medical device.",
            "A diagnosis: that two patients are alike does not mean that they have the same disease.",
            "Patients under 18 years.",
        ],
        "training": {
            "data": f"simulated cohort `similarity`, seeds {' and '.join(str(one) for one in seeds)}",
            "simulated": True,
            "patients": patients,
            "seed": seeds[0],
            "command": "python -m consilium_training.similarity",
        },
    }


def _told(tried: Tried) -> None:
    print(
        f"{tried.name}: precision at 10 {tried.learned:.4f} learned, {tried.equal:.4f} with equal weights",
        file=sys.stderr,
        flush=True,
    )


def learn(profiles: Sequence[Path], also: Path | None, seeds: Sequence[int], out: Path, folds: int) -> None:
    """Choose settings, learn the space on the whole cohort, and write `space.json` and `choice.json`."""
    rows = read_profiles(profiles, least_known=0.05)
    tried = try_settings(rows, CANDIDATES, COSINE & rows.views.keys(), LEAST, folds, _told)
    best = max(tried, key=lambda one: one.learned)
    settings = CANDIDATES[best.name]
    scalings = learn_scalings(rows)
    cosine = COSINE & scalings.keys()
    network = fit_space(material_of(rows, scalings, LEAST), cosine, settings)
    learned = learned_views(rows, scalings, network, LEAST)
    others = []
    if also is not None:
        bandwidth = float(network.bandwidths.detach().median())
        for name, view in read_profiles([also], least_known=0.05, diagnosed=False).views.items():
            if name not in scalings and view.has.any():
                others.append(
                    unlearned_view(
                        name, view, name in COSINE, LEAST.get(name, 0.0), settings.share, bandwidth
                    )
                )
    space = _about(len(rows.diagnoses), seeds) | {
        "views": with_unlearned(learned, others),
        "neighbourhood": settings.share,
        "prior": float(network.prior.detach()),
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / "space.json").write_text(f"{json.dumps(space)}\n", encoding="utf8")
    choice = {
        "patients": len(rows.diagnoses),
        "seeds": list(seeds),
        "folds": folds,
        "measure": "precision at 10 of held-out patients among themselves",
        "candidates": [
            asdict(one) | {"settings": asdict(CANDIDATES[one.name]), "taken": one is best} for one in tried
        ],
    }
    (out / "choice.json").write_text(f"{json.dumps(choice, indent=2)}\n", encoding="utf8")


def main() -> None:
    """Read the command line and learn."""
    parser = argparse.ArgumentParser(description="Learn how patients are compared from a cohort of profiles.")
    parser.add_argument(
        "--profiles", type=Path, nargs="+", required=True, help="of `consilium similar profiles`"
    )
    parser.add_argument("--also", type=Path, help="profiles of a cohort with views that the first lacks")
    parser.add_argument(
        "--seed", type=int, nargs="+", required=True, help="of the simulated cohorts, for the record"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder of the space")
    parser.add_argument("--folds", type=int, default=FOLDS)
    asked = parser.parse_args()
    learn(asked.profiles, asked.also, asked.seed, asked.out, asked.folds)


if __name__ == "__main__":
    main()
