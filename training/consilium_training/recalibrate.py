"""Tells a model folder's calibration anew on other patients: `python -m consilium_training.recalibrate`."""

import argparse
import copy
import json
import sys
from pathlib import Path

import numpy as np

from .calibration import observed_risk
from .cohorts import ROOT, RowsPlan
from .dataset import Cohort
from .evaluate import evaluate
from .export import check_onnx, export_onnx
from .golden import GoldenCase, write_golden
from .inputs import ModelInputs
from .manifest import GOLDEN, MANIFEST, describe
from .masking import as_given
from .material import gather, steady
from .network import FusedNetwork
from .network_file import read_network
from .params import read_params
from .promises import measure_bounds
from .readmission import HORIZON_DAYS, IDENTITY, PLAN, bands, recalibration_of, risk_graph
from .recalibration import ELSEWHERE, SAME, Beliefs, recalibrate
from .recalibration_check import check, write_check
from .report import write_card
from .results import write_results
from .scoring import score_network
from .sources import Columns
from .stages import WORK

REPORT = "recalibration"
# From here on the manifest tells of the last time.
AGAIN = " Calibration told anew on "


class OtherModelError(Exception):
    """The folder's model reads something else than the rows hold; the message says where."""


def recalibrate_model(
    folder: Path, cohorts: Path, plan: RowsPlan, beliefs: Beliefs, root: Path, *, keep: bool
) -> dict:
    """Fit on half of a cohort, judge on the other half, report; with `keep` write the model and its card too.

    Parameters
    ----------
    folder : Path
        The model's, with graph and manifest.
    cohorts : Path
        Where the rows of `plan` lie, or are made.
    """
    inputs, columns, (cohort,) = gather(cohorts, (plan,))
    seen, judged = (cohort[np.flatnonzero(cohort.number % 2 == half)] for half in (0, 1))
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if manifest["contract"] != inputs.sha256:
        raise OtherModelError(f"{folder / MANIFEST}: the model reads other inputs than these rows hold")
    graph = risk_graph(len(inputs.ids), manifest["members"])
    before = read_network(folder / graph.file)
    after = copy.deepcopy(before)
    recalibrate(after, seen, columns, PLAN.seed, beliefs)
    report = {
        "recalibrated": f"{seen.people} patients of seed {plan.seed}",
        "judged": f"{judged.people} others of seed {plan.seed}",
        "kept": keep,
        **check({"before": before, "after": after}, judged, columns, PLAN.seed),
    }
    generated = root / "docs/generated"
    generated.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report, indent=1, allow_nan=False)
    (generated / f"{REPORT}.json").write_text(text + "\n", encoding="utf-8")
    write_check(generated / f"{REPORT}.md", report)
    if keep:
        write_model(folder, after, inputs, columns, manifest, (seen, judged), report)
        write_card(root / "docs/models" / f"{IDENTITY.id}.md", json.loads((folder / MANIFEST).read_text()))
    write_results(root / "docs")
    return report


def write_model(
    folder: Path,
    network: FusedNetwork,
    inputs: ModelInputs,
    columns: Columns,
    manifest: dict,
    cohorts: tuple[Cohort, Cohort],
    report: dict,
) -> None:
    """Write the graph, its golden cases' outputs, and what the manifest says of risks; charts stay."""
    seen, judged = cohorts
    graph = risk_graph(network.features, network.members)
    export_onnx(network, graph, folder / graph.file)
    discharge = as_given(judged.at(0), columns)
    check_onnx(network, folder / graph.file, {"values": discharge.values, "present": discharge.present})
    write_golden(folder / GOLDEN, inputs.sha256, [graph], kept_cases(folder / GOLDEN))
    first = seen.at(0)
    rate = observed_risk(first.time, first.event, HORIZON_DAYS)["observed"]
    data = manifest["training"]["data"].split(AGAIN)[0]
    about = f"{AGAIN}{report['recalibrated']}, and judged on {report['judged']}."
    name = f"simulated patients at discharge, as they come: {report['judged']}"
    told = {
        **manifest,
        "graphs": [{**manifest["graphs"][0], "file": describe(folder / graph.file)}],
        "golden": describe(folder / GOLDEN),
        "bands": bands(rate),
        "training": {**manifest["training"], "data": data + about},
        **measure_bounds(network, inputs, seen),
        **evaluate(score_network(network, discharge), discharge, name, PLAN.seed),
    }
    text = json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def kept_cases(path: Path) -> list[GoldenCase]:
    """Return the golden cases of a file, without what they gave."""

    def read(tensor: dict) -> np.ndarray:
        return np.array(tensor["data"], np.float32).reshape(tensor["shape"])

    return [
        GoldenCase(
            one["name"],
            one["graph"],
            {name: read(tensor) for name, tensor in one["inputs"].items()},
            one.get("patient"),
        )
        for one in json.loads(path.read_text(encoding="utf-8"))["cases"]
    ]


def main() -> None:
    """Tell the calibration of the model in the folder anew."""
    options = argparse.ArgumentParser(description=__doc__)
    shipped = ROOT / "public/models" / IDENTITY.id / IDENTITY.version
    options.add_argument("--cohorts", type=Path, default=WORK, help="rows lie there, or are made there")
    options.add_argument("--model", type=Path, default=shipped, help="folder of the model")
    options.add_argument("--keep", action="store_true", help="write the model; else judge alone")
    options.add_argument(
        "--elsewhere",
        action="store_true",
        help="patients of another place: believe little of the calibration",
    )
    asked = options.parse_args()
    steady()
    plan = recalibration_of(read_params())
    beliefs = ELSEWHERE if asked.elsewhere else SAME
    folder, cohorts = asked.model.resolve(), asked.cohorts.resolve()
    report = recalibrate_model(folder, cohorts, plan, beliefs, ROOT, keep=asked.keep)
    for cell in report["cells"]:
        if len(cell["sources"]) == len(report["cells"][-1]["sources"]):
            sys.stdout.write(f"{json.dumps(cell)}\n")


if __name__ == "__main__":
    main()
