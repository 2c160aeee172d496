"""Measures the head on real tables: `python -m consilium_training.tables [--only NAME] [--quick]`."""

import argparse
import json
import sys
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

import torch
from threadpoolctl import threadpool_limits

from ..cohorts import ROOT
from . import encounters, readmissions, survival
from .page import write_page
from .survival_tables import READERS, at_hand

READMISSION = "diabetes-130"
QUICK_REPEATS, RESAMPLES = 1, 500


def read_body(docs: Path) -> dict:
    """Return what was measured before, or nothing yet."""
    path = docs / "generated" / "real-tables.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {"survival": [], "readmission": None}


def put(body: dict, one: dict) -> None:
    """Replace a table's figures, in the order of `READERS`."""
    kept = {old["id"]: old for old in body["survival"]} | {one["id"]: one}
    body["survival"] = [kept[name] for name in READERS if name in kept]


def run(names: Sequence[str], repeats: int, docs: Path = ROOT / "docs") -> None:
    """Measure some tables; figures of the others stay. Each repeat is written at once."""
    start = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"[{time.monotonic() - start:4.0f} s] {text}\n")
        sys.stdout.flush()

    def keep(one: dict) -> None:
        body = read_body(docs)
        put(body, one)
        write_page(body, docs)

    for name in names:
        if name == READMISSION:
            table, index, flow = encounters.readmissions()
            found = readmissions.measure(table, index, RESAMPLES, say)
            write_page(read_body(docs) | {"readmission": {**found, "flow": flow}}, docs)
        else:
            survival.measure(READERS[name](), survival.Protocol(repeats), say, keep)


def main() -> None:
    """Measure one table or all of them."""
    names = (*READERS, READMISSION)
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", choices=names, action="append", help="this table alone; may be repeated")
    options.add_argument("--quick", action="store_true", help="one repeat of the folds")
    given = options.parse_args()
    if not at_hand() or not encounters.FILE.exists():
        sys.exit("The public tables are not at hand: ../shared/data/survival and ../shared/data/readmission")
    torch.set_num_threads(1)
    # Convergence of stiff candidates is judged by their held-out figures.
    warnings.simplefilter("ignore")
    with threadpool_limits(1):
        run(given.only or names, QUICK_REPEATS if given.quick else survival.REPEATS)


if __name__ == "__main__":
    main()
