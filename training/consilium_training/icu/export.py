"""A model folder: graph, golden cases, the stays of them, manifest."""

import gzip
import json
import tempfile
from pathlib import Path

import numpy as np

from ..export import Graph, OnnxMismatchError, run_onnx
from ..golden import GoldenCase, choose_cases, write_golden
from ..inputs import ModelInputs
from ..manifest import CHARTS, GOLDEN, write_manifest
from .graph import risk_graph, write_graph
from .made_up import write_made_up
from .questions import SEPSIS, Question
from .rows import Hours, read_rows, write_rows
from .trees import Ensemble

# Stays of nobody that prove the reading, and so many of them as cases.
GOLDEN_STAYS, GOLDEN_SEED, CASES = 10, 606, 3
MOST_BYTES = 1_000_000


def check_graph(ensemble: Ensemble, hours: Hours, path: Path, limit: float = 5e-5, rows: int = 200) -> None:
    """Raise `OnnxMismatchError` where the graph says otherwise than the trees, or is too large."""
    if path.stat().st_size > MOST_BYTES:
        raise OnnxMismatchError(f"{path.name} has {path.stat().st_size} bytes, more than {MOST_BYTES}")
    some = hours.values[np.linspace(0, len(hours.values) - 1, rows).astype(int)]
    worst = float(np.abs(run_rows(path, some) - ensemble.log_odds(some)).max())
    if not worst <= limit:
        raise OnnxMismatchError(f"{path.name} differs from its trees by {worst:.1e}, more than {limit}")


def run_rows(path: Path, values: np.ndarray) -> np.ndarray:
    """Return the log-odds of rows, NaN where missing, as the graph gives them."""
    present = ~np.isnan(values)
    named = {"values": np.where(present, values, 0), "present": present}
    return run_onnx(path, named)["log_odds"][:, 0].astype(float)


def made_up_hours(folder: Path) -> Hours:
    """Return all hours of the golden stays, whose files are written to `folder`/stays."""
    stays = write_made_up(folder / "stays", GOLDEN_STAYS, GOLDEN_SEED)
    return read_rows(write_rows(stays, folder / "rows"), SEPSIS.outcome)


def golden_cases(graph: Graph, hours: Hours) -> list[GoldenCase]:
    """Return the last hour of some stays, and rows of nobody's."""
    present = (~np.isnan(hours.values)).astype(np.float32)
    values = np.where(present > 0, hours.values, 0)
    last = [int(np.flatnonzero(hours.of == k)[-1]) for k in range(CASES)]
    read = [
        GoldenCase(
            f"last hour of {hours.stays[k].stay}",
            graph.name,
            {"values": values[row][None], "present": present[row][None]},
            hours.stays[k].stay,
        )
        for k, row in enumerate(last)
    ]
    return [*read, *choose_cases(graph.name, values, present, GOLDEN_SEED)]


def write_stays(path: Path, folder: Path, names: list[str]) -> None:
    """Write stays as `{stay, psv}`, one a line, the same bytes each time."""
    lines = [
        json.dumps({"stay": name, "psv": (folder / f"{name}.psv").read_text(encoding="utf8")}) + "\n"
        for name in names
    ]
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write("".join(lines).encode())


def write_model(
    question: Question, ensemble: Ensemble, hours: Hours, particulars: dict[str, object], out: Path
) -> dict[str, object]:
    """Write the whole folder and return its manifest."""
    out.mkdir(parents=True, exist_ok=True)
    inputs: ModelInputs = hours.inputs
    graph = risk_graph(len(inputs.features))
    write_graph(ensemble, graph, out / graph.file)
    check_graph(ensemble, hours, out / graph.file)
    with tempfile.TemporaryDirectory() as name:
        made_up = made_up_hours(Path(name))
        cases = golden_cases(graph, made_up)
        write_golden(out / GOLDEN, inputs.sha256, [graph], cases)
        write_stays(out / CHARTS, Path(name) / "stays", [one.stay for one in made_up.stays[:CASES]])
    return write_manifest(out, question.identity, inputs, [graph], particulars)
