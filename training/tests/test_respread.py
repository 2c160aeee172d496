"""Spreads told anew: they cover other pictures, and nothing else is answered differently."""

import numpy as np
import onnx
import pytest
import torch

from consilium_training.encoders.calibrate import Calibration
from consilium_training.encoders.edited import EditError
from consilium_training.encoders.encoder import Encoder, findings_graph
from consilium_training.encoders.film_networks import FilmNetwork, ResidualSize
from consilium_training.encoders.findings import FILM, which
from consilium_training.encoders.fit import Reader
from consilium_training.encoders.novelty import Novelty, film_thumbnail
from consilium_training.encoders.respread import widen
from consilium_training.export import export_onnx, run_onnx
from consilium_training.inputs import TensorSpec

COUNT, WIDTH = len(FILM), 6
SPEC = TensorSpec("radiograph.frontal", (1, 256, 256), 1)


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Return the file of a small network with made-up weights, exported as encoders are."""
    torch.manual_seed(1)
    random = np.random.default_rng(1)
    reader = Reader(FilmNetwork(ResidualSize((2, 2, 2, 2, 2), WIDTH)), FILM, np.zeros(COUNT), np.ones(COUNT))
    novelty = Novelty(film_thumbnail, random.normal(size=(20, 1024)), random.normal(size=(20, WIDTH)))
    widths = np.linspace(0.5, 2, COUNT)
    calibration = Calibration(np.zeros(COUNT), np.ones(COUNT), widths, np.full((COUNT, 3), 0.1))
    path = tmp_path_factory.mktemp("encoder") / "findings.onnx"
    export_onnx(Encoder(reader, novelty, calibration, FILM), findings_graph(SPEC, FILM, WIDTH), path)
    return path


def test_spreads_of_quantities_are_multiplied_and_nothing_else_moves(exported, tmp_path):
    factors = np.linspace(1.1, 3, COUNT)
    model = onnx.load(exported)
    widen(model, factors)
    onnx.save(model, tmp_path / "wider.onnx")
    picture = {SPEC.id: np.random.default_rng(2).random((1, *SPEC.shape), np.float32)}
    before, after = (run_onnx(path, picture) for path in (exported, tmp_path / "wider.onnx"))
    expected = before["spread"][0].copy()
    quantities = which(FILM, presence=False)
    expected[quantities] *= factors[quantities]
    np.testing.assert_allclose(after["spread"][0], expected, rtol=1e-6)
    for name in ("value", "novelty", "embedding"):
        assert after[name].tobytes() == before[name].tobytes()


def test_a_graph_that_ends_otherwise_is_refused(exported):
    with pytest.raises(EditError, match="no single factor"):
        widen(onnx.load(exported), np.ones(COUNT + 1))
