"""Writes the readmission model as the browser runs it, and what is said of it."""

from collections.abc import Callable
from pathlib import Path

from .export import check_onnx, export_onnx
from .head import Head
from .manifest import write_manifest
from .masking import as_given
from .material import Material
from .proof import write_proof
from .readmission import IDENTITY, Plan, particulars, risk_graph
from .report import write_card, write_report
from .results import write_results


def ship(
    head: Head,
    found: dict,
    material: Material,
    plan: Plan,
    cohorts: Path,
    root: Path,
    say: Callable[[str], None],
) -> Path:
    """Return the model folder, with its card, its report and the page of results written too.

    Parameters
    ----------
    found : dict
        What `judgement.judge` measured.
    root : Path
        Project whose `public/models` and `docs` are written.
    """
    network = head.network
    out = root / "public/models" / IDENTITY.id / IDENTITY.version
    out.mkdir(parents=True, exist_ok=True)
    graph = risk_graph(network.features, network.members)
    export_onnx(network, graph, out / graph.file)
    discharge = as_given(material.test.at(0), material.columns)
    inputs = {"values": discharge.values, "present": discharge.present}
    worst = check_onnx(network, out / graph.file, inputs)
    say(f"exported; onnxruntime differs by {worst:.1e} at most")
    write_proof(out, graph, material.inputs, discharge, cohorts, plan.golden, IDENTITY.id)
    told = particulars(plan, network, material.train, found["rate"], found["measured"])
    manifest = write_manifest(out, IDENTITY, material.inputs, [graph], told)
    report = {**found["report"], "choice": head.choice}
    write_report(root / "docs/generated", report, manifest, material.inputs)
    write_results(root / "docs")
    write_card(root / "docs/models" / f"{IDENTITY.id}.md", manifest)
    return out
