"""Takes a fitted network from its exported graph, so that a model folder alone is enough to go on from."""

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from .network import FusedNetwork
from .scaling import RAMPS, Scaling

# The shape functions, in the order in which the network asks for them.
SHAPES = ("main", "pair", "stand_in")
CALIBRATION = ("intercept", "slope", "cumulative_hazard")
CALIBRATION += tuple(f"member_{name}" for name in CALIBRATION)


class NetworkFileError(Exception):
    """A graph is no network of this form; the message names the file and what is missing."""


def read_network(path: Path) -> FusedNetwork:
    """Return the network that `export_onnx` wrote; it scores alike, and cannot be fitted further.

    The price of roughness is no part of a graph.

    Raises
    ------
    NetworkFileError
    """
    graph = onnx.load(str(path)).graph
    known = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    try:
        return rebuild(known, list(graph.node))
    except (KeyError, StopIteration, ValueError, RuntimeError) as cause:
        raise NetworkFileError(f"{path}: no graph of a fused network ({cause})") from cause


def rebuild(known: dict[str, NDArray], nodes: list[onnx.NodeProto]) -> FusedNetwork:
    """Return the network of a graph's constants by name, and its nodes."""
    weights = shape_weights(known, nodes)
    members, days = known["member_cumulative_hazard"].shape[1:]
    rank = weights["pair"].shape[2] // members
    places = known["belongs"].argmax(0)
    network = FusedNetwork(scaling_of(known), places.tolist(), members, rank, days)
    blocks = attention_blocks(known, nodes, members * rank)
    of_member = torch.arange(members)
    with torch.no_grad():
        for name, weight in weights.items():
            getattr(network, name).copy_(torch.tensor(weight))
        for name in (*CALIBRATION, "within"):
            getattr(network, name).copy_(torch.tensor(known[name]))
        for pair, block in zip(range(len(network.pairs)), blocks, strict=True):
            apart = torch.tensor(block).reshape(members, rank, members, rank)
            network.attention[pair].copy_(apart[of_member, :, of_member])
    return network


def scaling_of(known: dict[str, NDArray]) -> Scaling:
    """Return how features are encoded."""
    inverse = known["inverse_width"].astype(float)
    width = np.divide(1.0, inverse, out=np.zeros_like(inverse), where=inverse > 0)
    told = [known[name] for name in ("log_rate", "mean", "deviation", "left")]
    return Scaling(*told, width, known["centre"], known["basis"], np.zeros_like(width))


def shape_weights(known: dict[str, NDArray], nodes: list[onnx.NodeProto]) -> dict[str, NDArray]:
    """Return the weights of smooth components and of constants by name, (features, ramps + 2, outputs)."""
    found = {}
    products = [node for node in nodes if node.op_type == "MatMul" and node.input[0] == "basis"]
    for name, product in zip(SHAPES, products, strict=True):
        joined = next(node for node in nodes if node.op_type == "Concat" and product.output[0] in node.input)
        smooth, constant = known[product.input[1]], known[joined.input[1]]
        found[name] = np.concatenate([smooth, constant], axis=1)
        if found[name].shape[1] != RAMPS + 2:
            raise ValueError(f"{name} has {found[name].shape[1]} weights a feature")
    return found


def attention_blocks(known: dict[str, NDArray], nodes: list[onnx.NodeProto], width: int) -> list[NDArray]:
    """Return the matrices between tokens, in the order of the pairs of sources."""
    right = [known[node.input[1]] for node in nodes if node.op_type == "MatMul" and node.input[1] in known]
    return [matrix for matrix in right if matrix.shape == (width, width)]
