"""A shipped encoder's graph as a function of pictures, as it is and with shuffled weights."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import numpy_helper

from .cells import Network

# What turns a network's answer into units is not learned knowledge of pictures.
KEPT = (
    "there",
    "offset",
    "slope",
    "covariance",
    "least",
    "most",
    "novelty.",
    "reader.centre",
    "reader.scale",
)


class Encoder:
    """A graph of findings.

    Attributes
    ----------
    novelty : list of float
        Of each picture that was read since it was emptied.
    """

    def __init__(self, graph: bytes) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0].name
        self.novelty: list[float] = []

    def __call__(self, picture: np.ndarray) -> np.ndarray:
        """Map one picture, shape (1, *shape), to its findings."""
        value, novelty = self.session.run(["value", "novelty"], {self.input: picture.astype(np.float32)})
        self.novelty.append(float(novelty[0, 0]))
        return value[0].astype(float)


def shuffled(path: Path, seed: int) -> Network:
    """Return the encoder with the weights of each layer in a random order: it has learned nothing.

    References
    ----------
    Adebayo J et al. Sanity checks for saliency maps. NeurIPS 2018.
    """
    random = np.random.default_rng(seed)
    model = onnx.load(path)
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.ndim > 1 and not tensor.name.startswith(KEPT):
            mixed = random.permutation(values.ravel()).reshape(values.shape)
            tensor.CopyFrom(numpy_helper.from_array(mixed, tensor.name))
    return Encoder(model.SerializeToString())
