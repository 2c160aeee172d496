"""Axes of genotypes within ancestry: pruning beside plink2, ancestry taken out, the committed folder."""

import json
import os
import shutil
import subprocess

import numpy as np
import pytest

from consilium_training.ancestry_pca import sha256
from consilium_training.genotypes.axes import fit_axes
from consilium_training.genotypes.fit import MODELS, OUT, as_read
from consilium_training.genotypes.founders import copies_of, read_founders
from consilium_training.genotypes.indep_pairwise import indep_pairwise
from consilium_training.genotypes.neighbours import same_ancestry

PEOPLE, SITES, DRIFT = 150, 300, 0.12
NAMES = np.repeat(["a", "b", "c"], PEOPLE)
# Made-up places that tell the three populations apart.
PLACES = np.repeat([[1.0, 0.0], [-1.0, 0.0], [0.0, 2.0]], PEOPLE, axis=0)


def draw_people(seed: int) -> np.ndarray:
    """Return copies of three populations that drifted apart; only who the people are depends on the seed."""
    frequencies, people = np.random.default_rng(1), np.random.default_rng(seed)
    ancestral = frequencies.uniform(0.15, 0.85, SITES)
    width = (1 - DRIFT) / DRIFT
    rows = [
        people.binomial(2, frequencies.beta(ancestral * width, (1 - ancestral) * width), (PEOPLE, SITES))
        for _ in range(3)
    ]
    return np.concatenate(rows).astype(float)


def linked_people(seed: int) -> np.ndarray:
    """Return copies of 60 people at 120 sites that neighbours share, each site with both alleles."""
    random = np.random.default_rng(seed)
    haplotypes = np.zeros((120, 120))
    for row in haplotypes:
        value = 0.0
        for site in range(120):
            value = random.normal() if random.random() < 0.15 else 0.95 * value + 0.3 * random.normal()
            row[site] = value > 0.3 * np.sin(site)
    return haplotypes[::2] + haplotypes[1::2]


def test_of_two_correlated_sites_the_one_with_the_rarer_allele_goes():
    copies = np.array([[0, 0], [0, 0], [1, 1], [1, 1], [2, 1], [2, 2]], float)
    assert indep_pairwise(copies, np.ones(2)).tolist() == [0]
    assert indep_pairwise(copies[:, ::-1], np.ones(2)).tolist() == [1]
    assert indep_pairwise(copies, np.arange(2)).tolist() == [0, 1]


@pytest.mark.skipif(
    shutil.which("plink2") is None and os.environ.get("CI") != "true", reason="plink2 is not installed"
)
@pytest.mark.parametrize("seed", [1, 2])
def test_sites_are_those_that_plink2_keeps(tmp_path, seed):
    copies = linked_people(seed)
    chromosomes = np.where(np.arange(120) < 70, "1", "2")
    calls = np.array(["0/0", "0/1", "1/1"])[copies.astype(int)]
    head = ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT"]
    lines = ["##fileformat=VCFv4.3", "\t".join([*head, *(f"p{k}" for k in range(len(copies)))])]
    for site in range(120):
        place = [chromosomes[site], str(1000 * (site + 1)), f"s{site}", "A", "G", ".", "PASS", ".", "GT"]
        lines.append("\t".join([*place, *calls[:, site]]))
    (tmp_path / "people.vcf").write_text("\n".join(lines) + "\n")
    asked = ["--vcf", "people.vcf", "--indep-pairwise", "50", "5", "0.2", "--out", "kept"]
    subprocess.run(["plink2", *asked], cwd=tmp_path, check=True, capture_output=True)
    theirs = (tmp_path / "kept.prune.in").read_text().split()
    founders = read_founders(tmp_path / "people.vcf")
    ours = indep_pairwise(founders.copies, founders.chromosomes)
    assert [founders.sites[site][0] for site in ours] == theirs
    assert len(theirs) < 100


def test_the_nearest_are_no_more_often_of_the_same_ancestry_than_by_chance():
    fitted, held_out, others = (draw_people(seed) for seed in (2, 3, 4))
    axes = fit_axes((fitted, PLACES), (held_out, PLACES), NAMES, 8)
    within = same_ancestry(axes.project(others, PLACES), NAMES)
    assert abs(within["share"] - within["chance"]) < 0.05
    plain = same_ancestry(others, NAMES)
    assert plain["share"] > plain["chance"] + 0.5


def test_places_are_in_standard_deviations_within_each_ancestry():
    fitted, held_out, others = (draw_people(seed) for seed in (2, 3, 4))
    places = fit_axes((fitted, PLACES), (held_out, PLACES), NAMES, 4).project(others, PLACES)
    for name in "abc":
        np.testing.assert_allclose(places[name == NAMES].mean(0), 0, atol=0.4)
        np.testing.assert_allclose(places[name == NAMES].std(0), 1, atol=0.3)


def test_calls_are_whole_or_none():
    given = ("0|1:30:20", "1/1", "./.", "./1", "1", "0/2")
    np.testing.assert_equal([copies_of(call) for call in given], [1, 2, np.nan, np.nan, np.nan, np.nan])


def test_the_committed_axes_give_their_golden_places_and_belong_to_the_panel():
    file, cases, manifest = (
        json.loads((OUT / name).read_text()) for name in ("axes.json", "golden.json", "manifest.json")
    )
    copies = np.array([[np.nan if c == "." else float(c) for c in case["copies"]] for case in cases])
    places = np.array([case["ancestry"] for case in cases])
    found = as_read(file).project(copies, places)
    np.testing.assert_allclose(found, [case["axes"] for case in cases], atol=2e-6)
    assert sha256((OUT / "axes.json").read_bytes()) == manifest["file"]["sha256"]
    assert sha256((MODELS / manifest["panel"]["name"]).read_bytes()) == manifest["panel"]["sha256"]
    near = manifest["metrics"]["sameAncestryOfTenNearest"]
    assert abs(near["share"] - near["chance"]) < 0.05
