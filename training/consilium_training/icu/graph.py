"""An ensemble of trees as an ONNX graph that fills, asks and answers: nothing learned lies outside it."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from ..export import Graph
from .trees import Ensemble, Tree

OPSET, TREES_OPSET, IR = 17, 3, 8


def risk_graph(features: int) -> Graph:
    """Return what the manifest says of the graph."""
    rows: tuple[int | None, ...] = (None, features)
    one: tuple[int | None, ...] = (None, 1)
    return Graph(
        "risk", "risk.onnx", {"values": rows, "present": rows}, {"log_odds": one, "probability": one}
    )


def tree_attributes(trees: tuple[Tree, ...]) -> dict[str, list]:
    """Return the columns in which `TreeEnsembleRegressor` (ai.onnx.ml 3) holds its nodes and leaves."""
    nodes = [(k, place, node) for k, tree in enumerate(trees) for place, node in enumerate(tree)]
    leaves = [(k, place, node) for k, place, node in nodes if node.feature < 0]
    return {
        "nodes_treeids": [k for k, _, _ in nodes],
        "nodes_nodeids": [place for _, place, _ in nodes],
        "nodes_featureids": [max(node.feature, 0) for _, _, node in nodes],
        "nodes_modes": ["LEAF" if node.feature < 0 else "BRANCH_LEQ" for _, _, node in nodes],
        "nodes_values": [node.threshold for _, _, node in nodes],
        "nodes_truenodeids": [node.left for _, _, node in nodes],
        "nodes_falsenodeids": [node.right for _, _, node in nodes],
        "target_treeids": [k for k, _, _ in leaves],
        "target_nodeids": [place for _, place, _ in leaves],
        "target_ids": [0] * len(leaves),
        "target_weights": [node.value for _, _, node in leaves],
    }


def write_graph(ensemble: Ensemble, graph: Graph, path: Path) -> None:
    """Write the graph: `values` where `present`, else medians; trees; logistic function."""
    features = len(ensemble.medians)
    nodes = [
        helper.make_node("Greater", ["present", "half"], ["known"]),
        helper.make_node("Where", ["known", "values", "medians"], ["filled"]),
        helper.make_node(
            "TreeEnsembleRegressor",
            ["filled"],
            ["log_odds"],
            domain="ai.onnx.ml",
            n_targets=1,
            aggregate_function="SUM",
            post_transform="NONE",
            base_values=[ensemble.intercept],
            **tree_attributes(ensemble.trees),
        ),
        helper.make_node("Sigmoid", ["log_odds"], ["probability"]),
    ]
    body = helper.make_graph(
        nodes,
        graph.name,
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["hours", features])
            for name in graph.inputs
        ],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["hours", 1]) for name in graph.outputs],
        [
            numpy_helper.from_array(np.array([0.5], np.float32), "half"),
            numpy_helper.from_array(ensemble.medians[None].astype(np.float32), "medians"),
        ],
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("ai.onnx.ml", TREES_OPSET)]
    model = helper.make_model(body, opset_imports=opsets, ir_version=IR, producer_name="consilium")
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(path))
