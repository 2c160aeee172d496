"""Canonical JSON is that of JavaScript, to the byte."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest

from consilium_training.canonical import canonical_hash, canonical_json, number_text

ROOT = Path(__file__).parents[2]
NODE = ROOT / "node_modules/.bin/node"
MANIFEST = ROOT / "public/models/readmission/2/manifest.json"
WRITTEN = [
    (1.0, "1"),
    (-0.0, "0"),
    (300000, "300000"),
    (-1199996.0, "-1199996"),
    (0.05, "0.05"),
    (-1999.8, "-1999.8"),
    (1e-6, "0.000001"),
    (1e-7, "1e-7"),
    (1.5e-7, "1.5e-7"),
    (123456789012345680000, "123456789012345680000"),
    (1e21, "1e+21"),
    (1.25e300, "1.25e+300"),
    (2**53 + 1, "9007199254740992"),
]


@pytest.mark.parametrize(("number", "text"), WRITTEN)
def test_a_number_is_printed_as_javascript_does(number, text):
    assert number_text(number) == text


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_cannot_hold_is_refused(number):
    with pytest.raises(ValueError, match="no number of JSON"):
        canonical_json({"x": [number]})


def test_keys_are_sorted_and_nothing_is_white():
    value = {"b": [1.0, None, True], "a": {"µ": "g/dL\n", "A": []}}
    assert canonical_json(value) == '{"a":{"A":[],"µ":"g/dL\\n"},"b":[1,null,true]}'


def test_the_committed_inputs_hash_to_what_their_manifest_states():
    manifest = json.loads(MANIFEST.read_text())
    assert canonical_hash(manifest["inputs"]) == manifest["contract"]


@pytest.mark.skipif(not NODE.exists(), reason="needs npm ci")
def test_numbers_of_every_size_agree_with_javascript():
    random = np.random.default_rng(1)
    drawn = random.normal(size=2000) * 10.0 ** random.integers(-12, 26, 2000)
    numbers = [*drawn.tolist(), *(round(x, 3) for x in drawn.tolist()), *(10.0**e for e in range(-12, 26))]
    script = "process.stdout.write(JSON.stringify(JSON.parse(require('fs').readFileSync(0,'utf8'))))"
    told = subprocess.run([NODE, "-e", script], input=json.dumps(numbers), capture_output=True, text=True)
    assert canonical_json(numbers) == told.stdout


@pytest.mark.skipif(not NODE.exists(), reason="needs npm ci")
def test_the_hash_of_inputs_is_that_of_the_program():
    inputs = {
        "features": [
            {"id": "x.last", "unit": "10*3/uL", "plausible": [1e-7, 5e22], "version": 1.0},
            {"id": "ß", "unit": "µg", "plausible": [-0.0, 2.50], "version": 3},
        ],
        "tensors": [{"id": "film.frontal", "shape": [1, 224, 224], "version": 2}],
    }
    script = (
        "import { inputsHash } from '#lib/contract/model-inputs.ts';"
        f"process.stdout.write(await inputsHash({json.dumps(inputs)}))"
    )
    command = [NODE, "--input-type=module", "-e", script]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert canonical_hash(inputs) == told
