"""A network of one's own becomes a folder that the program opens and embeds a film with."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
import torch
from tiny_resnet import TinyResnet
from torch import nn

from consilium_training.export import run_onnx
from consilium_training.export_embedding import FILE, NetworkError, build, load_weights, main, without_head

ROOT = Path(__file__).parents[2]
NODE = ROOT / "node_modules/.bin/node"


def export(folder: Path, *more: str) -> dict:
    """Export the tiny network into a folder; return its manifest."""
    out = folder / "my-resnet/1"
    main(["--network", "tiny_resnet:build", "--side", "64", "--out", str(out), *more])
    return json.loads((out / "manifest.json").read_text())


def test_the_folder_says_what_it_is_and_that_random_weights_know_nothing(tmp_path, capsys):
    manifest = export(tmp_path)
    assert (manifest["id"], manifest["version"], manifest["kind"]) == ("my-resnet", "1", "embedding")
    assert manifest["embedding"] == {"output": "embedding", "size": 8}
    assert "random" in manifest["training"]["data"]
    assert "RANDOM weights" in capsys.readouterr().err


def test_the_embedding_is_what_comes_into_the_last_layer_of_the_weights_that_are_given(tmp_path, capsys):
    torch.manual_seed(7)
    network = TinyResnet().eval()
    torch.save({"state_dict": network.state_dict()}, tmp_path / "own.pt")
    manifest = export(tmp_path, "--weights", str(tmp_path / "own.pt"), "--trained-on", "made-up films")
    assert manifest["training"]["data"].startswith("made-up films (weights own.pt, SHA-256 ")
    assert capsys.readouterr().err == ""
    film = torch.rand(1, 1, 256, 256)
    small = nn.functional.interpolate(film, size=(64, 64), mode="bilinear", align_corners=False)
    mean, deviation = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])
    scaled = (small.expand(1, 3, 64, 64) - mean.reshape(3, 1, 1)) / deviation.reshape(3, 1, 1)
    (found,) = run_onnx(tmp_path / "my-resnet/1" / FILE, {"radiograph.frontal": film.numpy()}).values()
    with torch.no_grad():
        logits = network(scaled).numpy()
        given = network.fc(torch.tensor(found)).numpy()
    np.testing.assert_allclose(given, logits, atol=1e-4)


def test_what_cannot_be_built_or_filled_is_refused_in_words(tmp_path):
    with pytest.raises(NetworkError, match="cannot be built"):
        build("tiny_resnet:absent")
    with pytest.raises(NetworkError, match="cannot be built"):
        build("no_such_package:resnet18")
    with pytest.raises(NetworkError, match="without a download"):
        build("torchxrayvision:resnet50")
    torch.save(nn.Linear(2, 2).state_dict(), tmp_path / "other.pt")
    with pytest.raises(NetworkError, match="not this network's"):
        load_weights(TinyResnet(), tmp_path / "other.pt")
    with pytest.raises(NetworkError, match="no linear layer"):
        without_head(nn.Conv2d(1, 1, 1))


@pytest.mark.skipif(not NODE.exists(), reason="needs npm ci")
def test_the_program_opens_the_folder_and_embeds_a_film(tmp_path):
    export(tmp_path)
    command = [NODE, "training/tests/embed-film.ts", tmp_path / "my-resnet/1"]
    said = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    assert said["findings"] == {}
    assert said["report"] == {"status": "scored", "findings": 0}
    assert len(said["values"]) == 8
    assert max(said["values"]) > 0
