"""From nothing to a model folder that the program opens: every stage, in little."""

import json
import subprocess
from pathlib import Path

import pytest
from outline import outline

from consilium_training.head import MissingStageError
from consilium_training.readmission import IDENTITY
from consilium_training.stages import STAGES, Run, perform

ROOT = Path(__file__).parents[2]
NODE = ROOT / "node_modules/.bin/node"
MODEL = f"public/models/{IDENTITY.id}/{IDENTITY.version}"
COMMITTED = ROOT / MODEL
LAST = STAGES[-3:]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not NODE.exists(), reason="needs npm ci")]


def opened(folder: Path) -> dict:
    """Return what the program says of a model folder: all golden cases replayed, and its charts read anew."""
    command = [NODE, "training/tests/open-model.ts", folder]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


@pytest.mark.parametrize("which", ["committed", "trained"])
def test_the_program_opens_it_and_reads_its_charts_anew(which, trained):
    folder = COMMITTED if which == "committed" else trained.root / MODEL
    assert opened(folder) == {"kind": "survival", "cases": 8, "same": [True, True, True]}


@pytest.mark.parametrize("name", ["manifest.json", "golden.json"])
def test_its_files_have_the_form_of_the_committed_ones(name, trained):
    ours, theirs = (json.loads((folder / name).read_text()) for folder in (trained.root / MODEL, COMMITTED))
    # Few patients lack some kinds of values altogether.
    for body in (ours, theirs):
        for by_feature in ("quantiles", "measureShifts"):
            body.pop(by_feature, None)
    assert outline(ours) == outline(theirs)


def test_it_depends_on_the_same_inputs(trained):
    ours, theirs = (
        json.loads((folder / "manifest.json").read_text()) for folder in (trained.root / MODEL, COMMITTED)
    )
    assert ours["contract"] == theirs["contract"]
    assert ours["inputs"] == theirs["inputs"]


def test_texts_are_written_beside_it(trained):
    docs = trained.root / "docs"
    assert "Training: 40 patients" in (docs / f"models/{IDENTITY.id}.md").read_text()
    report = (docs / "generated/readmission-report.md").read_text()
    assert report.startswith("# Readmission model: report")
    assert "every choice" in report
    assert "## Readmission within 30 days" in (docs / "results.md").read_text()


def test_each_stage_leaves_what_the_next_reads(trained):
    left = {path.relative_to(trained.work).as_posix() for path in trained.work.rglob("*") if path.is_file()}
    assert left > {
        "golden/rows.ndjson",
        "encoders/golden/rows.ndjson",
        "encoders/train/pictures.ndjson",
        "encoders/radiograph-findings-residual.pt",
        "train/rows.ndjson",
        "test/oracle-scores.ndjson",
        "fit.pt",
        "head.pt",
        "evaluation.json",
        "metrics.json",
    }
    assert json.loads((trained.work / "metrics.json").read_text())["concordance"] > 0


def test_what_is_there_is_not_made_again(trained, capsys):
    file = trained.root / MODEL / "model.onnx"
    before, said = file.read_bytes(), []
    # Another process, which knows nothing but the files.
    again = Run(trained.work, trained.plan, trained.encoders, trained.root, said.append)
    perform(again, LAST)
    assert said[0] == "stage head"
    assert not any("epoch" in one for one in said)
    assert "making" not in capsys.readouterr().out
    assert file.read_bytes() == before


def test_a_stage_says_which_one_it_needs_first(trained, tmp_path):
    empty = Run(tmp_path, trained.plan, trained.encoders, tmp_path)
    for stage in LAST[1:]:
        with pytest.raises(MissingStageError, match="the stage head makes it"):
            stage.perform(empty)
    (tmp_path / "head.pt").write_bytes((trained.work / "head.pt").read_bytes())
    with pytest.raises(MissingStageError, match="the stage evaluate makes it"):
        LAST[2].perform(empty)
