"""The two encoders: what each is, what it is for, and the pictures that it is made from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import nn

from ..cohorts import CohortPlan
from ..manifest import Identity
from ..params import ParamsError, Section, read_params
from .augment import Augment, clip_augmented, film_augmented
from .clip_networks import CLIP_NETWORKS
from .film_networks import FILM_NETWORKS
from .findings import CLIP, FILM, Finding
from .fit import Settings
from .novelty import Thumbnail, clip_thumbnail, film_thumbnail
from .oddities import odd_clips, odd_films

COMMAND = "cd training && .venv/bin/python -m consilium_training.encoders.train"
NOT_FOR = (
    "Decisions about real patients: it has seen simulated pictures alone and is no medical device.",
    "Pictures of another view, body part or modality; those unlike its training pictures are not read.",
    "Pictures whose left and right may be exchanged: a mirrored film is not told from another.",
    "Patients under 18 years.",
    "Reporting: it finds what it names and nothing else.",
)


@dataclass(frozen=True)
class Recipe:
    """How one encoder is made.

    Attributes
    ----------
    identity : Identity
    tensor, dicom_modality : str
        Id of its one input, and the DICOM modality of the pictures behind it.
    findings : sequence of Finding
    networks : sequence of str
        That can be trained.
    odd : callable
        From films and clips of the test set to pictures that it should not read.
    """

    identity: Identity
    tensor: str
    dicom_modality: str
    findings: Sequence[Finding]
    networks: Sequence[str]
    augment: Augment
    thumbnail: Thumbnail
    odd: Callable


@dataclass(frozen=True)
class Network:
    """A network that can be trained: what it is built of, and how it is fitted."""

    form: type[nn.Module]
    size: object
    settings: Settings

    def build(self) -> nn.Module:
        """Return it with fresh weights."""
        return self.form(self.size)


@dataclass(frozen=True)
class Plan:
    """Everything that can be turned.

    Attributes
    ----------
    train, tune, spreads, test, golden : CohortPlan
        Pictures to train, to calibrate values, to calibrate spreads and to test on, and patients of golden
        cases; no seed is used elsewhere.
    mapped, reference : CohortPlan
        Pictures that maps of findings are measured on, and those of which the most ordinary one stands for
        one without findings.
    few : int
        So many pictures of each kind that should not be read.
    networks : dict of str to Network
    shipped : dict of str to str
        Name of the network by encoder.
    """

    train: CohortPlan
    tune: CohortPlan
    spreads: CohortPlan
    test: CohortPlan
    golden: CohortPlan
    mapped: CohortPlan
    reference: CohortPlan
    seed: int
    few: int
    networks: dict[str, Network]
    shipped: dict[str, str]

    @property
    def data(self) -> str:
        """What the manifest says of the pictures."""
        return (
            "Simulated films and echo clips of this project's own generator, read by the product's own code. "
            f"Training seed {self.train.seed}, half of the patients with findings of any size and "
            "independent of one another; "
            f"calibration seed {self.tune.seed} ({self.tune.patients} patients), of spreads "
            f"{self.spreads.seed} ({self.spreads.patients}), test seed {self.test.seed} "
            f"({self.test.patients}), all as in the heart-failure cohort. "
            "Clips begin anywhere in the beat."
        )


def identity(id: str, title: str, reads: str) -> Identity:
    """Return who an encoder is."""
    return Identity(
        id=id,
        version="1",
        kind="findings",
        title=title,
        intended_use=f"Research prototype. Reads {reads}, each with its spread, and says when a picture "
        "is unlike those that it was trained on. It shows how a picture can take part in a risk "
        "under a name that a clinician knows. It was trained on simulated pictures alone.",
        not_for=NOT_FOR,
        tolerance={"wasm": 2e-3, "webgpu": 2e-2},
    )


RADIOGRAPH = Recipe(
    identity=identity(
        "radiograph-findings",
        "Findings of a frontal chest radiograph",
        "the cardiothoracic ratio, pulmonary oedema, pleural effusions by side, consolidation and "
        "hyperinflation from one frontal chest radiograph",
    ),
    tensor="radiograph.frontal",
    dicom_modality="DX",
    findings=FILM,
    networks=tuple(FILM_NETWORKS),
    augment=film_augmented,
    thumbnail=film_thumbnail,
    odd=lambda films, clips: odd_films(films, clips),
)
ECHO = Recipe(
    identity=identity(
        "echo-findings",
        "Findings of an apical four-chamber echocardiogram",
        "ejection fraction, volumes and regional wall motion of the left ventricle from one apical "
        "four-chamber clip",
    ),
    tensor="echo.clip",
    dicom_modality="US",
    findings=CLIP,
    networks=tuple(CLIP_NETWORKS),
    augment=clip_augmented,
    thumbnail=clip_thumbnail,
    odd=lambda films, clips: odd_clips(clips, films),
)
RECIPES = (RADIOGRAPH, ECHO)
FORMS = FILM_NETWORKS | CLIP_NETWORKS
PICTURES = ("train", "tune", "spreads", "test", "golden", "mapped", "reference")


def network_of(name: str, given: Section) -> Network:
    """Return a network of the size and with the settings that a file of params gives."""
    form, size = FORMS[name]
    made = given.section("size").make(size)
    try:
        # Without weights: whether such a network can be built at all.
        with torch.device("meta"):
            form(made)
    except ValueError as error:
        raise ParamsError(f"{given.where}: {error}") from error
    return Network(form, made, given.section("fit").make(Settings))


def plan_of(params: Section) -> Plan:
    """Return the plan that a file of params gives; raise `ParamsError` where it does not."""
    own = params.section("encoders")
    pictures, networks, shipped = (own.section(name) for name in ("pictures", "networks", "shipped"))
    sets = {name: pictures.section(name).make(CohortPlan, name=name) for name in PICTURES}
    own.require_own_seeds({name: plan.seed for name, plan in sets.items()})
    return Plan(
        **sets,
        seed=own.value("seed", int),
        few=own.value("few", int),
        networks={name: network_of(name, networks.section(name)) for name in FORMS},
        shipped={one.identity.id: shipped.choice(one.identity.id, one.networks) for one in RECIPES},
    )


PLAN = plan_of(read_params())
