import { exp } from '../arithmetic.ts';
import { openStream, type Stream } from '../stream.ts';
import { addErrors, type Copy, copyMoments, drawCopy, writeCopy } from './copying.ts';
import { drawIndex } from './founders.ts';
import { polygenicWeights, referenceScore } from './polygenic-weights.ts';
import { type PerPopulation, type Population, populations } from './populations.ts';
import { REGIONS, SITE_COUNT } from './regions.ts';

/** The latents that genotypes show. */
type Inheritance = {
  /** Polygenic liability, standard normal. */
  readonly polygenic: number;
  /** Share of the genome by population, in the order of `populations`; they sum to 1. */
  readonly proportions: readonly number[];
};

/** What a person inherited, before anything was measured. */
export type Genotypes = {
  /** 1 where the haplotype carries ALT; first and second of each phased pair. */
  readonly haplotypes: readonly [Uint8Array, Uint8Array];
  /** Σ weight × effect alleles by the scoring file, in log-odds. */
  readonly score: number;
  /** The score standardised among people whose regions come from the same populations: mean 0, standard deviation 1. */
  readonly standardScore: number;
};

/**
 * Correlation of the standardised score with the polygenic liability. A score made in Europeans serves others less
 * (Martin AR et al., Nat Genet 2019;51:584–591). Most of that loss is markers that no longer tag the cause (Wang Y et al.,
 * Nat Commun 2020;11:3865); these markers are the cause, so only the smaller part remains.
 */
const SCORE_LIABILITY: PerPopulation<number> = { EUR: 0.9, AFR: 0.7, EAS: 0.8, SAS: 0.85 };

/** `proportions`: share of the genome by population, in the order of `populations`; they sum to 1. */
const scoreLiabilityCorrelation = (proportions: readonly number[]): number =>
  populations.reduce((sum, population, k) => sum + (proportions[k] ?? 0) * SCORE_LIABILITY[population], 0);

/** Candidate copies per region and haplotype. More of them bring the score nearer to its target. */
const CANDIDATES = 6;

type Unit = { readonly haplotype: 0 | 1; readonly region: number; readonly population: Population };

/** The population of origin of each region of each haplotype: admixture long enough ago to be independent between regions. */
function drawOrigins(stream: Stream, proportions: readonly number[]): Unit[] {
  const origin = () => populations[drawIndex(stream, proportions)] ?? populations[0];
  return ([0, 1] as const).flatMap((haplotype) =>
    REGIONS.map((_, region) => ({ haplotype, region, population: origin() })),
  );
}

/** Chooses one candidate with probability proportional to the density of what then remains to be reached. */
function chooseCopy(
  stream: Stream,
  copies: readonly [Copy, ...Copy[]],
  target: number,
  spread: number,
): Copy {
  const misses = copies.map(({ score }) => ((target - score) * (target - score)) / (2 * spread));
  const least = Math.min(...misses);
  const weights = misses.map((miss) => exp(least - miss));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return (
    copies[
      drawIndex(
        stream,
        weights.map((weight) => weight / sum),
      )
    ] ?? copies[0]
  );
}

/**
 * Draws a person's genotypes given the liability they inherited. The score's target is drawn first, jointly normal with the
 * liability; then the copies are drawn region by region, each from several candidates of the Li–Stephens law, chosen by the
 * normal density of the rest still needed (sequential importance resampling). Over people the targets are spread as the
 * score itself is, so allele frequencies, Hardy–Weinberg proportions and disequilibrium stay those of free copying.
 */
export function drawGenotypes(
  seed: number,
  patient: number,
  { polygenic, proportions }: Inheritance,
): Genotypes {
  const stream = openStream(seed, patient, 'genotypes');
  const units = drawOrigins(stream, proportions);
  const moments = units.map(({ population, region }) => copyMoments(population, region));
  const mean = moments.reduce((sum, one) => sum + one.mean, 0);
  const variance = moments.reduce((sum, one) => sum + one.variance, 0);
  const r = scoreLiabilityCorrelation(proportions);
  const z = r * polygenic + Math.sqrt(1 - r * r) * stream.normal();

  const haplotypes = [new Uint8Array(SITE_COUNT), new Uint8Array(SITE_COUNT)] as const;
  let wanted = Math.sqrt(variance) * z;
  let spread = variance;
  for (const [n, { haplotype, region, population }] of units.entries()) {
    const here = moments[n] ?? { mean: 0, variance: 0 };
    spread -= here.variance;
    const draw = () => drawCopy(stream, population, region);
    const copies = [draw(), ...Array.from({ length: CANDIDATES - 1 }, draw)] as const;
    const copy = chooseCopy(stream, copies, wanted + here.mean, Math.max(spread, 0.001 * variance));
    wanted -= copy.score - here.mean;
    writeCopy(copy, population, region, haplotypes[haplotype]);
  }
  for (const haplotype of haplotypes) addErrors(stream, haplotype);
  const score = sumScore(haplotypes);
  return { haplotypes, score, standardScore: (score - referenceScore() - mean) / Math.sqrt(variance) };
}

function sumScore([first, second]: Genotypes['haplotypes']): number {
  const weights = polygenicWeights();
  let score = referenceScore();
  for (let s = 0; s < SITE_COUNT; s += 1) score += (weights[s] ?? 0) * ((first[s] ?? 0) + (second[s] ?? 0));
  return score;
}
