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
from .choose import choose_settings
from .cohorts import CALIBRATE, TEST, TRAIN, chart_oracle, make_cohort
from .dataset import Cohort, Contract, read_contract
from .evaluate import Scored, evaluate, intervals, overall, score_cohort
from .explain import feature_effects, hidden_cohorts
from .export import check_onnx, export_onnx
from .finish import calibrate
from .fit import fit_members
from .golden import choose_cases, write_golden
from .manifest import HORIZON_DAYS, MODALITIES, MODEL_ID, MODEL_VERSION, TrainingFacts, write_manifest
from .metrics import concordance, truncate
from .network import ReadmissionNetwork
from .reference import fit_reference
from .report import write_card, write_report

ROOT = Path(__file__).resolve().parents[2]
SEED = 20260930
DATA = (
    "Simulated heart-failure patients of this project's own generator, seen through the FHIR charts "
    f"that it writes. Training seed {TRAIN.seed}, within which the penalties were chosen too; calibration "
    f"seed {CALIBRATE.seed} ({CALIBRATE.patients} patients), test seed {TEST.seed}. Readmission for any "
    "reason; death and day 90 end the follow-up."
)
BAND_RULE = (
    "Intermediate: the share of the calibration cohort readmitted within 30 days. High: twice that share."
)


def main() -> None:
    """Simulate, fit, calibrate, evaluate, export and report."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cohorts", type=Path, help="keep the cohorts here, and use those already there")
    chosen = options.parse_args().cohorts
    torch.use_deterministic_algorithms(True)
    # Sums in another order round otherwise: one thread gives the same file whatever the number of cores.
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as scratch:
        train_model((chosen or Path(scratch)).resolve())


def train_model(folder: Path) -> None:
    """Do everything with the cohorts in `folder`."""
    start = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"[{time.monotonic() - start:4.0f} s] {text}\n")
        sys.stdout.flush()

    contract = read_contract(ROOT / "public/models/contract.json", MODALITIES)
    plans = (TRAIN, CALIBRATE, TEST)
    train, unseen, test = (make_cohort(ROOT, folder, plan, contract) for plan in plans)
    say(
        f"{len(train.time)} eligible patients to train, {len(unseen.time)} to calibrate, "
        f"{len(test.time)} to test"
    )
    settings, choice = choose_settings(train, contract.measure_index, SEED, say)
    fit = fit_members(train, contract.measure_index, settings, SEED, say)
    calibrate(fit, train, unseen, HORIZON_DAYS, SEED)

    out = ROOT / "public/models" / MODEL_ID / MODEL_VERSION
    out.mkdir(parents=True, exist_ok=True)
    export_onnx(fit.network, out / "model.onnx")
    worst = check_onnx(fit.network, out / "model.onnx", test.values, test.present)
    say(f"exported; onnxruntime differs by {worst:.1e} at most")
    cases = choose_cases(test.values, test.present, test.patients, TEST.seed, test.size)
    write_golden(out / "golden.json", out / "model.onnx", contract.sha256, cases)

    scored = score_network(fit.network, test, test.present)
    say("evaluating")
    evaluation = evaluate(scored, test, f"simulated test cohort, seed {TEST.seed}", SEED)
    rate = observed_risk(unseen.time, unseen.event, HORIZON_DAYS)["observed"]
    bands = {"intermediate": round(rate, 3), "high": round(2 * rate, 3), "rule": BAND_RULE}
    facts = TrainingFacts(DATA, len(train.time), int(train.event.sum()), SEED, "npm run train")
    manifest = write_manifest(out, contract, settings.members, bands, facts, train, evaluation)
    report = compare(fit.network, scored, train, unseen, test, contract)
    report |= {"choice": choice, "chartOracle": chart_oracle(ROOT, folder / TEST.name)}
    write_report(ROOT / "docs/generated", report, manifest, contract.labels, contract.units)
    write_card(ROOT / "docs/models/readmission.md", manifest)
    for name, model in (("model", evaluation["metrics"]), ("elastic net", report["reference"])):
        say(f"{name}: " + ", ".join(f"{key} {model[key]['estimate']:.4f}" for key in report["reference"]))


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
    contract: Contract,
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
    for name, present in hidden_cohorts(test, contract.measures, SEED).items():
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
