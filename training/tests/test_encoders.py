"""From nothing to model folders of findings: both encoders in little, and another network in their place."""

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from outline import outline

from consilium_training.encoders.plans import RADIOGRAPH, RECIPES
from consilium_training.encoders.train import train_encoder
from consilium_training.export import run_onnx
from consilium_training.golden import sha256

ROOT = Path(__file__).parents[2]
NODE = ROOT / "node_modules/.bin/node"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not NODE.exists(), reason="needs npm ci")]


def folder_of(recipe, root: Path) -> Path:
    """Return where an encoder's folder lies in a project."""
    return root / "public/models" / recipe.identity.id / recipe.identity.version


@pytest.fixture(params=RECIPES, ids=lambda one: one.identity.id)
def encoder(request, trained):
    """Return an encoder's recipe, its folder and its manifest."""
    folder = folder_of(request.param, trained.root)
    return request.param, folder, json.loads((folder / "manifest.json").read_text())


def test_the_manifest_describes_files_findings_and_graph(encoder):
    recipe, folder, manifest = encoder
    assert manifest["kind"] == "findings"
    (graph,) = manifest["graphs"]
    assert graph["inputs"].keys() == {recipe.tensor}
    count = len(manifest["findings"])
    size = manifest["embedding"]["size"]
    assert graph["outputs"] == {
        "value": [1, count],
        "spread": [1, count],
        "novelty": [1, 1],
        manifest["embedding"]["output"]: [1, size],
    }
    for file in (graph["file"], manifest["golden"], manifest["charts"]):
        assert sha256(folder / file["name"]) == file["sha256"]
    assert graph["file"]["bytes"] < 3e6


def test_the_program_opens_it_and_replays_its_golden_pictures(encoder):
    recipe, folder, _ = encoder
    command = [NODE, "training/tests/open-encoder.ts", folder]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert json.loads(said) == {"kind": "findings", "findings": len(recipe.findings)}


def test_whoever_trains_anew_gets_a_folder_of_the_form_that_is_shipped(encoder):
    recipe, folder, manifest = encoder
    shipped = folder_of(recipe, ROOT)
    assert outline(manifest) == outline(json.loads((shipped / "manifest.json").read_text()))
    assert {one.name for one in folder.iterdir()} == {one.name for one in shipped.iterdir()}
    assert manifest["maps"].keys() > {"side", "orders", "reference", "findings"}
    assert sha256(folder / "reference.json") == manifest["maps"]["reference"]["sha256"]


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
    text = (trained.root / "docs/generated/encoders-report.md").read_text()
    assert "## Findings of a frontal chest radiograph" in text
    assert "## Findings of an apical four-chamber echocardiogram" in text


@pytest.fixture(scope="module")
def transformer(trained, tmp_path_factory):
    """Train the small vision transformer on the same films by the same command; return its folder."""
    root = tmp_path_factory.mktemp("transformer")
    return train_encoder(RADIOGRAPH, trained.pictures, trained.encoders, root, "vit")


def project_with(folder: Path, root: Path) -> Path:
    """Return a copy of the program in which a folder stands in the place of the radiograph's encoder."""
    for part in ("cli", "lib", "public"):
        shutil.copytree(ROOT / part, root / part, copy_function=os.link)
    shutil.copy(ROOT / "package.json", root)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    place = folder_of(RADIOGRAPH, root)
    shutil.rmtree(place)
    shutil.copytree(folder, place)
    return root


def read_pictures(project: Path, folder: Path) -> tuple[set[str], str]:
    """Return the hashes of the networks' files that found something on films, and what was not read."""
    command = [NODE, "cli/main.ts", "read-pictures", folder]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    found = [json.loads(line)["contained"][0] for line in done.stdout.splitlines()]
    hashes = {
        device["identifier"][0]["value"] for device in found if RADIOGRAPH.identity.id in json.dumps(device)
    }
    return hashes, done.stderr


def test_another_network_takes_the_place_of_ours_as_a_folder_and_nothing_else(trained, transformer, tmp_path):
    golden = trained.pictures / trained.encoders.golden.name
    ours, _ = read_pictures(ROOT, golden)
    assert ours == {sha256(folder_of(RADIOGRAPH, ROOT) / "findings.onnx")}
    theirs, left = read_pictures(project_with(transformer, tmp_path / "project"), golden)
    # Barely trained, it may say that a film is unlike those that it learned.
    assert theirs == {sha256(transformer / "findings.onnx")} or "radiograph" in left
    assert not theirs & ours
