"""The stages of a training, in order: each leaves files that later ones read."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from .cohorts import ROOT
from .encoders.plans import RECIPES
from .encoders.plans import Plan as EncoderPlan
from .encoders.proof import simulate_known
from .encoders.train import make_sets, train_encoder
from .head import MissingStageError, fit_head, read_head_file
from .judgement import judge
from .maps.measure import measure_maps
from .material import Material, gather_material
from .proof import simulate_golden
from .readmission import IDENTITY, Plan
from .shipping import ship

WORK = ROOT / "training/work"
# Real DICOM files that may lie beside the project.
REAL = ROOT.parent / "shared/data/dicom"
EVALUATION, METRICS = "evaluation.json", "metrics.json"


@dataclass
class Run:
    """A training under way.

    Attributes
    ----------
    work : Path
        Where cohorts, pictures and fits are put, or lie already.
    root : Path
        Project whose `public/models` and `docs` are written.
    real : Path or None
        Real DICOM files that the encoders should not read; their reports count how many are refused.
    """

    work: Path
    plan: Plan
    encoders: EncoderPlan
    root: Path = ROOT
    say: Callable[[str], None] = lambda _: None
    real: Path | None = None

    @property
    def pictures(self) -> Path:
        """Where the encoders' pictures are."""
        return self.work / "encoders"

    @cached_property
    def material(self) -> Material:
        """The readmission model's cohorts, made unless they are there, read once."""
        return gather_material(self.work, self.plan)


@dataclass(frozen=True)
class Outcome:
    """What a stage measured, and files worth keeping with it."""

    metrics: dict[str, float] = field(default_factory=dict)
    files: Sequence[Path] = ()


@dataclass(frozen=True)
class Stage:
    """One stage: what it does, and the parts of params.yaml that it depends on."""

    name: str
    perform: Callable[[Run], Outcome]
    params: tuple[str, ...]


def simulate(run: Run) -> Outcome:
    """Write the charts and pictures of the patients that are read anew by whoever opens a model."""
    simulate_golden(run.work / run.plan.golden.name, run.plan.golden, IDENTITY.id)
    simulate_known(run.pictures, run.encoders.golden)
    return Outcome()


def tensors(run: Run) -> Outcome:
    """Render the encoders' pictures as tensors, with their truth."""
    counts = {recipe.identity.id: make_sets(recipe, run.pictures, run.encoders) for recipe in RECIPES}
    return Outcome({f"{id}.pictures": float(len(sets.train)) for id, sets in counts.items()})


def encoders(run: Run) -> Outcome:
    """Fit, calibrate, test and export the networks that read pictures, and measure maps of their findings."""
    metrics, files = {}, []
    for recipe in RECIPES:
        id = recipe.identity.id
        folder = train_encoder(
            recipe, run.pictures, run.encoders, run.root, run.encoders.shipped[id], run.real
        )
        files.append(folder / "manifest.json")
        told = json.loads(files[-1].read_text(encoding="utf-8"))["metrics"]
        metrics |= {f"{id}.{one['finding']}.{one['measure']}": one["estimate"] for one in told}
    measure_maps(run.pictures, run.encoders, run.root)
    return Outcome(metrics, files)


def rows(run: Run) -> Outcome:
    """Write the cohorts' rows; the pictures of patients are read by the encoders that are shipped."""
    named = run.material.named
    run.say(", ".join(f"{part.people} patients {what}" for part, what in named))
    return Outcome({f"patients {what}": float(part.people) for part, what in named})


def head(run: Run) -> Outcome:
    """Choose the penalties, fit the fused head, calibrate it."""
    made = fit_head(run.work, run.plan, run.material, run.say)
    return Outcome({f"candidate {k}": one["loss"] for k, one in enumerate(made.choice)})


def evaluate(run: Run) -> Outcome:
    """Measure the head on the test cohort, once."""
    made, file = read_head_file(run.work)
    found = judge(made.network, run.material, run.plan, run.work)
    body = {"head": file, **found}
    path = run.work / EVALUATION
    path.write_text(json.dumps(body, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    told = {
        name: one["estimate"] for name, one in found["measured"]["metrics"].items() if isinstance(one, dict)
    }
    (run.work / METRICS).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    run.say(", ".join(f"{name} {value:.4f}" for name, value in told.items()))
    return Outcome(told, (path,))


def export(run: Run) -> Outcome:
    """Write the model folder, its card, the report and the page of results."""
    made, file = read_head_file(run.work)
    path = run.work / EVALUATION
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if found.get("head") != file:
        raise MissingStageError(
            f"{path} is not of the head that was fitted last: the stage evaluate makes it"
        )
    out = ship(made, found, run.material, run.plan, run.work, run.root, run.say)
    return Outcome(files=(out / "manifest.json", out / "model.onnx"))


COHORTS, SETS = "readmission.cohorts", "encoders.pictures"
STAGES = (
    Stage("simulate", simulate, ("readmission.golden", f"{SETS}.golden")),
    Stage("tensors", tensors, (SETS,)),
    Stage("encoders", encoders, ("encoders",)),
    Stage("rows", rows, (COHORTS,)),
    Stage("head", head, ("readmission.seed", "readmission.fit", "readmission.candidates")),
    Stage("evaluate", evaluate, ("readmission.seed",)),
    Stage("export", export, ("readmission.landmarks", "readmission.golden")),
)


def perform(
    run: Run, stages: Sequence[Stage], record: Callable[[Stage, Outcome, float], None] = lambda *_: None
) -> None:
    """Do some stages in their order, and hand what each measured to `record`, with its seconds."""
    for stage in stages:
        run.say(f"stage {stage.name}")
        start = time.monotonic()
        record(stage, stage.perform(run), time.monotonic() - start)
