"""Makes the simulated cohorts and their rows with the product's own commands."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .dataset import Cohort, read_cohort, read_head, require_same_question
from .inputs import ModelInputs

ROOT = Path(__file__).resolve().parents[2]
ROWS, TRUTH = "rows.ndjson", "truth.ndjson"


@dataclass(frozen=True)
class CohortPlan:
    """A cohort by name, size and seed; the seed differs from the demo hospital's."""

    name: str
    patients: int
    seed: int


class CommandError(Exception):
    """A command of the product failed; the message holds its last words."""


# What the oracle calls the source of a modality's features; pictures are two sources and no features.
SOURCE_OF = {"ehr": "chart", "genomics": "genome", "wearables": "wearable"}


def consilium(*arguments: str) -> str:
    """Run `consilium …` from the project's root, return what it prints; raise `CommandError` if it fails."""
    command = ["npx", "--no-install", "consilium", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        words = done.stderr.strip()[-2000:]
        raise CommandError(f"consilium {' '.join(arguments)} ended with {done.returncode}: {words}")
    return done.stdout


def best_concordance(folder: Path, modalities: Sequence[str]) -> dict[str, float]:
    """Return the best reachable concordance at discharge by some modalities, with its interval."""
    discharge = json.loads(consilium("oracle", str(folder), "--json"))["clocks"][0]
    sources = [SOURCE_OF[modality] for modality in modalities]
    return next(row["asGiven"] for row in discharge["rows"] if row["sources"] == sources)


def write_rows(paths: Sequence[Path], model: str, out: Path) -> None:
    """Write the rows of the charts in some folders for a model's question; `out` appears when it is whole."""
    partial = out.with_suffix(".partial")
    consilium("features", *map(str, paths), "--model", model, "--out", str(partial))
    partial.rename(out)


def current_head(model: str) -> dict:
    """Return the head line that the program writes today for a model's question."""
    with tempfile.TemporaryDirectory() as nobody:
        out = Path(nobody) / ROWS
        write_rows([Path(nobody)], model, out)
        return read_head(out)


def make_cohort(
    folder: Path, plan: CohortPlan, modalities: Sequence[str], head: dict, inputs: ModelInputs
) -> Cohort:
    """Simulate `plan` into `folder`/name unless its rows are there already, and read it.

    Parameters
    ----------
    modalities : sequence of str
        What of each patient is simulated.
    head : dict
        Of `current_head`; rows that are there must answer the same question.

    Raises
    ------
    CommandError, DatasetError
    """
    here = folder / plan.name
    rows = here / ROWS
    if not rows.exists():
        size, seed = str(plan.patients), str(plan.seed)
        sys.stdout.write(f"simulating {plan.name}: {size} patients, seed {seed}\n")
        sys.stdout.flush()
        which = ("--cohort", "hf", "--modalities", ",".join(modalities), "--patients", size, "--seed", seed)
        consilium("simulate", *which, "--out", str(here))
        write_rows([here], head["model"], rows)
    require_same_question(rows, read_head(rows), head, inputs)
    return read_cohort(rows, here / TRUTH, inputs)
