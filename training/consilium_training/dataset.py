"""Reads the rows that `consilium fusion-rows` writes and joins each patient's outcome."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .inputs import FeatureSpec, ModelInputs, TensorSpec
from .sources import Source

# What of a head line says what the rows answer.
QUESTION = ("model", "days", "pictures")
DAY = "days-since-discharge"


class DatasetError(Exception):
    """A file of rows or outcomes cannot be used; the message names it and why."""


# The components of the simulator's log-hazard, by the modality that sees each best.
COMPONENTS = ("ehr", "imaging", "wearables", "genomics")
# The simulator's populations, in the order of its shares.
ANCESTRIES = ("EUR", "AFR", "EAS", "SAS")


@dataclass(frozen=True)
class Cohort:
    """Eligible patients of one simulated cohort: a row for each landmark at which a patient is at risk.

    Attributes
    ----------
    features, sources : list of str
        Ids, in input order; ids of the sources.
    patients : ndarray of str, shape (n,)
    day : ndarray, shape (n,)
        Landmark: whole days since the discharge.
    has : ndarray, shape (n, sources)
        1 where the patient has the source; the other patients' values are known all the same.
    values, present : ndarray, shape (n, features)
        Canonical units; 0 where `present` is 0. What everybody would have: `has` is not applied.
    time, event : ndarray, shape (n,)
        Days from the landmark to readmission (event 1) or censoring (0).
    oracle : ndarray, shape (n,)
        The simulator's true log-hazard: for the best achievable concordance, never for training.
    components : ndarray, shape (n, len(COMPONENTS))
        Its parts: to judge reasons, never for training.
    ancestry : ndarray, shape (n,)
        Place in `ANCESTRIES` of the largest share of a genome, -1 where it is not told: to look at subgroups.
    """

    features: list[str]
    sources: list[str]
    patients: NDArray[np.str_]
    day: NDArray[np.int64]
    has: NDArray[np.float64]
    values: NDArray[np.float64]
    present: NDArray[np.float64]
    time: NDArray[np.float64]
    event: NDArray[np.float64]
    oracle: NDArray[np.float64]
    components: NDArray[np.float64]
    ancestry: NDArray[np.int64]

    def __post_init__(self) -> None:
        if np.any(self.time <= 0):
            late = self.patients[np.argmax(self.time <= 0)]
            raise DatasetError(f"patient {late}: a row from after the end of the follow-up")

    def __getitem__(self, rows: NDArray) -> "Cohort":
        """Return the same for some rows."""
        parts = [field.name for field in fields(self) if field.name not in ("features", "sources")]
        return replace(self, **{part: getattr(self, part)[rows] for part in parts})

    @cached_property
    def number(self) -> NDArray[np.int64]:
        """Number of each row's patient, from 0, shape (n,)."""
        return np.unique(self.patients, return_inverse=True)[1]

    @cached_property
    def people(self) -> int:
        """How many patients there are."""
        return int(self.number.max()) + 1

    @cached_property
    def _by_patient(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Rows in the order of patients; first place and number of the rows of each."""
        size = np.bincount(self.number)
        return np.argsort(self.number, kind="stable"), np.cumsum(size) - size, size

    def draw(self, random: np.random.Generator) -> NDArray[np.int64]:
        """Return one row of each patient, drawn from its landmarks, in the order of `number`."""
        order, first, size = self._by_patient
        return order[first + (random.random(self.people) * size).astype(np.int64)]

    def at(self, day: int) -> "Cohort":
        """Return the patients at risk at one landmark."""
        return self[np.flatnonzero(self.day == day)]


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
    """Return the first line of a file of rows: whose question, at what times, which features and tensors.

    Raises
    ------
    DatasetError
        It is no such line.
    """
    with path.open(encoding="utf-8") as lines:
        head = parse_line(next(lines, "null"), path, 1)
    if not isinstance(head, dict) or not {"model", "features", "tensors"} <= head.keys():
        raise DatasetError(f"{path.name}: the first line does not describe the features")
    return head


def require_same_question(path: Path, head: dict, expected: dict, inputs: ModelInputs) -> None:
    """Refuse rows that another program wrote, or for another model, other landmarks or other pictures.

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
    for part in QUESTION:
        if head.get(part) != expected.get(part):
            raise DatasetError(f"{path.name}: rows with {part} {head.get(part)}, not {expected.get(part)}")
    known = [FeatureSpec.of(spec).identifying() for spec in head["features"]]
    known += [TensorSpec.of(spec).identifying() for spec in head["tensors"]]
    for one in (*inputs.features, *inputs.tensors):
        if one.identifying() not in known:
            raise DatasetError(f"{path.name}: {one.id} was read in another way than today; delete the file")


def read_cohort(rows_path: Path, truth_path: Path, inputs: ModelInputs, sources: Sequence[Source]) -> Cohort:
    """Join rows and outcomes by patient, with the model's columns alone; who is not at risk is left out.

    Raises
    ------
    DatasetError
        A feature without column, a patient without outcome, a value that is not a finite number, a
        missing value that is not 0, or a row that knows what came after its landmark.
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
    at_risk = [row for row in eligible if outcomes[row["patient"]]["timeDays"] > row["day"]]
    matched = [outcomes[row["patient"]] for row in at_risk]
    day = np.array([row["day"] for row in at_risk], np.int64)
    values = matrix(at_risk, "values", rows_path, len(recorded))[:, columns]
    present = matrix(at_risk, "present", rows_path, len(recorded))[:, columns]
    if np.any(values[present == 0] != 0):
        raise DatasetError(f"{rows_path.name}: a missing value is not 0")
    refuse_hindsight(rows_path, inputs, day, values, present)
    return Cohort(
        features=inputs.ids,
        sources=[source.id for source in sources],
        patients=np.array([row["patient"] for row in at_risk]),
        day=day,
        has=np.array([[source.id in row["has"] for source in sources] for row in at_risk], float),
        values=values,
        present=present,
        time=np.array([outcome["timeDays"] for outcome in matched], float) - day,
        event=np.array([outcome["event"] for outcome in matched], float),
        oracle=np.array([outcome["logHazard"] for outcome in matched], float),
        components=np.array([[one["components"][name] for name in COMPONENTS] for one in matched], float),
        ancestry=np.array([ancestry_of(one) for one in matched], np.int64),
    )


def ancestry_of(outcome: dict) -> int:
    """Return which of the populations gave most of a simulated genome, -1 where it is not told."""
    shares = outcome.get("latents", {}).get("ancestry", {}).get("proportions", [])
    return int(np.argmax(shares)) if shares else -1


def refuse_hindsight(
    path: Path,
    inputs: ModelInputs,
    day: NDArray[np.int64],
    values: NDArray[np.float64],
    present: NDArray[np.float64],
) -> None:
    """Raise `DatasetError` if a row is of another day than it says, or knows at discharge what came after."""
    if DAY in inputs.ids:
        told = values[:, inputs.ids.index(DAY)]
        if np.any(np.abs(told - day) > 1e-6):
            raise DatasetError(f"{path.name}: {DAY} {told[np.argmax(told != day)]} in a row of another day")
    worn = [k for k, feature in enumerate(inputs.features) if feature.modality == "wearables"]
    if np.any(present[day == 0][:, worn]):
        raise DatasetError(f"{path.name}: a row at discharge knows what a wearable recorded after it")


def matrix(rows: list[dict], field: str, path: Path, columns: int) -> NDArray[np.float64]:
    """Return one field of all rows as (n, columns); raise `DatasetError` if it is not finite numbers."""
    try:
        table = np.array([row[field] for row in rows], dtype=float)
    except (TypeError, ValueError) as cause:
        raise DatasetError(f"{path.name}: {field} is not a table of numbers") from cause
    if table.shape != (len(rows), columns) or not np.isfinite(table).all():
        raise DatasetError(f"{path.name}: {field} must be {columns} finite numbers per row")
    return table
