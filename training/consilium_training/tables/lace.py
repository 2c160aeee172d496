"""The LACE index, as far as a table of stays with three diagnoses holds its parts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array = NDArray[np.float64]
DIAGNOSES = ("diag_1", "diag_2", "diag_3")


@dataclass(frozen=True)
class Disease:
    """Points in LACE's version of Charlson's index, and starts of its ICD-9 codes."""

    points: int
    prefixes: tuple[str, ...]


# Quan H et al. Med Care 2005;43:1130-1139 (codes, cut where the table's are cut).
CHARLSON = {
    "infarction": Disease(1, ("410", "412")),
    "heart-failure": Disease(2, ("428", "402", "404")),
    "vessels": Disease(1, ("440", "441", "443")),
    "stroke": Disease(1, tuple(str(code) for code in range(430, 439))),
    "dementia": Disease(3, ("290", "294", "331")),
    "lung": Disease(2, tuple(str(code) for code in range(490, 506))),
    "connective": Disease(3, ("710", "714", "725")),
    "liver-or-kidney": Disease(2, ("570", "571", "573", "582", "583", "585", "586", "588", "403")),
    "tumour": Disease(2, tuple(str(code) for code in (*range(140, 173), *range(174, 196), *range(200, 209)))),
    "metastasis": Disease(6, ("196", "197", "198", "199")),
    "diabetes-complicated": Disease(2, ("250.4", "250.5", "250.6", "250.7")),
    "diabetes": Disease(1, ("250",)),
}


def stay_points(days: Array) -> Array:
    """Return the points of the length of stay in days."""
    return np.select([days < 1, days <= 3, days <= 6, days <= 13], [0, days, 4, 5], 7).astype(float)


def diagnosed(frame: pd.DataFrame, disease: str, places: Sequence[str] = DIAGNOSES) -> NDArray[np.bool_]:
    """Return whose diagnoses, of those in some places, hold a disease of `CHARLSON`."""
    prefixes = CHARLSON[disease].prefixes
    return np.logical_or.reduce([frame[one].str.startswith(prefixes).to_numpy(bool) for one in places])


def charlson_points(frame: pd.DataFrame) -> Array:
    """Return the points of the diagnoses: their sum up to 3, 5 from 4 on."""
    had = {name: diagnosed(frame, name) for name in CHARLSON}
    # Everybody in this table has diabetes, coded among the three or not; it counts once.
    had["diabetes"] = ~had["diabetes-complicated"]
    total = sum(CHARLSON[name].points * flag.astype(float) for name, flag in had.items())
    return np.where(total >= 4, 5.0, total)


def lace(frame: pd.DataFrame) -> Array:
    """Return the index of each stay, shape (n,).

    Two parts are not what the index asks for: visits to the emergency room are those of a year, not of six
    months, and only three diagnoses are known.

    References
    ----------
    van Walraven C et al. CMAJ 2010;182:551-557.
    """
    acute = 3.0 * frame["admission_type_id"].isin(["1", "2", "7"]).to_numpy()
    visits = np.minimum(pd.to_numeric(frame["number_emergency"]).to_numpy(float), 4)
    days = pd.to_numeric(frame["time_in_hospital"]).to_numpy(float)
    return stay_points(days) + acute + charlson_points(frame) + visits
