"""Profiles as `consilium similar profiles` writes them: the raw inputs of each view, patient by patient."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class ViewRows:
    """One view of a cohort.

    Attributes
    ----------
    ids : names of the inputs, n of them: features, or places in the last layer of a network.
    network : id of the network; None: the inputs are features.
    values : shape (patients, n), canonical units; 0 where missing.
    present : shape (patients, n).
    """

    ids: tuple[str, ...]
    network: str | None
    values: Array
    present: Mask

    @property
    def has(self) -> Mask:
        """Who has anything of the view, shape (patients,)."""
        return self.present.any(1)

    def of(self, chosen: NDArray[np.int64]) -> "ViewRows":
        """Return the view of some patients."""
        return ViewRows(self.ids, self.network, self.values[chosen], self.present[chosen])


@dataclass(frozen=True)
class ProfileRows:
    """A cohort with its views by id and, for each patient, the first diagnosis of the discharge."""

    views: Mapping[str, ViewRows]
    diagnoses: tuple[str, ...]

    @property
    def labels(self) -> NDArray[np.int64]:
        """Diagnoses as whole numbers, shape (patients,)."""
        return np.unique(self.diagnoses, return_inverse=True)[1].astype(np.int64)

    def of(self, chosen: NDArray[np.int64]) -> "ProfileRows":
        """Return some patients."""
        views = {name: view.of(chosen) for name, view in self.views.items()}
        return ProfileRows(views, tuple(self.diagnoses[k] for k in chosen))


def _lines(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf8") as file:
        for line in file:
            yield json.loads(line)


def _columns(rows: Sequence[dict[str, object]], view: str, size: int) -> tuple[Array, Mask]:
    values = np.zeros((len(rows), size))
    present = np.zeros((len(rows), size), dtype=bool)
    for at, row in enumerate(rows):
        known = row["views"].get(view)
        if known is None:
            continue
        values[at] = known["values"]
        present[at] = known["present"]
    return np.where(present, values, 0.0), present


def _often_known(view: ViewRows, least: float) -> ViewRows:
    """Leave out features that hardly anybody has: nothing could be learned of them."""
    if view.network is not None or not view.has.any():
        return view
    often = view.present[view.has].mean(0) >= least
    ids = tuple(name for name, kept in zip(view.ids, often, strict=True) if kept)
    return ViewRows(ids, None, view.values[:, often], view.present[:, often])


def _first_diagnosis(diagnoses: Sequence[Mapping[str, str]]) -> str:
    return f"{diagnoses[0]['system']}|{diagnoses[0]['code']}" if diagnoses else ""


def read_profiles(paths: Sequence[Path], least_known: float, diagnosed: bool = True) -> ProfileRows:
    """Read files of profiles.

    Parameters
    ----------
    paths : NDJSON of `consilium similar profiles`, all with the same inputs.
    least_known : share of those who have a view below which one of its features is left out.
    diagnosed : patients without a diagnosis of the discharge are left out.

    Raises
    ------
    ValueError
        When nobody has a diagnosis, or the files differ in their inputs.
    """
    heads, rows = [], []
    for path in paths:
        head, *more = _lines(path)
        heads.append(head)
        rows.extend(more)
    head, *others = heads
    if any(other["views"] != head["views"] for other in others):
        raise ValueError("the files of profiles have different inputs")
    known = [row for row in rows if row["diagnoses"] or not diagnosed]
    if not known:
        raise ValueError("nobody is left who has a diagnosis of the discharge")
    views = {}
    for described in head["views"]:
        ids = tuple(described["inputs"])
        values, present = _columns(known, described["id"], len(ids))
        every = ViewRows(ids, described.get("network"), values, present)
        views[described["id"]] = _often_known(every, least_known)
    return ProfileRows(views, tuple(_first_diagnosis(row["diagnoses"]) for row in known))
