"""What proves that the program runs the model as it was trained: golden cases, charts to read anew."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from .charts import write_charts
from .cohorts import ROWS, CohortPlan, consilium, write_rows
from .dataset import Cohort, DatasetError, read_head, read_lines
from .export import Graph
from .golden import GoldenCase, choose_cases, write_golden
from .inputs import ModelInputs
from .manifest import CHARTS, GOLDEN

# Patients whose charts are kept, by modalities of which something is known, and of which nothing is: a week
# at home and a genome; a genome alone; neither.
KINDS = ((("wearables", "genomics"), ()), (("genomics",), ("wearables",)), ((), ("wearables", "genomics")))


def write_proof(
    out: Path,
    graph: Graph,
    inputs: ModelInputs,
    test: Cohort,
    cohorts: Path,
    plan: CohortPlan,
    model: str,
) -> None:
    """Write golden cases and the charts of those of them that are read anew.

    Three patients of `plan` are read from their charts as the product does, without pictures, at the time
    that the model asks at; the others are rows of the test cohort with half of it hidden, and made up.
    """
    folder = cohorts / plan.name
    charted = charted_cases(folder, plan, model, graph.name, inputs)
    others = choose_cases(graph.name, test.values, test.present, plan.seed)
    write_golden(out / GOLDEN, inputs.sha256, [graph], [*charted, *others])
    write_charts(out / CHARTS, folder, [case.patient for case in charted if case.patient is not None])


def simulate_golden(folder: Path, plan: CohortPlan, model: str) -> Path:
    """Simulate the patients of golden cases into `folder` unless they are there; return their rows."""
    rows = folder / ROWS
    if not rows.exists():
        which = ("--cohort", "hf", "--patients", str(plan.patients), "--seed", str(plan.seed))
        consilium("simulate", *which, "--out", str(folder))
        write_rows([folder], model, rows)
    return rows


def charted_cases(
    folder: Path, plan: CohortPlan, model: str, graph: str, inputs: ModelInputs
) -> list[GoldenCase]:
    """Return one case for each of three kinds of patients, simulated into `folder` unless they are there.

    Raises
    ------
    DatasetError
        Fewer than three patients can be scored.
    """
    rows = simulate_golden(folder, plan, model)
    specs = read_head(rows)["features"]
    recorded = [spec["id"] for spec in specs]
    columns = [recorded.index(feature) for feature in inputs.ids]
    eligible = [row for row in read_lines(rows)[1:] if row["eligible"]]
    if len(eligible) < 3:
        raise DatasetError(f"{rows}: {len(eligible)} patients can be scored, three are needed")
    modalities = np.array([spec["modality"] for spec in specs])[columns]
    places = {name: np.array(columns)[modalities == name] for name in ("wearables", "genomics")}

    def fits(row: dict, kind: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
        known = {name: any(row["present"][k] for k in where) for name, where in places.items()}
        return all(known[name] for name in kind[0]) and not any(known[name] for name in kind[1])

    picked = pick(eligible, [lambda row, kind=kind: fits(row, kind) for kind in KINDS])
    return [
        GoldenCase(
            f"patient {number}, as recorded",
            graph,
            {name: np.array([[row[name][k] for k in columns]]) for name in ("values", "present")},
            row["patient"],
        )
        for number, row in enumerate(picked, start=1)
    ]


def pick(rows: Sequence[dict], kinds: Sequence[Callable[[dict], bool]]) -> list[dict]:
    """Return a different row for each kind, the first that fits, else the first that is left."""
    left, picked = list(rows), []
    for fits in kinds:
        row = next(filter(fits, left), left[0])
        left.remove(row)
        picked.append(row)
    return picked
