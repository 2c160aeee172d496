"""Writes what was measured of maps: the report, and what the encoders' manifests say of maps."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..encoders.findings import Finding
from ..encoders.plans import Plan
from ..encoders.proof import grey_text, greys_of
from ..manifest import MANIFEST, describe
from ..markdown import Interval, percent, show, table
from .methods import NAMES, ORDERS, SIDE, walk_orders
from .plans import COMMAND, FEW

REFERENCE = "reference.json"
NAME = "finding-maps"
DIGITS = 5

SCORE = (
    "Score: cells are put in, and taken away, from what raises the finding most on; how far the curve of "
    "insertion lies above that of deletion, in the finding's unit. Random orders have 0 in the mean. "
    "Intervals: 95 %, percentile bootstrap over pictures. Completeness error: how far the cells' sum is "
    "from what lies between picture and reference, as a share of it."
)


def report_head(plan: Plan) -> tuple[str, ...]:
    """Return what stands before all figures."""
    return (
        "# Maps of findings: report",
        f"All pictures are simulated. A map says what each of {SIDE} x {SIDE} cells did to one finding: "
        "cells of the picture take the place of those of one ordinary picture, the reference. Measured on "
        f"{plan.mapped.patients} pictures of seed {plan.mapped.seed}, half of them with findings of any "
        f"size; the reference is the least unusual ordinary picture of seed {plan.reference.seed}. "
        f"Rebuild: `{COMMAND}`.",
        SCORE,
    )


def rounded(value):
    """Return numbers in nested dicts and lists with few digits."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [rounded(one) for one in value]
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


def write_maps(root: Path, plan: Plan, measured: Sequence[Mapping], method: str) -> None:
    """Write docs/generated/finding-maps.{md,json}, the reference pictures and the manifests."""
    for one in measured:
        write_manifest(root / "public/models" / one["plan"].folder, one)
    body = rounded({"method": method, "encoders": [summary(one) for one in measured]})
    generated = root / "docs/generated"
    text = json.dumps(body, indent=2, ensure_ascii=False, allow_nan=False)
    (generated / f"{NAME}.json").write_text(text + "\n", encoding="utf-8")
    (generated / f"{NAME}.md").write_text(report_text(plan, body), encoding="utf-8")


def report_text(plan: Plan, body: Mapping) -> str:
    """Return the report in Markdown, from what finding-maps.json holds."""
    sections = [part for one in body["encoders"] for part in section(one, body["method"])]
    return "\n\n".join([*report_head(plan), *verdict_lines(body), *sections]) + "\n"


def write_manifest(folder: Path, one: Mapping) -> None:
    """Write the reference picture, and the manifest with what is needed to make maps."""
    reference = json.dumps(grey_text(greys_of(one["pictures"].reference)), separators=(",", ":"))
    (folder / REFERENCE).write_text(reference + "\n", encoding="utf-8")
    maps = {
        "side": SIDE,
        "orders": walk_orders().tolist(),
        "reference": describe(folder / REFERENCE),
        "pictures": len(one["pictures"].test),
        "findings": rounded(
            [{key: found[key] for key in ("id", "gain", "because")} for found in one["findings"]]
        ),
    }
    text = manifest_text({**one["manifest"], "maps": maps})
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def manifest_text(manifest: Mapping) -> str:
    """Return a manifest as `write_manifest` writes it, with each order of cells of maps in one line."""
    if "maps" not in manifest:
        return json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False)
    orders = manifest["maps"]["orders"]
    held = {**manifest, "maps": {**manifest["maps"], "orders": [f"order {k}" for k in range(len(orders))]}}
    text = json.dumps(held, indent=2, ensure_ascii=False, allow_nan=False)
    for k, order in enumerate(orders):
        text = text.replace(f'"order {k}"', json.dumps(order))
    return text


def summary(one: Mapping) -> dict:
    """Return what the report keeps of one encoder."""
    label_of = {finding.id: finding for finding in one["plan"].findings}
    return {
        "id": one["manifest"]["id"],
        "title": one["manifest"]["title"],
        "pictures": len(one["pictures"].test),
        "methods": one["compared"],
        "covered": one["covered"],
        "findings": [
            {**found, **words(label_of[found["id"]]), "side": one["sides"].get(found["id"])}
            for found in one["findings"]
        ],
    }


def words(finding: Finding) -> dict:
    """Return what a finding is called, and its unit."""
    return {"label": finding.label, "unit": "of probability" if finding.presence else finding.unit}


def verdict_lines(body: Mapping) -> list[str]:
    """Return which way is shipped, and which findings get no map."""
    without = [
        f"{found['label']} ({found['because']})"
        for one in body["encoders"]
        for found in one["findings"]
        if found["because"] is not None
    ]
    return [
        f"**Shipped: {lower_first(NAMES[body['method']])}**, in {ORDERS} orders of the cells, each walked "
        "from both ends. Of the ways that are not surely behind the best, it is the one whose cells add up "
        "best.",
        f"No map: {'; '.join(without)}." if without else "Each finding gets a map.",
    ]


def lower_first(text: str) -> str:
    """Return a name within a sentence."""
    return text[:1].lower() + text[1:]


def section(one: Mapping, method: str) -> list[str]:
    """Return the tables of one encoder."""
    ways = [
        [
            f"**{NAMES[name]}**" if name == method else NAMES[name],
            share_text(found["share"]),
            share_text(found["behindBest"]),
            percent(found["completenessError"]),
        ]
        for name, found in one["methods"].items()
    ]
    covers = [[name, percent(found["refused"])] for name, found in one["covered"].items()]
    rows = [
        [
            f"{found['label']}, {found['unit']}" if found["unit"] != "1" else found["label"],
            show(found["score"]),
            show(found["random"]),
            show(found["gain"]),
            percent(found["cellError"]),
            f"{found['alike']:.2f} ({found['alikeInStrength']:.2f})",
            side_text(found["side"]),
            "no" if found["because"] else "yes",
        ]
        for found in one["findings"]
    ]
    head = [
        "Finding",
        "Score",
        "Random",
        "Gain",
        "Error of a cell",
        "Like an ignorant network's",
        "On the true side",
        "Map",
    ]
    return [
        f"## {one['title']}",
        f"{one['pictures']} pictures that are read. Scores as a share of the best way's, mean over findings.",
        table(["Way", "Share of the best score", "Behind the best", "Completeness error"], ways),
        "What is put in a covered cell's place decides how many of the partly covered pictures the network "
        f"would refuse as unlike those of training ({FEW} pictures, all steps of the shipped way). The "
        f"local mean is not taken for that reason: it reads {reads_text(one, 'local mean')} where all is "
        f"covered, the reference {reads_text(one, 'reference')}.",
        table(["In a covered cell's place", "Refused"], covers),
        "Error of a cell: its standard error over the orders as a share of the strongest cell. Like an "
        "ignorant network's: rank correlation of the cells' effects, and in brackets of their strengths, "
        f"with the same map of the network with shuffled weights (Adebayo J et al., NeurIPS 2018), {FEW} "
        "pictures; effects that are alike from .5 on are no map. Strengths are alike for a reason that is "
        "no knowledge: no network can be moved by a cell in which picture and reference are the same, as "
        "beside the sector of a clip. So a map is to be read by its signs, and against the reference. On "
        "the true side: the strongest raising cell lies where the finding is.",
        table(head, rows),
    ]


def share_text(found: Interval) -> str:
    """Return a share with its interval in per cent."""
    return f"{100 * found['estimate']:.1f} % ({100 * found['low']:.1f} to {100 * found['high']:.1f})"


def side_text(found: Mapping | None) -> str:
    """Return how often the strongest cell was on the true side."""
    return "–" if found is None else f"{found['there']} of {found['pictures']}"


def reads_text(one: Mapping, name: str) -> str:
    """Return what the network reads where everything is covered."""
    values = zip(one["findings"], one["covered"][name]["reads"], strict=True)
    return ", ".join(
        f"{found['label'].lower()} {value_text(found['unit'], value)}" for found, value in values
    )


def value_text(unit: str, value: float) -> str:
    """Return a value with its unit, of a presence its probability in per cent."""
    if unit == "of probability":
        return f"{100 * value:.0f} %"
    return f"{value:.2f}" if unit == "1" else f"{value:.0f} {unit}"
