"""Stays of nobody, as files of the challenge: to prove what a program reads, and to train in little."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

VITAL = {"HR": 82, "O2Sat": 97, "Temp": 36.9, "SBP": 122, "MAP": 82, "DBP": 62, "Resp": 18}
SPREAD = {"HR": 12, "O2Sat": 1.5, "Temp": 0.4, "SBP": 16, "MAP": 11, "DBP": 9, "Resp": 3}
# By how many spreads each moves in those with sepsis.
DRIFT = {"HR": 2.5, "O2Sat": -1.5, "Temp": 2.5, "SBP": -2, "MAP": -2, "DBP": -1.5, "Resp": 3}
DRAWN = {
    "WBC": (10, 3),
    "Platelets": (210, 60),
    "Creatinine": (1.2, 0.4),
    "BUN": (20, 8),
    "Bilirubin_total": (0.8, 0.3),
    "Lactate": (1.6, 0.5),
    "HCO3": (24, 3),
    "Glucose": (130, 25),
    "Hgb": (10.5, 1.5),
    "FiO2": (0.4, 0.08),
}
VITALS = ("HR", "O2Sat", "Temp", "SBP", "MAP", "DBP", "Resp", "EtCO2")
GASES = ("BaseExcess", "HCO3", "FiO2", "pH", "PaCO2", "SaO2")
CHEMISTRY = ("AST", "BUN", "Alkalinephos", "Calcium", "Chloride", "Creatinine", "Bilirubin_direct", "Glucose")
OTHERS = ("Lactate", "Magnesium", "Phosphate", "Potassium", "Bilirubin_total", "TroponinI")
BLOOD = ("Hct", "Hgb", "PTT", "WBC", "Fibrinogen", "Platelets")
FACTS = ("Age", "Gender", "Unit1", "Unit2", "HospAdmTime", "ICULOS", "SepsisLabel")
COLUMNS = (*VITALS, *GASES, *CHEMISTRY, *OTHERS, *BLOOD, *FACTS)


def course(random: np.random.Generator, hours: int, remembers: float) -> NDArray[np.float64]:
    """Return a series about 0 with spread 1 that remembers the hour before."""
    steps = random.normal(size=hours)
    for hour in range(1, hours):
        steps[hour] = remembers * steps[hour - 1] + np.sqrt(1 - remembers**2) * steps[hour]
    return steps


def stay_text(random: np.random.Generator, septic: bool) -> str:
    """Return one stay as a file of the challenge."""
    hours = int(random.integers(20, 60))
    onset = hours - 8 if septic else hours + 100
    table = {name: np.full(hours, np.nan) for name in COLUMNS}
    ill = np.clip((np.arange(hours) - onset + 12) / 16, 0, 1)
    for name, mean in VITAL.items():
        moved = mean + SPREAD[name] * (course(random, hours, 0.9) + DRIFT[name] * ill)
        table[name] = np.where(random.random(hours) < (0.35 if name == "Temp" else 0.9), moved, np.nan)
    table["O2Sat"] = np.minimum(table["O2Sat"], 100)
    for name, (mean, spread) in DRAWN.items():
        drawn = mean + spread * course(random, hours, 0.95)
        table[name] = np.where(random.random(hours) < 0.07, np.maximum(drawn, mean / 4), np.nan)
    table["FiO2"] = np.clip(table["FiO2"], 0.21, 1)
    fixed = {
        "Age": random.integers(20, 90),
        "Gender": random.integers(0, 2),
        "HospAdmTime": -random.integers(0, 90),
    }
    unit = random.integers(0, 2)
    table |= {
        name: np.full(hours, value) for name, value in (fixed | {"Unit1": unit, "Unit2": 1 - unit}).items()
    }
    table["ICULOS"] = np.arange(1, hours + 1)
    table["SepsisLabel"] = np.arange(hours) >= onset
    lines = ["|".join(cell(table[name][hour]) for name in COLUMNS) for hour in range(hours)]
    return "\n".join(["|".join(COLUMNS), *lines]) + "\n"


def cell(value: float) -> str:
    """Return a number as the files hold it, with at most two decimals."""
    return "NaN" if np.isnan(value) else f"{round(float(value), 2):g}"


def write_made_up(folder: Path, stays: int, seed: int) -> Path:
    """Write so many stays, one of five with sepsis, into `folder`; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    for k in range(stays):
        text = stay_text(random, septic=k % 5 == 0)
        (folder / f"made-up-{k + 1:04d}.psv").write_text(text, encoding="utf8")
    return folder
