import { exp } from '../arithmetic.ts';
import { openStream, type Stream } from '../stream.ts';
import { type Branch, drawGenealogy } from './genealogy.ts';
import {
  ANCIENT_RECOMBINATION,
  drawAncestralShares,
  drawPopulationShares,
  type PerPopulation,
  perPopulation,
  populations,
} from './populations.ts';
import { REGIONS, SITE_COUNT, SITES_PER_REGION } from './regions.ts';
import { drawSites, FOUNDER_SEED, type Site } from './sites.ts';

/** Founder haplotypes of one population: `alleles[f · SITE_COUNT + s]` is 1 where founder f carries the ALT of site s. */
type FounderPanel = {
  readonly sites: readonly Site[];
  readonly alleles: PerPopulation<Uint8Array>;
};

export const FOUNDERS_PER_POPULATION = 100;

/** Ancestral haplotypes in each region. */
const ANCESTORS = 16;
/** Common variants alone, as on a genotyping array: least frequency of the rarer allele, averaged over populations. */
const LEAST_FREQUENCY = 0.05;
/** 4 N_e of the human population, N_e about 10,000 (Takahata N, Mol Biol Evol 1993;10:2–22). */
const FOUR_NE = 40_000;

/** Index drawn with the given shares, which sum to 1. */
export function drawIndex(stream: Stream, shares: readonly number[]): number {
  let left = stream.uniform();
  const found = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return found < 0 ? shares.length - 1 : found;
}

type Shares = ReturnType<typeof drawPopulationShares>;

const frequency = ({ carriers }: Branch, shares: readonly number[]): number =>
  shares.reduce((sum, share, k) => sum + share * (carriers[k] ?? 0), 0);

/** Branches whose mutations would be common, each with its share of their joint length. */
function commonBranches(branches: readonly Branch[], shares: Shares): { branch: Branch; share: number }[] {
  const common = branches.filter((branch) => {
    const mean = populations.reduce((sum, p) => sum + frequency(branch, shares[p]) / populations.length, 0);
    return mean >= LEAST_FREQUENCY && mean <= 1 - LEAST_FREQUENCY;
  });
  const total = common.reduce((sum, { length }) => sum + length, 0);
  return common.map((branch) => ({ branch, share: branch.length / total }));
}

/** One founder of one region: a walk along the ancestral haplotypes that switches where ancient recombinations fell. */
function walkAncestors(
  stream: Stream,
  sites: readonly Site[],
  shares: readonly number[],
  rate: number,
): number[] {
  let ancestor = drawIndex(stream, shares);
  return sites.map(({ gap }) => {
    if (gap > 0 && !stream.chance(exp(-rate * gap))) ancestor = drawIndex(stream, shares);
    return ancestor;
  });
}

function fillRegion(region: number, sites: readonly Site[], alleles: FounderPanel['alleles']): void {
  const stream = openStream(FOUNDER_SEED, region, 'founders');
  const shares = drawPopulationShares(stream, drawAncestralShares(stream, ANCESTORS));
  const common = commonBranches(drawGenealogy(stream, ANCESTORS), shares);
  const lengths = common.map(({ share }) => share);
  const carriers = sites.map(() => common[drawIndex(stream, lengths)]?.branch.carriers);
  for (const population of populations) {
    const rate = (FOUR_NE / ANCESTORS) * ANCIENT_RECOMBINATION[population];
    for (let founder = 0; founder < FOUNDERS_PER_POPULATION; founder += 1) {
      const walk = walkAncestors(stream, sites, shares[population], rate);
      const from = founder * SITE_COUNT + region * SITES_PER_REGION;
      alleles[population].set(
        walk.map((ancestor, k) => carriers[k]?.[ancestor] ?? 0),
        from,
      );
    }
  }
}

function drawFounders(): FounderPanel {
  const sites = drawSites();
  const alleles = perPopulation(() => new Uint8Array(FOUNDERS_PER_POPULATION * SITE_COUNT));
  for (const region of REGIONS.keys()) {
    fillRegion(region, sites.slice(region * SITES_PER_REGION, (region + 1) * SITES_PER_REGION), alleles);
  }
  return { sites, alleles };
}

let panel: FounderPanel | undefined;

/** The founders, drawn when first asked for. */
export function founderPanel(): FounderPanel {
  panel ??= drawFounders();
  return panel;
}
