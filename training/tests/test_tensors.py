"""Tensors beside the rows: mapped, found by patient, with what is missing told apart."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from heads import HEAD

from consilium_training.dataset import DatasetError
from consilium_training.inputs import inputs_of
from consilium_training.tensors import read_tensors

ROOT = Path(__file__).parents[2]
NODE = ROOT / "node_modules/.bin/node"
(SPEC,) = inputs_of(HEAD, ("ehr",), ("film",)).tensors
STORED = np.arange(18, dtype=np.float32).reshape(3, 1, 2, 3)


def write(folder, stored=STORED, reasons=(None, "never-recorded", None)):
    """Write rows of patients p0, p1 … and their tensors; return the path of the rows."""
    rows = [{"patient": f"p{k}", "tensors": {"film": reason}} for k, reason in enumerate(reasons)]
    path = folder / "rows.ndjson"
    path.write_text("".join(json.dumps(line) + "\n" for line in (HEAD, *rows)))
    np.save(folder / "film.npy", stored)
    return path


def test_a_batch_holds_the_asked_patients_tensors(tmp_path):
    column = read_tensors(tmp_path, SPEC, write(tmp_path), np.array(["p2", "p1"]))
    assert isinstance(column.stored, np.memmap)
    np.testing.assert_array_equal(column.batch(np.array([1, 0, 0])), STORED[[1, 2, 2]])
    assert column.present.tolist() == [1, 0]
    assert column.reasons == (None, "never-recorded")


def test_a_batch_may_be_changed_and_the_file_stays(tmp_path):
    column = read_tensors(tmp_path, SPEC, write(tmp_path), ["p0"])
    column.batch(np.array([0]))[:] = -1
    np.testing.assert_array_equal(np.load(tmp_path / "film.npy"), STORED)


@pytest.mark.parametrize(
    ("change", "patient", "words"),
    [
        ({"stored": STORED[:2]}, "p0", r"float32 \(2, 1, 2, 3\) instead of float32 \(3, 1, 2, 3\)"),
        ({"stored": STORED.astype(float)}, "p0", "float64"),
        ({"stored": STORED[:, 0]}, "p0", "instead of"),
        ({}, "p7", "nothing of film of patient p7"),
    ],
)
def test_what_does_not_belong_to_the_rows_is_refused(tmp_path, change, patient, words):
    rows = write(tmp_path, **change)
    with pytest.raises(DatasetError, match=words):
        read_tensors(tmp_path, SPEC, rows, [patient])


def test_rows_without_tensors_are_refused(tmp_path):
    path = write(tmp_path)
    path.write_text(
        "".join(json.dumps(line) + "\n" for line in (HEAD, *({"patient": f"p{k}"} for k in range(3))))
    )
    with pytest.raises(DatasetError, match="nothing of film"):
        read_tensors(tmp_path, SPEC, path, ["p0"])


@pytest.mark.skipif(not NODE.exists(), reason="needs npm ci")
def test_the_file_that_the_program_writes_is_mapped(tmp_path):
    script = f"""
      import {{ NpyFile }} from '#cli/npy-file.ts';
      const file = await NpyFile.create({json.dumps(str(tmp_path / "film.npy"))}, [1, 2, 3]);
      await file.append(Float32Array.of(0, 1, 2, 3, 4, 5));
      await file.append(null);
      await file.append(Float32Array.of(12, 13, 14, 15, 16, 17));
      await file.close();
    """
    rows = write(tmp_path)
    subprocess.run([NODE, "--input-type=module", "-e", script], cwd=ROOT, check=True)
    column = read_tensors(tmp_path, SPEC, rows, ["p0", "p1", "p2"])
    expected = STORED * np.float32([1, 0, 1])[:, None, None, None]
    np.testing.assert_array_equal(column.batch(np.arange(3)), expected)
    assert column.present.tolist() == [1, 0, 1]
