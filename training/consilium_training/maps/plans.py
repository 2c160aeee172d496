"""Which encoders maps are measured of, and which of their pictures show nothing to find."""

from collections.abc import Callable
from dataclasses import dataclass

from ..encoders.findings import CLIP, FILM, Finding, Truth

COMMAND = "cd training && .venv/bin/python -m consilium_training.maps.measure"
SIDES = ("right", "left")
# Pictures of the checks beside the main measurement.
FEW = 12


@dataclass(frozen=True)
class MapPlan:
    """One encoder.

    Attributes
    ----------
    folder : str
        Under public/models.
    ordinary : callable
        Whether a picture shows nothing to find: one of these stands for "without".
    sides : dict of str to callable
        Of findings with a place: the side of the body in a picture's truth, `None` where it is not there.
    """

    folder: str
    tensor: str
    findings: tuple[Finding, ...]
    ordinary: Callable[[Truth], bool]
    sides: dict[str, Callable[[Truth], str | None]]


def clear_film(truth: Truth) -> bool:
    """Return whether a film shows a heart of ordinary size and nothing that would be called."""
    there = [one for one in FILM if one.presence and one.truth(truth)]
    return not there and 0.4 <= truth["projectedRatio"] < 0.5


def ordinary_clip(truth: Truth) -> bool:
    """Return whether a clip shows a left ventricle that moves as it should."""
    found = truth["findings"]
    return found["wallMotion"] is None and 55 <= found["ejectionFraction"] <= 70


def fluid(side: str) -> Callable[[Truth], str | None]:
    """Return where the fluid of one side is, if there is any."""
    return lambda truth: side if truth["findings"]["effusion"][side] >= 0.05 else None


def filled(truth: Truth) -> str | None:
    """Return the side of a consolidation."""
    lobe = (truth["findings"]["consolidation"] or {}).get("lobe")
    return None if lobe is None else {"R": "right", "L": "left"}[lobe[0]]


PLANS = (
    MapPlan(
        "radiograph-findings/1",
        "radiograph.frontal",
        tuple(FILM),
        clear_film,
        {
            **{f"pleural-effusion-{side}": fluid(side) for side in SIDES},
            **{f"pleural-effusion-{side}-extent": fluid(side) for side in SIDES},
            "consolidation": filled,
        },
    ),
    MapPlan("echo-findings/1", "echo.clip", tuple(CLIP), ordinary_clip, {}),
)
