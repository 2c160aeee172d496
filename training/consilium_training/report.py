"""Writes the model report and the model card from what was measured."""

import json
from pathlib import Path

Interval = dict[str, float]
TOP = 20


def show(interval: Interval, digits: int = 3) -> str:
    """Return `estimate (low to high)`."""
    return (
        f"{interval['estimate']:.{digits}f} ({interval['low']:.{digits}f} to {interval['high']:.{digits}f})"
    )


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def percent(share: float) -> str:
    """Return a share as a percentage with one decimal."""
    return f"{100 * share:.1f} %"


def metrics_table(metrics: dict, reference: dict | None = None) -> str:
    """Return the measures of the model, and of the reference beside it."""
    names = {
        "concordance": "Concordance (Harrell's C)",
        "auc30": "AUC at 30 days",
        "brier30": "Brier score at 30 days",
        "calibrationIntercept": "Calibration intercept (0 is best)",
        "calibrationSlope": "Calibration slope (1 is best)",
    }
    head = ["Measure", "Model", *(["Elastic-net Cox"] if reference else [])]
    columns = [metrics, *([reference] if reference else [])]
    return table(head, [[label, *(show(c[key]) for c in columns)] for key, label in names.items()])


def calibration_table(groups: list[dict]) -> str:
    """Return predicted against observed risk by tenth."""
    rows = [
        [
            str(number),
            percent(group["predicted"]),
            f"{percent(group['observed'])} ({percent(group['low'])} to {percent(group['high'])})",
        ]
        for number, group in enumerate(groups, start=1)
    ]
    return table(["Tenth by predicted risk", "Predicted", "Observed (95 % interval)"], rows)


def subgroup_table(subgroups: list[dict]) -> str:
    """Return concordance and calibration in the large by subgroup."""
    rows = [
        [
            group["name"],
            str(group["patients"]),
            str(group["events"]),
            show(group["concordance"]),
            percent(group["observed"]),
            percent(group["predicted"]),
        ]
        for group in subgroups
    ]
    return table(["Group", "Patients", "Readmitted", "Concordance", "Observed", "Predicted"], rows)


def effect_table(effects: list[dict], labels: dict[str, str], units: dict[str, str]) -> str:
    """Return the most important features with the effect of low and high values."""
    rows = []
    for effect in effects[:TOP]:
        low, middle, high = (f"{point:.4g}" for point in effect["points"])
        below, _, above = (f"{change:+.2f}" for change in effect["effects"])
        unit = "" if units[effect["feature"]] == "1" else f" {units[effect['feature']]}"
        rows.append(
            [
                labels[effect["feature"]],
                f"{effect['importance']:.3f}",
                f"{middle}{unit}",
                f"{low}: {below}",
                f"{high}: {above}",
            ]
        )
    head = ["Feature", "Mean abs. Shapley value", "Median", "10th percentile", "90th percentile"]
    return table(head, rows)


def gap_table(gaps: dict[str, dict[str, float]]) -> str:
    """Return discrimination and calibration in the large when inputs are hidden."""
    rows = [
        [name, f"{gap['concordance']:.3f}", percent(gap["predicted"]), percent(gap["observed"])]
        for name, gap in gaps.items()
    ]
    return table(["Inputs", "Concordance", "Mean predicted", "Observed"], rows)


def choice_table(choice: list[dict[str, float]]) -> str:
    """Return the candidates' penalties with their cross-validated loss."""
    best = min(row["loss"] for row in choice)
    rows = [
        [
            *(f"{row[name]:g}" for name in ("pair", "bend", "ridge", "sparse")),
            f"{row['loss']:.5f}" + (" (taken)" if row["loss"] == best else ""),
        ]
        for row in choice
    ]
    return table(["Interactions", "Bends", "Size", "Number", "Loss per event"], rows)


def write_report(folder: Path, report: dict, manifest: dict, labels: dict, units: dict) -> None:
    """Write `readmission-report.json` and `.md`.

    Parameters
    ----------
    report : dict
        `reference` (metrics), `chartOracle` (best reachable), `choice` (candidates), `effects`, `gaps` and
        `empty` (risk with nothing known).
    """
    folder.mkdir(parents=True, exist_ok=True)
    body = {"model": manifest["graphs"][0]["file"]["sha256"], "contract": manifest["contract"], **report}
    text = json.dumps(body, indent=2, ensure_ascii=False, allow_nan=False)
    (folder / "readmission-report.json").write_text(text + "\n", encoding="utf-8")
    metrics = manifest["metrics"]
    parts = [
        "# Readmission model: report",
        f"Written by `{manifest['training']['command']}`. All patients are simulated.",
        f"Evaluated once on {metrics['set']}: {metrics['patients']} patients, "
        f"{metrics['events']} readmitted within 30 days. Intervals: {metrics['method']}.",
        "## The model and a plain one",
        metrics_table(metrics, report["reference"]),
        "Ranking by the simulator's true hazard gives a concordance of "
        f"{show(metrics['oracleConcordance'])}: "
        "no model can do better on these patients, and part of that hazard leaves no trace in the chart. "
        "From charts alone, about the best is "
        f"{show(report['chartOracle'])}: a regression on the true hazard itself, of other patients each time "
        "(`consilium oracle`). "
        f"Predicting the same risk for everybody gives a Brier score of {metrics['brierOfPrevalence']:.3f}.",
        "Difference in concordance, model less elastic net, on the same resamples: "
        f"{show(report['difference'], 4)}.",
        "## Calibration",
        calibration_table(manifest["calibration"]),
        "## Subgroups",
        subgroup_table(manifest["subgroups"]),
        "## Choice of penalties",
        "Cross-validation within the training cohort; the least negative log partial likelihood per event on "
        "patients held out is taken. The elastic net's penalty is chosen in the same way.",
        choice_table(report["choice"]),
        "## Gaps in the chart",
        gap_table(report["gaps"]),
        f"With nothing known at all the model says {percent(report['empty'])}.",
        f"## The {TOP} features that move the score most",
        "Change of the log-hazard when the feature alone is moved from its median.",
        effect_table(report["effects"], labels, units),
    ]
    (folder / "readmission-report.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def write_card(path: Path, manifest: dict) -> None:
    """Write the model card from the manifest alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    training, metrics, bands = manifest["training"], manifest["metrics"], manifest["bands"]
    file = manifest["graphs"][0]["file"]
    parts = [
        f"# {manifest['title']} (`{manifest['id']}` version {manifest['version']})",
        "Generated from `manifest.json` by the training command; edit neither.",
        "## Intended use",
        manifest["intendedUse"],
        "## Not for",
        "\n".join(f"- {reason}" for reason in manifest["notFor"]),
        "## Data",
        f"{training['data']} Training: {training['patients']} patients, {training['events']} readmissions "
        f"in the whole follow-up. Simulated: {'yes' if training['simulated'] else 'no'}. "
        f"Rebuild: `{training['command']}`.",
        "## Form",
        f"{len(manifest['inputs']['features'])} inputs, {manifest['members']} bootstrap members, "
        f"terms of at most {manifest['additiveOrder']} features; risk over {manifest['horizonDays']} days. "
        f"File: {file['bytes']} bytes, SHA-256 `{file['sha256']}`.",
        "## Measured",
        f"On {metrics['set']}: {metrics['patients']} patients, {metrics['events']} readmitted. "
        f"Intervals: {metrics['method']}.",
        metrics_table(metrics),
        f"Best possible concordance on these patients: {show(metrics['oracleConcordance'])}. "
        f"Brier score of the prevalence: {metrics['brierOfPrevalence']:.3f}.",
        "### Calibration",
        calibration_table(manifest["calibration"]),
        "### Subgroups",
        subgroup_table(manifest["subgroups"]),
        "## Bands",
        f"Intermediate from {percent(bands['intermediate'])}, high from {percent(bands['high'])}. "
        f"{bands['rule']}",
    ]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
