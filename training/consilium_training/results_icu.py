"""Sections of docs/results.md on intensive care."""

from collections.abc import Mapping

from .markdown import percent, show, table


def stage_one(report: Mapping) -> list[str]:
    """Return how well the light model tells hours apart, beside the bedside scores."""
    rows = []
    for question in report["questions"]:
        metrics = question["metrics"]
        utility = metrics.get("utility")
        best = max(question["peers"], key=lambda peer: peer["auroc"])
        rows.append(
            [
                question["title"],
                show(metrics["auroc"]),
                f"{best['auroc']:.3f} ({best['name']})",
                "–" if utility is None else show(utility),
                percent(metrics["alarmRate"]["estimate"]),
            ]
        )
    head = [
        "Question",
        "AUROC (95 % interval)",
        "Best bedside score",
        "Normalised utility",
        "Hours with an alarm",
    ]
    return [
        "## Intensive care: the model that decides",
        f"Real stays, cross-validated over patients: {report['data']}. Another hospital's patients may be "
        "told apart less well. [All of it](generated/icu-stage-one.md).",
        table(head, rows),
    ]


def stage_two(report: Mapping) -> list[str]:
    """Return how far the network that explains agrees with the model that decides."""
    rows = [
        [
            one["id"],
            show(one["auroc"]),
            f"{one['rankCorrelation']:.2f}",
            percent(one["disagreement"]["estimate"]),
        ]
        for one in report["questions"]
    ]
    head = ["Question", "AUROC of stage two", "Rank correlation with stage one", "Hours in disagreement"]
    return [
        "## Intensive care: the network that explains",
        "Real patients who were held out. It explains and decides nothing; where the two lie on different "
        "sides of their thresholds, the screen says so. [All of it](generated/icu-stage-two.md).",
        table(head, rows),
    ]


def share(found: Mapping) -> str:
    """Return a share in per cent with its interval."""
    return f"{found['percent']} % ({found['low']} to {found['high']})"


def monitoring(report: Mapping) -> list[str]:
    """Return how often what watches the models errs, and what it finds."""
    drift = report.get("drift")
    if not drift:
        return []
    healthy = drift["healthy"]
    rows = [
        ["PSI > 0.1", share(healthy["psiAbove01"])],
        ["PSI > 0.25", share(healthy["psiAbove025"])],
        [f"In use, level {percent(drift['level'])}", share(healthy["ours"])],
        ["In use, level 10 %", share(healthy["oursAtTenPercent"])],
    ]
    return [
        "## Intensive care: what watches for drift",
        f"{healthy['runs']} healthy pairs of {drift['what']}. [Planted drift, arms and "
        "calibration](generated/icu-monitoring.md).",
        table(["Rule", "Healthy windows with an alarm"], rows),
    ]
