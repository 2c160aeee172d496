"""What is refused when rows and outcomes are read."""

import json
from pathlib import Path

import pytest

from consilium_training.dataset import Contract, DatasetError, read_cohort, read_contract

COMMITTED = Path(__file__).parents[2] / "public/models/contract.json"
contract = Contract({"ehr": "c" * 64}, "c" * 64, ["a", "b"], ["ehr/a", "ehr/b"], {}, {})
HEADER = {"contract": {"ehr": "c" * 64}, "features": ["a", "b"]}
ROW = {"patient": "p1", "at": "x", "eligible": True, "values": [1.5, 0], "present": [1, 0]}
TRUTH = {"simulated": True, "patient": "p1", "logHazard": 0.1, "timeDays": 12.5, "event": 1, "latents": {}}


def read(folder, *, header=HEADER, rows=(ROW,), truth=(TRUTH,)):
    """Write both files and read them."""
    paths = folder / "rows.ndjson", folder / "truth.ndjson"
    for path, lines in zip(paths, ([header, *rows], truth), strict=True):
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return read_cohort(*paths, contract)


def test_rows_and_outcomes_are_joined_by_patient(tmp_path):
    other = {**ROW, "patient": "p2", "values": [0, 2], "present": [0, 1]}
    left_out = {**ROW, "patient": "p3", "eligible": False}
    outcomes = [{**TRUTH, "patient": "p2", "timeDays": 90, "event": 0}, TRUTH]
    cohort = read(tmp_path, rows=[ROW, other, left_out], truth=outcomes)
    assert cohort.patients.tolist() == ["p1", "p2"]
    assert cohort.time.tolist() == [12.5, 90]
    assert cohort.event.tolist() == [1, 0]
    assert cohort.values.tolist() == [[1.5, 0], [0, 2]]
    assert cohort.size == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"header": {**HEADER, "contract": {"ehr": "d" * 64}}}, "committed contract"),
        ({"header": {**HEADER, "features": ["b", "a"]}}, "features differ"),
        ({"truth": [{**TRUTH, "patient": "p9"}]}, "no outcome for patient p1"),
        ({"rows": [{**ROW, "values": [1.5, 3.0]}]}, "missing value is not 0"),
        ({"rows": [{**ROW, "values": [float("nan"), 0]}]}, "finite"),
        ({"rows": [{**ROW, "values": [1.5]}]}, "finite numbers per patient"),
        ({"rows": [{**ROW, "values": ["?", 0]}]}, "not a table"),
    ],
)
def test_what_cannot_be_trusted_is_refused(tmp_path, change, words):
    with pytest.raises(DatasetError, match=words):
        read(tmp_path, **change)


def test_a_torn_line_is_named(tmp_path):
    (tmp_path / "rows.ndjson").write_text(json.dumps(HEADER) + '\n{"patient":\n')
    with pytest.raises(DatasetError, match=r"rows\.ndjson line 2"):
        read_cohort(tmp_path / "rows.ndjson", tmp_path / "truth.ndjson", contract)


def test_columns_of_other_modalities_are_left_aside(tmp_path):
    header = {"contract": {"ehr": "c" * 64, "other": "e" * 64}, "features": ["a", "x", "b"]}
    cohort = read(tmp_path, header=header, rows=[{**ROW, "values": [1.5, 9, 0], "present": [1, 1, 0]}])
    assert cohort.values.tolist() == [[1.5, 0]]
    assert cohort.features == ["a", "b"]


def test_the_committed_contract_hashes_to_what_it_states():
    modalities = list(json.loads(COMMITTED.read_text())["sha256"])
    for chosen in [modalities, *([modality] for modality in modalities)]:
        features = read_contract(COMMITTED, chosen).features
        assert len(features) == len(set(features))
    assert read_contract(COMMITTED, ["ehr"]).features


def test_a_changed_contract_is_refused(tmp_path):
    body = json.loads(COMMITTED.read_text())
    body["features"][0]["unit"] = "g"
    (tmp_path / "contract.json").write_text(json.dumps(body))
    with pytest.raises(DatasetError, match="states hash"):
        read_contract(tmp_path / "contract.json", ["ehr"])
