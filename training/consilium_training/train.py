"""Rebuilds the models from nothing, stage by stage: `npm run train [-- STAGE …]`."""

import argparse
import sys
import time
from pathlib import Path

from .cohorts import ROOT
from .encoders.plans import plan_of as encoder_plan_of
from .material import steady
from .params import PARAMS, read_params
from .readmission import plan_of
from .recording import recorder
from .stages import REAL, STAGES, WORK, Run, perform


def main() -> None:
    """Do the stages that are named, or all of them."""
    names = [stage.name for stage in STAGES]
    options = argparse.ArgumentParser(
        description=__doc__, epilog="What a stage left is used by later ones, and is not made again."
    )
    # With nargs="*" and choices, no stage at all would be refused.
    options.add_argument(
        "stages", nargs="*", metavar="STAGE", help=f"{', '.join(names)}; all if none is named"
    )
    options.add_argument("--cohorts", type=Path, default=WORK, help="where all is kept, or lies already")
    options.add_argument("--params", type=Path, default=PARAMS, help="instead of training/params.yaml")
    options.add_argument("--out", type=Path, default=ROOT, help="project whose models and docs are written")
    chosen = options.parse_args()
    unknown = [name for name in chosen.stages if name not in names]
    if unknown:
        options.error(f"there is no stage {unknown[0]}; there is {', '.join(names)}")
    steady()
    start = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"[{time.monotonic() - start:4.0f} s] {text}\n")
        sys.stdout.flush()

    params = read_params(chosen.params)
    work = chosen.cohorts.resolve()
    real = REAL if REAL.exists() else None
    run = Run(work, plan_of(params), encoder_plan_of(params), chosen.out.resolve(), say, real)
    asked = [stage for stage in STAGES if not chosen.stages or stage.name in chosen.stages]
    perform(run, asked, recorder(work, params))


if __name__ == "__main__":
    main()
