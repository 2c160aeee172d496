"""Makes the simulated cohorts and their rows with the product's own commands."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .dataset import Cohort, read_cohort, read_head, read_lines, require_same_question
from .inputs import ModelInputs
from .sources import Source

ROOT = Path(__file__).resolve().parents[2]
ROWS, TRUTH, SCORES, BANK = "rows.ndjson", "truth.ndjson", "oracle-scores.ndjson", "bank.ndjson"
# The week at home that a score can be asked in.
LAST_DAY = 7
PICTURES = ("read", "emulated", "none")


@dataclass(frozen=True)
class CohortPlan:
    """A cohort by name, size and seed; the seed differs from the demo hospital's."""

    name: str
    patients: int
    seed: int

    def __post_init__(self) -> None:
        if self.patients < 1 or self.seed < 0:
            raise ValueError("there is at least one patient, and a seed is not negative")


@dataclass(frozen=True)
class RowsPlan(CohortPlan):
    """A cohort with the rows of its patients at several landmarks.

    Attributes
    ----------
    days : tuple of int
        Days after discharge that everybody has a row of.
    drawn : int
        So many more of days 1 to 7, drawn for each patient.
    pictures : {'read', 'emulated', 'none'}
        Findings by the networks from rendered pictures, or true ones with errors lent by a bank of readings.
    interaction : float
        Strength of the interaction arm.
    """

    days: tuple[int, ...] = (0,)
    drawn: int = 0
    pictures: str = "read"
    interaction: float = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.days or not set(self.days) <= set(range(LAST_DAY + 1)):
            raise ValueError(f"days are from 0 to {LAST_DAY}")
        if not 0 <= self.drawn <= LAST_DAY:
            raise ValueError(f"drawn is from 0 to {LAST_DAY}")
        if self.pictures not in PICTURES:
            raise ValueError(f"pictures is one of {', '.join(PICTURES)}")


class CommandError(Exception):
    """A command of the product failed; the message holds its last words."""


def consilium(*arguments: str) -> str:
    """Run `consilium …` from the project's root, return what it prints; raise `CommandError` if it fails."""
    command = ["npx", "--no-install", "consilium", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        words = done.stderr.strip()[-2000:]
        raise CommandError(f"consilium {' '.join(arguments)} ended with {done.returncode}: {words}")
    return done.stdout


def oracle_scores(folder: Path) -> dict[tuple[int, str, str], dict[str, float]]:
    """Return what the ideal observer predicts of a cohort's patients, by day, way and choice of sources.

    Asked once; the answer stays beside the rows.
    """
    path = folder / SCORES
    if not path.exists():
        partial = path.with_suffix(".partial")
        consilium("oracle", str(folder), "--json", "--scores", str(partial))
        partial.rename(path)
    found: dict[tuple[int, str, str], dict[str, float]] = {}
    for line in read_lines(path):
        for field, way in (("complete", "complete"), ("asGiven", "real")):
            for chosen, score in line[field].items():
                found.setdefault((line["day"], way, chosen), {})[line["patient"]] = score
    return found


def write_rows(paths: Sequence[Path], model: str, out: Path) -> None:
    """Write the rows of the charts in some folders for a model's question; `out` appears when it is whole."""
    partial = out.with_suffix(".partial")
    consilium("features", *map(str, paths), "--model", model, "--out", str(partial))
    partial.rename(out)


@cache
def current_head(model: str) -> dict:
    """Return the head line that the program writes today for a model's question; asked once a process."""
    with tempfile.TemporaryDirectory() as nobody:
        out = Path(nobody) / ROWS
        write_rows([Path(nobody)], model, out)
        return read_head(out)


def make_cohort(
    folder: Path, plan: RowsPlan, head: dict, inputs: ModelInputs, sources: Sequence[Source]
) -> Cohort:
    """Make the rows of `plan` in `folder`/name unless they are there already, and read them.

    Parameters
    ----------
    head : dict
        Of `current_head`; rows that are there must answer the same question.

    Raises
    ------
    CommandError, DatasetError
    """
    here = folder / plan.name
    rows = here / ROWS
    if not rows.exists():
        sys.stdout.write(f"making {plan.name}: {plan.patients} patients, seed {plan.seed}\n")
        sys.stdout.flush()
        size = ("--patients", str(plan.patients), "--seed", str(plan.seed))
        days = ("--days", ",".join(map(str, plan.days)), "--drawn-days", str(plan.drawn))
        bank = ("--bank", str(folder / BANK)) if plan.pictures == "emulated" else ()
        arm = ("--interaction", str(plan.interaction)) if plan.interaction else ()
        consilium("fusion-rows", *size, *days, "--pictures", plan.pictures, *bank, *arm, "--out", str(here))
    expected = {**head, "days": list(plan.days), "pictures": plan.pictures}
    require_same_question(rows, read_head(rows), expected, inputs)
    return read_cohort(rows, here / TRUTH, inputs, sources)
