"""From nothing to a model folder that the program opens: a whole training, in little."""

import json
import subprocess
from pathlib import Path

import pytest

from consilium_training.params import read_params
from consilium_training.readmission import plan_of
from consilium_training.train import train_model

ROOT = Path(__file__).parents[2]
NODE = ROOT / "node_modules/.bin/node"
COMMITTED = ROOT / "public/models/readmission/2"
TINY = plan_of(read_params(Path(__file__).with_name("tiny.yaml")))

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not NODE.exists(), reason="needs npm ci")]


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """Train on a few simulated patients; return cohorts, model folder and root of what was written."""
    cohorts, root = tmp_path_factory.mktemp("cohorts"), tmp_path_factory.mktemp("root")
    return cohorts, train_model(cohorts, TINY, root), root


def opened(folder: Path) -> dict:
    """Return what the program says of a model folder: all golden cases replayed, and its charts read anew."""
    command = [NODE, "training/tests/open-model.ts", folder]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def outline(value):
    """Return the names of all fields, and of lists the first entry's."""
    if isinstance(value, dict):
        return {name: outline(item) for name, item in value.items()}
    return [outline(value[0])] if isinstance(value, list) and value else None


@pytest.mark.parametrize("which", ["committed", "trained"])
def test_the_program_opens_it_and_reads_its_charts_anew(which, trained):
    folder = COMMITTED if which == "committed" else trained[1]
    assert opened(folder) == {"kind": "survival", "cases": 8, "same": [True, True, True]}


@pytest.mark.parametrize("name", ["manifest.json", "golden.json"])
def test_its_files_have_the_form_of_the_committed_ones(name, trained):
    ours, theirs = (json.loads((folder / name).read_text()) for folder in (trained[1], COMMITTED))
    # Few patients lack some kinds of values altogether.
    for body in (ours, theirs):
        for by_feature in ("quantiles", "measureShifts"):
            body.pop(by_feature, None)
    assert outline(ours) == outline(theirs)


def test_it_depends_on_the_same_inputs(trained):
    ours, theirs = (json.loads((folder / "manifest.json").read_text()) for folder in (trained[1], COMMITTED))
    assert ours["contract"] == theirs["contract"]
    assert ours["inputs"] == theirs["inputs"]


def test_texts_are_written_beside_it(trained):
    _, _, root = trained
    assert "Training: 40 patients" in (root / "docs/models/readmission.md").read_text()
    report = (root / "docs/generated/readmission-report.md").read_text()
    assert report.startswith("# Readmission model: report")
    assert "every choice" in report
    assert "## Readmission within 30 days" in (root / "docs/results.md").read_text()


def test_what_is_there_is_not_made_again(trained, capsys):
    cohorts, folder, root = trained
    before = (folder / "model.onnx").read_bytes()
    train_model(cohorts, TINY, root)
    said = capsys.readouterr().out
    assert "making" not in said
    assert "epoch" not in said
    assert (folder / "model.onnx").read_bytes() == before
