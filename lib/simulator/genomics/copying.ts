import { exp, log } from '../arithmetic.ts';
import type { Stream } from '../stream.ts';
import { FOUNDERS_PER_POPULATION, founderPanel } from './founders.ts';
import { founderFrequency, polygenicWeights } from './polygenic-weights.ts';
import { type PerPopulation, type Population, perPopulation } from './populations.ts';
import { REGIONS, SITE_COUNT, SITES_PER_REGION } from './regions.ts';

/**
 * A haplotype as an imperfect mosaic of founders. Li N, Stephens M. Modeling linkage disequilibrium and identifying
 * recombination hotspots using single-nucleotide polymorphism data. Genetics 2003;165:2213–2233.
 * Switches: 4 N_e r / n per Morgan, n founders; copying errors: θ/(2(n + θ)) per site, θ = 1/Σ(1/i).
 */
const SWITCHES_PER_MORGAN = 40_000 / FOUNDERS_PER_POPULATION;
const ERROR_RATE = 0.00097;

/** What one region of a haplotype is copied from: founders, and the site (within the region) where each begins. */
export type Copy = {
  readonly founders: readonly number[];
  readonly starts: readonly number[];
  /** Sum of weight × ALT over the region before copying errors. */
  readonly score: number;
};

type Tables = {
  /** Morgans from the region's first site, per site. */
  readonly morgans: Float64Array;
  /** Per population, founder and region: sums of weight × ALT over the first 0 … 50 sites. */
  readonly prefix: PerPopulation<Float64Array>;
  /** Mean and variance of a copy's score, per population and region. */
  readonly moments: PerPopulation<readonly { mean: number; variance: number }[]>;
};

const STRIDE = SITES_PER_REGION + 1;
const prefixAt = (founder: number, region: number): number => (founder * REGIONS.length + region) * STRIDE;

function sumPrefixes(population: Population): Float64Array {
  const alleles = founderPanel().alleles[population];
  const weights = polygenicWeights();
  const prefix = new Float64Array(FOUNDERS_PER_POPULATION * REGIONS.length * STRIDE);
  for (let founder = 0; founder < FOUNDERS_PER_POPULATION; founder += 1) {
    for (let site = 0; site < SITE_COUNT; site += 1) {
      const at = prefixAt(founder, Math.floor(site / SITES_PER_REGION)) + (site % SITES_PER_REGION);
      const carried = (alleles[founder * SITE_COUNT + site] ?? 0) * (weights[site] ?? 0);
      prefix[at + 1] = (prefix[at] ?? 0) + carried;
    }
  }
  return prefix;
}

/** Covariance of two sites among the founders of a population. */
function covariance(alleles: Uint8Array, a: number, b: number): number {
  let [both, left, right] = [0, 0, 0];
  for (let f = 0; f < FOUNDERS_PER_POPULATION; f += 1) {
    const [x = 0, y = 0] = [alleles[f * SITE_COUNT + a], alleles[f * SITE_COUNT + b]];
    both += x * y;
    left += x;
    right += y;
  }
  return (
    both / FOUNDERS_PER_POPULATION - (left / FOUNDERS_PER_POPULATION) * (right / FOUNDERS_PER_POPULATION)
  );
}

/** Exact moments of a copy's score: two sites covary as in the founders unless a switch fell between them. */
function scoreMoments(population: Population, region: number, morgans: Float64Array) {
  const alleles = founderPanel().alleles[population];
  const weights = polygenicWeights();
  const first = region * SITES_PER_REGION;
  const scored = Array.from({ length: SITES_PER_REGION }, (_, k) => first + k).filter(
    (s) => weights[s] !== 0,
  );
  let [mean, variance] = [0, 0];
  for (const a of scored) {
    mean += (weights[a] ?? 0) * founderFrequency(population, a);
    for (const b of scored) {
      const unbroken = exp(-SWITCHES_PER_MORGAN * Math.abs((morgans[a] ?? 0) - (morgans[b] ?? 0)));
      variance += (weights[a] ?? 0) * (weights[b] ?? 0) * unbroken * covariance(alleles, a, b);
    }
  }
  return { mean, variance };
}

function buildTables(): Tables {
  const { sites } = founderPanel();
  const morgans = new Float64Array(SITE_COUNT);
  for (const [s, { gap }] of sites.entries()) {
    morgans[s] = s % SITES_PER_REGION === 0 ? 0 : (morgans[s - 1] ?? 0) + gap;
  }
  const momentsOf = (population: Population) =>
    REGIONS.map((_, region) => scoreMoments(population, region, morgans));
  return {
    morgans,
    prefix: perPopulation(sumPrefixes),
    moments: perPopulation(momentsOf),
  };
}

let tables: Tables | undefined;

const copyingTables = (): Tables => {
  tables ??= buildTables();
  return tables;
};

export const copyMoments = (population: Population, region: number): { mean: number; variance: number } =>
  copyingTables().moments[population][region] ?? { mean: 0, variance: 0 };

/** One region of one haplotype, copied from the founders of `population`. */
export function drawCopy(stream: Stream, population: Population, region: number): Copy {
  const { morgans, prefix } = copyingTables();
  const sums = prefix[population];
  const founders: number[] = [];
  const starts: number[] = [];
  let score = 0;
  let from = 0;
  let reached = 0;
  while (from < SITES_PER_REGION) {
    const founder = stream.integer(0, FOUNDERS_PER_POPULATION - 1);
    reached -= log(stream.uniform()) / SWITCHES_PER_MORGAN;
    let to = from + 1;
    while (to < SITES_PER_REGION && (morgans[region * SITES_PER_REGION + to] ?? 0) < reached) to += 1;
    const at = prefixAt(founder, region);
    score += (sums[at + to] ?? 0) - (sums[at + from] ?? 0);
    founders.push(founder);
    starts.push(from);
    from = to;
  }
  return { founders, starts, score };
}

/** Writes a copy's alleles into `haplotype`, one of `SITE_COUNT` sites. */
export function writeCopy(copy: Copy, population: Population, region: number, haplotype: Uint8Array): void {
  const alleles = founderPanel().alleles[population];
  const first = region * SITES_PER_REGION;
  for (const [n, founder] of copy.founders.entries()) {
    const from = first + (copy.starts[n] ?? 0);
    const to = first + (copy.starts[n + 1] ?? SITES_PER_REGION);
    const source = founder * SITE_COUNT;
    haplotype.set(alleles.subarray(source + from, source + to), from);
  }
}

/** Copying errors: single sites of the haplotype turned over. */
export function addErrors(stream: Stream, haplotype: Uint8Array): void {
  const errors = stream.count(ERROR_RATE * SITE_COUNT);
  for (let n = 0; n < errors; n += 1) {
    const site = stream.integer(0, SITE_COUNT - 1);
    haplotype[site] = 1 - (haplotype[site] ?? 0);
  }
}
