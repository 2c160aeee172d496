"""Fits axes of genotypes within ancestry on founders and writes them: `python -m …genotypes.fit`."""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..ancestry_pca import sha256
from ..cohorts import ROOT
from ..pca import GenotypePca
from .axes import GenotypeAxes, fit_axes
from .founders import Founders, read_founders, simulated_founders
from .indep_pairwise import MOST, STEP, WINDOW, indep_pairwise
from .neighbours import same_ancestry

AXES = 8
LEAST_FREQUENCY = 0.05
PER_POPULATION = 250
# Numbers of the first volunteer of each set: nobody is in two, nor in the panel of ancestry.
FIT, HELD_OUT, TRY = 10_000, 20_000, 30_000
TRIED_PER_POPULATION = 150
SEED = 20261129
CASES = 6
MODELS = ROOT / "public/models"
PANEL = "heart-failure-prs/1/reference-panel.json"
OUT = MODELS / "genotype-axes/1"
FOUNDERS = ROOT / "training/work/genotypes"
COMMAND = "cd training && .venv/bin/python -m consilium_training.genotypes.fit"
DIGITS = 5


class Ancestry:
    """The panel of ancestry whose axes are taken out."""

    def __init__(self, panel: dict) -> None:
        self.simulated, self.build, self.axes = panel["simulated"], panel["build"], panel["axes"]
        self.ids = [site[0] for site in panel["sites"]]
        mean, deviation, loadings = (np.array([site[c] for site in panel["sites"]]) for c in (5, 6, 7))
        self.pca = GenotypePca(mean, deviation, loadings, np.zeros((0, self.axes)))
        self.shrinkage = np.array(panel.get("shrinkage", np.ones(self.axes)))
        self.people = np.array([place for _, _, place in panel["people"]]).reshape(-1, self.axes)

    def places(self, founders: Founders) -> NDArray[np.float64]:
        """Return where people lie on the axes of ancestry, shape (people, axes)."""
        column = {site[0]: at for at, site in enumerate(founders.sites)}
        copies = np.full((len(founders.people), len(self.ids)), np.nan)
        for at, id in enumerate(self.ids):
            if id in column:
                copies[:, at] = founders.copies[:, column[id]]
        return self.pca.project(copies) / self.shrinkage


def population(person: str) -> str:
    """Return what comes before the number in a name such as `EUR-12`."""
    return person.rsplit("-", 1)[0]


def populations(founders: Founders) -> NDArray[np.str_]:
    """Return each person's population."""
    return np.array([population(one) for one in founders.people])


def chosen_sites(founders: Founders) -> NDArray[np.intp]:
    """Return columns of common sites, called in everybody, whose alleles tell the strand; pruned."""
    frequency = founders.copies.mean(0) / 2
    # A gap makes the frequency NaN, which is not common either.
    common = np.minimum(frequency, 1 - frequency) >= LEAST_FREQUENCY
    columns = np.flatnonzero(common & ~founders.ambiguous)
    return columns[indep_pairwise(founders.copies[:, columns], founders.chromosomes[columns])]


def rounded(values: NDArray) -> list:
    """Return nested lists of rounded numbers."""
    return np.round(values, DIGITS).tolist()


def file_of(axes: GenotypeAxes, founders: Founders, ancestry: Ancestry, panel: str) -> dict[str, object]:
    """Return what a reader needs to place a genotype file on the axes."""
    rows = zip(founders.sites, rounded(axes.expected), rounded(axes.loadings), strict=True)
    return {
        "simulated": ancestry.simulated,
        "panel": panel,
        "build": ancestry.build,
        "axes": axes.loadings.shape[1],
        "middle": rounded(axes.middle),
        "variance": rounded(axes.variance),
        "leastVariance": rounded(axes.least_variance),
        "siteColumns": ["id", "chromosome", "position", "ref", "alt", "expected", "loadings"],
        "sites": [[*site, expected, loadings] for site, expected, loadings in rows],
    }


def as_read(file: dict) -> GenotypeAxes:
    """Return axes with the digits that stand in the file."""
    expected, loadings = (np.array([site[c] for site in file["sites"]]) for c in (5, 6))
    return GenotypeAxes(
        expected, loadings, *(np.array(file[name]) for name in ("middle", "variance", "leastVariance"))
    )


def golden_cases(axes: GenotypeAxes, ancestry: Ancestry) -> list[dict[str, object]]:
    """Return made-up genotypes, a fifth without a call, with the places that a reader must find."""
    random = np.random.default_rng(SEED)
    shape = (CASES, len(axes.expected))
    drawn = random.integers(0, 3, shape).astype(float)
    copies = np.where(random.random(shape) < 0.2, np.nan, drawn)
    places = ancestry.people[random.integers(0, len(ancestry.people), CASES)]
    written = ["".join("." if np.isnan(c) else str(int(c)) for c in row) for row in copies]
    found = np.round(axes.project(copies, places), 6).tolist()
    return [
        {"copies": row, "ancestry": place, "axes": one}
        for row, place, one in zip(written, places.tolist(), found, strict=True)
    ]


def as_text(file: dict) -> str:
    """Return the file as JSON with one site a line."""
    rows = ",\n".join(f"    {json.dumps(site, separators=(',', ':'))}" for site in file["sites"])
    head = json.dumps({**file, "sites": []}, indent=2).replace('"sites": []', f'"sites": [\n{rows}\n  ]')
    return f"{head}\n"


def fitted(fit: Founders, held_out: Founders, ancestry: Ancestry) -> tuple[GenotypeAxes, NDArray[np.intp]]:
    """Return the axes, and which columns of the founders they are of."""
    columns = chosen_sites(fit)
    sets = [(one.copies[:, columns], ancestry.places(one)) for one in (fit, held_out)]
    return fit_axes(*sets, populations(held_out), AXES), columns


def main() -> None:
    """Read or simulate founders, prune, fit, and write the model folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--founders", type=Path, nargs=3, help="VCF files to fit, to standardise and to try on"
    )
    options.add_argument("--panel", type=Path, default=MODELS / PANEL, help="axes of ancestry to take out")
    options.add_argument("--out", type=Path, default=OUT)
    chosen = options.parse_args()
    plans = (("fit", PER_POPULATION, FIT), ("held-out", PER_POPULATION, HELD_OUT))
    plans += (("try", TRIED_PER_POPULATION, TRY),)
    fit, held_out, tried = (
        [read_founders(path) for path in chosen.founders]
        if chosen.founders
        else [simulated_founders(FOUNDERS / f"{name}.vcf", size, first) for name, size, first in plans]
    )
    panel = chosen.panel.read_bytes()
    ancestry = Ancestry(json.loads(panel))
    axes, columns = fitted(fit, held_out, ancestry)
    file = file_of(axes, fit.of(columns), ancestry, "/".join(chosen.panel.resolve().parts[-3:]))
    axes = as_read(file)
    places = axes.project(tried.copies[:, columns], ancestry.places(tried))
    neighbours = same_ancestry(places, populations(tried))
    write(chosen.out, file, golden_cases(axes, ancestry), sha256(panel), len(fit.people), neighbours)
    sys.stdout.write(f"{len(columns)} of {len(fit.sites)} sites; {neighbours}\n")


def write(
    out: Path, file: dict, cases: list, panel_hash: str, people: int, neighbours: dict[str, float]
) -> None:
    """Write axes, golden cases and manifest."""
    text, golden = as_text(file).encode(), json.dumps(cases, indent=1).encode() + b"\n"
    manifest = {
        "id": "genotype-axes",
        "version": "1",
        "title": "Axes of genotypes within ancestry",
        "intendedUse": "Says how alike two people are by their common variants beyond where they come from, "
        "for the search of similar patients.",
        "notFor": ["kinship, identity or ancestry", "genotype files that lack half of the sites"],
        "file": {"name": "axes.json", "bytes": len(text), "sha256": sha256(text)},
        "golden": {"name": "golden.json", "bytes": len(golden), "sha256": sha256(golden)},
        "panel": {"name": file["panel"], "sha256": panel_hash},
        "training": {
            "data": "Simulated volunteers of four populations, copied from the simulator's founders; "
            "in no cohort.",
            "simulated": file["simulated"],
            "people": people,
            "sites": len(file["sites"]),
            "rule": f"autosomes; no A/T or C/G; frequency {LEAST_FREQUENCY:.0%} or more; r² up to {MOST} in "
            f"windows of {WINDOW} sites moved by {STEP}",
            "seed": SEED,
            "command": COMMAND,
        },
        "metrics": {"sameAncestryOfTenNearest": {k: round(v, 4) for k, v in neighbours.items()}},
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / "axes.json").write_bytes(text)
    (out / "golden.json").write_bytes(golden)
    text_of = json.dumps(manifest, indent=2, ensure_ascii=False)
    (out / "manifest.json").write_text(f"{text_of}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
