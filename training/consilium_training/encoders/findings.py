"""What the encoders find, and where the simulator's truth of a picture has it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Truth = dict


@dataclass(frozen=True)
class Finding:
    """One finding of a picture, as the manifest describes it.

    Attributes
    ----------
    id, label, unit : str
        A quantity that people measure too bears the id of that kind of measurement. UCUM.
    truth : callable
        From the truth of one picture to the quantity in its unit, or to 0 | 1.
    low, high : float
        Plausible range in `unit`.
    decimals : int
    presence : bool
        Whether it is there, instead of how much.
    bounded : bool
        A share: an answer beyond its range is moved to the end of it. Elsewhere it is left to be refused.
    """

    id: str
    label: str
    unit: str
    truth: Callable[[Truth], float]
    low: float
    high: float
    decimals: int
    presence: bool = False
    bounded: bool = False

    def described(self) -> dict[str, object]:
        """Return the manifest's words."""
        return {
            "id": self.id,
            "label": self.label,
            "unit": self.unit,
            "type": "presence" if self.presence else "quantity",
            "low": self.low,
            "high": self.high,
            "decimals": self.decimals,
        }


def quantity(id: str, label: str, unit: str, low: float, high: float, decimals: int, truth) -> Finding:
    """Return a finding with a unit."""
    return Finding(id, label, unit, truth, low, high, decimals)


def extent(id: str, label: str, truth: Callable[[Truth], float]) -> Finding:
    """Return a finding from 0 (none) to 100 % (extreme)."""
    return Finding(id, label, "%", lambda picture: 100 * truth(picture), 0, 100, 0, bounded=True)


def presence(id: str, label: str, truth: Callable[[Truth], bool]) -> Finding:
    """Return a finding that is there or not."""
    return Finding(id, label, "1", lambda picture: float(truth(picture)), 0, 1, 2, presence=True)


# Shares of the simulator's scale from 0 (none) to 1 (extreme); below them the trace is too faint to call.
OEDEMA_FROM, EFFUSION_FROM, HYPERINFLATION_FROM = 0.4, 0.05, 0.15


def effusion(side: str) -> list[Finding]:
    """Return whether there is fluid on one side, and how much."""

    def amount(picture: Truth) -> float:
        return picture["findings"]["effusion"][side]

    return [
        presence(
            f"pleural-effusion-{side}",
            f"Pleural effusion, {side}",
            lambda picture: amount(picture) >= EFFUSION_FROM,
        ),
        extent(f"pleural-effusion-{side}-extent", f"Extent of pleural effusion, {side}", amount),
    ]


FILM: Sequence[Finding] = (
    # As on the film: a reader with a ruler gets the same, also from a film taken in bed.
    quantity(
        "cardiothoracic-ratio",
        "Cardiothoracic ratio",
        "1",
        0.2,
        1,
        2,
        lambda picture: picture["projectedRatio"],
    ),
    presence(
        "pulmonary-oedema",
        "Pulmonary oedema",
        lambda picture: picture["findings"]["oedema"] >= OEDEMA_FROM,
    ),
    extent(
        "pulmonary-oedema-extent",
        "Extent of pulmonary oedema",
        lambda picture: picture["findings"]["oedema"],
    ),
    *effusion("right"),
    *effusion("left"),
    presence(
        "consolidation", "Consolidation", lambda picture: picture["findings"]["consolidation"] is not None
    ),
    presence(
        "hyperinflation",
        "Hyperinflation",
        lambda picture: picture["findings"]["hyperinflation"] >= HYPERINFLATION_FROM,
    ),
)


def end_systolic(picture: Truth) -> float:
    """Return the volume left in the ventricle at end-systole, mL."""
    found = picture["findings"]
    return found["endDiastolicVolume"] * (1 - found["ejectionFraction"] / 100)


CLIP: Sequence[Finding] = (
    quantity(
        "ejection-fraction",
        "Left ventricular ejection fraction",
        "%",
        0,
        90,
        0,
        lambda picture: picture["findings"]["ejectionFraction"],
    ),
    quantity(
        "end-diastolic-volume",
        "End-diastolic volume of the left ventricle",
        "mL",
        20,
        450,
        0,
        lambda picture: picture["findings"]["endDiastolicVolume"],
    ),
    quantity(
        "end-systolic-volume", "End-systolic volume of the left ventricle", "mL", 5, 400, 0, end_systolic
    ),
    presence(
        "regional-wall-motion-abnormality",
        "Regional wall motion abnormality",
        lambda picture: picture["findings"]["wallMotion"] is not None,
    ),
)


def truths(findings: Sequence[Finding], pictures: Sequence[Truth]) -> NDArray[np.float32]:
    """Return what is true of some pictures, shape (pictures, findings)."""
    return np.array([[one.truth(picture) for one in findings] for picture in pictures], np.float32)


def which(findings: Sequence[Finding], presence: bool) -> list[int]:
    """Return the columns of quantities, or of presences."""
    return [column for column, one in enumerate(findings) if one.presence == presence]
