"""Golden cases and the charts of those who are in them as recorded."""

import gzip
import json

import numpy as np
import pytest
import torch
from torch import nn

from consilium_training.charts import write_charts
from consilium_training.dataset import DatasetError
from consilium_training.export import Graph, export_onnx
from consilium_training.golden import choose_cases, sha256, shortest, write_golden
from consilium_training.proof import pick


class Product(nn.Module):
    """Mean of values where present, and each half of it."""

    def forward(self, values, present):
        """Return both, shapes (n,) and (n, 2)."""
        mean = (values * present).mean(1)
        return mean, mean.unsqueeze(1) * torch.tensor([0.5, 0.25])


GRAPH = Graph(
    "risk", "net.onnx", {"values": (None, 4), "present": (None, 4)}, {"mean": (None,), "parts": (None, 2)}
)
random = np.random.default_rng(3)
PRESENT = (random.random((9, 4)) < 0.7).astype(float)
VALUES = random.normal(size=(9, 4)) * PRESENT


def test_golden_cases_are_runs_of_one_row_by_name(tmp_path):
    export_onnx(Product(), GRAPH, tmp_path / GRAPH.file)
    cases = choose_cases("risk", VALUES, PRESENT, seed=1)
    write_golden(tmp_path / "golden.json", "c" * 64, [GRAPH], cases)
    body = json.loads((tmp_path / "golden.json").read_text())
    assert body["contract"] == "c" * 64
    assert body["graphs"] == {"risk": sha256(tmp_path / GRAPH.file)}
    assert len(body["cases"]) == 5
    for case in body["cases"]:
        shapes = {k: v["shape"] for k, v in {**case["inputs"], **case["outputs"]}.items()}
        assert shapes == {"values": [1, 4], "present": [1, 4], "mean": [1], "parts": [1, 2]}
        values, present = (np.float32(case["inputs"][k]["data"]) for k in ("values", "present"))
        mean = float((values * present).mean())
        assert case["outputs"]["mean"]["data"] == pytest.approx([mean], rel=1e-6)
        assert case["outputs"]["parts"]["data"] == pytest.approx([mean / 2, mean / 4], rel=1e-6)


def test_charts_are_of_different_kinds_of_patients():
    rows = [{"patient": str(k), "worn": k in (2, 3), "read": k in (3, 4)} for k in range(5)]
    kinds = [lambda r: r["worn"] and r["read"], lambda r: r["read"], lambda r: r["worn"] and r["read"]]
    assert [row["patient"] for row in pick(rows, kinds)] == ["3", "4", "0"]


def test_numbers_are_as_short_as_float32_allows():
    assert shortest(np.array([[0.1, 2144.0], [1 / 3, -0.0]])) == [0.1, 2144, 0.33333334, 0]
    drawn = random.normal(size=500).astype(np.float32)
    np.testing.assert_array_equal(np.float32(shortest(drawn)), drawn)


def bundle(patient: str, other: str) -> dict:
    """Return a chart that also names another patient's id."""
    resources = [{"resourceType": "Patient", "id": patient}, {"resourceType": "Observation", "id": other}]
    return {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}


@pytest.fixture
def cohort(tmp_path):
    """Write a folder of two shards; p1 is named in the chart of p0 too."""
    shards = [[bundle("p0", "p1"), bundle("p1", "x")], [bundle("p2", "x")]]
    for number, charts in enumerate(shards):
        lines = "".join(json.dumps(chart) + "\n" for chart in charts)
        (tmp_path / f"bundles-{number:05}.ndjson.gz").write_bytes(gzip.compress(lines.encode()))
    return tmp_path


def test_charts_are_the_patients_own_bundles_in_the_asked_order(cohort):
    files = [cohort / "one.gz", cohort / "two.gz"]
    for file in files:
        write_charts(file, cohort, ["p2", "p1"])
    lines = gzip.decompress(files[0].read_bytes()).decode().splitlines()
    assert [json.loads(line) for line in lines] == [bundle("p2", "x"), bundle("p1", "x")]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].read_bytes()[4:8] == bytes(4)


def test_a_patient_without_bundle_is_named(cohort):
    with pytest.raises(DatasetError, match="no bundle of patient p9"):
        write_charts(cohort / "out.gz", cohort, ["p2", "p9"])
