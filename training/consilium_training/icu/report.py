"""The report of stage one and the cards of its models, from what the training found alone."""

import json
from pathlib import Path

from ..markdown import percent, show, table

REPORT = "docs/generated/icu-stage-one"


def measured(one: dict) -> list[str]:
    """Return a set's measures as cells of a table."""
    utility = show(one["utility"]) if "utility" in one else "–"
    counts = [f"{one['patients']:,}", f"{one['events']:,}", f"{one['hours']:,}"]
    return [*counts, show(one["auroc"]), utility, percent(one["alarmRate"]["estimate"])]


HEAD = ["", "patients", "with the outcome", "hours", "AUROC", "normalised utility", "hours with an alarm"]


def groups_table(said: dict) -> str:
    """Return measures of everybody and of groups."""
    rows = [["all", *measured(said["metrics"])]]
    return table(HEAD, [*rows, *([one["name"], *measured(one)] for one in said["subgroups"])])


def alarm_text(said: dict) -> str:
    """Return where the alarm begins, and why there."""
    return f"Alarm from a probability of {said['threshold']['probability']:.4f}: {said['threshold']['rule']}."


def calibration_text(said: dict) -> str:
    """Return predicted beside observed shares."""
    rows = [
        [str(k), percent(one["predicted"]), percent(one["observed"]), f"{one['hours']:,}"]
        for k, one in enumerate(said["calibration"], start=1)
    ]
    return table(["tenth by probability", "predicted", "observed", "hours"], rows)


UNITS = {1: "medical", 2: "surgical"}


def question_text(said: dict) -> str:
    """Return one question's chapter."""
    peers = [[one["name"], f"{one['auroc']:.3f}"] for one in said["peers"]]
    own = [["stage one", f"{said['metrics']['auroc']['estimate']:.3f}"]]
    units = [[UNITS[one["learned"]], UNITS[one["tried"]], f"{one['auroc']:.3f}"] for one in said["units"]]
    return "\n\n".join(
        [
            f"## {said['title']}",
            said["about"],
            alarm_text(said),
            f"{said['metrics']['method'].capitalize()}.",
            groups_table(said),
            "Beside bedside scores at the same hours, AUROC:",
            table(["", "AUROC"], [*own, *peers]),
            "Learned in one unit of the hospital and tried in the other, one seed: no other hospital, and "
            "harder than other patients of the same unit.",
            table(["learned in", "tried in", "AUROC"], units),
            calibration_text(said),
        ]
    )


def candidates_text(said: dict) -> str:
    """Return the comparison of candidates."""
    rows = [
        [
            f"{one['name']}{' (taken)' if one['taken'] else ''}",
            str(one["settings"]["depth"]),
            str(one["settings"]["trees"]),
            f"{one['auroc']:.4f}",
        ]
        for one in said["candidates"]
    ]
    return table(["trees", "questions from root to leaf", "number", "AUROC"], rows)


def report_text(said: dict) -> str:
    """Return the whole report."""
    return (
        "\n\n".join(
            [
                "# Stage one of intensive care",
                f"Written by `{said['command']}`; edit nothing here.",
                f"{said['data']}. It is one hospital: another's patients may be told apart less well.",
                "Trees that ask of two features each, and deeper ones, compared on some folds with one seed:",
                candidates_text(said),
                *(question_text(one) for one in said["questions"]),
            ]
        )
        + "\n"
    )


def write_report(said: dict, out: Path) -> None:
    """Write the report as JSON and Markdown, and a card for each model."""
    (out / REPORT).parent.mkdir(parents=True, exist_ok=True)
    (out / f"{REPORT}.json").write_text(
        f"{json.dumps(said, indent=2, ensure_ascii=False)}\n", encoding="utf8"
    )
    (out / f"{REPORT}.md").write_text(report_text(said), encoding="utf8")
    for one in said["questions"]:
        manifest = json.loads((out / f"public/models/{one['id']}/1/manifest.json").read_text(encoding="utf8"))
        path = out / f"docs/models/{one['id']}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(card_text(manifest), encoding="utf8")


def card_text(manifest: dict) -> str:
    """Return a model's card from its manifest."""
    file, training = manifest["graphs"][0]["file"], manifest["training"]
    simulated = "yes" if training["simulated"] else "no"
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
                f"{training['data']}. {training['patients']:,} stays, {training['events']:,} with the "
                f"outcome, {training['hours']:,} hours. Simulated: {simulated}. Rebuild: "
                f"`{training['command']}`.",
                "## Form",
                f"{len(manifest['inputs']['features'])} features of an hour, terms of at most "
                f"{manifest['additiveOrder']} of them; looks {manifest['horizonHours']} hours ahead. What is "
                f"missing counts as the median, which is in the graph. File: {file['bytes']:,} bytes, "
                f"SHA-256 `{file['sha256']}`.",
                "## Measured",
                f"On {manifest['metrics']['set']}: {manifest['metrics']['method']}.",
                groups_table(manifest),
                alarm_text(manifest),
                "### Calibration",
                calibration_text(manifest),
                "More: [report](../generated/icu-stage-one.md).",
            ]
        )
        + "\n"
    )
