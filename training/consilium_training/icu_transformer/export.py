"""The model folder: graph, golden cases, the stays of them, manifest."""

import tempfile
from pathlib import Path

import numpy as np
from torch import Tensor, nn

from ..export import Graph, OnnxMismatchError, Shape, check_onnx, export_onnx
from ..golden import GoldenCase, write_golden
from ..icu.export import CASES, GOLDEN_SEED, GOLDEN_STAYS, write_stays
from ..icu.made_up import write_made_up
from ..manifest import CHARTS, GOLDEN, Identity, write_manifest
from .network import Explainer
from .windows import QUESTIONS, Stays, read_stays, write_windows

MOST_BYTES = 2_000_000
GRAPH = "explain"

IDENTITY = Identity(
    "icu-explain",
    "1",
    "window",
    "Why intensive care was warned: sepsis and deterioration over two days",
    "Research prototype. Where the light model of an hour has raised an alert, it looks at the last 48 hours "
    "of vital signs, laboratory values, waveforms, history and genome, and says which of them speak for "
    "sepsis or deterioration, how much, and since when. It explains and does not decide.",
    (
        "Decisions about real patients: it is a research prototype and no medical device.",
        "Raising alerts: the light model does that, and where the two disagree the screen says so.",
        "Telling what history, genome or waveforms mean for real patients: of these it has seen simulated "
        "ones alone.",
        "Another hospital without a look at how it does there: its real patients are of one hospital.",
        "Patients under 18 years.",
        "Telling whether a treatment works: it describes associations, not effects.",
    ),
    {"wasm": 1e-4, "webgpu": 1e-3},
)


class Answering(nn.Module):
    """A network whose results are a tuple, as those of a graph are."""

    def __init__(self, network: Explainer) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor]:
        """Return the log-odds alone."""
        return (self.network(*inputs),)


def graph_of(stays: Stays) -> Graph:
    """Return what the manifest says of the graph."""
    inputs: dict[str, Shape] = {}
    for one in stays.modalities:
        shape = (None, stays.window, len(one.columns)) if one.hourly else (None, len(one.columns))
        inputs |= {one.id: shape, f"{one.id}-present": shape}
    return Graph(GRAPH, "explain.onnx", inputs, {"log_odds": (None, len(QUESTIONS))})


def golden_cases(stays: Stays, made_up: Stays, simulated: Stays) -> list[GoldenCase]:
    """Return the last hour of some made-up stays, a simulated patient of whom all is known, and nobody."""
    ends = [int(np.flatnonzero(made_up.of == k)[-1]) for k in range(CASES)]
    read = [
        GoldenCase(
            f"last hour of {made_up.names[k]}", GRAPH, made_up.tensors(np.array([end])), made_up.names[k]
        )
        for k, end in enumerate(ends)
    ]
    # Of whom most is known.
    most = int(np.argmax((~np.isnan(simulated.hours)).sum(1)))
    whole = simulated.tensors(np.array([most]))
    nothing = {name: 0 * one for name, one in whole.items()}
    return [
        *read,
        GoldenCase("a simulated patient of whom all is known", GRAPH, whole),
        GoldenCase("nothing known", GRAPH, nothing),
    ]


def write_model(
    network: Explainer, stays: Stays, simulated: Stays, particulars: dict[str, object], out: Path
) -> dict[str, object]:
    """Write the whole folder and return its manifest."""
    out.mkdir(parents=True, exist_ok=True)
    graph, inputs = graph_of(stays), stays.inputs()
    path = out / graph.file
    answering = Answering(network)
    export_onnx(answering, graph, path)
    some = np.linspace(0, len(simulated.of) - 1, 50).astype(int)
    check_onnx(answering, path, simulated.tensors(some), 5e-5)
    if path.stat().st_size > MOST_BYTES:
        raise OnnxMismatchError(f"{path.name} has {path.stat().st_size} bytes, more than {MOST_BYTES}")
    with tempfile.TemporaryDirectory() as name:
        folder = write_made_up(Path(name) / "stays", GOLDEN_STAYS, GOLDEN_SEED)
        made_up = read_stays(write_windows(Path(name) / "windows", str(folder)))
        made_up = made_up.with_modalities(stays)
        write_golden(out / GOLDEN, inputs.sha256, [graph], golden_cases(stays, made_up, simulated))
        write_stays(out / CHARTS, folder, list(made_up.names[:CASES]))
    return write_manifest(out, IDENTITY, inputs, [graph], particulars)


def described(stays: Stays) -> list[dict[str, object]]:
    """Return the modalities as the manifest lists them."""
    return [
        {
            "id": one.id,
            "label": one.label,
            "hourly": one.hourly,
            "features": [stays.features[k].id for k in one.columns],
        }
        for one in stays.modalities
    ]
