"""Trains stage two of intensive care: `python -m consilium_training.icu_transformer.train`."""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from ..cohorts import ROOT
from ..icu.judge import auroc
from ..icu.rows import write_rows
from ..icu.train import ARCHIVE, unpacked
from ..params import PARAMS, read_params
from .export import described, write_model
from .fit import Say, choose_hours, fit, like, score, sources_of
from .judge import StageOne, calibrate, measure, stage_one, table_of, threshold_of
from .network import Explainer
from .plan import Plan, plan_of
from .report import write_report
from .windows import QUESTIONS, Stays, read_stays, write_windows

WORK = ROOT / "training/work/icu"
COMMAND = "python -m consilium_training.icu_transformer.train"
DATA = (
    "PhysioNet/CinC Challenge 2019, training set A (doi:10.13026/v64v-d857, CC BY 4.0): stays in the "
    "intensive care units of one hospital, an entry an hour; and simulated patients of this program's ward"
)
HORIZON = 6
RULE = "it alarms in as many hours as stage one does, in the patients who calibrate"


@dataclass(frozen=True)
class Split:
    """Who is learned from, who calibrates, and who judges: real patients, by index."""

    learn: NDArray[np.bool_]
    calibrate: NDArray[np.bool_]
    test: NDArray[np.bool_]


def split_of(stays: Stays, plan: Plan) -> Split:
    """Deal out the patients."""
    place = np.random.default_rng(plan.seed).permutation(len(stays.names)) / len(stays.names)
    held = plan.calibrate + plan.test
    return Split(place >= held, place < plan.calibrate, (place >= plan.calibrate) & (place < held))


def some_hours(stays: Stays, who: NDArray[np.bool_], share: float, seed: int) -> NDArray[np.int64]:
    """Return a share of the hours of some patients."""
    asked = stays.asked[who[stays.of[stays.asked]]]
    return asked[np.random.default_rng(seed).random(len(asked)) < share]


def set_calibration(network: Explainer, slope: NDArray, intercept: NDArray) -> None:
    """Put the lines into the network, in place of those that stand there."""
    network.slope.copy_(torch.tensor(slope))
    network.intercept.copy_(torch.tensor(intercept))


def hidden(network: Explainer, stays: Stays, hours: NDArray[np.int64]) -> list[dict[str, object]]:
    """Return the AUROC where some modalities are known and the others hidden."""
    tensors = stays.tensors(hours)
    found = []
    for known in (("vital-signs",), ("laboratory",), ("history",), ("vital-signs", "laboratory")):
        shown = {name: one * (name.removesuffix("-present") in known) for name, one in tensors.items()}
        with torch.inference_mode():
            log_odds = network(*(torch.tensor(one) for one in shown.values())).numpy()
        outcomes = stays.outcomes[hours]
        asked = ~np.isnan(outcomes)
        aurocs = {
            name: round(auroc(log_odds[asked[:, k], k], outcomes[asked[:, k], k]), 4)
            for k, name in enumerate(QUESTIONS)
        }
        found.append({"known": ", ".join(known), **aurocs})
    return found


def question_of(
    k: int, stays: Stays, plan: Plan, ones: StageOne, held: dict[str, tuple[NDArray, NDArray]]
) -> dict[str, object]:
    """Return what the manifest says of a question; `held`: hours and probabilities of those held out."""
    hours, probability = held["calibrate"]
    threshold = threshold_of(probability[:, k], ones.probability[hours], ones.threshold)
    hours, probability = held["test"]
    return {
        "id": QUESTIONS[k],
        "horizonHours": HORIZON,
        "threshold": {"probability": threshold, "rule": RULE},
        **measure(stays, hours, probability[:, k], ones, threshold, k, plan.resamples, plan.seed),
        "calibration": table_of(probability[:, k], stays.outcomes[hours, k]),
    }


def run(stays: Path, rows: Path, work: Path, plan: Plan, out: Path, say: Say) -> dict[str, object]:
    """Write windows, fit, calibrate, judge and write the model; return what the report says."""
    # One thread: as fast at this size, and sums do not depend on how many there are.
    torch.set_num_threads(1)
    real = read_stays(write_windows(work / "windows", str(stays)))
    ward = ("--simulated", str(plan.patients), "--seed", str(plan.ward))
    simulated = read_stays(write_windows(work / "simulated", *ward))
    say(f"{len(real.names)} real stays, {len(simulated.names)} simulated ones")
    known = ~(np.isnan(real.hours).all(0) & np.isnan(simulated.hours).all(0))
    real = real.having(known)
    simulated = simulated.with_modalities(real)
    split, random = split_of(real, plan), np.random.default_rng(plan.seed)
    learned = choose_hours(real, split.learn, plan.fit.others, random)
    everybody = np.ones(len(simulated.names), bool)
    made_up = like(choose_hours(simulated, everybody, plan.fit.others, random), learned, plan.fit.simulated)
    say(f"{len(learned.hours)} real hours, {len(made_up.hours)} simulated ones")
    network = fit([learned, made_up], sources_of(learned, made_up), plan, say)
    held = {
        "calibrate": some_hours(real, split.calibrate, plan.judged, plan.seed),
        "test": some_hours(real, split.test, plan.judged, plan.seed),
    }
    hours = held["calibrate"]
    set_calibration(network, *calibrate(score(network, real, hours), real.outcomes[hours]))
    scored = {name: (some, 1 / (1 + np.exp(-score(network, real, some)))) for name, some in held.items()}
    ones = stage_ones(write_rows(stays, rows), real, np.sort(np.concatenate(list(held.values()))))
    questions = [question_of(k, real, plan, one, scored) for k, one in enumerate(ones)]
    for one in questions:
        say(
            f"{one['id']}: AUROC {one['auroc']}, stage one {one['stageOneAuroc']}, "
            f"apart {one['disagreement']}"
        )
    training = {
        "data": DATA,
        "simulated": False,
        "patients": int(split.learn.sum()),
        "seed": plan.seed,
        "command": COMMAND,
        "learned": len(learned.hours),
        "simulatedPatients": len(simulated.names),
        "simulatedHours": len(made_up.hours),
    }
    particulars = {
        "windowHours": real.window,
        "modalities": modalities_of(real),
        "questions": questions,
        "training": training,
    }
    manifest = write_model(network, real, simulated, particulars, out / "public/models/icu-explain/1")
    said = {"manifest": manifest, "hidden": hidden(network, real, held["test"][::4])}
    write_report(said, out)
    say(f"{manifest['graphs'][0]['file']['bytes']} bytes")
    return said


def modalities_of(real: Stays) -> list[dict[str, object]]:
    """Return the modalities with which of their numbers simulated patients alone have."""
    known = ~np.isnan(real.hours).all(0)
    return [
        {**one, "simulatedAlone": [real.features[k].id for k in modality.columns if not known[k]]}
        for one, modality in zip(described(real), real.modalities, strict=True)
    ]


def stage_ones(rows: Path, real: Stays, hours: NDArray[np.int64]) -> list[StageOne]:
    """Ask the shipped models of stage one of some hours."""
    return [stage_one(ROOT / f"public/models/icu-{name}/1", rows, real, hours) for name in QUESTIONS]


def main() -> None:
    """Read the command line and train."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--stays", type=Path, help="folder of .psv files; by default the challenge's archive"
    )
    options.add_argument("--work", type=Path, default=WORK, help="where windows are kept, or lie already")
    options.add_argument(
        "--rows", type=Path, default=WORK / "rows", help="those of stage one, of the same stays"
    )
    options.add_argument("--params", type=Path, default=PARAMS, help="instead of training/params.yaml")
    options.add_argument(
        "--out",
        type=Path,
        default=ROOT,
        help="project whose model and docs are written",
    )
    asked = options.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"[{time.monotonic() - start:4.0f} s] {text}\n")
        sys.stdout.flush()

    stays = asked.stays or unpacked(ARCHIVE, asked.work)
    run(stays, asked.rows, asked.work, plan_of(read_params(asked.params)), asked.out, say)


if __name__ == "__main__":
    main()
