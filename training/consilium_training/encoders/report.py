"""Writes the encoders' report from what was measured."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from ..markdown import percent, show, table
from .augment import relooked
from .encoder import Encoder, encode
from .evaluate import coverage, in_the_large, measure_findings
from .findings import which
from .pictures import PictureSet
from .plans import Recipe

LOOK = 0.4
NAME = "encoders-report"


def scored(
    recipe: Recipe, answers: Sequence[NDArray], truth: NDArray, whole: Encoder, test: PictureSet, seed: int
) -> dict[str, object]:
    """Return what the manifest does not say: size, coverage, calibration, errors under another look."""
    value, spread, _ = answers
    findings = recipe.findings
    again = encode(whole, relooked_pictures(test, seed))[0]
    return {
        "parameters": sum(one.numel() for one in whole.reader.parameters()),
        "coverage": {
            findings[k].id: coverage(value[:, k], spread[:, k], truth[:, k])
            for k in which(findings, presence=False)
        },
        "calibration": {
            findings[k].id: in_the_large(value[:, k], truth[:, k]) for k in which(findings, presence=True)
        },
        "relooked": measure_findings(again, truth, findings, seed),
    }


def relooked_pictures(test: PictureSet, seed: int) -> NDArray[np.float32]:
    """Return the test pictures with gamma, contrast, sharpness and noise of other scanners."""
    random = torch.Generator().manual_seed(seed)
    pictures = torch.tensor(np.array(test.tensors))
    flat = pictures.reshape(len(pictures), -1, *pictures.shape[-2:])
    return relooked(flat, LOOK, random).reshape(pictures.shape).numpy()


def write_report(folder: Path, id: str, manifest: dict, report: dict) -> None:
    """Put one encoder's part into the report of all, as JSON and Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{NAME}.json"
    parts = json.loads(path.read_text()) if path.exists() else {}
    known = ("title", "findings", "novelty", "training", "metrics")
    parts[id] = {name: manifest[name] for name in known} | report
    write_texts(folder, dict(sorted(parts.items())))


def write_texts(folder: Path, parts: dict[str, dict]) -> None:
    """Write the parts of all encoders as JSON and Markdown."""
    (folder / f"{NAME}.json").write_text(json.dumps(parts, indent=1, allow_nan=False) + "\n")
    text = [
        "# Picture encoders: report",
        "All pictures that they learned from are simulated. Evaluated once on pictures of patients that "
        "neither training nor calibration saw; intervals: 95 %, percentile bootstrap over pictures, of "
        "coverage Wilson's.",
        *(line for part in parts.values() for line in part_of(part)),
    ]
    (folder / f"{NAME}.md").write_text("\n\n".join(text) + "\n", encoding="utf-8")


def part_of(part: dict) -> list[str]:
    """Return one encoder's paragraphs."""
    novelty = part["novelty"]
    return [
        f"## {part['title']}",
        f"{part['training']['data']} Rebuild: `{part['training']['command']}`.",
        f"One picture takes {part['milliseconds']} ms in onnxruntime on one thread.",
        findings_table(part),
        "### Pictures that it did not learn",
        f"Of the test pictures of its kind {percent(novelty['refusedOfTrained'])} are not read.",
        table(
            ["Pictures", "Number", "Not read"],
            [
                [
                    one["name"],
                    str(one["pictures"]),
                    f"{one['refused']} ({percent(one['refused'] / one['pictures'])})",
                ]
                for one in novelty["sets"]
            ],
        ),
    ]


def findings_table(part: dict) -> str:
    """Return error, coverage or calibration, and error under another look, by finding."""
    again = {one["finding"]: one for one in part["relooked"]}
    labels = {one["id"]: one for one in part["findings"]}
    rows = []
    for metric in part["metrics"]:
        id = metric["finding"]
        one = labels[id]
        covered = part["coverage"].get(id)
        beside = covered_words(covered) if covered else large_words(part["calibration"][id])
        unit = "" if one["unit"] == "1" else f" {one['unit']}"
        rows.append([one["label"], f"{metric['measure']}{unit}", show(metric), beside, show(again[id])])
    head = [
        "Finding",
        "Measure",
        "On the test set",
        "90 % spread, or calibration",
        "With another scanner's look",
    ]
    return table(head, rows)


def covered_words(share: dict) -> str:
    """Return how many truths lay within the spread."""
    return f"{percent(share['estimate'])} ({percent(share['low'])} to {percent(share['high'])}) covered"


def large_words(large: dict) -> str:
    """Return calibration in the large."""
    shares = f"{percent(large['predicted'])} predicted, {percent(large['observed'])} have it"
    return f"{shares}; Brier {large['brier']:.3f}"
