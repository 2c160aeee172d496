"""The readmission model: what it reads, what it is for, and the patients that it is made from."""

from dataclasses import dataclass

from .choose import CANDIDATES
from .cohorts import CohortPlan
from .dataset import Cohort
from .export import Graph
from .fit import Settings
from .manifest import Identity, quantiles
from .network import ReadmissionNetwork

MODALITIES = ("ehr",)
HORIZON_DAYS = 30
SEED = 20260930
COMMAND = "npm run train"
IDENTITY = Identity(
    id="readmission",
    version="1",
    kind="survival",
    title="Heart-failure readmission within 30 days",
    intended_use="Research prototype. Estimates the probability that an adult, discharged alive after an "
    "inpatient stay and with heart failure on the chart, is readmitted within 30 days of that "
    "discharge, from laboratory results, vital signs, diagnoses and medication of the chart. It "
    "shows how such a score would be presented and checked. It was trained on simulated patients "
    "alone.",
    not_for=(
        "Decisions about real patients: it has never been tested on real charts and is no medical device.",
        "Patients under 18 years, patients without heart failure, and pregnancy.",
        "Deciding whether a treatment works: it describes associations, not effects.",
        "Any time other than discharge, and any horizon other than 30 days.",
        "Ranking or withholding care.",
    ),
    tolerance={"wasm": 1e-5, "webgpu": 1e-3},
)
BAND_RULE = (
    "Intermediate: the share of the calibration cohort readmitted within 30 days. High: twice that share."
)


@dataclass(frozen=True)
class Plan:
    """Patients and candidates of one training."""

    train: CohortPlan
    calibrate: CohortPlan
    test: CohortPlan
    candidates: tuple[Settings, ...]

    @property
    def data(self) -> str:
        """What the manifest says of the patients."""
        return (
            "Simulated heart-failure patients of this project's own generator, seen through the FHIR charts "
            f"that it writes. Training seed {self.train.seed}, within which the penalties were chosen too; "
            f"calibration seed {self.calibrate.seed} ({self.calibrate.patients} patients), test seed "
            f"{self.test.seed}. Readmission for any reason; death and day 90 end the follow-up."
        )


PLAN = Plan(
    train=CohortPlan("train", 24000, 101),
    calibrate=CohortPlan("calibrate", 4000, 202),
    test=CohortPlan("test", 4000, 404),
    candidates=CANDIDATES,
)


def risk_graph(features: int, members: int) -> Graph:
    """Return the one graph: log-hazard and survival of features, row by row."""
    days = HORIZON_DAYS + 1
    return Graph(
        name="risk",
        file="model.onnx",
        inputs={"values": (None, features), "present": (None, features)},
        outputs={"log_hazard": (None,), "survival": (None, days), "member_survival": (None, members, days)},
    )


def particulars(
    plan: Plan, network: ReadmissionNetwork, train: Cohort, rate: float, evaluation: dict[str, object]
) -> dict[str, object]:
    """Return what the manifest of a survival model says beyond all models.

    Parameters
    ----------
    rate : float
        Share of the calibration cohort readmitted by the horizon.
    evaluation : dict
        `metrics`, `calibration` and `subgroups`.
    """
    return {
        "horizonDays": HORIZON_DAYS,
        "members": network.members,
        "additiveOrder": 2,
        "bands": {"intermediate": round(rate, 3), "high": round(2 * rate, 3), "rule": BAND_RULE},
        "quantiles": quantiles(train),
        "training": {
            "data": plan.data,
            "simulated": True,
            "patients": len(train.time),
            "events": int(train.event.sum()),
            "seed": SEED,
            "command": COMMAND,
        },
        **evaluation,
    }
