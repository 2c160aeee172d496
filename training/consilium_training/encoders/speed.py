"""How long one picture takes in onnxruntime on one thread."""

import time
from pathlib import Path

import numpy as np
import onnxruntime

from ..inputs import TensorSpec

RUNS = 15


def milliseconds(path: Path, spec: TensorSpec) -> float:
    """Return the shortest of some runs: what else the machine did is not the network's."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    picture = {spec.id: np.random.default_rng(1).random((1, *spec.shape), np.float32)}
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        session.run(None, picture)
        taken.append(time.perf_counter() - start)
    return round(1000 * min(taken), 1)
