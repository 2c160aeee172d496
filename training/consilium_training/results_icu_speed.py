"""Sections of docs/results.md on how fast intensive care is, and on how many cores."""

from collections.abc import Mapping

from .markdown import table, verdict

# Of less than this the growth is that of a start.
LONG_MINUTES = 10
# What may grow, and what the page calls it.
GROWING = {
    "serverHeld": "Server, held",
    "script": "Script in the browser, held",
    "server": "Server, resident",
    "browser": "Browser, resident",
}
ENGINES = {"pglite": "PGlite", "postgresql": "PostgreSQL", "kafka": "Kafka"}


def growth(memory: Mapping, part: str) -> str:
    """Return MB a minute with its interval; a dash where too little was collected to tell."""
    found = memory.get(part, {}).get("growth")
    if not found or found["perMinute"] is None:
        return "–"
    return f"{found['perMinute']:.2f} ({found['low']:.2f} to {found['high']:.2f})"


def wall_rows(name: str, run: Mapping) -> list[list[str]]:
    """Return what one run of the wall says of its bars."""
    bars, alerts, frames = run["bars"], run["eventToAlert"], run["framesPerSecond"]
    late, latest = bars["ingestToWallP99Ms"], bars["eventToAlertP99Ms"]
    waves = run["ingestToWaveform"]["p99Ms"]
    tile = run["ingestToTile"]["p99Ms"]
    label = f"{ENGINES[name]}, {run['minutes']} min"
    return [
        [label, "Event to its number on the wall, p99 ms", str(tile), str(late), verdict(tile <= late)],
        [label, "Waveform to its first sample drawn, p99 ms", str(waves), str(late), verdict(waves <= late)],
        [
            label,
            f"Event to alert, p99 ms ({alerts['crossings']} crossings, {alerts['never']} never shown)",
            str(alerts["p99Ms"]),
            str(latest),
            verdict(alerts["p99Ms"] <= latest and alerts["never"] == 0),
        ],
        [
            label,
            f"Frames a second, median; 5th percentile {frames['p5']}, least {frames['least']}",
            str(frames["median"]),
            str(bars["framesPerSecond"]),
            verdict(frames["p5"] >= bars["framesPerSecond"]),
        ],
    ]


def cores_rows(runs: Mapping) -> list[list[str]]:
    """Return the cores that many beds need, as many times what sixty used."""
    parts = ("server", "scorers", "database", "broker")
    return [
        [ENGINES[name], f"{one['beds']:,}", *(f"{one[part]:.1f}" for part in parts)]
        for name, run in runs.items()
        for one in run["mostCores"]
    ]


def wall(report: Mapping) -> list[str]:
    """Return how fast the wall is, from the event to the pixel, and whether it grows."""
    runs = {name: report[name] for name in ENGINES if name in report}
    if not runs:
        return []
    memory = [
        [ENGINES[name], *(growth(run["memory"], part) for part in GROWING)]
        for name, run in runs.items()
        if run["minutes"] >= LONG_MINUTES
    ]
    rows = [row for name, run in runs.items() for row in wall_rows(name, run)]
    loads = ", ".join(f"{ENGINES[name]} {run['machine']['load']:.1f}" for name, run in runs.items())
    cores = {run["machine"]["cores"] for run in runs.values()}
    return [
        "## Intensive care: speed of the wall",
        "60 beds with three waveforms and their signs each second, through `POST /api/icu/events`; server, "
        f"engine, scorers, beds and browser on the same {max(cores)} cores, load at the end {loads}, "
        "which other work on the machine shares in. Frames meet their bar by the 5th percentile. "
        "[All of it](generated/icu-wall.json).",
        table(["Run", "What", "Measured", "Bar", ""], rows),
        table(["Growth, MB a minute (95 % interval)", *GROWING.values()], memory),
        "Held: what is left after each full collection; resident memory counts what was not collected yet, "
        "and what an allocator keeps. The bench admits a patient every few seconds.",
        "Cores that more beds need at the most: as many times what these sixty used, with all that runs in "
        "any case. On PGlite the server scores and stores, and has one core for that; Kafka's parts share "
        "the beds among processes.",
        table(["Engine", "Beds", "Server", "Scorers", "Database", "Broker"], cores_rows(runs)),
    ]


def scorers(report: Mapping) -> list[str]:
    """Return what scorers make of a full log, and what many beds need."""
    found = report["scorer"]
    if "leastCores" not in found:
        return []
    runs = [("PostgreSQL", one) for one in found["postgresql"]] + [("Kafka", one) for one in found["kafka"]]
    rows = [
        [
            f"{name}, {one['processes']}",
            f"{one['updatesPerSecond']:,}",
            f"{one['updatesPerCpuSecond']:,}",
            *(f"{one['processorMsPerUpdate'][part]:.2f}" for part in ("scorers", "database", "broker")),
        ]
        for name, one in runs
    ]
    head = ["Engine, scorers", "Updates a second", "For a second of a core"]
    head += ["Scorer, ms", "Database, ms", "Broker, ms"]
    needs = [
        [f"{one['beds']:,}", *(f"{one[part]:.1f}" for part in ("scorers", "database", "broker"))]
        for one in found["leastCores"]
    ]
    return [
        "## Intensive care: scorers",
        f"A log that is full, scored with the models that are shipped; {report['cores']} cores, which broker "
        "and database share. The bar is 2,000 updates for a second of a core. "
        "[All of it](generated/icu-stream.json).",
        table(head, rows),
        "Cores for a reading a second of each bed, at the least: who catches up writes seldom.",
        table(["Beds", "Scorers", "Database", "Broker"], needs),
    ]
