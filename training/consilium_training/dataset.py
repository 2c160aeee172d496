"""Reads the rows that `consilium features` writes and joins each patient's outcome."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


class DatasetError(Exception):
    """A file of rows or outcomes cannot be used; the message names it and why."""


@dataclass(frozen=True)
class Cohort:
    """Eligible patients of one simulated cohort, one row each.

    Attributes
    ----------
    features : list of str
        Ids, in input order.
    patients : ndarray of str, shape (n,)
    values, present : ndarray, shape (n, features)
        Canonical units; 0 where `present` is 0.
    time, event : ndarray, shape (n,)
        Days from the index discharge to readmission (event 1) or censoring (0).
    oracle : ndarray, shape (n,)
        The simulator's true log-hazard: for the best achievable concordance, never for training.
    size : int
        Patients simulated, eligible or not.
    """

    features: list[str]
    patients: NDArray[np.str_]
    values: NDArray[np.float64]
    present: NDArray[np.float64]
    time: NDArray[np.float64]
    event: NDArray[np.float64]
    oracle: NDArray[np.float64]
    size: int


@dataclass(frozen=True)
class Contract:
    """The committed `contract.json`: SHA-256, feature ids, and the measure and label of each."""

    sha256: str
    features: list[str]
    measures: list[str]
    labels: dict[str, str]
    units: dict[str, str]

    @property
    def measure_index(self) -> NDArray[np.int64]:
        """Index of each feature's measure, shape (features,)."""
        return np.unique(self.measures, return_inverse=True)[1]


def read_contract(path: Path) -> Contract:
    """Read `public/models/contract.json`; raise `DatasetError` if its hash is not that of its content.

    The hash is SHA-256 of the canonical JSON (RFC 8785) without the hash itself, as in
    lib/contract/contract.ts.
    """
    body = json.loads(path.read_text(encoding="utf-8"))
    stated = body.pop("sha256")
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    actual = hashlib.sha256(canonical.encode()).hexdigest()
    if stated != actual:
        raise DatasetError(f"{path.name} states hash {stated}, its content has {actual}")
    specs = body["features"]
    return Contract(
        sha256=stated,
        features=[spec["id"] for spec in specs],
        measures=[f"{spec['modality']}/{spec['measure']}" for spec in specs],
        labels={spec["id"]: spec["label"] for spec in specs},
        units={spec["id"]: spec["unit"] for spec in specs},
    )


def read_lines(path: Path) -> list[dict]:
    """Return the objects of an NDJSON file; raise `DatasetError` with file and line if one is broken."""
    rows = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as cause:
                raise DatasetError(f"{path.name} line {number}: not JSON ({cause.msg})") from cause
    if not rows:
        raise DatasetError(f"{path.name}: empty")
    return rows


def read_cohort(rows_path: Path, truth_path: Path, contract: Contract) -> Cohort:
    """Join rows and outcomes by patient; refuse rows of another contract.

    Raises
    ------
    DatasetError
        Another contract, a patient without outcome, a value that is not a finite number, or a
        missing value that is not 0.
    """
    header, *rows = read_lines(rows_path)
    if header.get("contract") != contract.sha256:
        raise DatasetError(
            f"{rows_path.name}: rows of contract {header.get('contract')}, "
            f"but the committed contract is {contract.sha256}"
        )
    if header.get("features") != contract.features:
        raise DatasetError(f"{rows_path.name}: features differ from the contract's")
    outcomes = {line["patient"]: line for line in read_lines(truth_path)}
    eligible = [row for row in rows if row["eligible"]]
    lost = [row["patient"] for row in eligible if row["patient"] not in outcomes]
    if lost:
        raise DatasetError(f"{truth_path.name}: no outcome for patient {lost[0]}")
    matched = [outcomes[row["patient"]] for row in eligible]
    values = matrix(eligible, "values", rows_path, len(contract.features))
    present = matrix(eligible, "present", rows_path, len(contract.features))
    if np.any(values[present == 0] != 0):
        raise DatasetError(f"{rows_path.name}: a missing value is not 0")
    return Cohort(
        features=contract.features,
        patients=np.array([row["patient"] for row in eligible]),
        values=values,
        present=present,
        time=np.array([outcome["timeDays"] for outcome in matched], float),
        event=np.array([outcome["event"] for outcome in matched], float),
        oracle=np.array([outcome["logHazard"] for outcome in matched], float),
        size=len(rows),
    )


def matrix(rows: list[dict], field: str, path: Path, columns: int) -> NDArray[np.float64]:
    """Return one field of all rows as (n, columns); raise `DatasetError` if it is not finite numbers."""
    try:
        table = np.array([row[field] for row in rows], dtype=float)
    except (TypeError, ValueError) as cause:
        raise DatasetError(f"{path.name}: {field} is not a table of numbers") from cause
    if table.shape != (len(rows), columns) or not np.isfinite(table).all():
        raise DatasetError(f"{path.name}: {field} must be {columns} finite numbers per patient")
    return table
