"""Assembles docs/results.md from what the commands measured: `python -m consilium_training.results`."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from .cohorts import ROOT
from .encoders.network_table import network_table
from .markdown import percent, show, table, verdict
from .report_cells import WAY_NAMES, bar_table, named, whole_cells
from .results_icu import monitoring, stage_one, stage_two
from .results_icu_speed import scorers, wall

Section = Callable[[Mapping], list[str]]


def readmission(report: Mapping) -> list[str]:
    """Return what the readmission report says in short."""
    metrics, cells = report["metrics"], report["cells"]
    rows = [
        [
            f"day {cell['day']}, {WAY_NAMES[cell['way']]}",
            show(cell["concordance"]),
            show(cell["ceiling"]) if "ceiling" in cell else "–",
            f"{cell['ici']:.3f}",
        ]
        for cell in whole_cells(cells)
    ]
    covered = [one["covered"] for one in report["shiftCoverage"]]
    held = [one["covered"] for ways in report["conformalCoverage"].values() for one in ways.values()]
    return [
        "## Readmission within 30 days",
        f"Model `readmission/{report['version']}` on {metrics['patients']} simulated patients of a seed "
        "that it never saw. C: how often of two patients the one who came back first had the higher score. "
        "Ceiling: the best that anybody could do with the same sources on the same patients. ICI: mean "
        "distance between stated and observed risk. [All choices of "
        "sources](generated/readmission-report.md).",
        table(["All five sources", "C (95 % interval)", "Ceiling", "ICI"], rows),
        bar_table(cells),
        f"Ranges of the score when a missing source becomes known hold {percent(min(covered))} to "
        f"{percent(max(covered))} (nominal 90 %); bounds on the days without readmission hold in "
        f"{percent(min(held))} to {percent(max(held))} (nominal at least 90 %).",
    ]


def encoders(found: Mapping) -> list[str]:
    """Return how networks do that can take an encoder's place."""
    return [
        "## Networks that read pictures",
        "A model is one folder: another network, trained by the same command on the same pictures, takes the "
        "place of the shipped one. [All of it](generated/encoder-comparison.md).",
        *(line for part in found.values() for line in (f"### {part['title']}", network_table(part))),
    ]


def comparison(found: Mapping) -> list[str]:
    """Return how other ways to fuse do on the same patients."""
    return [
        "## Ways to fuse",
        f"The same inputs and patients, penalties {found['penalties']}; ours less the other, paired over "
        f"{found['resamples']} resamples of the patients, in each choice of sources, complete and as the "
        "cohort gives them, at discharge and on day 3. Not inferior: the interval lies above "
        f"-{found['margin']}. Better: it lies above (below) 0.",
        *(part for arm in found["arms"] for part in compared(arm)),
    ]


def compared(arm: Mapping) -> list[str]:
    """Return how the ways do on one pair of cohorts."""
    rows = [
        [
            name,
            f"{one['mean']:+.4f}",
            f"{one['lowest']:+.4f}",
            f"{one['notInferior']} of {one['cells']}",
            str(one["oursBetter"]),
            str(one["otherBetter"]),
        ]
        for name, one in arm["verdicts"].items()
    ]
    head = ["Other way", "Mean difference in C", "Lowest end", "Not inferior", "Ours better", "Other better"]
    widest = max(
        arm["cells"], key=lambda cell: (len(cell["sources"]), cell["day"], cell["way"] == "complete")
    )
    best = ", ".join(f"{name} {show(one)}" for name, one in widest["concordance"].items())
    less = ", ".join(f"{name} {show(one, 4)}" for name, one in widest["oursLess"].items())
    products = f", {percent(arm['interaction'])} of whose risk lies in products" if arm["interaction"] else ""
    return [
        f"Trained on {arm['trained']} patients{products}, compared on {arm['patients']}:",
        table(head, rows),
        f"With {named(widest['sources'])} on day {widest['day']}: {best}. Ours less {less}.",
    ]


def real_tables(report: Mapping) -> list[str]:
    """Return how the same head does on real public tables beside the field's own models."""
    rows = []
    for one in report["survival"]:
        harrell, peer = one["harrell"], one["harrell"]["bestPeer"]
        rows.append(
            [
                one["title"],
                f"{one['repeats']} x {one['folds']}",
                show(harrell["concordance"]["consilium"]),
                peer,
                show(harrell["oursLess"][peer]),
                f"{harrell['rank']['consilium']:.0f}",
            ]
        )
    verdict, real = report["verdict"], report["readmission"]
    peer = real["bestPeer"]
    return [
        "## Real tables",
        "Real patients of public data. Harrell C; ours less the best peer, corrected resampled interval.",
        table(["Table", "Repeats x folds", "Ours", "Best peer", "Ours less it", "Rank of 5"], rows),
        f"Mean rank {show(verdict['meanRank'], 2)} (bar 2); wholly below -.01: "
        f"{', '.join(verdict['wholeBelow']) or 'nowhere'}.",
        f"{real['title']}: AUROC {show(real['auroc']['models']['consilium'])}, less {peer} "
        f"{show(real['auroc']['oursLess'][peer])}. All of it: [real tables](generated/real-tables.md).",
    ]


def finding_maps(report: Mapping) -> list[str]:
    """Return which maps of findings are shown, and how they beat chance."""
    rows = [
        [
            found["label"],
            found["unit"],
            show(found["gain"]),
            f"{found['alike']:.2f}",
            "no" if found["because"] else "yes",
        ]
        for one in report["encoders"]
        for found in one["findings"]
    ]
    head = ["Finding", "Unit", "Gain over random order", "Like an ignorant network's", "Map"]
    return [
        "## Where in the picture",
        "Insertion above deletion of cells in the order of the map, less that of random orders, in the "
        "finding's unit; rank correlation with the map of the network with shuffled weights. [All of "
        "it](generated/finding-maps.md).",
        table(head, rows),
    ]


def similarity(report: Mapping) -> list[str]:
    """Return how often those whom the search finds have the patient's diagnosis."""
    levels = report["levels"]
    ways = ["learned", "equal", "network-fusion", "early", "ceiling"]
    ids = [one["id"] for one in levels[0]["arms"] if one["id"].startswith("view:") or one["id"] in ways]
    cells = [{one["id"]: one for one in level["arms"]} for level in levels]
    rows = [
        [cells[0][name]["label"], *(show(cell[name]["measures"]["precision10"]) for cell in cells)]
        for name in ids
    ]
    whole = levels[0]["comparison"]
    gain, share, equal = (whole[key] for key in ("lessBestView", "shareOfCeiling", "lessEqualWeights"))
    hidden = next(level for level in levels if level["missing"] == 0.4)["comparison"]["lessBestView"]
    beats = verdict(gain["estimate"] >= 0.05 and gain["low"] > 0)
    bars = [
        ["Fused less the best single modality", show(gain), "0.05, interval above 0", beats],
        ["Share of the ceiling", show(share), "0.90", verdict(share["estimate"] >= 0.9)],
        ["Learned less equal weights", show(equal), "0", verdict(equal["estimate"] >= 0)],
        ["The first with 40 % missing", show(hidden), "above 0", verdict(hidden["estimate"] > 0)],
    ]
    parts = [
        "## Similar patients",
        f"{report['patients']} simulated patients of seed {report['seed']}; the space was learned on "
        f"{report['training']['patients']} others ({report['training']['data']}). Share of the 10 "
        "nearest with the patient's diagnosis, which no search reads, as modalities are taken away. "
        "[All of it](generated/similarity.md).",
        table(["P@10", *(f"{percent(level['missing'])} missing" for level in levels)], rows),
    ]
    if report["ancestry"]:
        found = report["ancestry"]["lessChance"]
        held = abs(found["estimate"]) <= 0.05
        bars.append(["Same ancestry by the genome alone, less chance", show(found), "±0.05", verdict(held)])
    parts.append(table(["P@10", "Found", "Bar", ""], bars))
    if report["shortcut"]:
        gained = report["shortcut"]
        parts.append(
            f"Where the look of the films gives a diagnosis away (strength {gained['strength']}), P@10 of "
            f"the radiograph gains {show(gained['radiograph'])}, of the fused search {show(gained['fused'])}."
        )
    return parts


def speed(bench: Mapping) -> list[str]:
    """Return how fast pages and models are in Chromium, where they were measured."""
    app = bench["app"]
    if "modelRuns" not in app:
        return []
    bars, runs = app["bars"] | app["modelRuns"]["bars"], app["modelRuns"]["runs"]
    told = [
        ("Chart and genome on the patient's page", app["patientPage"]["warmMs"], "patientPageWarmMs"),
        ("Whole report with pictures", app["patientPageWhole"]["warmMs"], "patientPageWholeWarmMs"),
        ("Worklist of 200 listed", app["worklist200Listed"]["warmMs"], "worklist200ListedWarmMs"),
        ("Its page scored", app["worklist200PageScored"]["warmMs"], "worklist200PageScoredWarmMs"),
    ]
    models = (("readmission", "readmissionMs"), ("radiograph", "radiographMs"), ("echo", "echoMs"))
    for name, bar in models:
        told += [(folder, run["ms"], bar) for folder, run in runs.items() if f"/{name}" in folder]
    rows = [
        [what, f"{ms['median']} ({ms['least']} to {ms['greatest']})", str(bars[bar]),
         verdict(ms["median"] <= bars[bar])]
        for what, ms, bar in told
    ]  # fmt: skip
    machine = bench["machine"]
    return [
        "## Speed",
        f"Chromium, WASM, {machine['cores']} cores, load {machine['load']:.1f} beside it; warm. All models "
        f"take {app['modelRuns']['bytesOnWire'] / 1e6:.1f} MB on the wire (bar "
        f"{bars['bytesOnWire'] / 1e6:.0f}).",
        table(["ms", "Median (least to greatest)", "Bar", ""], rows),
    ]


# In the order of the page: which file of docs/generated, and how it is told.
SECTIONS: tuple[tuple[str, Section], ...] = (
    ("readmission-report.json", readmission),
    ("readmission-comparison.json", comparison),
    ("encoder-comparison.json", encoders),
    ("real-tables.json", real_tables),
    ("finding-maps.json", finding_maps),
    ("similarity.json", similarity),
    ("icu-stage-one.json", stage_one),
    ("icu-stage-two.json", stage_two),
    ("icu-monitoring.json", monitoring),
    ("icu-wall.json", wall),
    ("icu-stream.json", scorers),
    ("bench.json", speed),
)


def write_results(docs: Path) -> Path:
    """Write docs/results.md from those files of docs/generated that are there; return its path."""
    parts = [
        "# Results",
        "Generated by the commands that measured them; edit nothing here. All patients and pictures are "
        "simulated unless a section says otherwise.",
    ]
    for name, section in SECTIONS:
        path = docs / "generated" / name
        if path.exists():
            parts += section(json.loads(path.read_text(encoding="utf-8")))
    out = docs / "results.md"
    out.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return out


if __name__ == "__main__":
    write_results(ROOT / "docs")
