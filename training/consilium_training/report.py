"""Writes the model report and the model card from what was measured."""

import json
from pathlib import Path

from .choose import PENALTIES
from .inputs import ModelInputs
from .markdown import percent, show, table
from .report_cells import cell_parts, coverage_parts, picture_parts, reason_parts

TOP = 20


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


def choice_table(choice: list[dict[str, float]]) -> str:
    """Return the candidates' penalties with their cross-validated loss."""
    best = min(row["loss"] for row in choice)
    rows = [
        [
            *(f"{row[name]:g}" for name in PENALTIES),
            f"{row['loss']:.5f}" + (" (taken)" if row["loss"] == best else ""),
        ]
        for row in choice
    ]
    return table(
        ["Tokens", "Attention", "Stand-in", "Bends", "Size", "Number", "Epochs", "Loss per event"], rows
    )


def write_report(folder: Path, report: dict, manifest: dict, inputs: ModelInputs) -> None:
    """Write `readmission-report.json` and `.md`.

    Parameters
    ----------
    report : dict
        `reference` (metrics) and `difference`, `choice` (candidates), `effects`, `empty` (risk with nothing
        known), `cells`, `shiftCoverage`, `conformalCoverage`, `reasons` and `pictures`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    about = {
        "model": manifest["graphs"][0]["file"]["sha256"],
        "contract": manifest["contract"],
        "version": manifest["version"],
        "metrics": manifest["metrics"],
    }
    body = {**about, **report}
    text = json.dumps(body, indent=1, ensure_ascii=False, allow_nan=False)
    (folder / "readmission-report.json").write_text(text + "\n", encoding="utf-8")
    metrics = manifest["metrics"]
    parts = [
        "# Readmission model: report",
        f"Written by `{manifest['training']['command']}`. All patients and pictures are simulated.",
        f"Evaluated on {metrics['set']}: {metrics['patients']} patients, "
        f"{metrics['events']} readmitted within 30 days. Intervals: {metrics['method']}.",
        "## The model and a plain one, at discharge",
        metrics_table(metrics, report["reference"]),
        f"Ranking by the simulator's true hazard gives a concordance of "
        f"{show(metrics['oracleConcordance'])}: no model can do better on these patients. "
        f"Predicting the same risk for everybody gives a Brier score of {metrics['brierOfPrevalence']:.3f}. "
        "Difference in concordance, model less elastic net, on the same resamples: "
        f"{show(report['difference'], 4)}.",
        *cell_parts(report["cells"]),
        *coverage_parts(report["shiftCoverage"], report["conformalCoverage"]),
        *reason_parts(report["reasons"]),
        *picture_parts(report["pictures"]),
        "## Calibration at discharge",
        calibration_table(manifest["calibration"]),
        "## Subgroups at discharge",
        subgroup_table(manifest["subgroups"]),
        "## Choice of penalties",
        "Cross-validation within the training cohort; the least negative log partial likelihood per event on "
        "patients held out is taken, at drawn landmarks and with drawn gaps. The elastic net's penalty is "
        "chosen in the same way.",
        choice_table(report["choice"]) if report["choice"] else "One candidate, nothing to choose.",
        f"## The {TOP} features that move the score most",
        f"Change of the log-hazard when the feature alone is moved from its median. With nothing known at "
        f"all the model says {percent(report['empty'])}.",
        effect_table(report["effects"], inputs.labels, inputs.units),
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
        f"{len(manifest['inputs']['features'])} inputs from {len(manifest['sources'])} sources "
        f"({', '.join(source['label'].lower() for source in manifest['sources'])}), "
        f"asked on days {manifest['landmarks']['days'][0]} to {manifest['landmarks']['days'][-1]} after the "
        f"discharge; {manifest['members']} bootstrap members, "
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
        "## What is promised",
        f"For each source that is missing, the manifest says where nine scores in ten come to lie when it "
        f"becomes known ({len(manifest['shifts'])} choices of source, what is at hand and day). Days "
        f"without readmission: {manifest['conformal']['rule']}",
        "## Bands",
        f"Intermediate from {percent(bands['intermediate'])}, high from {percent(bands['high'])}. "
        f"{bands['rule']}",
    ]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
