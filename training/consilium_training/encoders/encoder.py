"""The whole graph: picture in; values, spreads, novelty and embedding out."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ..export import Graph
from ..inputs import TensorSpec
from .calibrate import Calibration
from .findings import Finding
from .fit import READ_AT_ONCE, Reader
from .novelty import Novelty
from .pictures import PictureSet

FILE = "findings.onnx"
# The network's last layer: what its heads read the findings from.
EMBEDDING = "embedding"
LEAST_SPREAD = 1e-3
# Beyond any value in any unit.
FAR = 1e9


class Encoder(nn.Module):
    """A fitted reader with its calibration and its test of novelty.

    A presence's spread is the standard error of its probability, from that of the calibration (delta method).
    """

    def __init__(
        self, reader: Reader, novelty: Novelty, calibration: Calibration, findings: Sequence[Finding]
    ) -> None:
        super().__init__()
        self.reader, self.novelty = reader, novelty
        there = np.array([one.presence for one in findings])
        for name, value in (
            ("there", there),
            ("offset", calibration.offset),
            ("slope", calibration.slope),
            ("widen", calibration.widen),
            ("covariance", calibration.covariance.T),
            ("least", [one.low if one.bounded else -FAR for one in findings]),
            ("most", [one.high if one.bounded else FAR for one in findings]),
        ):
            self.register_buffer(name, torch.tensor(np.asarray(value), dtype=torch.float32))

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Map pictures (n, *shape) to value, spread (n, findings), novelty (n, 1), features (n, width)."""
        small = self.reader.network.reduce(picture)
        level, spread, features = self.reader(small)
        line = self.offset + self.slope * level
        probability = torch.sigmoid(line)
        bounded = torch.minimum(torch.maximum(line, self.least), self.most)
        value = self.there * probability + (1 - self.there) * bounded
        of_offset, joint, of_slope = self.covariance.unbind(0)
        variance = of_offset + 2 * joint * level + of_slope * level.square()
        error = probability * (1 - probability) * variance.clamp_min(0).sqrt() + LEAST_SPREAD
        width = self.there * error + (1 - self.there) * self.widen * spread
        return value, width, self.novelty(small, features), features


def findings_graph(tensor: TensorSpec, findings: Sequence[Finding], width: int) -> Graph:
    """Return the one graph, of one picture, whose embedding has `width` numbers."""
    row = (1, len(findings))
    return Graph(
        name="findings",
        file=FILE,
        inputs={tensor.id: (1, *tensor.shape)},
        outputs={"value": row, "spread": row, "novelty": (1, 1), EMBEDDING: (1, width)},
    )


def embedding_words(width: int) -> dict[str, object]:
    """Return what the manifest says of the embedding."""
    return {"output": EMBEDDING, "size": width}


def encode(encoder: Encoder, pictures: PictureSet | NDArray) -> tuple[NDArray, NDArray, NDArray]:
    """Return value, spread and novelty of many pictures, in parts that fit in memory.

    Parameters
    ----------
    pictures : PictureSet, or ndarray of shape (n, *shape)
    """
    stored = pictures.tensors if isinstance(pictures, PictureSet) else pictures
    with torch.no_grad():
        parts = [
            encoder(torch.tensor(np.array(stored[start : start + READ_AT_ONCE])).float())[:3]
            for start in range(0, len(stored), READ_AT_ONCE)
        ]
    value, spread, novelty = (torch.cat(column).numpy() for column in zip(*parts, strict=True))
    return value, spread, novelty
