import { z } from 'zod';
import { chromosomeNumber } from './genome-build.ts';
import { solve } from './linear.ts';
import type { Site } from './site-finder.ts';

const numbers = z.array(z.number());
const siteRow = z.tuple([z.string(), z.string(), z.number().int(), z.string(), z.string(), numbers, numbers]);

const axesFile = z
  .object({
    simulated: z.boolean(),
    panel: z.string(),
    build: z.string(),
    axes: z.number().int().min(1).max(20),
    middle: z.array(numbers.min(1)).min(1),
    variance: z.array(numbers),
    leastVariance: z.array(z.number().positive()),
    sites: z.array(siteRow).min(1),
  })
  .refine(
    ({ axes, middle, variance, leastVariance, sites }) => {
      const terms = middle[0]?.length;
      const rows = [...middle, ...variance, ...sites.map((site) => site[5])];
      const counts = [
        middle.length,
        variance.length,
        leastVariance.length,
        ...sites.map((site) => site[6].length),
      ];
      return rows.every(({ length }) => length === terms) && counts.every((count) => count === axes);
    },
    { error: 'its lists do not fit together' },
  );

type AxisSite = Site & {
  /** Copies of `alt` that a place on the axes of ancestry lets expect: constant and slopes. */
  readonly expected: readonly number[];
  readonly loadings: readonly number[];
};

/** Axes of genotypes with ancestry taken out, in standard deviations among people of like ancestry. */
export type GenotypeAxes = {
  readonly simulated: boolean;
  /** Of the panel of ancestry whose axes were taken out: its path below `public/models`. */
  readonly panel: string;
  readonly build: string;
  readonly axes: number;
  /** Per axis, by ancestry: where people lie, and their variance; constant and slopes. */
  readonly middle: readonly (readonly number[])[];
  readonly variance: readonly (readonly number[])[];
  readonly leastVariance: readonly number[];
  readonly sites: readonly AxisSite[];
};

/** Reads `axes.json` of a folder of axes. Returns the end of the sentence "It cannot be used: …" for any other. */
export function readGenotypeAxes(value: unknown): GenotypeAxes | string {
  const parsed = axesFile.safeParse(value);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    return `${first?.path.join('.') || 'the file'}: ${first?.message ?? 'no axes'}`;
  }
  return {
    ...parsed.data,
    sites: parsed.data.sites.map(([id, chromosome, position, ref, alt, expected, loadings]) => ({
      id,
      chromosome: chromosomeNumber(chromosome),
      position,
      ref,
      alt,
      expected,
      loadings,
    })),
  };
}

/** Copies that ancestry lets expect stay this far from none and from two: their spread is not 0. */
const LEAST_EXPECTED = 0.1;
/** Share of the sites with a call below which nobody is placed. */
const LEAST_SITES = 0.5;

const line = (coefficients: readonly number[], terms: readonly number[]): number =>
  coefficients.reduce((sum, one, k) => sum + one * (terms[k] ?? 0), 0);

/**
 * Least squares on the sites with a call, of how many copies beyond what their ancestry lets expect a person has
 * (Conomos MP et al., Am J Hum Genet 2016;98:127–148).
 *
 * @param copies per site of the axes; NaN: no call
 * @param place on the axes of ancestry of the panel
 * @returns one number per axis; `null`: too few calls
 */
export function placeWithin(
  { axes, sites, middle, variance, leastVariance }: GenotypeAxes,
  copies: ArrayLike<number>,
  place: readonly number[],
): number[] | null {
  const terms = [1, ...place];
  const products = Array.from({ length: axes }, () => new Array<number>(axes + 1).fill(0));
  let called = 0;
  for (const [number, { expected, loadings }] of sites.entries()) {
    const own = copies[number] ?? Number.NaN;
    if (Number.isNaN(own)) continue;
    called += 1;
    const mean = Math.min(2 - LEAST_EXPECTED, Math.max(LEAST_EXPECTED, line(expected, terms)));
    const beyond = (own - mean) / Math.sqrt(mean * (1 - mean / 2));
    addProducts(products, loadings, beyond);
  }
  if (called < LEAST_SITES * sites.length) return null;
  const raw = solve(
    products.map((row) => row.slice(0, axes)),
    products.map((row) => row[axes] ?? 0),
  );
  return (
    raw?.map((value, axis) => {
      const spread = Math.max(line(variance[axis] ?? [], terms), leastVariance[axis] ?? 1);
      return (value - line(middle[axis] ?? [], terms)) / Math.sqrt(spread);
    }) ?? null
  );
}

/** Adds L'L and, in the last column, L'z of one site. */
function addProducts(products: readonly number[][], loadings: readonly number[], beyond: number): void {
  for (const [a, row] of products.entries()) {
    const weight = loadings[a] ?? 0;
    for (const [b, other] of loadings.entries()) row[b] = (row[b] ?? 0) + weight * other;
    row[loadings.length] = (row[loadings.length] ?? 0) + weight * beyond;
  }
}
