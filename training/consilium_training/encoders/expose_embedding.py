"""Names the last layer of an encoder that was exported without it: `python -m …encoders.expose_embedding`.

The graph's nodes and weights stay as they are, so each finding stays the same to the last bit; what is
exported from now on has the output already.
"""

import argparse
import json
import sys
from pathlib import Path

import onnx

from ..cohorts import ROOT
from ..manifest import MANIFEST
from .edited import EditError, replace_graph, write_manifest
from .encoder import EMBEDDING, FILE, embedding_words

# The head whose input is the last layer.
HEAD = "reader.level.weight"


def expose(model: onnx.ModelProto) -> int:
    """Name the head's input `embedding` and make it an output; return how many numbers it has."""
    graph = model.graph
    if any(output.name == EMBEDDING for output in graph.output):
        raise EditError("the graph has an embedding already")
    heads = [node for node in graph.node if HEAD in node.input]
    weights = [one for one in graph.initializer if one.name == HEAD]
    if len(heads) != 1 or len(weights) != 1:
        raise EditError(f"no single layer has the weights {HEAD}")
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
    """Give graph, golden outputs and manifest of a model folder the embedding, after the novelty.

    Raises
    ------
    EditError
        It has one, or another golden output would not stay the same to the last bit.
    """
    model = onnx.load(str(folder / FILE))
    width = expose(model)
    manifest = replace_graph(folder, model, EMBEDDING)
    (graph,) = manifest["graphs"]
    graph["outputs"] |= {EMBEDDING: [1, width]}
    parts = {}
    for name, part in manifest.items():
        parts[name] = part
        if name == "novelty":
            parts["embedding"] = embedding_words(width)
    write_manifest(folder, parts)


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
