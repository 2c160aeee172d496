"""The readmission model: what it reads, what it is for, and the patients that it is made from."""

from dataclasses import dataclass

from .choose import CANDIDATES
from .cohorts import CohortPlan, RowsPlan
from .dataset import Cohort
from .export import Graph
from .fit import Settings
from .manifest import Identity, quantiles
from .network import RampNetwork
from .sources import Source

MODALITIES = ("ehr", "imaging", "wearables", "genomics")
# In the order of the manifest; what is measured of a genome and is no reason for a risk is left out.
SOURCES = (
    Source("ehr", "Health record", "ehr"),
    Source("radiograph", "Chest radiograph", "imaging", ("radiograph.",)),
    Source("echo", "Echocardiogram", "imaging", ("echo.",)),
    Source("wearables", "Wearable at home", "wearables"),
    Source("genomics", "Genome", "genomics", ("polygenic.standardised", "variant.disease-causing")),
)
LANDMARKS = tuple(range(8))
HORIZON_DAYS = 30
SEED = 20260930
COMMAND = "npm run train"
IDENTITY = Identity(
    id="readmission",
    version="2",
    kind="survival",
    title="Heart-failure readmission within 30 days",
    intended_use="Research prototype. Estimates the probability that an adult, discharged alive after an "
    "inpatient stay and with heart failure on the chart, is readmitted within the next 30 days: at the "
    "discharge, or on one of the seven days after it for a patient who is at home and has not come back. It "
    "reads the health record, findings of a chest radiograph and of an echocardiogram, what a wearable "
    "recorded at home, and the genome; any of them but the health record may be missing. It shows how such "
    "a score would be presented and checked. It was trained on simulated patients and pictures alone.",
    not_for=(
        "Decisions about real patients: it has never been tested on real charts and is no medical device.",
        "Patients under 18 years, patients without heart failure, and pregnancy.",
        "Deciding whether a treatment works: it describes associations, not effects.",
        "Any time later than seven days after the discharge, and any horizon other than 30 days.",
        "A patient who has been readmitted since the discharge.",
        "Ranking or withholding care.",
    ),
    tolerance={"wasm": 1e-5, "webgpu": 1e-3},
)
BAND_RULE = (
    "Intermediate: the share of the calibration cohort readmitted within 30 days of the discharge. High: "
    "twice that share."
)


@dataclass(frozen=True)
class Plan:
    """Everything that can be turned: patients, landmarks, candidates of the penalties, golden charts.

    `read` holds the first patients of `test` again, with pictures that were rendered and read.
    """

    train: RowsPlan
    calibrate: RowsPlan
    test: RowsPlan
    read: RowsPlan
    golden: CohortPlan
    candidates: tuple[Settings, ...]

    @property
    def data(self) -> str:
        """What the manifest says of the patients."""
        return (
            "Simulated heart-failure patients of this project's own generator: the FHIR charts that it "
            "writes, findings of its radiographs and echocardiograms as the networks read them, a week on a "
            f"wearable and genotypes. Training seed {self.train.seed}, within which the penalties were "
            f"chosen too; calibration seed {self.calibrate.seed} ({self.calibrate.patients} patients), test "
            f"seed {self.test.seed}. Readmission for any reason; death and day 90 end the follow-up."
        )


PLAN = Plan(
    train=RowsPlan("train", 12000, 101, drawn=2, pictures="emulated"),
    calibrate=RowsPlan("calibrate", 2500, 202, days=(0, 1, 3, 7), pictures="emulated"),
    test=RowsPlan("test", 4000, 404, days=(0, 1, 3, 7), pictures="emulated"),
    read=RowsPlan("pictures", 250, 404, days=(0, 3), pictures="read"),
    golden=CohortPlan("golden", 8, 606),
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
    plan: Plan, network: RampNetwork, train: Cohort, rate: float, measured: dict[str, object]
) -> dict[str, object]:
    """Return what the manifest of a survival model says beyond all models.

    Parameters
    ----------
    train : Cohort
        What can be known at discharge has the quantiles of the discharge, what the days at home tell theirs.
    rate : float
        Share of the calibration cohort readmitted by the horizon after the discharge.
    measured : dict
        `sources`, `shifts`, `measureShifts`, `conformal`, `metrics`, `calibration` and `subgroups`.
    """
    discharge = train.at(0)
    return {
        "horizonDays": HORIZON_DAYS,
        "members": network.members,
        "additiveOrder": 2,
        "bands": bands(rate),
        "quantiles": {**quantiles(train[train.day > 0]), **quantiles(discharge)},
        "landmarks": {"days": list(LANDMARKS)},
        "training": {
            "data": plan.data,
            "simulated": True,
            "patients": train.people,
            "events": int(discharge.event.sum()),
            "seed": SEED,
            "command": COMMAND,
        },
        **measured,
    }


def bands(rate: float) -> dict[str, object]:
    """Return the thresholds of risk, and how they came about."""
    return {"intermediate": round(rate, 3), "high": round(2 * rate, 3), "rule": BAND_RULE}
