"""Golden cases of an encoder: pictures in greys, with the whole charts and DICOM files of some patients."""

import base64
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..charts import bundle_lines
from ..cohorts import ROWS, CohortPlan, consilium
from ..dataset import DatasetError, read_lines
from ..export import Graph, run_onnx
from ..golden import described, sha256
from ..inputs import TensorSpec
from ..manifest import CHARTS, GOLDEN

CASES = 3
TENSORS = "tensors"
GREYS = 255


@dataclass(frozen=True)
class Known:
    """A patient whose chart and picture give a golden case; `chart`: FHIR bundle with the DICOM file."""

    patient: str
    chart: dict
    picture: NDArray[np.uint8]


def greys_of(picture: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return the nearest grey of each value 0 … 1; half a step goes up, as in lib/contract/golden.ts."""
    return np.floor(picture.astype(float) * GREYS + 0.5).astype(np.uint8)


def grey_text(picture: NDArray[np.uint8]) -> dict[str, object]:
    """Return shape and greys as golden.json holds a picture."""
    return {"shape": list(picture.shape), "greys": base64.b64encode(picture.tobytes()).decode()}


def simulate_known(folder: Path, plan: CohortPlan) -> Path:
    """Simulate some patients with files into `folder`/name unless they are there; return that folder."""
    here = folder / plan.name
    rows = here / ROWS
    if not rows.exists():
        size = ("--patients", str(plan.patients), "--seed", str(plan.seed))
        consilium("simulate", "--modalities", "ehr,imaging", *size, "--out", str(here))
        asked = (
            "--model",
            "readmission",
            "--images",
            str(here / "imaging"),
            "--tensors",
            str(here / TENSORS),
        )
        consilium("features", str(here), *asked, "--out", str(rows))
    return here


def known_patients(folder: Path, plan: CohortPlan, spec: TensorSpec, modality: str) -> list[Known]:
    """Return the first of the patients with files who have the picture.

    Parameters
    ----------
    modality : str
        `DX` or `US`: DICOM modalities of the tensor are told by it (DX takes CR too).
    """
    here = simulate_known(folder, plan)
    _, *lines = read_lines(here / ROWS)
    stored = np.load(here / TENSORS / f"{spec.id}.npy", mmap_mode="r", allow_pickle=False)
    bundles = [json.loads(line) for line in bundle_lines(here)]
    have = [k for k, line in enumerate(lines) if line["tensors"][spec.id] is None][:CASES]
    if len(have) < CASES:
        raise DatasetError(f"{plan.name}: only {len(have)} patients have {spec.id}")
    return [
        Known(lines[k]["patient"], with_files(bundles[k], here, modality), greys_of(stored[k])) for k in have
    ]


def with_files(bundle: dict, folder: Path, modality: str) -> dict:
    """Return a bundle with the DICOM files of one kind in it, as Binary/<SOP Instance UID>."""
    kinds = ("DX", "CR") if modality == "DX" else (modality,)
    studies = [
        entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == "ImagingStudy"
    ]
    uids = [
        instance["uid"]
        for study in studies
        for series in study["series"]
        if series["modality"]["code"] in kinds
        for instance in series["instance"]
    ]
    files = [path for uid in uids for path in folder.glob(f"imaging/*/{uid}.dcm")]
    binaries = [
        {
            "resourceType": "Binary",
            "id": path.stem,
            "contentType": "application/dicom",
            "data": base64.b64encode(path.read_bytes()).decode(),
        }
        for path in files
    ]
    return {**bundle, "entry": [*bundle["entry"], *({"resource": one} for one in binaries)]}


def made_up(spec: TensorSpec) -> dict[str, NDArray[np.uint8]]:
    """Return pictures of nobody by name: none should be read, and every backend must say so alike."""
    ramp = np.linspace(0, GREYS, spec.shape[-1]).astype(np.uint8)
    return {
        "blank": np.zeros(spec.shape, np.uint8),
        "a ramp": np.ascontiguousarray(np.broadcast_to(ramp, spec.shape)),
    }


def write_proof(out: Path, contract: str, graph: Graph, spec: TensorSpec, patients: Sequence[Known]) -> None:
    """Write golden cases and charts beside the exported graph."""
    pictures = [(f"patient {k}, as recorded", one.picture, one.patient) for k, one in enumerate(patients, 1)]
    pictures += [(name, picture, None) for name, picture in made_up(spec).items()]
    cases = []
    for name, picture, patient in pictures:
        given = picture[None]
        answered = run_onnx(out / graph.file, {spec.id: given.astype(np.float32) / np.float32(GREYS)})
        cases.append(
            {
                "name": name,
                "graph": graph.name,
                **({} if patient is None else {"patient": patient}),
                "inputs": {spec.id: grey_text(given)},
                "outputs": described(answered),
            }
        )
    body = {"contract": contract, "graphs": {graph.name: sha256(out / graph.file)}, "cases": cases}
    (out / GOLDEN).write_text(json.dumps(body, separators=(",", ":"), allow_nan=False) + "\n")
    text = "".join(
        json.dumps(one.chart, separators=(",", ":"), ensure_ascii=False) + "\n" for one in patients
    )
    with (out / CHARTS).open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(text.encode())
