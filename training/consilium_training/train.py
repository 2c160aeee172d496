"""Rebuilds the readmission model from nothing: `npm run train`."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch

from .baseline import breslow_cumulative_hazard
from .calibration import fit_calibration, observed_risk
from .charts import write_charts
from .choose import choose_settings
from .cohorts import ROOT, best_concordance, current_head, make_cohort
from .dataset import Cohort
from .evaluate import Scored, evaluate, intervals, overall, score_cohort
from .explain import feature_effects, hidden_cohorts
from .export import Graph, check_onnx, export_onnx
from .finish import calibrate
from .fit import fit_members
from .golden import choose_cases, write_golden
from .inputs import ModelInputs, inputs_of
from .manifest import CHARTS, GOLDEN, write_manifest
from .metrics import concordance, truncate
from .network import ReadmissionNetwork
from .readmission import (
    HORIZON_DAYS,
    IDENTITY,
    MODALITIES,
    PLAN,
    SEED,
    Plan,
    particulars,
    risk_graph,
)
from .reference import fit_reference
from .report import write_card, write_report


def main() -> None:
    """Simulate, fit, calibrate, evaluate, export and report."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cohorts", type=Path, help="keep the cohorts here, and use those already there")
    chosen = options.parse_args().cohorts
    with tempfile.TemporaryDirectory() as scratch:
        train_model((chosen or Path(scratch)).resolve())


def train_model(cohorts: Path, plan: Plan = PLAN, root: Path = ROOT) -> Path:
    """Do everything with the cohorts in a folder; return the model folder.

    Parameters
    ----------
    cohorts : Path
        Where cohorts are put, or lie already.
    plan : Plan
    root : Path
        Project whose `public/models` and `docs` are written.
    """
    torch.use_deterministic_algorithms(True)
    # Sums in another order round otherwise: one thread gives the same file whatever the number of cores.
    torch.set_num_threads(1)
    start = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"[{time.monotonic() - start:4.0f} s] {text}\n")
        sys.stdout.flush()

    head = current_head(IDENTITY.id)
    inputs = inputs_of(head, MODALITIES)
    parts = (plan.train, plan.calibrate, plan.test)
    train, unseen, test = (make_cohort(cohorts, part, MODALITIES, head, inputs) for part in parts)
    say(
        f"{len(train.time)} eligible patients to train, {len(unseen.time)} to calibrate, "
        f"{len(test.time)} to test"
    )
    settings, choice = choose_settings(train, inputs.measure_index, SEED, say, plan.candidates)
    fit = fit_members(train, inputs.measure_index, settings, SEED, say)
    calibrate(fit, train, unseen, HORIZON_DAYS, SEED)

    out = root / "public/models" / IDENTITY.id / IDENTITY.version
    out.mkdir(parents=True, exist_ok=True)
    graph = risk_graph(fit.network.features, fit.network.members)
    export_onnx(fit.network, graph, out / graph.file)
    worst = check_onnx(fit.network, out / graph.file, {"values": test.values, "present": test.present})
    say(f"exported; onnxruntime differs by {worst:.1e} at most")
    write_proof(out, graph, inputs, test, cohorts / plan.test.name, plan.test.seed)

    scored = score_network(fit.network, test, test.present)
    say("evaluating")
    evaluation = evaluate(scored, test, f"simulated test cohort, seed {plan.test.seed}", SEED)
    rate = observed_risk(unseen.time, unseen.event, HORIZON_DAYS)["observed"]
    known = particulars(plan, fit.network, train, rate, evaluation)
    manifest = write_manifest(out, IDENTITY, inputs, [graph], known)
    report = compare(fit.network, scored, train, unseen, test, inputs)
    report |= {"choice": choice, "chartOracle": best_concordance(cohorts / plan.test.name, MODALITIES)}
    write_report(root / "docs/generated", report, manifest, inputs.labels, inputs.units)
    write_card(root / "docs/models" / f"{IDENTITY.id}.md", manifest)
    for name, model in (("model", evaluation["metrics"]), ("elastic net", report["reference"])):
        say(f"{name}: " + ", ".join(f"{key} {model[key]['estimate']:.4f}" for key in report["reference"]))
    return out


def write_proof(out: Path, graph: Graph, inputs: ModelInputs, test: Cohort, bundles: Path, seed: int) -> None:
    """Write golden cases from the test cohort, and the whole charts of those who are in them as recorded."""
    cases = choose_cases(graph.name, test.values, test.present, test.patients, seed)
    write_golden(out / GOLDEN, inputs.sha256, [graph], cases)
    recorded = [case.patient for case in cases if case.patient is not None]
    write_charts(out / CHARTS, bundles, recorded)


def network_log_hazard(network: ReadmissionNetwork, values: np.ndarray, present: np.ndarray) -> np.ndarray:
    """Return the calibrated log-hazard, shape (n,)."""
    with torch.no_grad():
        parts = [
            network(torch.tensor(v).float(), torch.tensor(p).float())[0].numpy()
            for v, p in zip(
                np.array_split(values, max(1, len(values) // 1000)),
                np.array_split(present, max(1, len(values) // 1000)),
                strict=True,
            )
        ]
    return np.concatenate(parts).astype(float)


def score_network(network: ReadmissionNetwork, cohort: Cohort, present: np.ndarray) -> Scored:
    """Return the network's predictions for a cohort seen through `present`."""
    days = np.arange(HORIZON_DAYS + 1)
    steps = network.cumulative_hazard[0].numpy().astype(float)
    log_hazard = network_log_hazard(network, cohort.values * present, present)
    return score_cohort(cohort, log_hazard, lambda at: np.interp(at, days, steps), HORIZON_DAYS)


def compare(
    network: ReadmissionNetwork,
    scored: Scored,
    train: Cohort,
    unseen: Cohort,
    test: Cohort,
    inputs: ModelInputs,
) -> dict[str, object]:
    """Return what the report says beyond the manifest: reference model, gaps, effects."""
    predict = fit_reference(train, SEED)
    eta, eta_unseen = predict(train), predict(unseen)

    def cumulative(at: np.ndarray) -> np.ndarray:
        return breslow_cumulative_hazard(eta, train.time, train.event, at)

    time, event = truncate(unseen.time, unseen.event, HORIZON_DAYS)
    line = fit_calibration(eta_unseen, cumulative(time), event)
    plain = score_cohort(test, line.intercept + line.slope * predict(test), cumulative, HORIZON_DAYS)

    def difference(rows: np.ndarray) -> dict[str, float]:
        cut = scored[rows].cut
        ours, theirs = (concordance(s.log_hazard[rows], *cut) for s in (scored, plain))
        return {"difference": ours - theirs}

    gaps = {}
    for name, present in hidden_cohorts(test, inputs.measures, SEED).items():
        seen = score_network(network, test, present)
        observed = observed_risk(seen.time, seen.event, HORIZON_DAYS)["observed"]
        gaps[name] = {
            "concordance": concordance(seen.log_hazard, *seen.cut),
            "predicted": float(seen.risk.mean()),
            "observed": observed,
        }
    reference = overall(plain, test.oracle, SEED)
    reference.pop("oracleConcordance")
    nothing = np.zeros((1, len(test.features)))
    with torch.no_grad():
        empty = 1 - network(torch.tensor(nothing).float(), torch.tensor(nothing).float())[1][0, -1].item()
    return {
        "reference": reference,
        **intervals(len(test.time), difference, SEED),
        "gaps": gaps,
        "empty": empty,
        "effects": feature_effects(lambda v, p: network_log_hazard(network, v, p), test, SEED),
    }


if __name__ == "__main__":
    main()
