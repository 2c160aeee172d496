"""Genotypes of founders: a VCF file of many samples, as an array of copies."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..cohorts import ROOT, CommandError

Array = NDArray[np.float64]
AMBIGUOUS = ({"A", "T"}, {"C", "G"})


@dataclass(frozen=True)
class Founders:
    """People and sites.

    Attributes
    ----------
    people : list of str
    sites : list of tuple
        Id, chromosome, position, reference and alternate allele, in the order of the file.
    copies : ndarray, shape (people, sites)
        Of the alternate allele; NaN where there is no call.
    """

    people: list[str]
    sites: list[tuple[str, str, int, str, str]]
    copies: Array

    def of(self, columns: NDArray) -> "Founders":
        """Return the same people at some of the sites."""
        return Founders(self.people, [self.sites[c] for c in columns], self.copies[:, columns])

    @property
    def chromosomes(self) -> NDArray[np.str_]:
        """Return each site's chromosome."""
        return np.array([site[1] for site in self.sites])

    @property
    def ambiguous(self) -> NDArray[np.bool_]:
        """Return which sites read the same on both strands."""
        return np.array([set(site[3:]) in AMBIGUOUS for site in self.sites])


def copies_of(call: str) -> float:
    """Return the copies of the alternate allele in a call such as `0|1:30`; NaN for none, half or haploid."""
    alleles = call.split(":", 1)[0].replace("|", "/").split("/")
    whole = len(alleles) == 2 and all(one in ("0", "1") for one in alleles)
    return float(alleles.count("1")) if whole else np.nan


def read_founders(path: Path) -> Founders:
    """Read sites with one alternate allele of one base each from a VCF file, plain text."""
    people: list[str] = []
    sites, rows = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("##"):
            continue
        chromosome, position, id, ref, alt, *_ = columns = line.split("\t")
        if line.startswith("#"):
            people = columns[9:]
        elif len(ref) == len(alt) == 1:
            sites.append((id, chromosome, int(position), ref, alt))
            rows.append([copies_of(call) for call in columns[9:]])
    return Founders(people, sites, np.array(rows, float).T)


def simulated_founders(path: Path, per_population: int, first: int) -> Founders:
    """Return simulated volunteers, written to `path` unless they are there; raise `CommandError` else."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        asked = ["scripts/write-founders.ts", str(path.resolve()), str(per_population), str(first)]
        done = subprocess.run(
            [ROOT / "node_modules/.bin/node", *asked], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise CommandError(f"{asked[0]} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    return read_founders(path)
