"""Rebuilds the readmission model from nothing: `npm run train`."""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .baseline import breslow_cumulative_hazard
from .calibration import fit_calibration, observed_risk
from .cells import evaluate_cells
from .checkpoint import key_of, remembered
from .choose import choose_settings
from .cohorts import ROOT, ROWS, RowsPlan, current_head, make_cohort, oracle_scores
from .conformal import describe_bounds
from .dataset import Cohort
from .evaluate import Scored, evaluate, intervals, overall, score_cohort
from .explain import feature_effects
from .export import check_onnx, export_onnx
from .finish import calibrate
from .fit import Fit, fit_members
from .game import source_game
from .inputs import ModelInputs, inputs_of
from .manifest import write_manifest
from .masking import as_given
from .metrics import concordance, truncate
from .network import RampNetwork
from .picture_check import check_pictures
from .promises import measure_bounds, promised
from .proof import write_proof
from .readmission import (
    HORIZON_DAYS,
    IDENTITY,
    MODALITIES,
    PLAN,
    SEED,
    SOURCES,
    Plan,
    bands,
    particulars,
    risk_graph,
)
from .reason_checks import check_reasons
from .reference import fit_reference
from .report import write_card, write_report
from .results import write_results
from .scoring import baseline_of, network_log_hazard, score_network
from .shifts import CLOCKS, shift_coverage
from .sources import Columns, columns_of, own_inputs


@dataclass(frozen=True)
class Material:
    """What a model is made from: its inputs, three cohorts of different patients, and some of the last again.

    `read` has the findings of pictures that were rendered and read by the networks.
    """

    inputs: ModelInputs
    columns: Columns
    train: Cohort
    unseen: Cohort
    test: Cohort
    read: Cohort


def main() -> None:
    """Make patients, fit, calibrate, evaluate, export and report."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cohorts", type=Path, help="keep the cohorts here, and use those already there")
    chosen = options.parse_args().cohorts
    with tempfile.TemporaryDirectory() as scratch:
        train_model((chosen or Path(scratch)).resolve())


def steady() -> None:
    """Compute the same bytes each time: sums in another order round otherwise, so one thread."""
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)


def gather(cohorts: Path, parts: Sequence[RowsPlan]) -> tuple[ModelInputs, Columns, list[Cohort]]:
    """Make some cohorts unless they are there, and read them; return what the model reads of them too."""
    head = current_head(IDENTITY.id)
    inputs = own_inputs(inputs_of(head, MODALITIES), SOURCES)
    read = [make_cohort(cohorts, part, head, inputs, SOURCES) for part in parts]
    return inputs, columns_of(inputs, SOURCES), read


def train_model(cohorts: Path, plan: Plan = PLAN, root: Path = ROOT) -> Path:
    """Do everything with the cohorts in a folder; return the model folder.

    Parameters
    ----------
    cohorts : Path
        Where cohorts and the fitted network are put, or lie already.
    plan : Plan
    root : Path
        Project whose `public/models` and `docs` are written.
    """
    steady()
    start = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"[{time.monotonic() - start:4.0f} s] {text}\n")
        sys.stdout.flush()

    cohorts.mkdir(parents=True, exist_ok=True)
    inputs, columns, read = gather(cohorts, (plan.train, plan.calibrate, plan.test, plan.read))
    material = Material(inputs, columns, *read)
    say(", ".join(f"{part.people} patients {what}" for part, what in named(material)))
    fit, choice = fitted(cohorts, plan, material, say)
    out = root / "public/models" / IDENTITY.id / IDENTITY.version
    out.mkdir(parents=True, exist_ok=True)
    graph = risk_graph(fit.network.features, fit.network.members)
    export_onnx(fit.network, graph, out / graph.file)
    discharge = as_given(material.test.at(0), material.columns)
    worst = check_onnx(
        fit.network, out / graph.file, {"values": discharge.values, "present": discharge.present}
    )
    say(f"exported; onnxruntime differs by {worst:.1e} at most")
    write_proof(out, graph, material.inputs, discharge, cohorts, plan.golden, IDENTITY.id)

    scored = score_network(fit.network, discharge)
    say("evaluating")
    name = f"simulated test cohort at discharge, as it comes, seed {plan.test.seed}"
    evaluation = evaluate(scored, discharge, name, SEED)
    seen = material.unseen.at(0)
    rate = observed_risk(seen.time, seen.event, HORIZON_DAYS)["observed"]
    bounds = measure_bounds(fit.network, material.inputs, material.unseen)
    measured = {**bounds, **evaluation}
    manifest = write_manifest(
        out,
        IDENTITY,
        material.inputs,
        [graph],
        particulars(plan, fit.network, material.train, rate, measured),
    )
    say("setting it beside the ceilings")
    report = compare(fit.network, scored, material)
    report |= {
        "choice": choice,
        **judge(fit.network, material, bounds, bands(rate), cohorts / plan.test.name),
    }
    write_report(root / "docs/generated", report, manifest, material.inputs)
    write_results(root / "docs")
    write_card(root / "docs/models" / f"{IDENTITY.id}.md", manifest)
    for who, model in (("model", evaluation["metrics"]), ("elastic net", report["reference"])):
        say(f"{who}: " + ", ".join(f"{key} {model[key]['estimate']:.4f}" for key in report["reference"]))
    return out


def named(material: Material) -> list[tuple[Cohort, str]]:
    """Return each cohort with what it is for."""
    return [(material.train, "to train"), (material.unseen, "to calibrate"), (material.test, "to test")]


def fitted(cohorts: Path, plan: Plan, material: Material, say) -> tuple[Fit, list[dict[str, float]]]:
    """Return the calibrated network and the candidates' losses; the fit is kept beside the cohorts."""
    train, columns = material.train, material.columns

    def make() -> tuple[Fit, list[dict[str, float]]]:
        settings, choice = choose_settings(train, columns, SEED, say, plan.candidates)
        return fit_members(train, columns, settings, SEED, say), choice

    code = tuple(Path(__file__).with_name(f"{name}.py") for name in FITTING)
    key = key_of(
        plan.candidates, material.inputs.sha256, SEED, files=(cohorts / plan.train.name / ROWS, *code)
    )
    fit, choice = remembered(cohorts / "fit.pt", key, make)
    calibrate(fit, train, material.unseen, columns, HORIZON_DAYS, SEED)
    return fit, choice


# Files of which a change makes another network.
FITTING = ("network", "fit", "choose", "masking", "losses", "scaling")


def judge(
    network: RampNetwork, material: Material, bounds: dict, limits: dict, folder: Path
) -> dict[str, object]:
    """Return what the report says of the test cohort at all landmarks: cells, coverage, reasons."""
    test = material.test
    game = source_game(network, test.values, test.present)
    oracle = oracle_scores(folder)
    thresholds = {band: limits[band] for band in ("intermediate", "high")}
    late = np.flatnonzero(test.day == test.day.max())
    return {
        "cells": evaluate_cells(game, test, baseline_of(network), thresholds, oracle, SEED),
        "shiftCoverage": shift_coverage(bounds["shifts"], game, test),
        "conformalCoverage": {
            clock: {
                way: describe_bounds(
                    *promised(network, game, test, clock, way), bounds["conformal"]["thresholds"][clock]
                )
                for way in ("real", "complete")
            }
            for clock in CLOCKS
        },
        "reasons": check_reasons(game[late], test[late], SEED),
        "pictures": check_pictures(
            (game, test),
            (source_game(network, material.read.values, material.read.present), material.read),
            baseline_of(network),
            SEED,
        ),
    }


def compare(network: RampNetwork, scored: Scored, material: Material) -> dict[str, object]:
    """Return the reference model at discharge, the risk with nothing known, and what the features do."""
    random = np.random.default_rng(SEED)
    train, unseen = (as_given(part[part.draw(random)], material.columns) for part, _ in named(material)[:2])
    test = as_given(material.test.at(0), material.columns)
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

    reference = overall(plain, test.oracle, SEED)
    reference.pop("oracleConcordance")
    nothing = torch.zeros(1, len(test.features))
    with torch.no_grad():
        empty = 1 - network(nothing, nothing)[1][0, -1].item()
    everything = material.test[material.test.draw(random)]
    return {
        "reference": reference,
        **intervals(len(test.time), difference, SEED),
        "empty": empty,
        "effects": feature_effects(lambda v, p: network_log_hazard(network, v, p), everything, SEED),
    }


if __name__ == "__main__":
    main()
