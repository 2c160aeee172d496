"""Writes the network as ONNX and checks that onnxruntime reproduces it."""

import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray

from .network import ReadmissionNetwork

OUTPUTS = ("log_hazard", "survival", "member_survival")
OPSET = 17


class OnnxMismatchError(Exception):
    """The exported graph does not compute what the network computes."""


def export_onnx(network: ReadmissionNetwork, path: Path) -> None:
    """Write `network` with inputs `values`, `present` (n, features); n is dynamic."""
    network.eval()
    example = (torch.zeros(2, network.features), torch.zeros(2, network.features))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            example,
            str(path),
            input_names=["values", "present"],
            output_names=list(OUTPUTS),
            dynamic_axes={name: {0: "patients"} for name in ("values", "present", *OUTPUTS)},
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


def run_onnx(path: Path, values: NDArray, present: NDArray) -> tuple[NDArray, NDArray, NDArray]:
    """Return log_hazard, survival, member_survival as onnxruntime's CPU provider computes them."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    feed = {"values": values.astype(np.float32), "present": present.astype(np.float32)}
    return tuple(session.run(list(OUTPUTS), feed))


def check_onnx(
    network: ReadmissionNetwork, path: Path, values: NDArray, present: NDArray, limit: float = 1e-5
) -> float:
    """Return the largest difference between network and file; raise `OnnxMismatchError` above `limit`."""
    with torch.no_grad():
        expected = network(torch.tensor(values).float(), torch.tensor(present).float())
    actual = run_onnx(path, values, present)
    differences = [float(np.abs(a - e.numpy()).max()) for a, e in zip(actual, expected, strict=True)]
    worst = max(differences)
    if not worst <= limit:
        detail = ", ".join(f"{n} {d:.2e}" for n, d in zip(OUTPUTS, differences, strict=True))
        raise OnnxMismatchError(f"{path.name} differs from the network: {detail}; limit {limit}")
    return worst
