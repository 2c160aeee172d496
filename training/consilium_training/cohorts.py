"""Makes the simulated cohorts and their rows with the product's own commands."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .dataset import Cohort, Contract, read_cohort


@dataclass(frozen=True)
class CohortPlan:
    """A cohort by name, size and seed; the seed differs from the demo hospital's."""

    name: str
    patients: int
    seed: int


TRAIN = CohortPlan("train", 24000, 101)
CALIBRATE = CohortPlan("calibrate", 4000, 202)
TEST = CohortPlan("test", 4000, 404)


class CommandError(Exception):
    """A command of the product failed; the message holds its last words."""


def consilium(root: Path, *arguments: str) -> str:
    """Run `consilium …` from the project's root, return what it prints; raise `CommandError` if it fails."""
    command = ["npx", "--no-install", "consilium", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        words = done.stderr.strip()[-2000:]
        raise CommandError(f"consilium {' '.join(arguments)} ended with {done.returncode}: {words}")
    return done.stdout


def chart_oracle(root: Path, folder: Path) -> dict[str, float]:
    """Return the best reachable concordance from charts alone, with its interval, of a simulated cohort."""
    rows = json.loads(consilium(root, "oracle", str(folder), "--json"))["rows"]
    return next(row["measured"] for row in rows if row["modalities"] == ["ehr"])


def make_cohort(root: Path, folder: Path, plan: CohortPlan, contract: Contract) -> Cohort:
    """Simulate `plan` into `folder`/name unless its rows are there already, and read it."""
    here = folder / plan.name
    rows = here / "rows.ndjson"
    if not rows.exists():
        size, seed = str(plan.patients), str(plan.seed)
        sys.stdout.write(f"simulating {plan.name}: {size} patients, seed {seed}\n")
        sys.stdout.flush()
        which = ("--cohort", "hf", "--modalities", "ehr", "--patients", size, "--seed", seed)
        consilium(root, "simulate", *which, "--out", str(here))
        partial = here / "rows.partial"
        consilium(root, "features", str(here), "--out", str(partial))
        partial.rename(rows)
    return read_cohort(rows, here / "truth.ndjson", contract)
