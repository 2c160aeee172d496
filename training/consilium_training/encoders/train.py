"""Rebuilds the picture encoders from nothing; `--network` trains another one into a folder of its own."""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from ..checkpoint import key_of, remembered
from ..cohorts import ROOT, current_head
from ..export import check_onnx, export_onnx
from ..inputs import ModelInputs, TensorSpec
from ..manifest import write_manifest
from .calibrate import calibrate, cover
from .encoder import Encoder, embedding_words, encode, findings_graph
from .evaluate import measure_findings
from .findings import truths
from .fit import Reader, fit_reader, read, reduced, scaling
from .novelty import Novelty
from .oddities import real_pictures, refusals
from .pictures import PictureSet, make_pictures, picture_inputs
from .plans import COMMAND, PLAN, RECIPES, Plan, Recipe
from .proof import known_patients, write_proof
from .report import scored, write_report
from .speed import milliseconds

Say = Callable[[str], None]
# Where `npm run train` keeps them.
PICTURES = ROOT / "training/work/encoders"
# Training pictures are thumbnailed as they are and twice as other scanners would show them.
LOOKS = 2


@dataclass(frozen=True)
class Sets:
    """Pictures of one tensor to train, to calibrate values, to calibrate spreads and to test on."""

    train: PictureSet
    tune: PictureSet
    spreads: PictureSet
    test: PictureSet


def main() -> None:
    """Render, fit, calibrate, evaluate, export and report."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pictures", type=Path, default=PICTURES, help="where pictures and fits are kept")
    options.add_argument("--real", type=Path, help="real DICOM files with MANIFEST.csv, to be refused")
    options.add_argument("--only", choices=[one.identity.id for one in RECIPES], help="one encoder alone")
    options.add_argument("--network", help="another network of the encoder, e.g. vit; needs --only and --out")
    options.add_argument("--out", type=Path, default=ROOT, help="project whose models and docs are written")
    chosen = options.parse_args()
    if chosen.network and (chosen.only is None or chosen.out == ROOT):
        options.error("--network needs --only and --out: what is shipped is not replaced by it")
    for recipe in RECIPES:
        if chosen.only in (None, recipe.identity.id):
            name = chosen.network or PLAN.shipped[recipe.identity.id]
            train_encoder(recipe, chosen.pictures.resolve(), PLAN, chosen.out, name, chosen.real)


def inputs_of(recipe: Recipe) -> ModelInputs:
    """Return the one input of an encoder, as the program makes it today."""
    return picture_inputs(current_head("readmission"), recipe.tensor)


def make_sets(recipe: Recipe, pictures: Path, plan: Plan) -> Sets:
    """Return the pictures of a plan, rendered into a folder unless they are there."""
    (spec,) = inputs_of(recipe).tensors
    return Sets(
        make_pictures(pictures, plan.train, spec, wide=True),
        make_pictures(pictures, plan.tune, spec, wide=False),
        make_pictures(pictures, plan.spreads, spec, wide=False),
        make_pictures(pictures, plan.test, spec, wide=False),
    )


def train_encoder(
    recipe: Recipe,
    pictures: Path,
    plan: Plan,
    root: Path,
    name: str,
    real: Path | None = None,
) -> Path:
    """Do everything for one encoder; return the model folder.

    Parameters
    ----------
    pictures : Path
        Where pictures are put, or lie already.
    root : Path
        Project whose `public/models` and `docs/generated` are written.
    name : str
        Which of its networks.
    real : Path or None
        Folder of real DICOM files that it should not read.
    """
    torch.use_deterministic_algorithms(True)
    # As for the readmission model: one thread gives the same file whatever the number of cores.
    torch.set_num_threads(1)
    start = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"[{time.monotonic() - start:4.0f} s] {recipe.identity.id}: {text}\n")
        sys.stdout.flush()

    inputs = inputs_of(recipe)
    (spec,) = inputs.tensors
    sets = make_sets(recipe, pictures, plan)
    say(f"{len(sets.train)} pictures to train, {len(sets.tune)} to calibrate, {len(sets.test)} to test")
    whole, limit = fit_encoder(recipe, name, sets, plan, pictures, say)

    out = root / "public/models" / recipe.identity.id / recipe.identity.version
    out.mkdir(parents=True, exist_ok=True)
    width = whole.reader.network.width
    graph = findings_graph(spec, recipe.findings, width)
    export_onnx(whole, graph, out / graph.file)
    worst = check_onnx(whole, out / graph.file, {spec.id: np.array(sets.test.tensors[:1])}, 1e-3)
    say(f"exported; onnxruntime differs by {worst:.1e} at most")
    patients = known_patients(pictures, plan.golden, spec, recipe.dicom_modality)
    write_proof(out, inputs.sha256, graph, spec, patients)

    answers = encode(whole, sets.test)
    truth = truths(recipe.findings, sets.test.truth)
    odd = odd_pictures(recipe, pictures, plan, spec, real)
    novelty = {
        "limit": limit,
        "refusedOfTrained": round(float((answers[2] > limit).mean()), 4),
        "sets": refusals(lambda one: encode(whole, one)[2], limit, odd),
    }
    metrics = measure_findings(answers[0], truth, recipe.findings, plan.seed)
    manifest = write_manifest(
        out, recipe.identity, inputs, [graph], particulars(recipe, plan, sets, novelty, metrics, width)
    )
    report = scored(recipe, answers, truth, whole, sets.test, plan.seed) | {
        "milliseconds": milliseconds(out / graph.file, spec),
    }
    write_report(root / "docs/generated", recipe.identity.id, manifest, report)
    for metric in metrics:
        say("{finding} {measure} {estimate:.4g} ({low:.4g} to {high:.4g})".format(**metric))
    return out


def fit_encoder(
    recipe: Recipe, name: str, sets: Sets, plan: Plan, pictures: Path, say: Say
) -> tuple[Encoder, float]:
    """Fit and calibrate one network; return it whole, and the limit of its novelty.

    Parameters
    ----------
    pictures : Path
        Where the fitted network is kept: asked for again with the same plan, it is taken from there.
    """
    small, truth = (
        reduced(plan.networks[name].build(), sets.train),
        truths(recipe.findings, sets.train.truth),
    )
    reader = kept_reader(recipe, name, small, truth, plan, pictures, say)
    tuning = reduced(reader.network, sets.tune)
    level, _, features = read(reader, tuning)
    calibration = calibrate(level, truths(recipe.findings, sets.tune.truth), recipe.findings)
    level, spread, _ = read(reader, reduced(reader.network, sets.spreads))
    there = truths(recipe.findings, sets.spreads.truth)
    calibration = cover(calibration, level, spread, there, recipe.findings)
    novelty = Novelty(recipe.thumbnail, *seen(recipe, reader, small, plan.seed))
    limit = novelty.settle(tuning.float(), torch.tensor(features))
    return Encoder(reader, novelty, calibration, recipe.findings).eval(), limit


def kept_reader(
    recipe: Recipe,
    name: str,
    small: torch.Tensor,
    truth: NDArray,
    plan: Plan,
    pictures: Path,
    say: Say,
) -> Reader:
    """Return the network fitted under a plan: from its file, or fitted now and kept."""
    asked = plan.networks[name]
    key = key_of(recipe.identity.id, asked.size, asked.settings, plan.train, plan.seed, len(small))
    torch.manual_seed(plan.seed)
    network = asked.build()
    path = pictures / f"{recipe.identity.id}-{name}.pt"

    def fit() -> dict[str, torch.Tensor]:
        return fit_reader(
            network, recipe.findings, small, truth, recipe.augment, asked.settings, plan.seed, say
        ).state_dict()

    weights = remembered(path, key, fit)
    reader = Reader(network, recipe.findings, *scaling(truth, recipe.findings))
    reader.load_state_dict(weights)
    return reader.eval()


def seen(recipe: Recipe, reader: torch.nn.Module, small: torch.Tensor, seed: int) -> tuple[NDArray, NDArray]:
    """Return thumbnails and features of training pictures, also as other scanners would show them."""
    random = torch.Generator().manual_seed(seed)
    thumbnails, features = [], []
    for look in range(1 + LOOKS):
        for part in small.split(64):
            shown = part.float() if look == 0 else recipe.augment(part.float(), random)
            thumbnails.append(recipe.thumbnail(shown).numpy())
            features.append(read(reader, shown)[2])
    return np.concatenate(thumbnails), np.concatenate(features)


def odd_pictures(
    recipe: Recipe, pictures: Path, plan: Plan, spec: TensorSpec, real: Path | None
) -> dict[str, NDArray]:
    """Return pictures by name that the encoder did not learn."""
    here = pictures / plan.test.name
    ids = ("radiograph.frontal", "echo.clip")
    films, clips = (np.array(np.load(here / f"{id}.npy", mmap_mode="r")[: plan.few]) for id in ids)
    return {**recipe.odd(films, clips), **({} if real is None else real_pictures(real, spec))}


def particulars(
    recipe: Recipe, plan: Plan, sets: Sets, novelty: dict, metrics: list[dict], width: int
) -> dict[str, object]:
    """Return what the manifest of an encoder says beyond all models."""
    return {
        "findings": [one.described() for one in recipe.findings],
        "novelty": novelty,
        "embedding": embedding_words(width),
        "training": {
            "data": plan.data,
            "simulated": True,
            "patients": len(sets.train),
            "seed": plan.seed,
            "command": COMMAND,
        },
        "metrics": metrics,
    }


if __name__ == "__main__":
    main()
