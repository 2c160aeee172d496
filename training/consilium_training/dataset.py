"""Reads the rows that `consilium features` writes and joins each patient's outcome."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .inputs import FeatureSpec, ModelInputs, TensorSpec


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
    """

    features: list[str]
    patients: NDArray[np.str_]
    values: NDArray[np.float64]
    present: NDArray[np.float64]
    time: NDArray[np.float64]
    event: NDArray[np.float64]
    oracle: NDArray[np.float64]

    def __getitem__(self, rows: NDArray) -> "Cohort":
        """Return the same for some patients."""
        parts = ("patients", "values", "present", "time", "event", "oracle")
        return replace(self, **{part: getattr(self, part)[rows] for part in parts})


def read_lines(path: Path) -> list[dict]:
    """Return the objects of an NDJSON file; raise `DatasetError` with file and line if one is broken."""
    with path.open(encoding="utf-8") as lines:
        rows = [parse_line(line, path, number) for number, line in enumerate(lines, start=1)]
    if not rows:
        raise DatasetError(f"{path.name}: empty")
    return rows


def parse_line(line: str, path: Path, number: int) -> dict:
    """Return the object of one line; `path` and `number` are for the error's words."""
    try:
        return json.loads(line)
    except json.JSONDecodeError as cause:
        raise DatasetError(f"{path.name} line {number}: not JSON ({cause.msg})") from cause


def read_head(path: Path) -> dict:
    """Return the first line of a file of rows: whose question, at what time, which features and tensors.

    Raises
    ------
    DatasetError
        It is no such line.
    """
    with path.open(encoding="utf-8") as lines:
        head = parse_line(next(lines, "null"), path, 1)
    if not isinstance(head, dict) or not {"model", "at", "features", "tensors"} <= head.keys():
        raise DatasetError(f"{path.name}: the first line does not describe the features")
    return head


def require_same_question(path: Path, head: dict, expected: dict, inputs: ModelInputs) -> None:
    """Refuse rows that another program wrote, or for another model or time.

    Parameters
    ----------
    path : Path
        For the error's words.
    head, expected : dict
        First line of the rows, and the one that the program writes today.
    inputs : ModelInputs
        What the model reads of `expected`.

    Raises
    ------
    DatasetError
        The rows answer another question, or some input was read in another way.
    """
    for part in ("model", "at"):
        if head[part] != expected[part]:
            raise DatasetError(f"{path.name}: rows with {part} {head[part]}, not {expected[part]}")
    known = [FeatureSpec.of(spec).identifying() for spec in head["features"]]
    known += [TensorSpec.of(spec).identifying() for spec in head["tensors"]]
    for one in (*inputs.features, *inputs.tensors):
        if one.identifying() not in known:
            raise DatasetError(f"{path.name}: {one.id} was read in another way than today; delete the file")


def read_cohort(rows_path: Path, truth_path: Path, inputs: ModelInputs) -> Cohort:
    """Join rows and outcomes by patient, with the model's columns alone.

    Raises
    ------
    DatasetError
        A feature without column, a patient without outcome, a value that is not a finite number, or a
        missing value that is not 0.
    """
    head, *rows = read_lines(rows_path)
    recorded = [spec["id"] for spec in head["features"]]
    absent = [feature for feature in inputs.ids if feature not in recorded]
    if absent:
        raise DatasetError(f"{rows_path.name}: no column {absent[0]}")
    columns = [recorded.index(feature) for feature in inputs.ids]
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
        features=inputs.ids,
        patients=np.array([row["patient"] for row in eligible]),
        values=values,
        present=present,
        time=np.array([outcome["timeDays"] for outcome in matched], float),
        event=np.array([outcome["event"] for outcome in matched], float),
        oracle=np.array([outcome["logHazard"] for outcome in matched], float),
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
