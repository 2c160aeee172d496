"""The readmission model: what it reads, what it is for, and the patients that it is made from."""

from dataclasses import dataclass

from .cohorts import CohortPlan, RowsPlan
from .dataset import DAY, Cohort
from .export import Graph
from .fit import Settings
from .manifest import Identity, quantiles
from .network import RampNetwork
from .params import Section, read_params
from .sources import Source

MODALITIES = ("ehr", "imaging", "wearables", "genomics")
# In the order of the manifest; what is measured of a genome and is no reason for a risk is left out.
SOURCES = (
    # Nobody of the cohort has these two drawn: there is nothing to learn of them. The day is the question's.
    Source("ehr", "Health record", "ehr", without=("procalcitonin.", "d-dimer."), known=(DAY,)),
    Source("radiograph", "Chest radiograph", "imaging", ("radiograph.",)),
    Source("echo", "Echocardiogram", "imaging", ("echo.",)),
    Source("wearables", "Wearable at home", "wearables"),
    Source("genomics", "Genome", "genomics", ("polygenic.standardised", "variant.disease-causing")),
)
HORIZON_DAYS = 30
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

    `read` holds the first patients of `test` again, with pictures that were rendered and read. `arm` is of
    patients whose truth has interactions between sources: to train and to test ways to fuse on.
    """

    train: RowsPlan
    calibrate: RowsPlan
    test: RowsPlan
    read: RowsPlan
    golden: CohortPlan
    arm: tuple[RowsPlan, RowsPlan]
    candidates: tuple[Settings, ...]
    landmarks: tuple[int, ...]
    seed: int

    @property
    def cohorts(self) -> tuple[RowsPlan, ...]:
        """The cohorts with rows, in the order in which they are made."""
        return (self.train, self.calibrate, self.test, self.read)

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


# In the order of the plan's fields; the last are patients of the one before.
COHORTS = ("train", "calibrate", "test", "pictures")


def plan_of(params: Section) -> Plan:
    """Return the plan that a file of params gives; raise `ParamsError` where it does not."""
    own = params.section("readmission")
    cohorts = own.section("cohorts")
    rows = {name: cohorts.section(name).make(RowsPlan, name=name) for name in COHORTS}
    golden = own.section("golden").make(CohortPlan, name="golden")
    arm = arm_of(own.section("interaction"))
    alone = {name: plan.seed for name, plan in (rows | {"golden": golden}).items() if name != "pictures"}
    alone |= {plan.name: plan.seed for plan in arm}
    own.require_own_seeds(alone)
    common = own.section("fit")
    return Plan(
        *rows.values(),
        golden=golden,
        arm=arm,
        candidates=tuple(
            one.beside(common).make(Settings) for one in own.section("candidates").sections().values()
        ),
        landmarks=own.value("landmarks", tuple[int, ...]),
        seed=own.value("seed", int),
    )


def arm_of(params: Section) -> tuple[RowsPlan, RowsPlan]:
    """Return the cohorts of the interaction arm; raise `ParamsError` where they are not given."""
    share = params.value("share", float)
    train, test = (
        params.section(part).make(RowsPlan, name=f"{part}-interaction", interaction=share)
        for part in ("train", "test")
    )
    return train, test


def recalibration_of(params: Section) -> RowsPlan:
    """Return the cohort of a recalibration; raise `ParamsError` where it is not given or not new."""
    own = params.section("readmission")
    plan = own.section("recalibrate").make(RowsPlan, name="recalibrate")
    used = plan_of(params)
    others = (*used.cohorts[:-1], used.golden, *used.arm, plan)
    own.require_own_seeds({one.name: one.seed for one in others})
    return plan


PLAN = plan_of(read_params())
SEED = PLAN.seed


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
        "landmarks": {"days": list(plan.landmarks)},
        "training": {
            "data": plan.data,
            "simulated": True,
            "patients": train.people,
            "events": int(discharge.event.sum()),
            "seed": plan.seed,
            "command": COMMAND,
        },
        **measured,
    }


def bands(rate: float) -> dict[str, object]:
    """Return the thresholds of risk, and how they came about."""
    return {"intermediate": round(rate, 3), "high": round(2 * rate, 3), "rule": BAND_RULE}
