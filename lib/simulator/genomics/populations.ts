import { log, power } from '../arithmetic.ts';
import type { Stream } from '../stream.ts';

/**
 * Founder populations, in the order of the latent's shares (`physiology/ancestry.ts`). They are simulated; each is as far from
 * the others as the continental group of the 1000 Genomes Project whose name it bears.
 */
export const populations = ['EUR', 'AFR', 'EAS', 'SAS'] as const;
export type Population = (typeof populations)[number];
export type PerPopulation<T> = { readonly [P in Population]: T };

export const perPopulation = <T>(make: (population: Population) => T): PerPopulation<T> => ({
  EUR: make('EUR'),
  AFR: make('AFR'),
  EAS: make('EAS'),
  SAS: make('SAS'),
});

/**
 * Drift (F_ST against the node above) along a tree with one node outside Africa and one west of it. The distances between two
 * populations come out near the published ones: EUR–EAS .11, EUR–AFR .15, AFR–EAS .17, EUR–SAS .04 (Hudson's estimator; Bhatia G
 * et al., Genome Res 2013;23:1514–1521; 1000 Genomes Project Consortium, Nature 2015;526:68–74).
 */
const DRIFT = { AFR: 0.1, outOfAfrica: 0.12, EAS: 0.13, west: 0.04, EUR: 0.05, SAS: 0.03 } as const;

/**
 * Relative rate at which ancient recombination has broken haplotypes: blocks are half as long in Africa
 * (Gabriel SB et al., Science 2002;296:2225–2229).
 */
export const ANCIENT_RECOMBINATION: PerPopulation<number> = { EUR: 1, AFR: 2, EAS: 1, SAS: 1 };

/** Gamma variate of scale 1 for `shape` > 0. Marsaglia G, Tsang WW. ACM Trans Math Softw 2000;26:363–372. */
function drawGamma(stream: Stream, shape: number): number {
  if (shape < 1) return drawGamma(stream, shape + 1) * power(stream.uniform(), 1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = stream.normal();
    const root = 1 + c * x;
    const v = root * root * root;
    if (v > 0 && log(stream.uniform()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v;
  }
}

const normalise = (weights: readonly number[]): number[] => {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
};

/** Shares of `count` ancestral haplotypes before any drift. */
export const drawAncestralShares = (stream: Stream, count: number): number[] =>
  normalise(Array.from({ length: count }, () => drawGamma(stream, 3)));

/**
 * Shares after drift of F_ST `drift`: Dirichlet with precision (1 − F)/F. Summed over the haplotypes that carry an allele
 * it is the beta distribution of Balding DJ, Nichols RA, Genetica 1995;96:3–12, at every site alike.
 */
const drift = (stream: Stream, shares: readonly number[], amount: number): number[] =>
  normalise(shares.map((share) => drawGamma(stream, Math.max(1e-3, (share * (1 - amount)) / amount))));

/** Shares in each population by the tree of `DRIFT`. */
export function drawPopulationShares(
  stream: Stream,
  ancestral: readonly number[],
): PerPopulation<readonly number[]> {
  const AFR = drift(stream, ancestral, DRIFT.AFR);
  const outOfAfrica = drift(stream, ancestral, DRIFT.outOfAfrica);
  const EAS = drift(stream, outOfAfrica, DRIFT.EAS);
  const west = drift(stream, outOfAfrica, DRIFT.west);
  return { AFR, EAS, EUR: drift(stream, west, DRIFT.EUR), SAS: drift(stream, west, DRIFT.SAS) };
}
