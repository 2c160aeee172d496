"""Fits the axes of ancestry on HapMap and writes them without any person (`COMMAND` below)."""

import argparse
import csv
import gzip
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .pca import (
    Array,
    CrossFit,
    GenotypePca,
    Groups,
    common_sites,
    cross_fit,
    describe_groups,
    fit_pca,
    prune,
)

ROOT = Path(__file__).resolve().parents[2]
HAPMAP = ROOT.parent / "shared/data/genomics/hapmap-snprelate"
OUT = ROOT / "public/models/ancestry-pca/1"
# Three groups differ in two directions; a third axis would be noise: held-out people lie at its centre.
AXES = 2
FOLDS = 5
SEED = 20261005
CASES = 6
COMMAND = "cd training && .venv/bin/python -m consilium_training.ancestry_pca"
GROUPS = {"YRI": "YRI", "CEU": "CEU", "HCB": "CHB+JPT", "JPT": "CHB+JPT"}
LABELS = {
    "YRI": "Yoruba in Ibadan",
    "CEU": "Utah residents of northern and western European ancestry",
    "CHB+JPT": "Han Chinese in Beijing and Japanese in Tokyo",
}
PROVENANCE = (
    "International HapMap Project, phase II, 279 people x 9,088 SNPs (NCBI build 36), as the SNPRelate "
    "package redistributes them. The project released its data into the public domain. Only per-site and "
    "per-group summaries were derived here: no person's genotype and none of the package's code."
)


@dataclass(frozen=True)
class HapMap:
    """Genotypes as read: copies of `alt`, shape (people, sites), NaN where not called."""

    copies: Array
    rsid: list[str]
    chromosome: NDArray
    position: NDArray
    ref: list[str]
    alt: list[str]
    group: NDArray
    family: NDArray
    founder: NDArray[np.bool_]

    def sites(self, columns: NDArray) -> "HapMap":
        """Return the same people at some of the sites."""
        return HapMap(
            self.copies[:, columns],
            [self.rsid[c] for c in columns],
            self.chromosome[columns],
            self.position[columns],
            [self.ref[c] for c in columns],
            [self.alt[c] for c in columns],
            self.group,
            self.family,
            self.founder,
        )


def read_hapmap(folder: Path) -> HapMap:
    """Read autosomal SNPs whose alleles tell the strand, in the order of the genome."""
    with gzip.open(folder / "hapmap_genotypes.csv.gz", "rt") as file:
        header, *rows = csv.reader(file)
    rows = [row for row in rows if row[1].isdigit() and int(row[1]) <= 22 and not ambiguous(row[3])]
    rows.sort(key=lambda row: (int(row[1]), int(row[2])))
    with (folder / "hapmap_samples.csv").open() as file:
        people = {row["sample"]: row for row in csv.DictReader(file)}
    order = [people[name] for name in header[4:]]
    copies = np.array([[float(cell) if cell else np.nan for cell in row[4:]] for row in rows]).T
    alleles = [row[3].split("/") for row in rows]
    return HapMap(
        copies,
        [row[0] for row in rows],
        np.array([int(row[1]) for row in rows]),
        np.array([int(row[2]) for row in rows]),
        # The file counts its first allele.
        [pair[1] for pair in alleles],
        [pair[0] for pair in alleles],
        np.array([GROUPS[one["population"]] for one in order]),
        np.array([one["family"] or one["sample"] for one in order]),
        np.array([not one["father"] for one in order]),
    )


def ambiguous(alleles: str) -> bool:
    """Return whether alleles such as A/T read the same on both strands."""
    return set(alleles.split("/")) in ({"A", "T"}, {"C", "G"})


def rounded(values: Array, digits: int) -> list:
    """Return nested lists of rounded numbers."""
    return np.round(values, digits).tolist()


def panel_of(data: HapMap, pca: GenotypePca, groups: Groups, held_out: CrossFit) -> dict[str, object]:
    """Return what a reader needs to place a genotype file on the axes."""
    return {
        "simulated": False,
        "score": None,
        "build": "NCBI36",
        "axes": AXES,
        "shrinkage": rounded(held_out.shrinkage, 4),
        "groups": [
            {
                "population": name,
                "label": LABELS[name],
                "people": size,
                "mean": rounded(mean, 4),
                "covariance": rounded(covariance, 5),
            }
            for name, size, mean, covariance in zip(
                groups.names, groups.sizes, groups.means, groups.covariances, strict=True
            )
        ],
        "siteColumns": ["id", "chromosome", "position", "ref", "alt", "mean", "deviation", "loadings"],
        "peopleColumns": ["population", "score", "place"],
        "sites": [
            [
                data.rsid[s],
                f"chr{data.chromosome[s]}",
                int(data.position[s]),
                data.ref[s],
                data.alt[s],
                round(float(pca.mean[s]), 4),
                round(float(pca.deviation[s]), 4),
                rounded(pca.loadings[s], 5),
            ]
            for s in range(len(data.rsid))
        ],
        "people": [],
    }


def golden_cases(panel: dict, seed: int) -> list[dict[str, object]]:
    """Return made-up genotypes, a fifth without a call, with the places that a reader must find."""
    mean, deviation, loadings = (np.array([site[c] for site in panel["sites"]]) for c in (5, 6, 7))
    pca = GenotypePca(mean, deviation, loadings, np.zeros((0, AXES)))
    random = np.random.default_rng(seed)
    drawn = random.binomial(2, mean / 2, size=(CASES, len(mean))).astype(float)
    called = np.where(random.random(drawn.shape) < 0.2, np.nan, drawn)
    places = pca.project(called) / np.array(panel["shrinkage"])
    written = ["".join("." if np.isnan(c) else str(int(c)) for c in row) for row in called]
    return [{"copies": row, "place": rounded(place, 6)} for row, place in zip(written, places, strict=True)]


def as_text(panel: dict) -> str:
    """Return the panel as JSON with one site a line."""
    rows = ",\n".join(f"    {json.dumps(site, separators=(',', ':'))}" for site in panel["sites"])
    head = json.dumps({**panel, "sites": []}, indent=2).replace('"sites": []', f'"sites": [\n{rows}\n  ]')
    return f"{head}\n"


def sha256(data: bytes) -> str:
    """Return the lower-case hexadecimal digest."""
    return hashlib.sha256(data).hexdigest()


def evaluate(data: HapMap, pca: GenotypePca, groups: Groups, held_out: CrossFit) -> dict[str, object]:
    """Return how many people who were not in a fit land with their own group."""
    founders, children = data.founder, ~data.founder
    corrected = held_out.places / held_out.shrinkage
    right = groups.nearest(corrected) == data.group[founders]
    place = pca.project(data.copies[children]) / held_out.shrinkage
    offspring = groups.nearest(place) == data.group[children]
    return {
        "heldOut": {"people": len(right), "withOwnGroup": int(right.sum()), "folds": FOLDS},
        "children": {"people": len(offspring), "withOwnGroup": int(offspring.sum())},
    }


def main() -> None:
    """Read, prune, fit on founders, cross-fit, and write the model folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=HAPMAP, help="folder of the HapMap files")
    options.add_argument("--out", type=Path, default=OUT)
    chosen = options.parse_args()
    every = read_hapmap(chosen.data)
    founders = every.copies[every.founder]
    common = np.flatnonzero(common_sites(founders))
    kept = common[prune(founders[:, common], every.chromosome[common])]
    data = every.sites(kept)
    copies, group = data.copies[data.founder], data.group[data.founder]
    pca = fit_pca(copies, AXES)
    held_out = cross_fit(copies, data.family[data.founder], AXES, FOLDS, SEED)
    # Of people as they look when they were not in the fit, since that is what a reader will place.
    groups = describe_groups(held_out.places / held_out.shrinkage, group)
    panel = panel_of(data, pca, groups, held_out)
    text = as_text(panel).encode()
    golden = json.dumps(golden_cases(panel, SEED), indent=1).encode() + b"\n"
    manifest = {
        "id": "ancestry-pca",
        "version": "1",
        "title": "Axes of ancestry from HapMap phase II",
        "intendedUse": "Places a genotype file among reference groups, so that a polygenic score can be read "
        "beside people of like ancestry.",
        "notFor": ["identity, ethnicity or race", "people between or outside the reference groups"],
        "file": {"name": "panel.json", "bytes": len(text), "sha256": sha256(text)},
        "golden": {"name": "golden.json", "bytes": len(golden), "sha256": sha256(golden)},
        "training": {
            "data": PROVENANCE,
            "licence": "public domain (HapMap data release policy)",
            "sha256": sha256((chosen.data / "hapmap_genotypes.csv.gz").read_bytes()),
            "people": len(copies),
            "sites": len(kept),
            "rule": "founders; autosomes; no A/T or C/G; frequency 5 % or more; r² up to 0.2 within 50 sites",
            "seed": SEED,
            "command": COMMAND,
        },
        "metrics": evaluate(data, pca, groups, held_out),
    }
    chosen.out.mkdir(parents=True, exist_ok=True)
    (chosen.out / "panel.json").write_bytes(text)
    (chosen.out / "golden.json").write_bytes(golden)
    (chosen.out / "manifest.json").write_text(f"{json.dumps(manifest, indent=2)}\n")
    sys.stdout.write(f"{len(kept)} sites, shrinkage {held_out.shrinkage}, {manifest['metrics']}\n")


if __name__ == "__main__":
    main()
