"""What can be turned, from training/params.yaml: read once, and checked field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import TypeVar, get_args, get_origin, get_type_hints

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

PARAMS = Path(__file__).resolve().parents[1] / "params.yaml"
Made = TypeVar("Made")
WORDS = {int: "a whole number", float: "a number", str: "a word", bool: "true or false"}


class ParamsError(Exception):
    """A file of params cannot be used; the message names file and line, or file and field."""


class Section:
    """A mapping of the file, which knows where it stands."""

    def __init__(self, values: Mapping, where: str) -> None:
        self.values, self.where = values, where

    def section(self, name: str) -> "Section":
        """Return the mapping of a name; raise `ParamsError` where there is none."""
        inner = self.values.get(name)
        if not isinstance(inner, Mapping):
            raise ParamsError(f"{self.where}.{name}: expected a mapping")
        return Section(inner, f"{self.where}.{name}")

    def sections(self) -> dict[str, "Section"]:
        """Return each of the mappings in it by name."""
        return {name: self.section(name) for name in self.values}

    def flat(self, path: str) -> list[tuple[str, object]]:
        """Return all values at or below a path such as `encoders.pictures`, each with its own path."""
        first, _, rest = path.partition(".")
        inner = self.values[first]
        if not isinstance(inner, Mapping):
            return [(first, inner)]
        below = Section(inner, f"{self.where}.{first}")
        paths = [rest] if rest else list(inner)
        return [(f"{first}.{name}", value) for one in paths for name, value in below.flat(one)]

    def beside(self, common: "Section") -> "Section":
        """Return it with the values of another one that it does not give itself."""
        return Section({**common.values, **self.values}, self.where)

    def value(self, name: str, kind: type[Made]) -> Made:
        """Return one value; raise `ParamsError` where it is missing or of another kind."""
        if name not in self.values:
            raise ParamsError(f"{self.where}.{name} is missing")
        return checked(kind, self.values[name], f"{self.where}.{name}")

    def choice(self, name: str, among: Sequence[str]) -> str:
        """Return one of some words; raise `ParamsError` for another."""
        word = self.value(name, str)
        if word not in among:
            raise ParamsError(f"{self.where}.{name}: expected one of {', '.join(among)}, found {word!r}")
        return word

    def require_own_seeds(self, cohorts: Mapping[str, int]) -> None:
        """Raise `ParamsError` where two cohorts share a seed, and so patients."""
        first: dict[int, str] = {}
        for name, seed in cohorts.items():
            if seed in first:
                raise ParamsError(f"{self.where}: {first[seed]} and {name} share seed {seed}")
            first[seed] = name

    def make(self, kind: type[Made], **given: object) -> Made:
        """Return a dataclass of the values in here and those `given`.

        A field in Python's `snake_case` is called `kebab-case` in the file.

        Raises
        ------
        ParamsError
            A field is unknown, missing, of another kind, or refused by the dataclass with a `ValueError`.
        """
        assert is_dataclass(kind)
        own = {one.name: one for one in fields(kind) if one.name not in given}
        names = {name: name.replace("_", "-") for name in own}
        for name in self.values:
            if name not in names.values():
                raise ParamsError(f"{self.where}.{name} is not known; there is {', '.join(names.values())}")
        hints = get_type_hints(kind)
        read = {
            name: self.value(names[name], hints[name])
            for name, one in own.items()
            if names[name] in self.values or one.default is MISSING
        }
        try:
            return kind(**given, **read)
        except ValueError as error:
            raise ParamsError(f"{self.where}: {error}") from error


def checked(kind: type, value: object, where: str) -> object:
    """Return a value of one of the kinds that the file knows, or raise `ParamsError`."""
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise ParamsError(f"{where}: expected a list, found {value!r}")
        return tuple(checked(get_args(kind)[0], one, where) for one in value)
    # In Python true is a whole number, and a whole number no float.
    fits = type(value) is kind or (kind is float and type(value) is int)
    if not fits:
        raise ParamsError(f"{where}: expected {WORDS[kind]}, found {value!r}")
    return kind(value)


def parse(text: str, file: str) -> Section:
    """Return everything in the text of a file, which is YAML 1.2: `yes` is a word, no name is given twice.

    Raises
    ------
    ParamsError
        A line is not understood; fields are checked when they are taken.
    """
    try:
        values = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        where = error.problem_mark or error.context_mark
        place = f"{file}, line {where.line + 1}" if where else file
        raise ParamsError(f"{place}: {error.problem or error.context}") from error
    except YAMLError as error:
        raise ParamsError(f"{file}: {error}") from error
    if not isinstance(values, Mapping):
        raise ParamsError(f"{file}: expected `name: value`, found {values!r}")
    return Section(values, file)


def read_params(path: Path = PARAMS) -> Section:
    """Return everything in a file of params; raise `ParamsError` where it is no such file."""
    return parse(path.read_text(encoding="utf-8"), path.name)
