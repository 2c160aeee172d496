"""The committed texts are those that the committed manifest gives."""

import json
from pathlib import Path

from consilium_training.readmission import IDENTITY, risk_graph
from consilium_training.report import write_card
from consilium_training.results import write_results

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
