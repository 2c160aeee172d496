"""What is refused when rows and outcomes are read."""

import json
from pathlib import Path

import pytest
from heads import HEAD, feature

from consilium_training.dataset import DatasetError, read_cohort, read_head, require_same_question
from consilium_training.inputs import inputs_of

inputs = inputs_of(HEAD, ("ehr",))
ROW = {"patient": "p1", "at": "x", "eligible": True, "values": [1.5, 0, 7], "present": [1, 0, 1]}
TRUTH = {"simulated": True, "patient": "p1", "logHazard": 0.1, "timeDays": 12.5, "event": 1, "latents": {}}


def read(folder, *, head=HEAD, rows=(ROW,), truth=(TRUTH,)):
    """Write both files and read them."""
    paths = folder / "rows.ndjson", folder / "truth.ndjson"
    for path, lines in zip(paths, ([head, *rows], truth), strict=True):
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return read_cohort(*paths, inputs)


def test_rows_and_outcomes_are_joined_by_patient_without_columns_of_other_modalities(tmp_path):
    other = {**ROW, "patient": "p2", "values": [0, 2, 0], "present": [0, 1, 0]}
    left_out = {**ROW, "patient": "p3", "eligible": False}
    outcomes = [{**TRUTH, "patient": "p2", "timeDays": 90, "event": 0}, TRUTH]
    cohort = read(tmp_path, rows=[ROW, left_out, other], truth=outcomes)
    assert cohort.features == ["a.last", "b"]
    assert cohort.patients.tolist() == ["p1", "p2"]
    assert cohort.time.tolist() == [12.5, 90]
    assert cohort.event.tolist() == [1, 0]
    assert cohort.values.tolist() == [[1.5, 0], [0, 2]]
    assert cohort.present.tolist() == [[1, 0], [0, 1]]


def test_columns_are_found_by_id(tmp_path):
    a, b, dose = HEAD["features"]
    cohort = read(
        tmp_path,
        head={**HEAD, "features": [dose, a, b]},
        rows=[{**ROW, "values": [7, 1.5, 0], "present": [1, 1, 0]}],
    )
    assert cohort.values.tolist() == [[1.5, 0]]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"head": {**HEAD, "features": [feature("a.last"), feature("c"), feature("d")]}}, "no column b"),
        ({"truth": [{**TRUTH, "patient": "p9"}]}, "no outcome for patient p1"),
        ({"rows": [{**ROW, "values": [1.5, 3.0, 7]}]}, "missing value is not 0"),
        ({"rows": [{**ROW, "values": [float("nan"), 0, 7]}]}, "finite"),
        ({"rows": [{**ROW, "values": [1.5]}]}, "finite numbers per patient"),
        ({"rows": [{**ROW, "values": ["?", 0, 7]}]}, "not a table"),
    ],
)
def test_what_cannot_be_trusted_is_refused(tmp_path, change, words):
    with pytest.raises(DatasetError, match=words):
        read(tmp_path, **change)


def test_a_torn_line_is_named(tmp_path):
    (tmp_path / "rows.ndjson").write_text(json.dumps(HEAD) + '\n{"patient":\n')
    with pytest.raises(DatasetError, match=r"rows\.ndjson line 2"):
        read_cohort(tmp_path / "rows.ndjson", tmp_path / "truth.ndjson", inputs)


@pytest.mark.parametrize("text", ["", "[1]\n", json.dumps(ROW), '{"contract":{},"features":["a"]}\n'])
def test_a_file_without_a_head_is_refused(tmp_path, text):
    path = tmp_path / "rows.ndjson"
    path.write_text(text)
    with pytest.raises(DatasetError, match="does not describe the features"):
        read_head(path)


def test_rows_whose_wording_alone_is_older_are_taken():
    first, *rest = HEAD["features"]
    require_same_question(Path("x"), {**HEAD, "features": [{**first, "label": "Old"}, *rest]}, HEAD, inputs)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"model": "other"}, "with model other, not readmission"),
        ({"at": {"kind": "latest"}}, "with at"),
        ({"features": HEAD["features"][1:]}, r"a\.last was read in another way"),
        ({"features": [HEAD["features"][0], feature("b", version=3)]}, "b was read in another way"),
    ],
)
def test_rows_of_another_question_are_refused(change, words):
    with pytest.raises(DatasetError, match=words):
        require_same_question(Path("rows.ndjson"), {**HEAD, **change}, HEAD, inputs)
