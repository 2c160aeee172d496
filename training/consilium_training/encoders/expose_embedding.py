"""Names the last layer of an encoder that was exported without it: `python -m …encoders.expose_embedding`.

The graph's nodes and weights stay as they are, so each finding stays the same to the last bit; what is
exported from now on has the output already.
"""

import argparse
import base64
import json
import sys
from pathlib import Path

import numpy as np
import onnx

from ..cohorts import ROOT
from ..export import run_onnx
from ..golden import described, sha256
from ..manifest import GOLDEN, MANIFEST, describe
from ..maps.report import manifest_text
from .encoder import EMBEDDING, FILE, embedding_words
from .proof import GREYS

# The head whose input is the last layer.
HEAD = "reader.level.weight"


class EmbeddingError(Exception):
    """The folder cannot be given an embedding."""


def expose(model: onnx.ModelProto) -> int:
    """Name the head's input `embedding` and make it an output; return how many numbers it has."""
    graph = model.graph
    if any(output.name == EMBEDDING for output in graph.output):
        raise EmbeddingError("the graph has an embedding already")
    heads = [node for node in graph.node if HEAD in node.input]
    weights = [one for one in graph.initializer if one.name == HEAD]
    if len(heads) != 1 or len(weights) != 1:
        raise EmbeddingError(f"no single layer has the weights {HEAD}")
    hidden, width = heads[0].input[0], weights[0].dims[1]
    for node in graph.node:
        for names in (node.input, node.output):
            for place, name in enumerate(names):
                if name == hidden:
                    names[place] = EMBEDDING
    graph.output.append(onnx.helper.make_tensor_value_info(EMBEDDING, onnx.TensorProto.FLOAT, [1, width]))
    onnx.checker.check_model(model, full_check=True)
    return width


def expose_folder(folder: Path) -> None:
    """Give graph, golden outputs and manifest of a model folder the embedding.

    Raises
    ------
    EmbeddingError
        It has one, or a golden output would not stay the same to the last bit.
    """
    model = onnx.load(str(folder / FILE))
    golden = json.loads((folder / GOLDEN).read_text(encoding="utf-8"))
    before = [run_onnx(folder / FILE, inputs_of(case)) for case in golden["cases"]]
    width = expose(model)
    edited = folder / f"{FILE}.edited"
    onnx.save(model, str(edited))
    for case, old in zip(golden["cases"], before, strict=True):
        new = run_onnx(edited, inputs_of(case))
        if any(old[name].tobytes() != new[name].tobytes() for name in old):
            raise EmbeddingError(f"{folder.name}: golden case {case['name']} would be answered differently")
        case["outputs"] |= described({EMBEDDING: new[EMBEDDING]})
    edited.replace(folder / FILE)
    golden["graphs"] = {name: sha256(folder / FILE) for name in golden["graphs"]}
    text = json.dumps(golden, separators=(",", ":"), allow_nan=False)
    (folder / GOLDEN).write_text(text + "\n", encoding="utf-8")
    rewrite_manifest(folder, width)


def inputs_of(case: dict) -> dict[str, np.ndarray]:
    """Return a golden case's pictures as numbers from 0 to 1."""
    return {
        name: np.frombuffer(base64.b64decode(one["greys"]), np.uint8).reshape(one["shape"]).astype(np.float32)
        / np.float32(GREYS)
        for name, one in case["inputs"].items()
    }


def rewrite_manifest(folder: Path, width: int) -> None:
    """Write the manifest anew with hashes as they are, and with the embedding after the novelty."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (graph,) = manifest["graphs"]
    graph |= {"file": describe(folder / FILE), "outputs": graph["outputs"] | {EMBEDDING: [1, width]}}
    manifest["golden"] = describe(folder / GOLDEN)
    parts = {}
    for name, part in manifest.items():
        parts[name] = part
        if name == "novelty":
            parts["embedding"] = embedding_words(width)
    text = manifest_text(parts)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Edit the folders that are named, or both encoders'."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", nargs="*", type=Path, help="model folders of encoders")
    own = [ROOT / f"public/models/{id}/1" for id in ("radiograph-findings", "echo-findings")]
    for folder in options.parse_args().folders or own:
        expose_folder(folder)
        sys.stdout.write(f"{folder}: {json.loads((folder / MANIFEST).read_text())['embedding']}\n")


if __name__ == "__main__":
    main()
