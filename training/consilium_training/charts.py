"""Keeps whole charts of golden patients, so that the program can read them anew."""

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from .dataset import DatasetError


def write_charts(path: Path, cohort: Path, patients: Sequence[str]) -> None:
    """Write the bundles of some patients, one a line, the same bytes each time.

    Parameters
    ----------
    path : Path
        NDJSON in gzip.
    cohort : Path
        Folder that `consilium simulate` wrote.
    patients : sequence of str
        Ids, in the order of the lines.

    Raises
    ------
    DatasetError
        The cohort has no bundle of a patient.
    """
    found: dict[str, bytes] = {}
    for line in bundle_lines(cohort):
        if len(found) == len(patients):
            break
        # Most lines are other patients', and parsing is dear.
        if any(f'"{patient}"'.encode() in line for patient in patients):
            found |= {patient: line for patient in patients_of(line) if patient in patients}
    lost = [patient for patient in patients if patient not in found]
    if lost:
        raise DatasetError(f"{cohort.name}: no bundle of patient {lost[0]}")
    text = b"".join(found[patient] for patient in patients)
    # Without name and time in it, the file is a function of the charts alone.
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(text)


def bundle_lines(cohort: Path) -> Iterator[bytes]:
    """Yield the lines of a cohort's shards in order, each with its end."""
    for shard in sorted(cohort.glob("bundles-*.ndjson.gz")):
        with gzip.open(shard, "rb") as lines:
            yield from lines


def patients_of(line: bytes) -> list[str]:
    """Return the ids of the patients whose charts a bundle is."""
    resources = [entry["resource"] for entry in json.loads(line)["entry"]]
    return [resource["id"] for resource in resources if resource["resourceType"] == "Patient"]
