"""What can be turned: each mistake is named with its place."""

from dataclasses import dataclass

import pytest

from consilium_training.encoders import plans
from consilium_training.params import PARAMS, ParamsError, Section, parse, read_params
from consilium_training.readmission import PLAN, plan_of

TEXT = PARAMS.read_text()


@dataclass(frozen=True)
class Knobs:
    """Some fields to read."""

    epochs: int
    rate: float
    first_days: tuple[int, ...] = (0,)

    def __post_init__(self) -> None:
        if self.epochs < 1:
            raise ValueError("epochs is at least 1")


def test_numbers_words_and_lists_are_what_they_look_like():
    text = (
        "a:\n  # why\n  b: 3  # so many\n  c: [1, 2]\n\n  d:\n    e: 1e-3\n    f: yes\n    g: true\nh: -0.5"
    )
    assert parse(text, "x").values == {
        "a": {"b": 3, "c": [1, 2], "d": {"e": 0.001, "f": "yes", "g": True}},
        "h": -0.5,
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\na: 2", 'x, line 2: found duplicate key "a"'),
        ("a:\n  b: 1\n   c: 2", "x, line 3: mapping values are not allowed here"),
        ("\ta: 1", "x, line 1: found character '\\t'"),
        ("a: [1, 2", "x, line 1: expected ',' or ']'"),
        ("a: 1\n---\nb: 2", "x, line 2: but found another document"),
        ("a: !!python/name:os.system", "x, line 1: could not determine a constructor"),
        ("\0", "x: unacceptable character"),
        ("a 1", "x: expected `name: value`, found 'a 1'"),
        ("- 1", "x: expected `name: value`, found [1]"),
        ("", "x: expected `name: value`, found None"),
    ],
)
def test_a_line_that_is_not_understood_is_named(text, words):
    with pytest.raises(ParamsError) as caught:
        parse(text, "x")
    assert words in str(caught.value)


def test_a_name_without_a_value_is_named_when_it_is_taken():
    read = parse("a:\nb: 2", "x")
    for take in (lambda: read.section("a"), lambda: read.value("a", int)):
        with pytest.raises(ParamsError, match=r"x\.a: expected a (mapping|whole number, found None)"):
            take()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"epochs": 2}, "x.rate is missing"),
        ({"epochs": 2.5, "rate": 1}, "x.epochs: expected a whole number, found 2.5"),
        ({"epochs": None, "rate": 1}, "x.epochs: expected a whole number, found None"),
        ({"epochs": True, "rate": 1}, "x.epochs: expected a whole number, found True"),
        ({"epochs": 2, "rate": "fast"}, "x.rate: expected a number, found 'fast'"),
        ({"epochs": 2, "rate": 1, "first-days": 3}, "x.first-days: expected a list, found 3"),
        ({"epochs": 2, "rate": 1, "first-days": ["a"]}, "x.first-days: expected a whole number"),
        ({"epochs": 2, "rate": 1, "rates": 1}, "x.rates is not known; there is epochs, rate, first-days"),
        ({"epochs": 0, "rate": 1}, "x: epochs is at least 1"),
    ],
)
def test_a_field_that_does_not_fit_is_named(values, words):
    with pytest.raises(ParamsError) as caught:
        Section(values, "x").make(Knobs)
    assert words in str(caught.value)


def test_fields_are_read_beside_common_ones():
    read = Section({"rate": 1}, "x").beside(Section({"epochs": 2, "rate": 9}, "y")).make(Knobs)
    assert read == Knobs(2, 1.0, (0,))
    assert type(read.rate) is float


def changed(old: str, new: str) -> Section:
    """Return the params with one place changed."""
    assert TEXT.count(old) >= 1
    return parse(TEXT.replace(old, new, 1), "params.yaml")


@pytest.mark.parametrize(
    ("old", "new", "read", "words"),
    [
        ("patients: 20000", "patients: many", plan_of, "params.yaml.readmission.cohorts.train.patients"),
        ("drawn: 2", "drawn: 9", plan_of, "params.yaml.readmission.cohorts.train: drawn is from 0 to 7"),
        (
            "seed: 202\n",
            "seed: 101\n",
            plan_of,
            "params.yaml.readmission: train and calibrate share seed 101",
        ),
        ("ridge: 0.01", "rigde: 0.01", plan_of, "readmission.candidates.long.rigde is not known"),
        ("heads: 4", "heads: 5", plans.plan_of, "encoders.networks.vit.size: patch divides 128"),
        ("[40, 48, 64, 64]", "[40, 64]", plans.plan_of, "encoders.networks.channels: channels has 4 numbers"),
        (
            "echo-findings: pooled",
            "echo-findings: vit",
            plans.plan_of,
            "shipped.echo-findings: expected one of",
        ),
        ("seed: 7201", "seed: 7101", plans.plan_of, "params.yaml.encoders: train and tune share seed 7101"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(old, new, read, words):
    with pytest.raises(ParamsError) as caught:
        read(changed(old, new))
    assert words in str(caught.value)


def test_the_files_plans_are_those_in_use():
    assert plan_of(read_params()) == PLAN
    assert PLAN.read.seed == PLAN.test.seed
    assert plans.plan_of(read_params()) == plans.PLAN
