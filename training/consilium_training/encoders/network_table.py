"""A table of networks that read the same pictures, side by side."""

from collections.abc import Mapping, Sequence

from ..markdown import percent, show, table

SMALL = 0.1


def network_table(part: Mapping) -> str:
    """Return a table with a column for each network, the shipped one first."""
    networks = dict(sorted(part["networks"].items(), key=lambda item: item[0] != part["shipped"]))
    columns = list(networks.values())
    head = ["", *(f"{name} (shipped)" if name == part["shipped"] else name for name in networks)]
    rows = []
    for place, metric in enumerate(columns[0]["metrics"]):
        label = f"{part['labels'][metric['finding']]}, {metric['measure']}"
        # A ratio of 0 to 1 is wrong by hundredths.
        digits = 4 if metric["estimate"] < SMALL else 3
        rows.append([label, *(show(one["metrics"][place], digits) for one in columns)])
    rows += [
        [
            "Pictures of its kind that are not read",
            *(percent(c["novelty"]["refusedOfTrained"]) for c in columns),
        ],
        [
            "Others that are not read, least of all kinds",
            *(least_refused(c["novelty"]["sets"]) for c in columns),
        ],
        ["Parameters", *(f"{c['parameters']:,}" for c in columns)],
        ["File, KiB", *(f"{c['bytes'] / 1024:.0f}" for c in columns)],
        ["A picture on one thread of a processor, ms", *(f"{c['milliseconds']:.1f}" for c in columns)],
    ]
    return table(head, rows)


def least_refused(sets: Sequence[Mapping]) -> str:
    """Return the kind of odd pictures of which the smallest share is refused, and that share."""
    worst = min(sets, key=lambda one: one["refused"] / one["pictures"])
    return f"{percent(worst['refused'] / worst['pictures'])} ({worst['name']})"
