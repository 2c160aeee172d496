"""Writes a network as an ONNX graph and checks that onnxruntime reproduces it."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import nn

OPSET = 17

Shape = tuple[int | None, ...]
Named = dict[str, NDArray[np.float32]]


class OnnxMismatchError(Exception):
    """The exported graph does not compute what the network computes."""


@dataclass(frozen=True)
class Graph:
    """One graph of a model as its manifest describes it.

    Attributes
    ----------
    name : str
        What the program calls it, e.g. `risk`.
    file : str
        Name in the model folder.
    inputs, outputs : dict of str to tuple
        Shapes in the order of the network's arguments and results; `None`: the rows of one run.
    """

    name: str
    file: str
    inputs: dict[str, Shape]
    outputs: dict[str, Shape]


def export_onnx(network: nn.Module, graph: Graph, path: Path) -> None:
    """Write `network` with the graph's inputs and outputs by name; its free axes are dynamic."""
    network.eval()
    example = tuple(torch.zeros(*(2 if axis is None else axis for axis in s)) for s in graph.inputs.values())
    shapes = graph.inputs | graph.outputs
    free = {name: {k: "patients" for k, axis in enumerate(s) if axis is None} for name, s in shapes.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            example,
            str(path),
            input_names=list(graph.inputs),
            output_names=list(graph.outputs),
            dynamic_axes=free,
            opset_version=OPSET,
            dynamo=False,
        )
    model = onnx.load(str(path))
    # The exporter's own version and stack traces say nothing about the model.
    model.producer_name, model.producer_version, model.doc_string = "consilium", "", ""
    for node in model.graph.node:
        node.doc_string = ""
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(path))


def run_onnx(path: Path, inputs: Mapping[str, NDArray]) -> Named:
    """Return every output by name as onnxruntime's CPU provider computes it."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    feed = {name: np.asarray(array, np.float32) for name, array in inputs.items()}
    return dict(zip(names, session.run(names, feed), strict=True))


def check_onnx(network: nn.Module, path: Path, inputs: Mapping[str, NDArray], limit: float = 1e-5) -> float:
    """Return the largest difference between network and file; raise `OnnxMismatchError` above `limit`.

    Parameters
    ----------
    inputs : mapping of str to ndarray
        In the order of the network's arguments.
    """
    with torch.no_grad():
        expected = network(*(torch.tensor(array).float() for array in inputs.values()))
    actual = run_onnx(path, inputs)
    differences = {
        name: float(np.abs(output - tensor.numpy()).max())
        for (name, output), tensor in zip(actual.items(), expected, strict=True)
    }
    worst = max(differences.values())
    if not worst <= limit:
        detail = ", ".join(f"{name} {difference:.2e}" for name, difference in differences.items())
        raise OnnxMismatchError(f"{path.name} differs from the network: {detail}; limit {limit}")
    return worst
