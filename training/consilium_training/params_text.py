"""Reads the part of YAML that params.yaml keeps to: nested mappings of numbers, words and lists of numbers.

It needs no package, and refuses what readers of YAML let pass: a name given twice, `yes` for true, tabs.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

COMMENT = re.compile(r"(^|\s)#.*$")
LINE = re.compile(r"^(?P<indent> *)(?P<name>[A-Za-z][\w-]*):(?: +(?P<value>\S.*))?$")
WORD = re.compile(r"^[A-Za-z][\w.-]*$")
# What some readers of YAML take for truth or nothing, and others for words.
UNCLEAR = {"yes", "no", "on", "off", "null", "y", "n"}


class ParamsError(Exception):
    """A file of params cannot be used; the message names file and line, or file and field."""


@dataclass(frozen=True)
class Line:
    """One name of the file, with its value or before what stands deeper."""

    where: str
    indent: int
    name: str
    value: str | None


def parse(text: str, file: str) -> dict:
    """Return nested mappings; raise `ParamsError` with the line that is not understood."""
    lines = list(lines_of(text, file))[::-1]
    return mapping(lines, 0)


def lines_of(text: str, file: str) -> Iterator[Line]:
    """Yield what is neither empty nor a comment."""
    for number, raw in enumerate(text.splitlines(), start=1):
        line, where = COMMENT.sub("", raw).rstrip(), f"{file}, line {number}"
        found = LINE.match(line)
        if found is not None:
            yield Line(where, len(found["indent"]), found["name"], found["value"])
        elif line:
            raise ParamsError(f"{where}: expected `name: value`, found {line.strip()!r}")


def mapping(left: list[Line], indent: int) -> dict:
    """Take from the end of `left` what stands at an indentation, with what stands deeper."""
    inside: dict = {}
    while left and left[-1].indent >= indent:
        line = left.pop()
        if line.indent > indent:
            raise ParamsError(f"{line.where}: {line.name} is indented unlike its neighbours")
        if line.name in inside:
            raise ParamsError(f"{line.where}: {line.name} is given twice")
        if line.value is not None:
            inside[line.name] = value_of(line.value, line.where)
        elif left and left[-1].indent > indent:
            inside[line.name] = mapping(left, left[-1].indent)
        else:
            raise ParamsError(f"{line.where}: {line.name} has no value")
    return inside


def value_of(text: str, where: str) -> object:
    """Return a number, a word, true or false, or a list of numbers."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        pass
    if not WORD.match(text) or text.lower() in UNCLEAR:
        raise ParamsError(f"{where}: {text!r} is no number, word or list of numbers")
    return text
