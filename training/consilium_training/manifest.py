"""A model folder's `manifest.json`; its fields are those of lib/contract/manifest.ts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .dataset import Cohort
from .export import Graph
from .golden import sha256
from .inputs import ModelInputs

MANIFEST, GOLDEN, CHARTS = "manifest.json", "golden.json", "charts.ndjson.gz"


@dataclass(frozen=True)
class Identity:
    """What a model is and what it is for; `tolerance` by backend, of the golden outputs."""

    id: str
    version: str
    kind: str
    title: str
    intended_use: str
    not_for: tuple[str, ...]
    tolerance: dict[str, float]


def write_manifest(
    folder: Path,
    identity: Identity,
    inputs: ModelInputs,
    graphs: Sequence[Graph],
    particulars: dict[str, object],
) -> dict[str, object]:
    """Write the manifest beside graphs, golden cases and charts; return what was written.

    Parameters
    ----------
    particulars : dict
        What models of this kind say beyond all models.
    """
    manifest = {
        "id": identity.id,
        "version": identity.version,
        "kind": identity.kind,
        "title": identity.title,
        "intendedUse": identity.intended_use,
        "notFor": list(identity.not_for),
        "inputs": inputs.identifying(),
        "contract": inputs.sha256,
        "graphs": [
            {
                "name": graph.name,
                "file": describe(folder / graph.file),
                "inputs": graph.inputs,
                "outputs": graph.outputs,
            }
            for graph in graphs
        ],
        "golden": describe(folder / GOLDEN),
        "charts": describe(folder / CHARTS),
        "tolerance": identity.tolerance,
        **particulars,
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return manifest


def describe(path: Path) -> dict[str, object]:
    """Return name, size in bytes and SHA-256 of a file."""
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256(path)}


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


def brief(number: float, digits: int = 5) -> float:
    """Return a number with at most `digits` significant digits."""
    return float(f"{number:.{digits}g}")
