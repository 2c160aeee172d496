"""The two encoders: what each is, what it is for, and the pictures that it is made from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from torch import nn

from ..cohorts import CohortPlan
from ..manifest import Identity
from .augment import Augment, clip_augmented, film_augmented
from .clip_networks import CLIP_NETWORKS
from .film_networks import FILM_NETWORKS
from .findings import CLIP, FILM, Finding
from .fit import Settings
from .novelty import Thumbnail, clip_thumbnail, film_thumbnail
from .oddities import odd_clips, odd_films

COMMAND = "cd training && .venv/bin/python -m consilium_training.encoders.train"
SEED = 20261129
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
    networks : dict of str to callable
        That can be trained, by name.
    network : str
        The one that is shipped.
    odd : callable
        From films and clips of the test set to pictures that it should not read.
    """

    identity: Identity
    tensor: str
    dicom_modality: str
    findings: Sequence[Finding]
    networks: dict[str, Callable[[], nn.Module]]
    network: str
    augment: Augment
    thumbnail: Thumbnail
    odd: Callable
    settings: Settings


@dataclass(frozen=True)
class Plan:
    """Pictures to train, calibrate and test on, and patients of golden cases; no seed is used elsewhere."""

    train: tuple[CohortPlan, ...]
    tune: CohortPlan
    test: CohortPlan
    golden: CohortPlan
    epochs: int | None = None
    few: int = 60

    @property
    def data(self) -> str:
        """What the manifest says of the pictures."""
        seeds = " and ".join(str(part.seed) for part in self.train)
        return (
            "Simulated films and echo clips of this project's own generator, read by the product's own code. "
            f"Training seeds {seeds}, half of the patients with findings of any size and "
            "independent of one another; "
            f"calibration seed {self.tune.seed} ({self.tune.patients} patients), test seed {self.test.seed} "
            f"({self.test.patients} patients), both as in the heart-failure cohort. "
            "Clips begin anywhere in the beat."
        )

    def settings(self, recipe: Recipe) -> Settings:
        """Return how long the encoder is fitted under this plan."""
        return recipe.settings if self.epochs is None else replace(recipe.settings, epochs=self.epochs)


PLAN = Plan(
    train=(CohortPlan("train", 500, 7101),),
    tune=CohortPlan("tune", 250, 7201),
    test=CohortPlan("test", 300, 7501),
    golden=CohortPlan("golden", 3, 7401),
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
    networks=FILM_NETWORKS,
    network="residual",
    augment=film_augmented,
    thumbnail=film_thumbnail,
    odd=lambda films, clips: odd_films(films, clips),
    settings=Settings(epochs=50),
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
    networks=CLIP_NETWORKS,
    network="pooled",
    augment=clip_augmented,
    thumbnail=clip_thumbnail,
    odd=lambda films, clips: odd_clips(clips, films),
    settings=Settings(epochs=30),
)
RECIPES = (RADIOGRAPH, ECHO)
