"""The committed texts are those that the committed manifest gives."""

import json
from pathlib import Path

from consilium_training.readmission import IDENTITY, risk_graph
from consilium_training.report import write_card
from consilium_training.results import similarity, write_results

ROOT = Path(__file__).parents[2]
manifest = json.loads((ROOT / "public/models/readmission/2/manifest.json").read_text())


def test_the_model_card_is_that_of_the_manifest(tmp_path):
    write_card(tmp_path / "card.md", manifest)
    assert (tmp_path / "card.md").read_text() == (ROOT / "docs/models/readmission.md").read_text()


def test_the_report_is_of_the_same_model():
    report = json.loads((ROOT / "docs/generated/readmission-report.json").read_text())
    assert report["model"] == manifest["graphs"][0]["file"]["sha256"]
    assert report["contract"] == manifest["contract"]


def test_the_page_of_results_is_that_of_the_reports(tmp_path):
    (tmp_path / "generated").symlink_to(ROOT / "docs/generated")
    assert write_results(tmp_path).read_text() == (ROOT / "docs/results.md").read_text()


def test_the_page_of_results_says_which_bars_the_search_of_similar_patients_meets():
    def interval(estimate):
        return {"estimate": estimate, "low": estimate - 0.02, "high": estimate + 0.02}

    def level(missing, gain):
        arms = [
            {"id": name, "label": name, "measures": {"precision10": interval(0.5)}}
            for name in ("view:chart", "learned", "ceiling", "ceiling:chart")
        ]
        found = {"lessBestView": gain, "lessEqualWeights": 0.01, "shareOfCeiling": 0.85}
        return {
            "missing": missing,
            "arms": arms,
            "comparison": {name: interval(value) for name, value in found.items()},
        }

    report = {
        "patients": 9,
        "seed": 1,
        "training": {"seed": 2, "patients": 5, "data": "of seed 2"},
        "levels": [level(0, 0.06), level(0.4, -0.01)],
        "ancestry": {"lessChance": interval(0.01)},
        "shortcut": None,
    }
    page = "\n".join(similarity(report))
    assert (
        "| Fused less the best single modality | 0.060 (0.040 to 0.080) | 0.05, interval above 0 | met |"
        in page
    )
    assert "| Share of the ceiling | 0.850 (0.830 to 0.870) | 0.90 | missed |" in page
    assert "| The first with 40 % missing | -0.010 (-0.030 to 0.010) | above 0 | missed |" in page
    assert "| view:chart | 0.500 (0.480 to 0.520) | 0.500 (0.480 to 0.520) |" in page
    assert "ceiling:chart" not in page


def test_the_manifest_says_what_the_training_code_says():
    assert [manifest[name] for name in ("id", "version", "kind", "title", "intendedUse", "tolerance")] == [
        IDENTITY.id,
        IDENTITY.version,
        IDENTITY.kind,
        IDENTITY.title,
        IDENTITY.intended_use,
        IDENTITY.tolerance,
    ]
    assert manifest["notFor"] == list(IDENTITY.not_for)
    (graph,) = manifest["graphs"]
    expected = risk_graph(len(manifest["inputs"]["features"]), manifest["members"])
    shapes = {name: list(shape) for name, shape in (expected.inputs | expected.outputs).items()}
    assert (graph["name"], graph["file"]["name"]) == (expected.name, expected.file)
    assert graph["inputs"] | graph["outputs"] == shapes
