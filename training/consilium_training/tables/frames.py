"""Turns a table of patients into a cohort of one source that the head and its peers can be fitted on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..cohorts import ROOT
from ..dataset import COMPONENTS, Cohort
from ..sources import Columns

# Public data lies beside the project and is never part of it.
DATA = ROOT.parent / "shared" / "data"
SOURCE = "table"


@dataclass(frozen=True)
class Table:
    """One public table.

    Attributes
    ----------
    id, title : str
    cohort : Cohort
        One source; a category of k values is k - 1 columns of 0 and 1.
    columns : Columns
        Columns of one variable are one measure.
    left_out : str
        Which variables were not given to any model, and why.
    """

    id: str
    title: str
    cohort: Cohort
    columns: Columns
    left_out: str


def encode(frame: pd.DataFrame) -> tuple[list[str], list[int], NDArray[np.float64]]:
    """Return names, measures and values of the columns of a table; a missing value is NaN.

    Text becomes one column for each value but the first in alphabetical order. A column with one value
    alone is left out.

    Returns
    -------
    names : list of str
    measure : list of int
        Number of the variable that each column is of.
    values : ndarray, shape (n, columns)
    """
    names, measure, parts = [], [], []
    for number, (name, series) in enumerate(frame.items()):
        if pd.api.types.is_numeric_dtype(series):
            found = {str(name): series.to_numpy(float)}
        else:
            text = series.astype(object)
            missing = text.isna().to_numpy()
            levels = sorted(text[~missing].unique())
            found = {
                f"{name}={level}": np.where(missing, np.nan, (text == level).to_numpy(float))
                for level in levels[1:]
            }
        for label, column in found.items():
            if len(np.unique(column[~np.isnan(column)])) > 1:
                names.append(label)
                measure.append(number)
                parts.append(column)
    return names, np.unique(measure, return_inverse=True)[1].tolist(), np.stack(parts, axis=1)


def make_cohort(
    frame: pd.DataFrame,
    time: NDArray[np.float64],
    event: NDArray[np.float64],
    patients: Sequence[str] | None = None,
) -> tuple[Cohort, Columns]:
    """Return a table as a cohort of one source at one landmark, and its columns.

    Parameters
    ----------
    frame : DataFrame, n rows
        Predictors alone.
    time, event : ndarray, shape (n,)
        `time` above 0.
    patients : sequence of str, optional
        Whose rows; by default each row is of a patient of its own.
    """
    names, measure, values = encode(frame)
    rows = len(frame)
    ids = [f"{row:06d}" for row in range(rows)] if patients is None else list(patients)
    present = ~np.isnan(values)
    cohort = Cohort(
        features=names,
        sources=[SOURCE],
        patients=np.array(ids),
        day=np.zeros(rows, np.int64),
        has=np.ones((rows, 1)),
        values=np.where(present, values, 0.0),
        present=present.astype(float),
        time=np.asarray(time, float),
        event=np.asarray(event, float),
        oracle=np.zeros(rows),
        components=np.zeros((rows, len(COMPONENTS))),
        ancestry=np.full(rows, -1),
    )
    return cohort, Columns(
        np.array(measure, np.int64), np.zeros(len(names), np.int64), 1, np.zeros(len(names), bool)
    )
