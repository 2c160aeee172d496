"""Puts an edited graph in an encoder's folder: all but one of its outputs stay the same to the last bit."""

import base64
import json
from pathlib import Path

import numpy as np
import onnx

from ..export import run_onnx
from ..golden import described, sha256
from ..manifest import GOLDEN, MANIFEST, describe
from ..maps.report import manifest_text
from .encoder import FILE
from .proof import GREYS


class EditError(Exception):
    """The graph cannot be edited, or would answer differently."""


def replace_graph(folder: Path, model: onnx.ModelProto, output: str) -> dict:
    """Write the graph and its golden cases; return the manifest with their hashes, not yet written.

    Parameters
    ----------
    output : str
        The one output that is new, or answers anew.

    Raises
    ------
    EditError
        Another golden output would not stay the same to the last bit; nothing is changed.
    """
    golden = json.loads((folder / GOLDEN).read_text(encoding="utf-8"))
    edited = folder / f"{FILE}.edited"
    onnx.save(model, str(edited))
    for case in golden["cases"]:
        old, new = (run_onnx(path, inputs_of(case)) for path in (folder / FILE, edited))
        if any(old[name].tobytes() != new[name].tobytes() for name in old if name != output):
            edited.unlink()
            raise EditError(f"{folder.name}: golden case {case['name']} would be answered differently")
        case["outputs"] |= described({output: new[output]})
    edited.replace(folder / FILE)
    golden["graphs"] = {name: sha256(folder / FILE) for name in golden["graphs"]}
    text = json.dumps(golden, separators=(",", ":"), allow_nan=False)
    (folder / GOLDEN).write_text(text + "\n", encoding="utf-8")
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (graph,) = manifest["graphs"]
    graph["file"], manifest["golden"] = describe(folder / FILE), describe(folder / GOLDEN)
    return manifest


def write_manifest(folder: Path, manifest: dict) -> None:
    """Write the manifest of an encoder."""
    (folder / MANIFEST).write_text(manifest_text(manifest) + "\n", encoding="utf-8")


def inputs_of(case: dict) -> dict[str, np.ndarray]:
    """Return a golden case's pictures as numbers from 0 to 1."""
    return {
        name: np.frombuffer(base64.b64decode(one["greys"]), np.uint8).reshape(one["shape"]).astype(np.float32)
        / np.float32(GREYS)
        for name, one in case["inputs"].items()
    }
