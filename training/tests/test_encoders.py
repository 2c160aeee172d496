"""From nothing to a model folder of findings: both encoders, in little, on the same few pictures."""

import base64
import json
import subprocess
from pathlib import Path

import numpy as np
import pytest

from consilium_training.encoders.plans import RECIPES, plan_of
from consilium_training.encoders.train import train_encoder
from consilium_training.export import run_onnx
from consilium_training.golden import sha256
from consilium_training.params import read_params

ROOT = Path(__file__).parents[2]
NODE = ROOT / "node_modules/.bin/node"
TINY = plan_of(read_params(Path(__file__).with_name("tiny.yaml")))

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not NODE.exists(), reason="needs npm ci")]


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """Train both encoders on a few pictures; return root of what was written and the folder by encoder."""
    pictures, root = tmp_path_factory.mktemp("pictures"), tmp_path_factory.mktemp("root")
    folders = {
        one.tensor: train_encoder(one, pictures, TINY, root, TINY.shipped[one.identity.id]) for one in RECIPES
    }
    return root, folders


@pytest.fixture(params=RECIPES, ids=lambda one: one.identity.id)
def encoder(request, trained):
    """Return an encoder's recipe, its folder and its manifest."""
    folder = trained[1][request.param.tensor]
    return request.param, folder, json.loads((folder / "manifest.json").read_text())


def test_the_manifest_describes_files_findings_and_graph(encoder):
    recipe, folder, manifest = encoder
    assert manifest["kind"] == "findings"
    (graph,) = manifest["graphs"]
    assert graph["inputs"].keys() == {recipe.tensor}
    count = len(manifest["findings"])
    assert graph["outputs"] == {"value": [1, count], "spread": [1, count], "novelty": [1, 1]}
    for file in (graph["file"], manifest["golden"], manifest["charts"]):
        assert sha256(folder / file["name"]) == file["sha256"]
    assert graph["file"]["bytes"] < 3e6


def test_the_program_opens_it_and_replays_its_golden_pictures(encoder):
    recipe, folder, _ = encoder
    command = [NODE, "training/tests/open-encoder.ts", folder]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert json.loads(said) == {"kind": "findings", "findings": len(recipe.findings)}


def test_golden_pictures_of_patients_and_of_nobody_are_answered_as_written(encoder):
    recipe, folder, _ = encoder
    golden = json.loads((folder / "golden.json").read_text())
    assert [("patient" in case) for case in golden["cases"]] == [True, True, True, False, False]
    for case in golden["cases"]:
        picture = case["inputs"][recipe.tensor]
        greys = np.frombuffer(base64.b64decode(picture["greys"]), np.uint8).reshape(picture["shape"])
        answered = run_onnx(folder / "findings.onnx", {recipe.tensor: greys / np.float32(255)})
        for name, output in case["outputs"].items():
            np.testing.assert_allclose(answered[name].ravel(), output["data"], rtol=1e-5, atol=1e-5)


def test_probabilities_are_shares_and_spreads_are_positive(encoder):
    recipe, folder, _ = encoder
    golden = json.loads((folder / "golden.json").read_text())
    for case in golden["cases"]:
        value, spread = (np.array(case["outputs"][name]["data"]) for name in ("value", "spread"))
        there = np.array([one.presence for one in recipe.findings])
        assert np.all((value[there] >= 0) & (value[there] <= 1))
        assert np.all(spread > 0)


def test_the_report_tells_both(trained):
    text = (trained[0] / "docs/generated/encoders-report.md").read_text()
    assert "## Findings of a frontal chest radiograph" in text
    assert "## Findings of an apical four-chamber echocardiogram" in text
