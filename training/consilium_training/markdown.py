"""Numbers and tables as Markdown."""

Interval = dict[str, float]


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


def verdict(is_met: bool) -> str:
    """Return whether a bar is met."""
    return "met" if is_met else "missed"
