"""Writes the graph of the example model: mean of the grip curve plus mean of the film, and the grip strength where known.

Run with the training environment; `model.onnx` beside this file is the result.
"""

from pathlib import Path

import onnx
from onnx import TensorProto, helper

CURVE, FILM = "grip.curve", "radiograph.frontal"


def graph() -> onnx.ModelProto:
    """Return the graph: inputs of one patient each, output `estimate` of shape [1, 2]."""
    nodes = [
        helper.make_node("ReduceMean", [CURVE], ["curve"], axes=[1, 2], keepdims=0),
        helper.make_node("ReduceMean", [FILM], ["film"], axes=[1, 2, 3], keepdims=0),
        helper.make_node("Unsqueeze", ["curve", "axis"], ["curve2"]),
        helper.make_node("Unsqueeze", ["film", "axis"], ["film2"]),
        helper.make_node("Mul", ["values", "present"], ["known"]),
        helper.make_node("Add", ["curve2", "known"], ["strength"]),
        helper.make_node("Concat", ["strength", "film2"], ["estimate"], axis=1),
    ]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in (
            ("values", [1, 1]),
            ("present", [1, 1]),
            (CURVE, [1, 1, 8]),
            (FILM, [1, 1, 256, 256]),
        )
    ]
    output = helper.make_tensor_value_info("estimate", TensorProto.FLOAT, [1, 2])
    axis = helper.make_tensor("axis", TensorProto.INT64, [1], [1])
    made = helper.make_graph(nodes, "example", inputs, [output], [axis])
    model = helper.make_model(made, producer_name="consilium", opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.checker.check_model(model, full_check=True)
    return model


if __name__ == "__main__":
    onnx.save(graph(), str(Path(__file__).parent / "model.onnx"))
