"""What is refused when rows and outcomes are read."""

import json
from pathlib import Path

import pytest
from heads import HEAD, feature
from simulated import FIVE, head, write_rows

from consilium_training.dataset import (
    DatasetError,
    ancestry_of,
    read_cohort,
    read_head,
    require_same_question,
)
from consilium_training.inputs import inputs_of
from consilium_training.sources import Source, own_inputs

SOURCES = (Source("ehr", "Record", "ehr"), Source("echo", "Echo", "imaging"))
inputs = inputs_of(HEAD, ("ehr",))
ROW = {
    "patient": "p1", "index": 0, "day": 0, "eligible": True, "has": ["ehr"],
    "values": [1.5, 0, 7], "present": [1, 0, 1],
}  # fmt: skip
PARTS = {"ehr": 0.1, "imaging": 0.2, "wearables": 0, "genomics": -0.2}
TRUTH = {"patient": "p1", "logHazard": 0.1, "timeDays": 12.5, "event": 1, "components": PARTS}


def read(folder, *, head=HEAD, rows=(ROW,), truth=(TRUTH,)):
    """Write both files and read them."""
    paths = folder / "rows.ndjson", folder / "truth.ndjson"
    for path, lines in zip(paths, ([head, *rows], truth), strict=True):
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return read_cohort(*paths, inputs, SOURCES)


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
    assert cohort.has.tolist() == [[1, 0], [1, 0]]
    assert cohort.components.tolist() == [list(PARTS.values())] * 2
    assert cohort.ancestry.tolist() == [-1, -1]


def test_time_runs_from_the_landmark_and_who_is_not_at_risk_there_is_left_out(tmp_path):
    rows = [{**ROW, "day": day} for day in (0, 3, 12, 13)]
    cohort = read(tmp_path, rows=rows)
    assert cohort.day.tolist() == [0, 3, 12]
    assert cohort.time.tolist() == [12.5, 9.5, 0.5]
    assert cohort.people == 1


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [("days-since-discharge", 2, "another day"), ("odi3", 7, "knows what a wearable recorded after it")],
)
def test_a_row_that_looks_ahead_is_refused(tmp_path, column, value, words):
    write_rows(tmp_path, 5, seed=1)
    (first, *rows) = (json.loads(line) for line in (tmp_path / "rows.ndjson").read_text().splitlines())
    place = [spec["id"] for spec in first["features"]].index(column)
    rows[0]["values"][place], rows[0]["present"][place] = value, 1
    (tmp_path / "rows.ndjson").write_text("\n".join(map(json.dumps, [first, *rows])))
    modalities = ("ehr", "imaging", "wearables", "genomics")
    five = own_inputs(inputs_of(head(), modalities), FIVE)
    with pytest.raises(DatasetError, match=words):
        read_cohort(tmp_path / "rows.ndjson", tmp_path / "truth.ndjson", five, FIVE)


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
        ({"rows": [{**ROW, "values": [1.5]}]}, "finite numbers per row"),
        ({"rows": [{**ROW, "values": ["?", 0, 7]}]}, "not a table"),
    ],
)
def test_what_cannot_be_trusted_is_refused(tmp_path, change, words):
    with pytest.raises(DatasetError, match=words):
        read(tmp_path, **change)


def test_a_torn_line_is_named(tmp_path):
    (tmp_path / "rows.ndjson").write_text(json.dumps(HEAD) + '\n{"patient":\n')
    with pytest.raises(DatasetError, match=r"rows\.ndjson line 2"):
        read_cohort(tmp_path / "rows.ndjson", tmp_path / "truth.ndjson", inputs, SOURCES)


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
        ({"days": [0, 5]}, r"with days \[0, 5\]"),
        ({"pictures": "none"}, "with pictures none"),
        ({"features": HEAD["features"][1:]}, r"a\.last was read in another way"),
        ({"features": [HEAD["features"][0], feature("b", version=3)]}, "b was read in another way"),
    ],
)
def test_rows_of_another_question_are_refused(change, words):
    with pytest.raises(DatasetError, match=words):
        require_same_question(Path("rows.ndjson"), {**HEAD, **change}, HEAD, inputs)


def test_ancestry_is_the_largest_share_of_the_genome():
    assert ancestry_of({"latents": {"ancestry": {"proportions": [0.2, 0.5, 0.3, 0]}}}) == 1
    assert ancestry_of({}) == -1
