"""An encoder that was exported without its last layer gets it named, and answers as before."""

import numpy as np
import onnx
import pytest
import torch

from consilium_training.encoders.calibrate import Calibration
from consilium_training.encoders.edited import EditError
from consilium_training.encoders.encoder import Encoder, findings_graph
from consilium_training.encoders.expose_embedding import expose
from consilium_training.encoders.film_networks import FilmNetwork, ResidualSize
from consilium_training.encoders.findings import FILM
from consilium_training.encoders.fit import Reader
from consilium_training.encoders.novelty import Novelty, film_thumbnail
from consilium_training.export import export_onnx, run_onnx
from consilium_training.inputs import TensorSpec

WIDTH = 6
SPEC = TensorSpec("radiograph.frontal", (1, 256, 256), 1)


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Return the file of a small network with made-up weights, exported as encoders are today."""
    torch.manual_seed(1)
    random = np.random.default_rng(1)
    count = len(FILM)
    network = FilmNetwork(ResidualSize((2, 2, 2, 2, 2), WIDTH))
    reader = Reader(network, FILM, np.zeros(count), np.ones(count))
    novelty = Novelty(film_thumbnail, random.normal(size=(20, 1024)), random.normal(size=(20, WIDTH)))
    calibration = Calibration(np.zeros(count), np.ones(count), np.ones(count), np.full((count, 3), 0.1))
    path = tmp_path_factory.mktemp("encoder") / "findings.onnx"
    export_onnx(Encoder(reader, novelty, calibration, FILM), findings_graph(SPEC, FILM, WIDTH), path)
    return path


def without_embedding(path):
    """Return the graph as encoders were exported before: its last layer inside, under another name."""
    model = onnx.load(path)
    for node in model.graph.node:
        for names in (node.input, node.output):
            for place, name in enumerate(names):
                if name == "embedding":
                    names[place] = "hidden"
    del model.graph.output[-1]
    return model


def test_what_was_exported_without_it_answers_as_before_and_as_what_is_exported_with_it(exported, tmp_path):
    old, named = without_embedding(exported), tmp_path / "named.onnx"
    onnx.save(old, tmp_path / "old.onnx")
    assert expose(old) == WIDTH
    onnx.save(old, named)
    picture = {SPEC.id: np.random.default_rng(2).random((1, *SPEC.shape), np.float32)}
    before, after, today = (run_onnx(p, picture) for p in (tmp_path / "old.onnx", named, exported))
    assert list(before) == ["value", "spread", "novelty"]
    assert list(after) == list(today) == [*before, "embedding"]
    assert all(before[name].tobytes() == after[name].tobytes() for name in before)
    assert after["embedding"].tobytes() == today["embedding"].tobytes()
    assert after["embedding"].shape == (1, WIDTH)
    assert after["embedding"].max() > 0


def test_a_graph_with_an_embedding_or_without_such_a_head_is_refused(exported):
    with pytest.raises(EditError, match="already"):
        expose(onnx.load(exported))
    other = without_embedding(exported)
    for one in other.graph.initializer:
        if one.name == "reader.level.weight":
            one.name = "another"
    with pytest.raises(EditError, match="no single layer"):
        expose(other)
