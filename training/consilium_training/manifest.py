"""The model folder's `manifest.json`; its fields are those of lib/contract/manifest.ts."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .dataset import Cohort, Contract
from .golden import sha256

MODALITIES = ("ehr",)
MODEL_ID = "readmission"
MODEL_VERSION = "1"
HORIZON_DAYS = 30
TITLE = "Heart-failure readmission within 30 days"
INTENDED_USE = (
    "Research prototype. Estimates the probability that an adult, discharged alive after an "
    "inpatient stay and with heart failure on the chart, is readmitted within 30 days of that "
    "discharge, from laboratory results, vital signs, diagnoses and medication of the chart. It "
    "shows how such a score would be presented and checked. It was trained on simulated patients "
    "alone."
)
NOT_FOR = [
    "Decisions about real patients: it has never been tested on real charts and is no medical device.",
    "Patients under 18 years, patients without heart failure, and pregnancy.",
    "Deciding whether a treatment works: it describes associations, not effects.",
    "Any time other than discharge, and any horizon other than 30 days.",
    "Ranking or withholding care.",
]
TOLERANCE = {"wasm": 1e-5, "webgpu": 1e-3}


@dataclass(frozen=True)
class TrainingFacts:
    """What the manifest says of the training data."""

    data: str
    patients: int
    events: int
    seed: int
    command: str


def quantiles(cohort: Cohort) -> dict[str, dict[str, float]]:
    """Return the 10th, 50th and 90th percentile of each feature among those who have it."""
    table = {}
    for index, feature in enumerate(cohort.features):
        observed = cohort.values[cohort.present[:, index] > 0, index]
        if len(observed) == 0:
            continue
        low, middle, high = np.quantile(observed, [0.1, 0.5, 0.9])
        table[feature] = {"p10": brief(low), "p50": brief(middle), "p90": brief(high)}
    return table


def write_manifest(
    folder: Path,
    contract: Contract,
    members: int,
    bands: dict[str, object],
    training: TrainingFacts,
    train: Cohort,
    evaluation: dict[str, object],
) -> dict[str, object]:
    """Write `manifest.json` beside `model.onnx` and `golden.json`; return what was written.

    Parameters
    ----------
    evaluation : dict
        `metrics`, `calibration` and `subgroups` as the manifest wants them.
    """
    manifest = {
        "id": MODEL_ID,
        "version": MODEL_VERSION,
        "title": TITLE,
        "intendedUse": INTENDED_USE,
        "notFor": NOT_FOR,
        "modalities": list(contract.hashes),
        "contract": contract.sha256,
        "inputs": contract.features,
        "horizonDays": HORIZON_DAYS,
        "members": members,
        "additiveOrder": 2,
        "file": describe(folder / "model.onnx"),
        "golden": describe(folder / "golden.json"),
        "tolerance": TOLERANCE,
        "bands": bands,
        "quantiles": quantiles(train),
        "training": {
            "data": training.data,
            "simulated": True,
            "patients": training.patients,
            "events": training.events,
            "seed": training.seed,
            "command": training.command,
        },
        **evaluation,
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
    return manifest


def describe(path: Path) -> dict[str, object]:
    """Return name, size in bytes and SHA-256 of a file."""
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256(path)}


def brief(number: float, digits: int = 5) -> float:
    """Return a number with at most `digits` significant digits."""
    return float(f"{number:.{digits}g}")
