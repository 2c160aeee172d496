"""Tells the spreads of encoders that are done anew: `python -m consilium_training.encoders.respread`.

By the pictures that a training from nothing tells them by. Values, novelty and embedding stay the same to
the last bit, and with them every score.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from ..cohorts import ROOT
from .calibrate import coverage_factors
from .edited import EditError, replace_graph, write_manifest
from .encoder import FILE
from .evaluate import coverage
from .findings import truths, which
from .pictures import PictureSet, make_pictures
from .plans import PLAN, RECIPES, Plan, Recipe
from .report import NAME, write_texts
from .train import PICTURES, inputs_of


def widen(model: onnx.ModelProto, factors: NDArray) -> None:
    """Multiply the spreads of a graph that `train` exported.

    Parameters
    ----------
    factors : ndarray, shape (findings,)

    Raises
    ------
    EditError
        The graph ends in another way.
    """
    made = {name: node for node in model.graph.node for name in node.output}
    ends = [made[name] for name in made["spread"].input if name in made]
    held = {one.name: one for one in model.graph.initializer}
    scales = [held[name] for node in ends for name in node.input if name in held and name != "there"]
    if len(scales) != 1 or list(scales[0].dims) != [len(factors)]:
        raise EditError("no single factor of the spreads is in the graph")
    (scale,) = scales
    widened = (onnx.numpy_helper.to_array(scale) * factors).astype(np.float32)
    scale.CopyFrom(onnx.numpy_helper.from_array(widened, scale.name))


def answers(path: Path, tensor: str, pictures: PictureSet) -> tuple[NDArray, NDArray]:
    """Return values and spreads of a graph's answers to pictures, shape (n, findings) each."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    told = [session.run(["value", "spread"], {tensor: np.array(one)[None]}) for one in pictures.tensors]
    value, spread = (np.concatenate(parts) for parts in zip(*told, strict=True))
    return value, spread


def respread(recipe: Recipe, plan: Plan, pictures: Path, root: Path) -> None:
    """Tell one encoder's spreads anew; write graph, golden outputs, manifest and its part of the report.

    Parameters
    ----------
    pictures : Path
        Where pictures are put, or lie already.
    root : Path
        Project with the encoder.
    """
    folder = root / "public/models" / recipe.identity.id / recipe.identity.version
    (spec,) = inputs_of(recipe).tensors
    asked, test = (make_pictures(pictures, one, spec, wide=False) for one in (plan.spreads, plan.test))
    value, spread = answers(folder / FILE, spec.id, asked)
    factors = coverage_factors(value, spread, truths(recipe.findings, asked.truth), recipe.findings)
    model = onnx.load(str(folder / FILE))
    widen(model, factors)
    manifest = replace_graph(folder, model, "spread")
    manifest["training"]["data"] = plan.data
    write_manifest(folder, manifest)
    told, truth = answers(folder / FILE, spec.id, test), truths(recipe.findings, test.truth)
    covered = {
        recipe.findings[k].id: coverage(told[0][:, k], told[1][:, k], truth[:, k])
        for k in which(recipe.findings, presence=False)
    }
    write_report(root / "docs/generated", recipe.identity.id, plan, covered)


def write_report(folder: Path, id: str, plan: Plan, covered: dict) -> None:
    """Write how often the spreads hold the truth into the report of all encoders."""
    path = folder / f"{NAME}.json"
    parts = json.loads(path.read_text(encoding="utf-8"))
    parts[id]["coverage"] = covered
    parts[id]["training"]["data"] = plan.data
    write_texts(folder, parts)


def main() -> None:
    """Tell the spreads of both shipped encoders anew."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pictures", type=Path, default=PICTURES, help="where pictures are kept")
    chosen = options.parse_args()
    for recipe in RECIPES:
        respread(recipe, PLAN, chosen.pictures.resolve(), ROOT)
        sys.stdout.write(f"{recipe.identity.id}: spreads told by {PLAN.spreads.patients} pictures\n")


if __name__ == "__main__":
    main()
