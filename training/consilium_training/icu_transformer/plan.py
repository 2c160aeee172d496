"""What can be turned of stage two: section `icu-transformer` of params.yaml."""

from dataclasses import dataclass

from ..params import Section


@dataclass(frozen=True)
class Size:
    """What the network is built of; `width` is that of a token."""

    width: int
    heads: int

    def __post_init__(self) -> None:
        if self.width % self.heads:
            raise ValueError("heads divide the width")


@dataclass(frozen=True)
class Fit:
    """How it is fitted.

    Attributes
    ----------
    rate, decay : float
        Largest step of one cycle, and decay of weights.
    others : float
        Share of the hours without sepsis that are looked at; they count for more in turn.
    simulated : float
        Weight of all simulated hours against all real ones.
    hide : float
        Share of the windows of which modalities and channels are hidden: so every coalition is known.
    """

    epochs: int
    batch: int
    rate: float
    decay: float
    others: float
    simulated: float
    hide: float


@dataclass(frozen=True)
class Plan:
    """Everything that the training depends on beside the stays.

    Attributes
    ----------
    calibrate, test : float
        Shares of the patients.
    judged : float
        Share of the hours of held-out patients that figures are of.
    patients : int
        Simulated ones, of a ward of seed `ward`.
    """

    seed: int
    ward: int
    patients: int
    calibrate: float
    test: float
    judged: float
    resamples: int
    size: Size
    fit: Fit


def plan_of(params: Section) -> Plan:
    """Return the plan; raise `ParamsError` where a field is wrong."""
    section = params.section("icu-transformer")
    inner = {"size": section.section("size").make(Size), "fit": section.section("fit").make(Fit)}
    rest = {name: value for name, value in section.values.items() if name not in inner}
    return Section(rest, section.where).make(Plan, **inner)
