"""The folder's `golden.json`, as lib/contract/golden.ts has it: inputs and the outputs to be reproduced."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .export import Graph, Named, run_onnx


@dataclass(frozen=True)
class GoldenCase:
    """One run of one row.

    Attributes
    ----------
    name, graph : str
    inputs : dict of str to ndarray
        With the graph's first axis, of length 1 where it is free.
    patient : str or None
        Whose chart gives these inputs; `None`: they were made up.
    """

    name: str
    graph: str
    inputs: Named
    patient: str | None = None


def choose_cases(graph: str, values: NDArray, present: NDArray, seed: int) -> list[GoldenCase]:
    """Return five cases of nobody's chart: three patients with half hidden, one extreme, one empty.

    Parameters
    ----------
    graph : str
        Name of a graph with inputs `values` and `present`.
    values, present : ndarray, shape (n, features)
    """
    random = np.random.default_rng(seed)

    def case(name: str, value: NDArray, there: NDArray) -> GoldenCase:
        return GoldenCase(name, graph, {"values": value[None], "present": there[None]})

    cases = []
    for number, row in enumerate(random.choice(len(values), size=3, replace=False), start=4):
        kept = present[row] * (random.random(present.shape[1]) < 0.5)
        cases.append(case(f"patient {number}, half hidden", values[row] * kept, kept))
    extreme = np.where(np.arange(values.shape[1]) % 2 == 0, values.max(0) * 10, values.min(0) * 10)
    everything = np.ones(values.shape[1])
    cases.append(case("beyond every training value", extreme, everything))
    cases.append(case("nothing known", 0 * extreme, 0 * everything))
    return cases


def write_golden(path: Path, contract: str, graphs: Sequence[Graph], cases: Sequence[GoldenCase]) -> None:
    """Run `cases` through the exported files beside `path` and write inputs and outputs, exact to float32."""
    files = {graph.name: path.parent / graph.file for graph in graphs}
    body = {
        "contract": contract,
        "graphs": {name: sha256(file) for name, file in files.items()},
        "cases": [
            {
                "name": case.name,
                "graph": case.graph,
                **({} if case.patient is None else {"patient": case.patient}),
                "inputs": described(case.inputs),
                "outputs": described(run_onnx(files[case.graph], case.inputs)),
            }
            for case in cases
        ],
    }
    path.write_text(json.dumps(body, separators=(",", ":"), allow_nan=False) + "\n")


def described(tensors: Named) -> dict[str, dict[str, list]]:
    """Return tensors as the file holds them: shape and row-major data."""
    return {name: {"shape": list(one.shape), "data": shortest(one)} for name, one in tensors.items()}


def shortest(array: NDArray) -> list[int | float]:
    """Return numbers with the fewest digits that read back as the same float32."""
    numbers = [float(str(number)) for number in np.asarray(array, np.float32).ravel()]
    return [int(number) if number.is_integer() else number for number in numbers]


def sha256(path: Path) -> str:
    """Return the hex SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
