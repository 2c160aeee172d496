"""Writes what was measured on real tables as JSON and as a page of Markdown."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ..markdown import show, table
from .ours import OURS
from .resampled import mean_rank
from .survival import REPEATS
from .survival_tables import READERS

NAMES = {
    OURS: "Consilium",
    "cox-ridge": "Cox, ridge",
    "coxnet": "Coxnet",
    "forest": "Random survival forest",
    "boosting": "Gradient boosting",
    "logistic": "Logistic regression",
    "lightgbm": "LightGBM",
    "lace": "LACE (in part)",
}
MARGIN, BEST_RANK = 0.01, 2.0
RESAMPLES, SEED = 2000, 1
COMMAND = "python -m consilium_training.tables"


def verdict(survival: list[Mapping]) -> dict:
    """Return the mean rank over tables and where ours is wholly worse than the best peer by `MARGIN`."""
    whole = [one["id"] for one in survival if against_best(one)["high"] < -MARGIN]
    ranks = np.array([one["harrell"]["rank"][OURS] for one in survival])
    return {"margin": MARGIN, "wholeBelow": whole, "meanRank": mean_rank(ranks, RESAMPLES, SEED)}


def against_best(one: Mapping, measure: str = "harrell") -> Mapping[str, float]:
    """Return what ours has more than the best peer of a table."""
    return one[measure]["oursLess"][one[measure]["bestPeer"]]


def survival_part(survival: list[Mapping]) -> list[str]:
    """Return the section of the survival tables."""
    models = list(survival[0]["harrell"]["concordance"])
    rows, differences, found = [], [], verdict(survival)
    for one in survival:
        values = one["harrell"]["concordance"]
        rows.append([one["title"], *(show(values[name]) for name in models)])
        differences.append(
            [
                one["title"],
                f"{one['patients']} / {one['events']} / {one['columns']}",
                f"{one['repeats']} × {one['folds']}",
                NAMES[one["harrell"]["bestPeer"]],
                show(against_best(one)),
                f"{one['harrell']['rank'][OURS]:g} of {len(models)}",
                show(against_best(one, "uno")),
                one["leftOut"],
            ]
        )
    whole = ", ".join(found["wholeBelow"]) or "none"
    head = "Table,Patients / events / columns,Repeats × folds,Best peer,Ours less it,Our rank,By Uno's C,"
    met = "met" if not found["wholeBelow"] else "missed"
    rank = "met" if found["meanRank"]["estimate"] <= BEST_RANK else "missed"
    return [
        "## Survival tables",
        "Harrell's C on held-out folds, penalties and sizes chosen within each training fold. Intervals: "
        "corrected for training sets that overlap (Nadeau and Bengio 2003), over all folds. The best peer is "
        "the one with the highest mean on these very folds, which favours it.",
        table(["Table", *(NAMES[name] for name in models)], rows),
        table([*head.split(",")[:-1], "Given to no model"], differences),
        f"Interval to the best peer nowhere wholly below -{MARGIN}: {met} (wholly below: {whole}). Mean "
        f"rank at most {BEST_RANK:g}: {rank}, {show(found['meanRank'], 2)} over {len(survival)} tables "
        "(interval over resampled tables).",
        f"Goal: {REPEATS} repeats a table. Not measured: {', '.join(unmeasured(survival)) or 'none'}.",
    ]


def unmeasured(survival: list[Mapping]) -> list[str]:
    """Return the tables without figures."""
    done = {one["id"] for one in survival}
    return [name for name in READERS if name not in done]


def readmission_part(found: Mapping) -> list[str]:
    """Return the section of the hospital stays."""
    best, flow = found["bestPeer"], found["flow"]
    rows = [
        [NAMES[name], *(show(found[measure]["models"][name], 3) for measure in ("auroc", "brier", "slope"))]
        for name in found["auroc"]["models"]
    ]
    less = found["auroc"]["oursLess"][best]
    met = "met" if less["high"] >= 0 else "missed"
    return [
        "## Readmission within 30 days, real hospital stays",
        f"Diabetes-130: {flow['kept']} stays of {flow['patients']} patients with heart failure as primary "
        f"diagnosis (of {flow['heartFailure']} such stays), {flow['readmitted']} readmitted within 30 days; "
        f"{found['columns']} columns; all patients have diabetes. All stays of a patient are in one of "
        f"{found['folds']} folds, each judged once; intervals over {found['resamples']} resamples of "
        f"patients. Given to no model: {found['leftOut']}. LACE: emergency visits of a year and not of six "
        "months, three diagnoses; calibrated on the training folds.",
        table(["Model", "AUROC", "Brier score", "Calibration slope"], rows),
        f"Ours less the best other ({NAMES[best]}): AUROC {show(less, 4)}; Brier score "
        f"{show(found['brier']['oursLess'][best], 4)}. AUROC at least the best within the interval: {met}.",
    ]


def write_page(body: Mapping, docs: Path) -> Path:
    """Write real-tables.json and real-tables.md; return the path of the page."""
    folder = docs / "generated"
    folder.mkdir(parents=True, exist_ok=True)
    parts = [
        "# Real tables",
        f"Generated by `{COMMAND}`; edit nothing here. The data is no part of this project.",
    ]
    whole = dict(body)
    if body["survival"]:
        whole["verdict"] = verdict(body["survival"])
        parts += survival_part(body["survival"])
    if body["readmission"]:
        parts += readmission_part(body["readmission"])
    text = json.dumps(whole, indent=1, allow_nan=False)
    (folder / "real-tables.json").write_text(text + "\n", encoding="utf-8")
    page = folder / "real-tables.md"
    page.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return page
