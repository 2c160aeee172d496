import { quantise } from '../arithmetic.ts';
import { openStream } from '../stream.ts';
import { FOUNDERS_PER_POPULATION, founderPanel } from './founders.ts';
import type { Population } from './populations.ts';
import { REGIONS, SITE_COUNT, SITES_PER_REGION } from './regions.ts';
import { FOUNDER_SEED, isPalindromic } from './sites.ts';

const SCORED_PER_REGION = 10;

/**
 * Standard deviation of the score, in log-odds of heart failure, among people of European ancestry: 1.3 to 1.4 times the
 * odds per standard deviation, as in recent scores (Henry A et al., Nat Genet 2025;57:815–828).
 */
const SCORE_SD = 0.3;

/** Scores are built where most participants were: a scored SNP is common in EUR. */
const LEAST_FREQUENCY = 0.05;

/** ALT frequency of site `site` among the founders of a population. */
export function founderFrequency(population: Population, site: number): number {
  const alleles = founderPanel().alleles[population];
  let carriers = 0;
  for (let f = 0; f < FOUNDERS_PER_POPULATION; f += 1) carriers += alleles[f * SITE_COUNT + site] ?? 0;
  return carriers / FOUNDERS_PER_POPULATION;
}

function isEligible(site: number): boolean {
  const place = founderPanel().sites[site];
  const p = founderFrequency('EUR', site);
  return p >= LEAST_FREQUENCY && p <= 1 - LEAST_FREQUENCY && place !== undefined && !isPalindromic(place);
}

/** Unscaled weights: standard normal for ten eligible sites of each region, 0 elsewhere. */
function drawEffects(): Float64Array {
  const effects = new Float64Array(SITE_COUNT);
  for (const region of REGIONS.keys()) {
    const stream = openStream(FOUNDER_SEED, region, 'polygenic-score');
    const offset = region * SITES_PER_REGION;
    let eligible = Array.from({ length: SITES_PER_REGION }, (_, k) => offset + k).filter(isEligible);
    for (let n = 0; n < SCORED_PER_REGION && eligible.length > 0; n += 1) {
      const site = eligible[stream.integer(0, eligible.length - 1)] ?? offset;
      effects[site] = stream.normal();
      eligible = eligible.filter((other) => other !== site);
    }
  }
  return effects;
}

/** Sum of effects over one region of each founder haplotype. */
function regionSums(effects: Float64Array, population: Population, region: number): number[] {
  const alleles = founderPanel().alleles[population];
  return Array.from({ length: FOUNDERS_PER_POPULATION }, (_, founder) => {
    let sum = 0;
    for (let s = region * SITES_PER_REGION; s < (region + 1) * SITES_PER_REGION; s += 1)
      sum += (alleles[founder * SITE_COUNT + s] ?? 0) * (effects[s] ?? 0);
    return sum;
  });
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / values.length;
}

/** A scored SNP as the scoring file has it; the effect allele is ALT or REF. */
type ScoredSite = { readonly site: number; readonly effect: 'alt' | 'ref'; readonly weight: number };

function drawScore(): ScoredSite[] {
  const effects = drawEffects();
  const haplotype = REGIONS.reduce((sum, _, r) => sum + variance(regionSums(effects, 'EUR', r)), 0);
  const scale = SCORE_SD / Math.sqrt(2 * haplotype);
  const stream = openStream(FOUNDER_SEED, 0, 'effect-alleles');
  return [...effects.entries()]
    .filter(([, effect]) => effect !== 0)
    .map(([site, effect]) => {
      const byAlt = quantise(effect * scale, 5);
      return stream.chance(0.5)
        ? { site, effect: 'alt', weight: byAlt }
        : { site, effect: 'ref', weight: 0 - byAlt };
    });
}

let score: readonly ScoredSite[] | undefined;

/** The scored SNPs in the order of the genome. */
export function polygenicScore(): readonly ScoredSite[] {
  score ??= drawScore();
  return score;
}

let weights: Float64Array | undefined;

/** Log-odds per ALT allele of each site; 0 where a site is not in the score. */
export function polygenicWeights(): Float64Array {
  if (weights !== undefined) return weights;
  weights = new Float64Array(SITE_COUNT);
  for (const { site, effect, weight } of polygenicScore())
    weights[site] = effect === 'alt' ? weight : -weight;
  return weights;
}

/** Score of a person without any ALT allele: two effect alleles wherever the effect allele is REF. */
export const referenceScore = (): number =>
  polygenicScore().reduce((sum, { effect, weight }) => sum + (effect === 'ref' ? 2 * weight : 0), 0);
