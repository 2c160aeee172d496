"""Trains stage one of intensive care: `python -m consilium_training.icu.train [--stays FOLDER]`."""

import argparse
import json
import sys
import tarfile
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
from scipy.special import expit

from ..cohorts import ROOT
from ..params import PARAMS, read_params
from .choose import PAIRS, Tried, describe, take, try_all
from .export import run_rows, write_model
from .folds import Recipe, Say, calibration_line, fit_on, fold_of, out_of_fold
from .graph import risk_graph, write_graph
from .judge import Scored, calibration_table, measures, scored, subgroups
from .peers import FEWEST_EVENTS, peers_of, units_apart
from .plan import Plan, plan_of
from .questions import QUESTIONS, SEPSIS, Question
from .report import write_report
from .rows import Hours, read_rows, write_rows
from .trees import Ensemble, material_of

ARCHIVE = ROOT.parent / "shared/data/icu-sepsis/training_setA.tar.gz"
WORK = ROOT / "training/work/icu"
DATA = (
    "PhysioNet/CinC Challenge 2019, training set A (doi:10.13026/v64v-d857, CC BY 4.0): stays in the "
    "intensive care units of one hospital, an entry an hour"
)
METHOD = (
    "cross-validation over patients, {folds} folds; intervals: {resamples} bootstrap resamples of patients, "
    "percentiles"
)


def scorer(work: Path):
    """Return what gives log-odds of rows by an ensemble, through the very graph that is shipped."""

    def score(ensemble: Ensemble, values: np.ndarray) -> np.ndarray:
        path = work / "fold.onnx"
        write_graph(ensemble, risk_graph(values.shape[1]), path)
        return run_rows(path, values)

    return score


def judged(question: Question, hours: Hours, one: Scored, plan: Plan) -> dict[str, object]:
    """Return what manifest and report say of the cross-validated scores."""
    method = METHOD.format(folds=plan.folds, resamples=plan.resamples)
    groups = {name: one.part(stays) for name, stays in subgroups(hours).items()}
    return {
        "metrics": {
            "set": "the stays of the training hospital, each scored by trees that saw none of the patient",
            "method": method,
            **measures(one, plan.resamples, plan.seed),
        },
        "calibration": calibration_table(one),
        "subgroups": [
            {"name": name, **measures(group, plan.resamples, plan.seed)}
            for name, group in groups.items()
            if len(np.unique(group.of[group.outcome == 1])) >= FEWEST_EVENTS
        ],
    }


def train(
    question: Question, hours: Hours, plan: Plan, taken: Tried, work: Path, out: Path, say: Say
) -> dict:
    """Fit, judge and write the model of one question; return what the report says of it."""
    recipe = Recipe(taken.settings, plan.members, plan.seed)
    fold, score = fold_of(hours, plan.folds, plan.seed), scorer(work)
    material = material_of(hours.values, hours.outcome, hours.ever[hours.of], taken.settings)
    log_odds = out_of_fold(hours, material, fold, recipe, score, say)
    slope, intercept = calibration_line(log_odds, hours.outcome)
    probability = expit(slope * log_odds + intercept)
    threshold = float(np.float32(question.choose(hours, probability)))
    one = scored(hours, probability, threshold, question.worthy)
    said = judged(question, hours, one, plan)
    say(f"AUROC {said['metrics']['auroc']}, utility {said['metrics'].get('utility')}")
    ensemble = fit_on(material, np.ones(len(hours.of), bool), recipe).scaled(slope, intercept)
    particulars = {
        "horizonHours": question.horizon,
        "additiveOrder": PAIRS,
        "threshold": {"probability": threshold, "rule": question.rule},
        "training": {
            "data": DATA,
            "simulated": False,
            "patients": len(hours.stays),
            "events": int(hours.ever.sum()),
            "hours": len(hours.of),
            "seed": plan.seed,
            "command": "python -m consilium_training.icu.train",
        },
        **said,
    }
    manifest = write_model(
        question, ensemble, hours, particulars, out / "public/models" / question.identity.id / "1"
    )
    say(f"{question.identity.id}: {manifest['graphs'][0]['file']['bytes']} bytes")
    return {
        "id": question.identity.id,
        "title": question.identity.title,
        "about": question.about,
        "threshold": particulars["threshold"],
        **said,
        "peers": peers_of(hours, one),
        "units": units_apart(hours, material, recipe, score, say),
    }


def unpacked(archive: Path, work: Path) -> Path:
    """Return the folder of stays of an archive, unpacked once."""
    done = work / "stays"
    if not done.exists():
        part = work / "stays.part"
        with tarfile.open(archive) as file:
            file.extractall(part, filter="data")
        part.rename(done)
    return next(path.parent for path in sorted(done.rglob("*.psv")))


def main() -> None:
    """Read the command line and train both questions."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--stays", type=Path, help="folder of .psv files; by default the challenge's archive"
    )
    options.add_argument("--work", type=Path, default=WORK, help="where rows are kept, or lie already")
    options.add_argument("--params", type=Path, default=PARAMS, help="instead of training/params.yaml")
    options.add_argument("--out", type=Path, default=ROOT, help="project whose models and docs are written")
    asked = options.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"[{time.monotonic() - start:4.0f} s] {text}\n")
        sys.stdout.flush()

    run(
        asked.stays or unpacked(ARCHIVE, asked.work),
        asked.work,
        plan_of(read_params(asked.params)),
        asked.out,
        say,
    )


def run(stays: Path, work: Path, plan: Plan, out: Path, say: Say) -> dict[str, object]:
    """Write rows, choose the trees by the first question, train each; return the report."""
    rows = write_rows(stays, work / "rows")
    first = read_rows(rows, SEPSIS.outcome)
    say(f"{len(first.stays)} stays, {len(first.of)} hours, {len(first.inputs.features)} features")
    fold = fold_of(first, plan.folds, plan.seed)
    settings = next(iter(plan.candidates.values()))
    material = material_of(first.values, first.outcome, first.ever[first.of], settings)
    tried = try_all(first, material, fold, plan.tried, plan.candidates, plan.seed, scorer(work), say)
    taken = take(tried)
    said = {
        "data": DATA,
        "command": "python -m consilium_training.icu.train",
        "members": plan.members,
        "settings": asdict(taken.settings),
        "candidates": describe(tried, taken),
        "questions": [
            train(question, read_rows(rows, question.outcome), plan, taken, work, out, say)
            for question in QUESTIONS
        ],
    }
    write_report(said, out)
    (work / "report.json").write_text(json.dumps(said, indent=2), encoding="utf8")
    return said


if __name__ == "__main__":
    main()
