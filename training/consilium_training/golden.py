"""Golden cases: inputs with the outputs that every backend must reproduce."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .export import run_onnx

DECIMALS = 7


@dataclass(frozen=True)
class GoldenCase:
    """One input row; `source` says which simulated patient it came from, `None` for a made-up row."""

    name: str
    values: NDArray
    present: NDArray
    source: dict[str, object] | None


def choose_cases(
    values: NDArray, present: NDArray, patients: NDArray, seed: int, cohort_size: int
) -> list[GoldenCase]:
    """Return eight cases: three patients as recorded, three with half hidden, one extreme, one empty.

    Parameters
    ----------
    values, present : ndarray, shape (n, features)
    patients : ndarray of str, shape (n,)
        FHIR ids.
    seed, cohort_size : int
        What `consilium simulate` needs to make these patients again.
    """
    random = np.random.default_rng(seed)
    picked = random.choice(len(values), size=6, replace=False)
    cases = []
    for number, row in enumerate(picked):
        source = {"seed": seed, "patients": cohort_size, "patient": str(patients[row])}
        if number < 3:
            cases.append(GoldenCase(f"patient {number + 1}, as recorded", values[row], present[row], source))
        else:
            kept = present[row] * (random.random(present.shape[1]) < 0.5)
            cases.append(GoldenCase(f"patient {number + 1}, half hidden", values[row] * kept, kept, None))
    extreme = np.where(np.arange(values.shape[1]) % 2 == 0, values.max(0) * 10, values.min(0) * 10)
    everything = np.ones(values.shape[1])
    cases.append(GoldenCase("beyond every training value", extreme, everything, None))
    cases.append(GoldenCase("nothing known", 0 * extreme, 0 * everything, None))
    return cases


def write_golden(path: Path, model: Path, contract: str, cases: list[GoldenCase]) -> None:
    """Run `cases` through the exported file and write inputs and outputs, exact to float32."""
    values = np.array([case.values for case in cases], np.float32)
    present = np.array([case.present for case in cases], np.float32)
    log_hazard, survival, member_survival = run_onnx(model, values, present)
    body = {
        "contract": contract,
        "model": sha256(model),
        "cases": [
            {
                "name": case.name,
                **({"source": case.source} if case.source else {}),
                "values": shortest(values[i]),
                "present": present[i].astype(int).tolist(),
                "logHazard": shortest(log_hazard[i]),
                "survival": rounded(survival[i]),
                "memberSurvival": rounded(member_survival[i]),
            }
            for i, case in enumerate(cases)
        ],
    }
    path.write_text(json.dumps(body, separators=(",", ":"), allow_nan=False) + "\n")


def shortest(array: NDArray[np.float32]) -> object:
    """Return numbers with the fewest digits that read back as the same float32."""
    return json.loads(json.dumps(np.vectorize(lambda x: float(str(x)))(array).tolist()))


def rounded(array: NDArray[np.float32]) -> object:
    """Return probabilities to seven decimals, two orders finer than the tolerance."""
    return np.round(array.astype(float), DECIMALS).tolist()


def sha256(path: Path) -> str:
    """Return the hex SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
