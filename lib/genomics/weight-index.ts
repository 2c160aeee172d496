import type { GenomeBuild } from './assemblies.ts';
import type { Locus, ScoringFile, Weight } from './scoring-file.ts';
import type { VcfRow } from './vcf-row.ts';

/** Chromosome and position as one number; positions stay below 2^28 (chromosome 1 has 2^27.9 base pairs). */
const keyOf = (chromosome: number, position: number): number => chromosome * 2 ** 28 + position;

/** By which of its coordinates a scoring file meets a genotype file. */
export type Coordinates = 'reported' | 'harmonised' | 'rsid';

/** Weights by where they apply: two weights may share a position (two alleles of one site). */
export type WeightIndex = {
  readonly coordinates: Coordinates;
  /** Numbers of the weights that a row may match, in the file's order. */
  readonly candidates: (row: VcfRow) => readonly number[];
};

const NONE: readonly number[] = [];

const isPlaced = ({ chromosome, position }: Locus): boolean => chromosome > 0 && position > 0;

function indexBy(weights: readonly Weight[], keyFor: (weight: Weight) => number): Map<number, number[]> {
  const index = new Map<number, number[]>();
  for (const [number, weight] of weights.entries()) {
    const key = keyFor(weight);
    if (key === 0) continue;
    const known = index.get(key);
    if (known) known.push(number);
    else index.set(key, [number]);
  }
  return index;
}

const locusKey = ({ chromosome, position }: Locus): number =>
  chromosome > 0 && position > 0 ? keyOf(chromosome, position) : 0;

/**
 * Chooses coordinates of the genotype file's build: harmonised ones if they are of that build, else the reported ones
 * if those are; rsIDs only where the file has no positions at all. `null`: the builds differ and nothing bridges them.
 *
 * @param build of the genotype file; `null` when it does not say, and then the reported positions are taken
 */
export function indexWeights(file: ScoringFile, build: GenomeBuild | null): WeightIndex | null {
  const { weights } = file;
  const has = (side: 'reported' | 'harmonised') => weights.some((weight) => isPlaced(weight[side]));
  const byLocus = (side: 'reported' | 'harmonised'): WeightIndex => {
    const index = indexBy(weights, (weight) => locusKey(weight[side]));
    return {
      coordinates: side,
      candidates: (row) => index.get(keyOf(row.chromosome, row.position)) ?? NONE,
    };
  };
  if (build !== null && file.harmonisedBuild === build && has('harmonised')) return byLocus('harmonised');
  if (has('reported')) {
    const agree = build === null || file.build === null || file.build === build;
    return agree ? byLocus('reported') : null;
  }
  if (has('harmonised'))
    return build === null || file.harmonisedBuild === null ? byLocus('harmonised') : null;
  const index = indexBy(weights, ({ rsNumber }) => rsNumber);
  return {
    coordinates: 'rsid',
    candidates: (row) => row.rsNumbers.flatMap((number) => index.get(number) ?? NONE),
  };
}
