"""Reads the tensors that `consilium features --tensors` writes beside the rows, without loading them all."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .dataset import DatasetError, read_lines
from .inputs import TensorSpec


@dataclass(frozen=True)
class TensorColumn:
    """One tensor of some patients, in their order.

    Attributes
    ----------
    stored : ndarray of float32, shape (rows of the file, *shape)
        The file, mapped: a part of it is read when it is asked for.
    lines : ndarray, shape (n,)
        Row of the file of each patient.
    present : ndarray of float32, shape (n,)
        1, or 0 where the patient has no such tensor and the file holds zeros.
    reasons : tuple of str or None
        Why it is missing; `None` where it is present.
    """

    stored: NDArray[np.float32]
    lines: NDArray[np.int64]
    present: NDArray[np.float32]
    reasons: tuple[str | None, ...]

    def batch(self, rows: NDArray) -> NDArray[np.float32]:
        """Return the tensors of the patients `rows`, shape (len(rows), *shape), copied from the file."""
        return np.array(self.stored[self.lines[rows]])


def read_tensors(folder: Path, spec: TensorSpec, rows_path: Path, patients: Iterable[str]) -> TensorColumn:
    """Map one tensor's file, with a row for each line of the rows' file, and say who has it.

    Parameters
    ----------
    folder : Path
        Where `id`.npy lies.
    rows_path : Path
        The file of rows that was written with it.
    patients : iterable of str
        Whose tensors, e.g. `Cohort.patients`.

    Raises
    ------
    DatasetError
        The file has another shape or type, or the rows say nothing of a patient or of this tensor.
    """
    _, *rows = read_lines(rows_path)
    path = folder / f"{spec.id}.npy"
    stored = np.load(path, mmap_mode="r", allow_pickle=False)
    expected = (len(rows), *spec.shape)
    if stored.dtype != np.float32 or stored.shape != expected:
        raise DatasetError(f"{path.name}: {stored.dtype} {stored.shape} instead of float32 {expected}")
    line_of = {row["patient"]: line for line, row in enumerate(rows) if spec.id in row.get("tensors", {})}
    wanted = [str(patient) for patient in patients]
    unknown = [patient for patient in wanted if patient not in line_of]
    if unknown:
        raise DatasetError(f"{rows_path.name}: nothing of {spec.id} of patient {unknown[0]}")
    lines = np.array([line_of[patient] for patient in wanted], np.int64)
    reasons = tuple(rows[line]["tensors"][spec.id] for line in lines)
    present = np.array([reason is None for reason in reasons], np.float32)
    return TensorColumn(stored, lines, present, reasons)
