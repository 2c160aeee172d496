"""The report's tables by choice of sources: beside the ceiling, calibration, coverage, reasons."""

from collections.abc import Mapping, Sequence

from .cells import ORACLE_NAMES, WAYS, worst
from .markdown import percent, show, table

SOURCES = len(ORACLE_NAMES)
GAP_BARS = {"complete": 0.010, "real": 0.015}
ICI_BAR = 0.010
WAY_NAMES = {"complete": "everything measured", "real": "as the cohort gives it"}


def named(sources: Sequence[str]) -> str:
    """Return a choice of sources in words."""
    return " + ".join(sources)


def whole_cells(cells: Sequence[Mapping]) -> list[Mapping]:
    """Return for each day and way the cell with most sources."""
    best: dict[tuple[int, str], Mapping] = {}
    for cell in cells:
        key = (cell["day"], cell["way"])
        if key not in best or len(cell["sources"]) > len(best[key]["sources"]):
            best[key] = cell
    return list(best.values())


def met(value: float | None, bar: float) -> str:
    """Return a number beside its bar, and whether it is met."""
    return "–" if value is None else f"{value:.4f} ({'met' if value <= bar else 'missed'}, bar {bar:.3f})"


def bar_table(cells: Sequence[Mapping]) -> str:
    """Return the largest gaps and calibration errors beside their bars."""
    rows = []
    for way in WAYS:
        found = worst(cells, way, SOURCES)
        bar = GAP_BARS[way]
        for group, one in found.items():
            limit = bar if group == "everything" else max(GAP_BARS.values())
            rows.append(
                [
                    f"{WAY_NAMES[way]}, {group}",
                    str(one["cells"]),
                    met(one["gap"], limit),
                    met(one["ici"], ICI_BAR),
                ]
            )
    return table(["Cells", "Number", "Largest gap to the ceiling", "Largest ICI"], rows)


def whole_table(cells: Sequence[Mapping]) -> str:
    """Return all measures with every source, by day and way."""
    rows = [
        [
            f"day {cell['day']}, {WAY_NAMES[cell['way']]}",
            show(cell["concordance"]),
            show(cell["ceiling"]) if "ceiling" in cell else "–",
            show(cell["gap"], 4) if "gap" in cell else "–",
            f"{cell['uno']:.3f}",
            f"{cell['ibs']:.4f}",
            f"{cell['ici']:.4f} / {cell['e50']:.4f} / {cell['e90']:.4f}",
            ", ".join(f"{one['model']:.4f} ({one['all']:.4f})" for one in cell["netBenefit"].values()),
        ]
        for cell in whole_cells(cells)
    ]
    head = [
        "Landmark",
        "Harrell C",
        "Ceiling",
        "Gap",
        "Uno C",
        "IBS",
        "ICI / E50 / E90",
        "Net benefit at the bands",
    ]
    return table(head, rows)


def choice_table(cells: Sequence[Mapping], day: int) -> str:
    """Return concordance, gap and calibration of each choice of sources on one day."""
    by_choice: dict[str, dict[str, Mapping]] = {}
    for cell in cells:
        if cell["day"] == day:
            by_choice.setdefault(named(cell["sources"]), {})[cell["way"]] = cell
    rows = [
        [
            choice,
            *(
                text
                for way in WAYS
                for text in (
                    f"{ways[way]['concordance']['estimate']:.3f}",
                    f"{ways[way]['gap']['estimate']:.3f}" if "gap" in ways[way] else "–",
                    f"{ways[way]['ici']:.3f}",
                )
            ),
        ]
        for choice, ways in by_choice.items()
    ]
    return table(["Sources", "C", "gap", "ICI", "C as given", "gap as given", "ICI as given"], rows)


def cell_parts(cells: Sequence[Mapping]) -> list[str]:
    """Return the report's section on sources and landmarks."""
    days = sorted({cell["day"] for cell in cells})
    return [
        "## Sources and landmarks",
        "The ceiling is what an ideal observer of the same sources reaches on the same patients: a "
        "regression on the true hazard, of other patients each time (`consilium oracle`). The gap is the "
        "ceiling less the model, on the same resamples. ICI, E50, E90: mean, median and 90th percentile of "
        "the distance between predicted risk and risk observed near it (Austin 2020). Net benefit: of "
        "acting from the intermediate and from the high band on, in brackets of acting on all.",
        bar_table(cells),
        whole_table(cells),
        *(part for day in days for part in (f"### Every choice, day {day}", choice_table(cells, day))),
    ]


def coverage_parts(shifts: Sequence[Mapping], conformal: Mapping) -> list[str]:
    """Return the report's section on what is promised."""
    covered = [one["covered"] for one in shifts]
    outside = [one for one in shifts if not 0.88 <= one["covered"] <= 0.92]
    rows = [
        [
            f"{'at discharge' if clock == 'discharge' else 'at home'}, {WAY_NAMES[way]}",
            percent(one["covered"]),
            str(one["rows"]),
            f"{one['p10']:.0f} / {one['p50']:.0f} / {one['p90']:.0f}",
            percent(one["whole"]),
        ]
        for clock, ways in conformal.items()
        for way, one in ways.items()
    ]
    strays = "; ".join(
        f"{one['source']} given {named(one['given'])} on day {one['day']}: {percent(one['covered'])}"
        for one in outside
    )
    return [
        "## What is promised",
        f"Ranges of a score when a source becomes known, 90 % nominal, on the test cohort: {len(shifts)} "
        f"ranges hold between {percent(min(covered))} and {percent(max(covered))} of the rows; "
        f"{len(shifts) - len(outside)} of them 88 % to 92 %" + (f" (not: {strays})." if outside else "."),
        "Lower bounds on the days without readmission, 90 % nominal, on the test cohort. The rows of one "
        "patient at different days depend on one another, so that the guarantee at home is of the average "
        "over days. The days are 10th, 50th and 90th percentile of the bounds; whole: share with all 30 "
        "days.",
        table(["Bounds", "Held", "Rows", "Days", "Whole"], rows),
    ]


def reason_parts(reasons: Mapping) -> list[str]:
    """Return the report's section on reasons."""
    rows = [
        [
            name,
            show(one),
            "–" if one["observer"] is None else f"{one['observer']:.3f}",
            f"{one['bar']:.2f}",
            "met" if one["estimate"] >= one["bar"] else "missed",
        ]
        for name, one in reasons["spearman"].items()
    ]
    top = reasons["top"]
    return [
        "## Reasons",
        "Shapley value of each modality beside its component of the simulator's true hazard, among the "
        "patients at the last landmark, complete. Ideal observer: what the Shapley values of its own "
        "log-hazard reach among the same patients; what two sources show alike, it shares out too. The bar "
        "was set before this observer was asked.",
        table(["Modality", "Spearman", "Ideal observer", "Bar", ""], rows),
        f"The modality that raises a patient's hazard most above its mean is the truth's in {show(top)}; "
        f"naming the commonest each time would be right in {top['commonest']:.3f}.",
    ]


def picture_parts(checks: Sequence[Mapping]) -> list[str]:
    """Return the section on findings with lent errors beside findings that were read, if any were."""
    if not checks:
        return []
    rows = [
        [
            f"day {one['day']}, {WAY_NAMES[one['way']]}",
            str(one["patients"]),
            show(one["lent"]),
            show(one["read"]),
            show(one["readLess"], 4),
            f"{100 * one['riskDifference']:.2f} ({100 * one['riskBias']:+.2f})",
        ]
        for one in checks
    ]
    return [
        "## Pictures",
        "Rendering and reading pictures takes longest, so findings of most patients are the true ones with "
        "errors lent by a bank of pictures that the networks read. Of these test patients the pictures were "
        "rendered and read too; the last column is the mean distance of the two risks in points, and in "
        "brackets their mean difference.",
        table(["Rows", "Patients", "C with lent errors", "C with read pictures", "Difference", "Risk"], rows),
    ]
