"""Reads the Diabetes-130 hospital stays for heart failure, as known at the discharge, one row a stay."""

import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .frames import DATA, Table, make_cohort
from .lace import CHARLSON, diagnosed, lace

FILE = DATA / "readmission" / "dataset_diabetes.zip"
MEMBER = "dataset_diabetes/diabetic_data.csv"
# Death, hospice, still in hospital, or moved to another one for acute care: nobody who could be readmitted.
DEAD, HOSPICE, STAYS = {"11", "19", "20", "21"}, {"13", "14"}, {"2", "9", "12"}
HOME, CARE_AT_HOME = {"1"}, {"6", "8"}
UNKNOWN = {"18", "25", "26"}
EMERGENCY = {"1", "7"}
PAYERS = ("MC", "MD", "HM", "SP", "BC", "CP")
SPECIALTIES = ("InternalMedicine", "Family/GeneralPractice", "Cardiology", "Emergency/Trauma", "Nephrology")
COUNTS = [
    "time_in_hospital",
    "num_lab_procedures",
    "num_procedures",
    "num_medications",
    "number_outpatient",
    "number_emergency",
    "number_inpatient",
    "number_diagnoses",
]
DRUGS = ("metformin", "glipizide", "glyburide", "glimepiride", "pioglitazone", "rosiglitazone", "insulin")
OTHERS = tuple(name for name in CHARLSON if name not in ("heart-failure", "diabetes"))
LEFT_OUT = (
    "numbers of the stay and of the patient; weight (97 % missing); readmission later than 30 days counts as "
    "none; stays that ended in death, hospice or another acute hospital"
)


def read_encounters(path: Path = FILE) -> pd.DataFrame:
    """Return all stays as text."""
    with zipfile.ZipFile(path) as archive, archive.open(MEMBER) as lines:
        return pd.read_csv(lines, dtype=str, keep_default_na=False)


def eligible(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the stays with heart failure (ICD-9 428) as primary diagnosis, of those sent home or to care."""
    kept = frame["diag_1"].str.startswith("428")
    gone = frame["discharge_disposition_id"].isin(DEAD | HOSPICE | STAYS)
    return frame[kept & ~gone].reset_index(drop=True)


def known(series: pd.Series, values: tuple[str, ...]) -> pd.Series:
    """Return the values that are many, `other` for the rest, missing for `?`."""
    return series.where(series.isin([*values, "?"]), "other").replace("?", None)


def sent(disposition: str) -> str | None:
    """Return where to a patient was discharged."""
    if disposition in UNKNOWN:
        return None
    if disposition in HOME:
        return "1 home"
    return "2 care at home" if disposition in CARE_AT_HOME else "3 institution"


def predictors(frame: pd.DataFrame) -> pd.DataFrame:
    """Return what was known when the patient was discharged, one row a stay."""
    numbers = {name: pd.to_numeric(frame[name]) for name in COUNTS}
    decade = frame["age"].str.extract(r"\[(\d+)-")[0].astype(float) + 5
    glucose = {"None": None, "Norm": 0.0, ">200": 1.0, ">300": 2.0}
    haemoglobin = {"None": None, "Norm": 0.0, ">7": 1.0, ">8": 2.0}
    text = {
        "sex": frame["gender"].replace("Unknown/Invalid", None),
        "race": known(frame["race"], ("Caucasian", "AfricanAmerican")),
        "payer": known(frame["payer_code"], PAYERS),
        "specialty": known(frame["medical_specialty"], SPECIALTIES),
        "sent": frame["discharge_disposition_id"].map(sent).astype(object),
    }
    flags = {
        "emergency": frame["admission_type_id"].isin(EMERGENCY),
        "from-emergency-room": frame["admission_source_id"] == "7",
        "changed": frame["change"] == "Ch",
        "treated": frame["diabetesMed"] == "Yes",
        **{drug: frame[drug] != "No" for drug in DRUGS},
        "insulin-turned": frame["insulin"].isin(["Up", "Down"]),
        **{name: diagnosed(frame, name, ("diag_2", "diag_3")) for name in OTHERS},
    }
    return pd.DataFrame(
        {
            **numbers,
            "age": decade,
            "glucose": frame["max_glu_serum"].map(glucose).astype(float),
            "haemoglobin-a1c": frame["A1Cresult"].map(haemoglobin).astype(float),
            **text,
            **{name: np.asarray(flag, float) for name, flag in flags.items()},
        }
    )


def readmissions(path: Path = FILE) -> tuple[Table, NDArray[np.float64], dict[str, int]]:
    """Return the stays, the LACE index of each as far as its parts are here, and what was left out.

    All that is known of the time is whether the next stay began within 30 days: an event at 1, else
    censored at 2.
    """
    everybody = read_encounters(path)
    frame = eligible(everybody)
    event = (frame["readmitted"] == "<30").to_numpy(float)
    cohort, columns = make_cohort(predictors(frame), 2 - event, event, frame["patient_nbr"].tolist())
    flow = {
        "stays": len(everybody),
        "heartFailure": int(everybody["diag_1"].str.startswith("428").sum()),
        "kept": len(frame),
        "patients": cohort.people,
        "readmitted": int(event.sum()),
    }
    title = "Diabetes-130, heart failure: readmission within 30 days"
    return Table("diabetes-130", title, cohort, columns, LEFT_OUT), lace(frame), flow
