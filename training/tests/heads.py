"""A small head line, as `consilium features` writes it, for tests of what is read."""


def feature(name: str, modality: str = "ehr", **change) -> dict:
    """Return one column's description."""
    return {
        "id": name,
        "modality": modality,
        "label": f"Label of {name}",
        "measure": name.split(".")[0],
        "group": "Group",
        "unit": "mmol/L",
        "plausible": [1, 12.5],
        "source": "LOINC",
        **change,
    }


FILM = {
    "id": "film",
    "modality": "imaging",
    "label": "Film",
    "shape": [1, 2, 3],
    "version": 2,
    "source": "DICOM",
}
HEAD = {
    "model": "readmission",
    "at": {"kind": "own"},
    "features": [feature("a.last"), feature("b", version=4), feature("dose", "imaging", unit="mSv")],
    "tensors": [FILM],
}
