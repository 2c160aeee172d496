"""What stage one is asked: sepsis and deterioration, each a model of its own."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..manifest import Identity
from .rows import Hours
from .utility import plateau, worth_of

# Utility that the fewest alarms may cost against the best threshold.
WITHIN = 0.01
TOLERANCE = {"wasm": 5e-5, "webgpu": 1e-3}


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes
    ----------
    outcome : str
        Its column in the rows.
    horizon : int
        Hours that it looks ahead.
    choose : callable
        The probability from which on it alarms, given hours and their probabilities; `rule` says how.
    worthy : bool
        Its alarms have a utility.
    """

    identity: Identity
    outcome: str
    horizon: int
    choose: Callable[[Hours, NDArray[np.float64]], float]
    rule: str
    worthy: bool
    about: str


def on_the_plateau(hours: Hours, probability: NDArray[np.float64]) -> float:
    """Return the highest threshold whose utility is as good as the best."""
    return plateau(probability, worth_of(hours.outcome, hours.of), hours.of, WITHIN)


def as_often_as_it_comes(hours: Hours, probability: NDArray[np.float64]) -> float:
    """Return the threshold at which as many hours alarm as are followed by the outcome."""
    return float(np.quantile(probability, 1 - hours.outcome.mean()))


NOT_FOR = (
    "Decisions about real patients: it is a research prototype and no medical device.",
    "Another hospital without a look at how often it alarms there: it has learned from one hospital alone.",
    "Patients under 18 years.",
    "Withholding care from those of whom it says little: most of what it needs may not be measured.",
    "Telling whether a treatment works: it describes associations, not effects.",
)

SEPSIS = Question(
    Identity(
        "icu-sepsis",
        "1",
        "hourly",
        "Sepsis in intensive care, hour by hour",
        "Research prototype. Estimates each hour, from what was measured by then, the probability that a "
        "patient in intensive care is within six hours of the onset of sepsis or past it (Sepsis-3, as the "
        "PhysioNet/CinC Challenge 2019 labels it). It shows how such a warning would be presented and "
        "checked.",
        NOT_FOR,
        TOLERANCE,
    ),
    "sepsis",
    6,
    on_the_plateau,
    f"the fewest alarms whose normalised utility lies within {WITHIN} of the best, cross-validated",
    True,
    "SepsisLabel of the challenge: from six hours before the onset of sepsis (Sepsis-3) on.",
)

DETERIORATION = Question(
    Identity(
        "icu-deterioration",
        "1",
        "hourly",
        "Deterioration in intensive care, hour by hour",
        "Research prototype. Estimates each hour, from what was measured by then, the probability that "
        "NEWS2 ≥ 7, a mean arterial pressure < 65 mmHg or SpO₂ < 88 % will last for two measured hours in "
        "the next six, in patients of whom none of these holds now. It shows how such a warning would be "
        "presented and checked.",
        NOT_FOR,
        TOLERANCE,
    ),
    "deterioration",
    6,
    as_often_as_it_comes,
    "as many hours alarm as are followed by it, cross-validated, so that as many alarms are right as are "
    "found of what comes",
    False,
    "NEWS2 ≥ 7, mean arterial pressure < 65 mmHg or SpO₂ < 88 % at two measured hours in a row within the "
    "next six; not asked while one of them holds, or where too little is measured afterwards to tell.",
)

QUESTIONS = (SEPSIS, DETERIORATION)
