"""What can be turned of stage one: section `icu` of params.yaml."""

from dataclasses import dataclass

from ..params import ParamsError, Section
from .trees import Settings


@dataclass(frozen=True)
class Plan:
    """Everything that the training depends on beside the stays.

    Attributes
    ----------
    folds, tried : int
        Of the cross-validation that is reported, and how many of them candidates are compared on.
    members : int
        Seeds that are averaged.
    resamples : int
        Of patients, for intervals.
    """

    seed: int
    folds: int
    tried: int
    members: int
    resamples: int
    candidates: dict[str, Settings]

    def __post_init__(self) -> None:
        if not 1 <= self.tried <= self.folds or self.folds < 2:
            raise ValueError("there are at least two folds, and candidates are compared on some of them")


def plan_of(params: Section) -> Plan:
    """Return the plan; raise `ParamsError` where a field is wrong, or no candidate keeps to two features."""
    section = params.section("icu")
    common = section.section("fit")
    candidates = {
        name: one.beside(common).make(Settings)
        for name, one in section.section("candidates").sections().items()
    }
    if all(one.depth > 2 for one in candidates.values()):
        raise ParamsError(f"{section.where}.candidates: none has depth 2")
    rest = {name: value for name, value in section.values.items() if name not in ("fit", "candidates")}
    return Section(rest, section.where).make(Plan, candidates=candidates)
