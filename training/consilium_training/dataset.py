"""Reads the rows that `consilium features` writes and joins each patient's outcome."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
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

    def __getitem__(self, rows: NDArray) -> "Cohort":
        """Return the same for some patients."""
        parts = ("patients", "values", "present", "time", "event", "oracle")
        return replace(self, **{part: getattr(self, part)[rows] for part in parts}, size=len(rows))


@dataclass(frozen=True)
class Contract:
    """What the committed `contract.json` says of the modalities that a model reads.

    Attributes
    ----------
    hashes : dict of str to str
        SHA-256 by modality id.
    sha256 : str
        SHA-256 of these modalities together: the one that the model's manifest names.
    features : list of str
        Ids in input order; `measures`, `labels` and `units` belong to them.
    """

    hashes: dict[str, str]
    sha256: str
    features: list[str]
    measures: list[str]
    labels: dict[str, str]
    units: dict[str, str]

    @property
    def measure_index(self) -> NDArray[np.int64]:
        """Index of each feature's measure, shape (features,)."""
        return np.unique(self.measures, return_inverse=True)[1]


def contract_hash(body: dict, modalities: Sequence[str]) -> str:
    """Return the SHA-256 of the canonical JSON (RFC 8785) of what identifies some modalities' contract.

    The same as in lib/contract/contract.ts: id, modality, unit and plausible range of each feature, in order.
    """
    identifying = ("id", "modality", "unit", "plausible")
    features = [
        {name: spec[name] for name in identifying}
        for spec in body["features"]
        if spec["modality"] in modalities
    ]
    part = {"version": body["version"], "missing": body["missing"], "features": features}
    canonical = json.dumps(part, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def read_contract(path: Path, modalities: Sequence[str]) -> Contract:
    """Read from `public/models/contract.json` what a model of `modalities` takes in.

    Raises
    ------
    DatasetError
        A modality is not there, or its hash is not that of its content.
    """
    body = json.loads(path.read_text(encoding="utf-8"))
    stated = body["sha256"]
    for modality in modalities:
        actual = contract_hash(body, [modality])
        if stated.get(modality) != actual:
            raise DatasetError(
                f"{path.name} states hash {stated.get(modality)} for {modality}, its content has {actual}"
            )
    specs = [spec for spec in body["features"] if spec["modality"] in modalities]
    return Contract(
        hashes={modality: stated[modality] for modality in modalities},
        sha256=contract_hash(body, modalities),
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
    """Join rows and outcomes by patient, with the contract's columns alone; refuse rows of another contract.

    Raises
    ------
    DatasetError
        Another contract, a feature without column, a patient without outcome, a value that is not a
        finite number, or a missing value that is not 0.
    """
    header, *rows = read_lines(rows_path)
    for modality, sha256 in contract.hashes.items():
        found = header["contract"].get(modality)
        if found != sha256:
            raise DatasetError(
                f"{rows_path.name}: rows of contract {found} for {modality}, "
                f"but the committed contract is {sha256}"
            )
    recorded = header["features"]
    if [feature for feature in recorded if feature in set(contract.features)] != contract.features:
        raise DatasetError(f"{rows_path.name}: features differ from the contract's")
    columns = [recorded.index(feature) for feature in contract.features]
    outcomes = {line["patient"]: line for line in read_lines(truth_path)}
    eligible = [row for row in rows if row["eligible"]]
    lost = [row["patient"] for row in eligible if row["patient"] not in outcomes]
    if lost:
        raise DatasetError(f"{truth_path.name}: no outcome for patient {lost[0]}")
    matched = [outcomes[row["patient"]] for row in eligible]
    values = matrix(eligible, "values", rows_path, len(recorded))[:, columns]
    present = matrix(eligible, "present", rows_path, len(recorded))[:, columns]
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
