"""The report of stage two and the card of its model, from what the training found alone."""

import json
from pathlib import Path

from ..icu.report import calibration_text
from ..markdown import percent, show, table

REPORT = "docs/generated/icu-stage-two"
CARD = "docs/models/icu-explain.md"


def measures_text(said: list[dict]) -> str:
    """Return a row for each question."""
    rows = [
        [
            one["id"],
            f"{one['patients']:,}",
            f"{one['events']:,}",
            f"{one['hours']:,}",
            show(one["auroc"]),
            show(one["stageOneAuroc"]),
            f"{one['rankCorrelation']:.2f}",
            percent(one["alarmRate"]["estimate"]),
            show({key: 100 * value for key, value in one["disagreement"].items()}, 1),
        ]
        for one in said
    ]
    head = [
        "question",
        "patients",
        "with the outcome",
        "hours",
        "AUROC, stage two",
        "AUROC, stage one",
        "rank correlation",
        "hours with an alarm",
        "hours in disagreement, %",
    ]
    return table(head, rows)


ABOUT = (
    "Stage one was trained on all of these patients, stage two on none of them: the comparison favours stage "
    "one, whose cross-validated figures stand in [its own report](icu-stage-one.md). Disagreement: hours at "
    "which the two lie on different sides of their thresholds; each alarms in as many hours as the other."
)


def report_text(said: dict) -> str:
    """Return the whole report."""
    manifest = said["manifest"]
    sizes = manifest["training"]
    return (
        "\n\n".join(
            [
                "# Stage two of intensive care",
                f"Written by `{sizes['command']}`; edit nothing here.",
                f"{sizes['data']}. Learned from {sizes['learned']:,} hours of {sizes['patients']:,} real "
                f"patients and {sizes['simulatedHours']:,} hours of {sizes['simulatedPatients']:,} simulated "
                "ones. Waveforms, old diseases, drugs and genome are of simulated patients alone.",
                "## On real patients who were held out",
                measures_text(manifest["questions"]),
                ABOUT,
                "With some modalities hidden, AUROC on the same hours:",
                hidden_text(said["hidden"]),
                *(
                    part
                    for one in manifest["questions"]
                    for part in (f"## Calibration: {one['id']}", calibration_text(one))
                ),
            ]
        )
        + "\n"
    )


def hidden_text(hidden: list[dict]) -> str:
    """Return a row for each choice of modalities."""
    return table(
        ["known", "sepsis", "deterioration"],
        [[one["known"], f"{one['sepsis']:.3f}", f"{one['deterioration']:.3f}"] for one in hidden],
    )


def card_text(manifest: dict) -> str:
    """Return the model's card from its manifest."""
    file, training = manifest["graphs"][0]["file"], manifest["training"]
    kinds = [
        [one["label"], "each hour" if one["hourly"] else "once", ", ".join(one["features"])]
        for one in manifest["modalities"]
    ]
    return (
        "\n\n".join(
            [
                f"# {manifest['title']} (`{manifest['id']}` version {manifest['version']})",
                "Generated from `manifest.json` by the training command; edit neither.",
                "## Intended use",
                manifest["intendedUse"],
                "## Not for",
                "\n".join(f"- {one}" for one in manifest["notFor"]),
                "## Data",
                f"{training['data']}. Rebuild: `{training['command']}`.",
                "## Form",
                f"A transformer of two layers over {manifest['windowHours']} hours; {file['bytes']:,} bytes, "
                f"SHA-256 `{file['sha256']}`.",
                table(["", "known", "numbers"], kinds),
                "## Measured",
                measures_text(manifest["questions"]),
                "More: [report](../generated/icu-stage-two.md).",
            ]
        )
        + "\n"
    )


def write_report(said: dict, out: Path) -> None:
    """Write the report as JSON and Markdown, and the card."""
    for name in (REPORT, CARD):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(
        {
            "questions": said["manifest"]["questions"],
            "hidden": said["hidden"],
            "training": said["manifest"]["training"],
        },
        indent=2,
        ensure_ascii=False,
    )
    (out / f"{REPORT}.json").write_text(f"{text}\n", encoding="utf8")
    (out / f"{REPORT}.md").write_text(report_text(said), encoding="utf8")
    (out / CARD).write_text(card_text(said["manifest"]), encoding="utf8")
